"""In: a backup, and what can go wrong with it. Out: one sentence each; nothing was changed, and nothing was lost."""

import errno
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing

import msgspec
import pytest

from roost.app.home import Home
from roost.app.keep_backup import back_up, restore
from roost.base.errors import InputError, StoreError
from roost.store import seal as sealed
from roost.store.engine import FILE
from roost.store.open import open_store
from tests.answers import Clock
from tests.entries import entry, uuid7

ENTRIES = "SELECT * FROM entries ORDER BY seq"


@pytest.fixture(scope="module")
def ready(tmp_path_factory, empty):
    """A data folder with some entries, its backup, and the rows in it: made once."""
    folder = tmp_path_factory.mktemp("ready")
    shutil.copytree(empty, folder / "data")
    store = open_store(str(folder / "data"))
    home = Home(store, Clock(), uuid7)
    home.keep(entry("person", {"name": "Ann"}), *(entry("note", {"text": "x" * 200, "for_day": None}) for _ in range(30)))
    back_up(home, folder / "b")
    store.close()
    return folder


@pytest.fixture
def file(ready, tmp_path):
    return shutil.copy(ready / "b", tmp_path / "b")


@pytest.fixture
def data(ready, tmp_path):
    return shutil.copytree(ready / "data", tmp_path / "data")


def bring_back(file, folder, **more):
    return restore(file, str(folder), now=Clock(), new_id=uuid7, **more)


def rows(folder):
    with closing(sqlite3.connect(folder / FILE)) as opened:
        return opened.execute(ENTRIES).fetchall()


def test_a_cut_file_is_told_and_nothing_changes(file, data, tmp_path):
    whole, before = file.read_bytes(), rows(data)
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(InputError, match="no whole backup") as refused:
            bring_back(file, data, replace=True)
        assert refused.value.exit_code == 3
    assert rows(data) == before
    assert sorted(path.name for path in data.iterdir()) == [FILE]


def test_a_changed_byte_is_told_or_changes_no_row(file, data, tmp_path):
    whole, wanted, seen = file.read_bytes(), rows(data), 0
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        there = tmp_path / f"at {at}"
        there.mkdir()
        try:
            sealed.unseal(file, there)
        except (InputError, StoreError):
            seen += 1
        else:
            assert rows(there) == wanted
    assert seen > 20


def repacked(file, **changed):
    """The same backup, with something else in what it says of itself."""
    with zipfile.ZipFile(file) as packed:
        about, database = msgspec.json.decode(packed.read(sealed.ABOUT)), packed.read(FILE)
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(sealed.ABOUT, msgspec.json.encode(about | changed))
        packed.writestr(FILE, database)
    return file


@pytest.mark.parametrize("changed", [{"format": 2, "more": 1}, {"schema": "9999"}], ids=str)
def test_a_backup_of_a_newer_version_is_told(file, data, changed):
    with pytest.raises(StoreError, match="newest version") as refused:
        bring_back(repacked(file, **changed), data, replace=True)
    assert (refused.value.kind, refused.value.exit_code) == ("newer", 5)


@pytest.mark.parametrize("changed", [{"database_sha256": "0"}, {"rows_sha256": "0"}, {"entries": 30}, {"more": 1}], ids=str)
def test_a_file_that_does_not_hold_what_it_says_is_refused(file, data, changed):
    with pytest.raises(InputError, match="no whole backup"):
        bring_back(repacked(file, **changed), data, replace=True)


def test_a_file_that_is_not_there_is_told(data, tmp_path):
    with pytest.raises(InputError, match="Check the name"):
        bring_back(tmp_path / "nowhere", data, replace=True)


@pytest.fixture
def full(monkeypatch):
    """A disk that is full as soon as something must really be on it."""
    real = os.fsync

    def fsync(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    return lambda: monkeypatch.setattr(os, "fsync", real)


def test_a_full_disk_leaves_the_old_backup_and_no_other_file(data, tmp_path, full):
    store = open_store(str(data))
    (tmp_path / "b").write_text("the last backup")
    with pytest.raises(StoreError, match="disk is full"):
        back_up(Home(store, Clock(), uuid7), tmp_path / "b", replace=True)
    store.close()
    assert (tmp_path / "b").read_text() == "the last backup"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "data"]


def test_a_full_disk_while_bringing_back_leaves_all_as_it_was(file, data, full):
    before = rows(data)
    with pytest.raises(StoreError, match="disk is full"):
        bring_back(file, data, replace=True)
    assert rows(data) == before
    assert sorted(path.name for path in data.iterdir()) == [FILE]


def test_a_folder_that_is_not_there_is_told(data, tmp_path):
    store = open_store(str(data))
    with pytest.raises(InputError, match="no such folder"):
        back_up(Home(store, Clock(), uuid7), tmp_path / "nowhere" / "b")
    store.close()


def test_a_damaged_home_is_not_backed_up_and_can_be_brought_back(file, data):
    wanted = rows(data)
    broken = bytearray((data / FILE).read_bytes())
    broken[-4096 * 2 :] = b"\xff" * 4096 * 2
    store = open_store(str(data))
    store.close()
    (data / FILE).write_bytes(broken)  # under a Roost that runs
    with pytest.raises(StoreError) as refused:
        back_up(Home(store, Clock(), uuid7), data.parent / "new")
    assert refused.value.kind == "damaged"
    assert not (data.parent / "new").exists()
    store.close()
    (data / FILE).write_bytes(b"nothing of a database")
    done = bring_back(file, data, replace=True)
    assert rows(data)[: len(wanted)] == wanted
    with open(done.kept_aside, "rb") as kept:
        assert kept.read() == b"nothing of a database"


def test_a_disk_that_knows_no_second_names_keeps_a_copy(file, data, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    before = rows(data)
    monkeypatch.setattr(os, "link", no_links)
    done = bring_back(file, data, replace=True)
    with closing(sqlite3.connect(done.kept_aside)) as old:
        assert old.execute(ENTRIES).fetchall() == before


def test_the_backup_is_for_its_owner_alone_and_always_the_same(ready, file, data):
    assert os.stat(ready / "b").st_mode & 0o777 == 0o600
    store = open_store(str(data))
    back_up(Home(store, Clock(), uuid7), file.parent / "second")
    store.close()
    assert (file.parent / "second").read_bytes() == file.read_bytes()
