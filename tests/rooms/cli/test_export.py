"""In: `roost export` and `roost import`. Out: words, JSON, tables and the documented exit codes."""

import json
import os
import shutil

import pytest


@pytest.fixture
def data(answered, tmp_path):
    return shutil.copytree(answered, tmp_path / "data")


@pytest.mark.parametrize("name", ["export", "import"])
def test_the_help_has_an_example(command, name):
    assert f"Example: roost {name} " in " ".join(command(name, "--help")[1].split())


def test_out_and_in(command, data, tmp_path):
    code, out, _ = command("export", "--data", data)
    assert (code, json.loads(out)["person"]["name"]) == (0, "Ann")
    assert command("export", "--data", data, "--out", "E.json")[0] == 0
    assert os.stat(tmp_path / "E.json").st_mode & 0o777 == 0o600
    code, out, err = command("export", "--data", data, "--out", "E.json")
    assert (code, out) == (3, "")
    assert "Choose another name" in err
    assert "can't be written" in command("export", "--data", data, "--out", "no/E.json")[2]
    assert command("export", "--data", data, "--person", "Ben")[0] == 3
    code, out, _ = command("import", "E.json", "--data", tmp_path / "new")
    assert code == 0
    assert "before the next session" in out
    code, out, _ = command("import", "E.json", "--data", tmp_path / "new", "--json")
    assert (code, json.loads(out)["stored"], json.loads(out)["screen_again"]) == (0, 0, False)
    raw = json.loads((tmp_path / "E.json").read_text())
    raw["entries"][0]["device"] = "phone"
    (tmp_path / "F.json").write_text(json.dumps(raw))
    code, _, err = command("import", "F.json", "--data", tmp_path / "new")
    assert code == 7
    assert "1 entries were set aside" in err
    (tmp_path / "G.json").write_text("{")
    assert command("import", "G.json", "--data", tmp_path / "new")[0] == 3


def test_tables(command, data):
    code, out, _ = command("export", "--data", data, "--format", "csv", "--person", "ann")
    assert (code, out.splitlines()[0][:11]) == (0, "occurred_at")
    code, out, _ = command("export", "--data", data, "--format", "diary")
    assert (code, out.splitlines()[0][:21]) == (0, "date,period,condition")
