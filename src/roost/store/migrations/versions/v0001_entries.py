"""In: an empty database. Out: the table of entries, and triggers that refuse to change or delete a row."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REFUSE = "entries are never changed or deleted: add one that amends"


def upgrade() -> None:
    """Makes the table, its indexes and its triggers."""
    op.create_table(
        "entries",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("type_version", sa.Integer, nullable=False),
        sa.Column("occurred_at", sa.Text, nullable=False),
        sa.Column("offset_min", sa.Integer, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("amends", sa.Text, sa.ForeignKey("entries.id", name="fk_entries_amends"), nullable=True),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_entries_person_type", "entries", ["person", "type"])
    op.create_index("ix_entries_type", "entries", ["type"])
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER entries_no_{what.lower()} BEFORE {what} ON entries BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END")
    else:
        op.execute(f"CREATE FUNCTION entries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSE}'; END $$")
        op.execute(
            "CREATE TRIGGER entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entries "
            "FOR EACH STATEMENT EXECUTE FUNCTION entries_refuse()"
        )
