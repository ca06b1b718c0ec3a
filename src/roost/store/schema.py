"""In: an open database. Out: the same with the tables of this version; or StoreError when it is newer, damaged or somebody else's."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from roost.store.trouble import told

__all__ = ["VERSIONS", "VERSION_TABLE", "prepare", "upgrade"]

VERSION_TABLE = "roost_schema"
VERSIONS = ("0001",)  # oldest first, one file each in migrations/versions; here so that a start need not load Alembic
APPLICATION_ID = 0x526F6F73  # "Roos" in the header of an SQLite file


def prepare(connection: Connection, where: str) -> None:
    """Makes or upgrades the tables, inside the caller's transaction: all of it or nothing.

    Args:
        connection: in a transaction that writes.
        where: the place as a person may see it.

    Raises:
        StoreError: newer, damaged or foreign.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise told("damaged", where)
    if not is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": APPLICATION_ID})  # one upgrade at a time
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables or (is_sqlite and connection.exec_driver_sql("PRAGMA application_id").scalar()):
            raise told("foreign", where)
        version = None
    else:
        version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if version not in VERSIONS:
            raise told("newer", where)
    if version == VERSIONS[-1]:
        return
    upgrade(connection)
    if is_sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the migrations up to one version."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("roost.store") / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
