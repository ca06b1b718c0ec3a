"""In: SQLite and PostgreSQL. Out: a look at the database tells how it is, and neither makes nor changes anything."""

from pathlib import Path

import pytest
from sqlalchemy import text

from roost.base.errors import StoreError
from roost.store.look import look_at
from roost.store.open import open_store
from roost.store.schema import VERSION_TABLE
from tests.entries import MOMENT, entry


def change(store, words):
    with store.engine.begin() as connection:
        connection.execute(text(words))


def test_where_nothing_is_nothing_is_made(where):
    assert look_at(where).schema is None
    assert "://" in where or not Path(where).exists()


def test_what_is_there_is_counted(open_here, where):
    open_here().add([entry(), entry()])
    look = look_at(where)
    assert (look.schema, look.is_newest, look.entries, look.newest) == ("0001", True, 2, MOMENT)


def test_a_newer_one_and_one_of_another_program_are_told(open_here, where):
    store = open_here()
    change(store, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(StoreError) as told:
        look_at(where)
    assert told.value.kind == "newer"
    change(store, f"ALTER TABLE {VERSION_TABLE} RENAME TO other")
    with pytest.raises(StoreError) as told:
        look_at(where)
    assert told.value.kind == "foreign"


@pytest.mark.postgres
def test_a_server_that_may_not_be_written_to_is_told(request, monkeypatch):
    where = request.getfixturevalue("postgres").database()
    open_store(where).close()
    monkeypatch.setenv("PGOPTIONS", "-c default_transaction_read_only=on")
    with pytest.raises(StoreError) as told:
        look_at(where)
    assert told.value.kind == "read_only"
