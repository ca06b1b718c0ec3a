"""In: a disk that is full, read-only or damaged, and what drivers say of it. Out: one sentence each, and nothing that was kept is lost."""

import errno
import sqlite3
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from roost.base.errors import InputError, StoreError
from roost.store.engine import FILE
from roost.store.open import open_store
from roost.store.trouble import TELL, trouble
from tests.entries import entry


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def store(folder):
    store = open_store(str(folder), wait_s=0.2)
    yield store
    store.close()


def pragma(store, words):
    """Sets something on the one connection that the store uses."""
    with store.engine.connect().execution_options(only_reads=True) as connection:
        answer = connection.exec_driver_sql(f"PRAGMA {words}")
        return answer.scalar() if answer.returns_rows else None


def test_a_full_disk_keeps_all_or_nothing_and_takes_the_same_once_there_is_room(store):
    kept = entry()
    store.add([kept])
    pragma(store, f"max_page_count = {pragma(store, 'page_count')}")
    large = [entry("note", {"text": "x" * 2000}) for _ in range(20)]
    with pytest.raises(StoreError, match="disk is full") as refused:
        store.add(large)
    assert refused.value.kind == "full"
    assert store.read() == [kept]
    pragma(store, "max_page_count = 100000")
    assert store.add([kept, *large]) == ["already"] + ["stored"] * 20


def test_a_disk_that_can_only_be_read_is_told_and_still_read(store):
    kept = entry()
    store.add([kept])
    pragma(store, "query_only = ON")
    with pytest.raises(StoreError, match="may not write") as refused:
        store.add([entry()])
    assert refused.value.kind == "read_only"
    assert store.read() == [kept]


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="--data") as refused:
        open_store(str(tmp_path / "file" / "data"))
    assert refused.value.kind == "read_only"


def test_a_file_that_is_no_database_is_told_and_left_alone(folder):
    folder.mkdir()
    (folder / FILE).write_text("Dear diary, " * 500)
    with pytest.raises(StoreError, match="damaged") as refused:
        open_store(str(folder))
    assert refused.value.kind == "damaged"
    assert (folder / FILE).read_text().startswith("Dear diary")


def test_a_damaged_database_is_told_when_it_is_opened(store, folder):
    store.add([entry("note", {"text": "x" * 500}) for _ in range(50)])
    pragma(store, "wal_checkpoint(TRUNCATE)")
    store.close()
    data = bytearray((folder / FILE).read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    (folder / FILE).write_bytes(data)
    with pytest.raises(StoreError, match="backup") as refused:
        open_store(str(folder))
    assert refused.value.kind == "damaged"


def test_a_file_that_another_program_marked_as_its_own_is_foreign(folder):
    folder.mkdir()
    other = sqlite3.connect(folder / FILE)
    other.execute("PRAGMA application_id = 1196444487")
    other.close()
    with pytest.raises(StoreError) as refused:
        open_store(str(folder))
    assert refused.value.kind == "foreign"


def said(**attributes):
    return type("Said", (Exception,), attributes)("said")


def sqlite_said(code):
    error = sqlite3.OperationalError("said")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (sqlite_said(sqlite3.SQLITE_BUSY_SNAPSHOT), "locked"),
        (sqlite_said(sqlite3.SQLITE_FULL), "full"),
        (sqlite_said(sqlite3.SQLITE_READONLY_DBMOVED), "read_only"),
        (sqlite_said(sqlite3.SQLITE_CANTOPEN), "read_only"),
        (sqlite_said(sqlite3.SQLITE_IOERR_FSYNC), "damaged"),
        (sqlite_said(sqlite3.SQLITE_CORRUPT_INDEX), "damaged"),
        (said(sqlstate="55P03"), "locked"),
        (said(sqlstate="53100"), "full"),
        (said(sqlstate="53300"), "away"),  # too many connections
        (said(sqlstate="57P01"), "away"),  # the server is shut down
        (said(sqlstate="28P01"), "away"),  # wrong password
        (said(sqlstate="25006"), "read_only"),
        (said(sqlstate="XX001"), "damaged"),
        (said(sqlstate=None), "away"),
    ],
    ids=str,
)
def test_what_a_driver_says_has_a_kind(error, kind):
    with pytest.raises(StoreError) as told, trouble("here"):
        raise DBAPIError("", {}, error)
    assert told.value.kind == kind
    assert told.value.exit_code == 5
    assert str(told.value) == TELL[kind].format(where="here")


@pytest.mark.parametrize(
    ("error", "kind"),
    [(OSError(errno.ENOSPC, ""), "full"), (PermissionError(errno.EACCES, ""), "read_only"), (PoolTimeoutError(), "locked")],
)
def test_what_the_computer_says_has_a_kind(error, kind):
    with pytest.raises(StoreError) as told, trouble("here"):
        raise error
    assert told.value.kind == kind


@pytest.mark.parametrize("error", [sqlite_said(sqlite3.SQLITE_ERROR), sqlite3.ProgrammingError("ours"), said(sqlstate="42601")], ids=str)
def test_a_defect_of_ours_stays_a_defect(error):
    with pytest.raises(DBAPIError), trouble("here"):
        raise DBAPIError("", {}, error)


def test_each_sentence_says_where_and_what_to_do_next():
    for kind, tell in TELL.items():
        assert "{where}" in tell, kind
        assert len([sentence for sentence in tell.split(". ") if sentence]) >= 2, kind


def test_a_correction_of_nothing_is_the_callers_mistake(store):
    with pytest.raises(InputError):
        store.add([entry(amends="nothing")])


def test_a_folder_that_fills_up_while_it_is_made(monkeypatch, folder):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("roost.store.engine.os", SimpleNamespace(open=full, close=None, O_RDWR=0, O_CREAT=0))
    with pytest.raises(StoreError, match="disk is full"):
        open_store(str(folder))
