"""In: data files as bytes. Out: what was kept of them counts only while nothing changed; in any doubt the files themselves are read."""

from decimal import Decimal

import pytest

from roost.base.datafile import ReadBefore, Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.store import kept
from roost.store.kept import cache_folder, with_plain

FILES = {"one": b'title: "One"\nshare: 0.25\nlist: [1, yes, null]\n', "two": b"title: Two\n"}


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "roost" / "a.b.json"


@pytest.fixture
def count(monkeypatch):
    """How often a file was really read."""
    read = []
    real = kept.read_plain
    monkeypatch.setattr(kept, "read_plain", lambda data, *, file: read.append(file) or real(data, file=file))
    return read


def test_the_second_start_reads_no_yaml_and_finds_the_same(cache, count):
    first = with_plain("a/b", FILES)
    assert count == ["one", "two"]
    second = with_plain("a/b", FILES)
    assert count == ["one", "two"]
    assert [first[name] for name in FILES] == [second[name] for name in FILES] == list(FILES.values())
    assert first["one"].plain == second["one"].plain == {"title": "One", "share": Decimal("0.25"), "list": [1, "yes", None]}
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["other_byte", "other_file", "cut", "forged", "open_to_others", "not_there"])
def test_in_any_doubt_the_files_themselves_are_read(cache, count, harm):
    with_plain("a/b", FILES)
    files = dict(FILES)
    if harm == "other_byte":
        files["two"] = b"title: Tow\n"
    elif harm == "other_file":
        files["three"] = b"title: Three\n"
    elif harm == "cut":
        cache.write_bytes(cache.read_bytes()[:-9])
    elif harm == "forged":
        cache.write_bytes(cache.read_bytes().replace(b"Two", b"Owt"))
    elif harm == "open_to_others":
        cache.chmod(0o666)
    else:
        cache.unlink()
    del count[:]
    found = with_plain("a/b", files)
    assert sorted(count) == sorted(files)
    assert found["two"].plain["title"] == ("Tow" if harm == "other_byte" else "Two")


def test_a_file_that_is_no_yaml_comes_back_as_it_is_so_that_its_reader_says_why(cache):
    found = with_plain("a/b", {"bad": b"title: [\n"})
    assert found == {"bad": b"title: [\n"}
    assert not isinstance(found["bad"], ReadBefore)
    assert not cache.exists()


def test_without_a_folder_to_write_to_nothing_is_kept_and_nothing_is_missed(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert with_plain("a/b", FILES)["two"].plain == {"title": "Two"}
    assert with_plain("a/b", {}) == {}


def test_a_disk_that_is_full_leaves_no_draft_behind(cache, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept.os, "replace", full)
    assert with_plain("a/b", FILES)["two"].plain == {"title": "Two"}
    assert list(cache.parent.iterdir()) == []


def test_what_json_would_change_is_not_kept(cache, monkeypatch):
    monkeypatch.setattr(kept, "_decode", lambda body: {"two": {"title": "something else"}})
    assert with_plain("a/b", FILES)["two"].plain == {"title": "Two"}
    assert not cache.exists()


def test_without_an_own_folder_for_caches_it_is_the_usual_one(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "roost"


class Titled(Strict, frozen=True, kw_only=True):
    """A file with a title."""

    title: str


def test_a_wrong_file_that_was_read_before_still_names_its_line():
    data = b"title: One\ncolour: red\n"
    for given in (data, ReadBefore.of(data, {"title": "One", "colour": "red"})):
        with pytest.raises(DataFileError) as error:
            parse_yaml(given, Titled, file="one.yaml")
        assert "line 2" in str(error.value)
    assert parse_yaml(ReadBefore.of(b"title: One\n", {"title": "One"}), Titled, file="one.yaml") == Titled(title="One")
