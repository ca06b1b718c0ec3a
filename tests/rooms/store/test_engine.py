"""In: a folder. Out: a database file for its owner alone, which keeps what it acknowledges."""

import stat
from contextlib import ExitStack

import pytest

from roost.base.errors import StoreError
from roost.store.engine import FILE, check_journal, sqlite_engine
from roost.store.open import Store, open_store
from tests.entries import entry


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "some" / "data"


def rights(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def store(folder):
    store = open_store(str(folder))
    yield store
    store.close()


def test_folder_and_files_are_for_their_owner_alone(store, folder):
    store.add([entry()])
    assert rights(folder) == 0o700
    assert {path.name: rights(path) for path in folder.iterdir()} == dict.fromkeys((FILE, f"{FILE}-wal", f"{FILE}-shm"), 0o600)


def test_a_file_that_others_could_read_is_closed_to_them(store, folder):
    store.close()
    (folder / FILE).chmod(0o644)
    folder.chmod(0o755)
    open_store(str(folder)).close()
    assert rights(folder / FILE) == 0o600
    assert rights(folder) == 0o700


def test_a_folder_with_other_things_in_it_keeps_its_rights(folder):
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "letters.txt").write_text("Dear doctor")
    open_store(str(folder)).close()
    assert rights(folder) == 0o755
    assert rights(folder / FILE) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("application_id", 0x526F6F73),
    ],
)
def test_every_connection_keeps_what_it_acknowledges(store, pragma, value):
    with ExitStack() as opened:
        connections = [opened.enter_context(store.engine.connect().execution_options(only_reads=True)) for _ in range(3)]
        assert [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for connection in connections] == [value] * 3


def test_a_write_takes_its_turn_at_its_beginning(store, folder):
    """A transaction that began by reading could not write later, however long it waits."""
    other = Store(sqlite_engine(folder, 0.1), "here")
    with store.engine.begin(), pytest.raises(StoreError, match="busy"):
        other.add([entry()])
    other.close()


def test_a_folder_where_a_lock_is_no_lock_is_refused():
    with pytest.raises(StoreError, match="may not write") as refused:
        check_journal("delete", "there")
    assert refused.value.kind == "read_only"
    check_journal("wal", "there")
