"""In: `roost backup` and `roost restore`. Out: words, JSON and the documented exit codes."""

import json
import shutil

import pytest

from roost.app.home import data_folder


@pytest.fixture
def data(answered, tmp_path):
    return shutil.copytree(answered, tmp_path / "data")


@pytest.mark.parametrize("name", ["backup", "restore"])
def test_the_help_has_an_example(command, name):
    assert f"Example: roost {name} roost-backup.zip" in " ".join(command(name, "--help")[1].split())


def test_there_and_back(command, data, tmp_path):
    code, out, err = command("backup", "b.zip", "--data", data)
    assert (code, err) == (0, "")
    assert "not encrypted" in out
    assert command("backup", "b.zip", "--data", data)[0] == 4
    code, out, err = command("restore", "b.zip", "--data", data, "--json")
    assert (code, json.loads(out)["refused"]["needed"]) == (4, "--replace")
    assert "Nothing is thrown away" in err
    code, out, _ = command("restore", "b.zip", "--data", data, "--replace")
    assert code == 0
    assert "1 people" in out
    assert "screened again" in out
    assert str(data / "roost-before-") in out
    code, out, _ = command("restore", "b.zip", "--data", tmp_path / "new", "--json")
    done = json.loads(out)
    assert (code, done["people"], done["screen_again"], done["kept_aside"]) == (0, 1, 1, None)
    code, out, _ = command("backup", "again.zip", "--data", tmp_path / "new", "--json")
    assert json.loads(out)["entries"] == done["entries"] + 1
    command("restore", "again.zip", "--data", tmp_path / "third")
    assert "kept:" not in command("restore", "again.zip", "--data", tmp_path / "fourth")[1]


def test_a_cut_file_ends_with_3_and_a_missing_folder_too(command, data, tmp_path):
    command("backup", "b.zip", "--data", data)
    (tmp_path / "b.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:-10])
    code, out, err = command("restore", "b.zip", "--data", tmp_path / "new")
    assert (code, out) == (3, "")
    assert "no whole backup" in err
    assert command("backup", "nowhere/b.zip", "--data", data)[0] == 3


def test_without_a_place_it_is_the_usual_one(command, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert command("backup", "b.zip")[0] == 0
    assert data_folder().is_dir()
