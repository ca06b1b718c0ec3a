"""In: a connection in a transaction, from `store.schema`. Out: the migrations run on it. Alembic reads this file by its name."""

from alembic import context

from roost.store.entries import metadata
from roost.store.schema import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE)
context.run_migrations()
