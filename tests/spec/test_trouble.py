"""In: a database that is in the way. Out: one clear sentence and its kind; what was not kept can be sent again."""

from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

from roost.base.errors import InputError, StoreError
from roost.store.engine import FILE, is_address
from roost.store.open import open_store
from tests.entries import entry
from tests.spec.cluster import cluster


def raw_engine(where):
    """The same database, past Roost."""
    return create_engine(make_url(where).set(drivername="postgresql+psycopg") if is_address(where) else f"sqlite:///{where}/{FILE}")


@contextmanager
def held(where):
    """Another program holds the database."""
    engine = raw_engine(where)
    connection = engine.raw_connection()
    if is_address(where):
        connection.cursor().execute("LOCK TABLE entries IN EXCLUSIVE MODE")
    else:
        connection.cursor().execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()
        engine.dispose()


def test_a_database_that_another_program_holds_is_locked_and_later_takes_the_same(where, open_here):
    store = open_here(wait_s=0.2)
    kept, waiting = entry(), entry()
    store.add([kept])
    with held(where), pytest.raises(StoreError, match="busy") as refused:
        store.add([waiting])
    assert refused.value.kind == "locked"
    assert store.read() == [kept]
    assert store.add([waiting]) == ["stored"]


def test_reading_goes_on_while_another_program_writes(where, open_here):
    store = open_here(wait_s=0.2)
    kept = entry()
    store.add([kept])
    with held(where):
        assert store.read() == [kept]


def test_a_database_of_another_program_is_refused_and_left_alone(where, tmp_path):
    (tmp_path / "data").mkdir()
    engine = raw_engine(where)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
        connection.execute(text("INSERT INTO recipes VALUES ('soup')"))
    with pytest.raises(StoreError, match="Another program's data") as refused:
        open_store(where)
    assert refused.value.kind == "foreign"
    with engine.begin() as connection:
        assert connection.execute(text("SELECT name FROM recipes")).scalar() == "soup"
    engine.dispose()


@pytest.mark.postgres
def test_a_server_that_goes_away_and_comes_back_has_kept_what_it_acknowledged():
    with cluster() as own:
        where = own.database()
        store = open_store(where, wait_s=1)
        kept, waiting = entry(), entry()
        store.add([kept])
        own.stop()
        for act in (lambda: store.add([waiting]), store.read, lambda: open_store(where, wait_s=1)):
            with pytest.raises(StoreError, match="does not answer") as refused:
                act()
            assert refused.value.kind == "away"
        own.start()
        assert store.add([kept, waiting]) == ["already", "stored"]
        store.close()


@pytest.mark.postgres
def test_a_read_only_server_is_told_as_such(postgres):
    where = postgres.database()
    store = open_store(where)
    kept = entry()
    store.add([kept])
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    store.close()
    with pytest.raises(StoreError, match="may not write") as refused:
        store.add([entry()])
    assert refused.value.kind == "read_only"
    assert store.read() == [kept]
    store.close()


@pytest.mark.postgres
def test_a_database_that_does_not_exist_is_away(postgres):
    with pytest.raises(StoreError, match="does not answer") as refused:
        open_store(postgres.address("nothing_here"))
    assert refused.value.kind == "away"


def test_a_password_is_in_no_message():
    with pytest.raises(StoreError) as refused:
        open_store("postgresql://ann:s3cret@127.0.0.1:1/roost?application_name=s3cret", wait_s=1)
    assert "s3cret" not in str(refused.value)
    assert "postgresql://127.0.0.1:1/roost" in str(refused.value)


@pytest.mark.parametrize("address", ["mysql://localhost/roost", "http://localhost", "://", "postgresql://h:port/x"])
def test_an_address_of_something_else_is_refused(address):
    with pytest.raises(InputError, match="postgresql://name:password@host/database"):
        open_store(address)
