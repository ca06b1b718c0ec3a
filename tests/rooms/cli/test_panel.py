"""In: `roost screen PEOPLE.ndjson`. Out: a line for each profile in the order of the input, exit 7 with bad ones, a bar on a terminal."""

import io
import json
import os
import subprocess
import sys

import pytest

from roost.cli import main

ONE = '{"today": "2026-03-01", "conditions": ["glaucoma"], "medicines": [], "symptoms": []}'
TWO = '{"today": "2026-03-01", "symptoms": ["chest pain"]}'


@pytest.fixture
def panel(monkeypatch, capsys, tmp_path):
    """Runs `roost screen` over these lines, and gives its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(*lines, words=("people.ndjson",)):
        data = "\n".join(lines)
        (tmp_path / "people.ndjson").write_text(data)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        monkeypatch.setattr(sys, "argv", ["roost", "screen", *words])
        with pytest.raises(SystemExit) as ended:
            main.run()
        return ended.value.code or 0, *capsys.readouterr()

    return run


def test_each_line_of_a_panel_is_one_object_in_the_same_order(panel):
    code, out, err = panel(ONE, TWO, "", ONE, words=("people.ndjson", "--json"))
    given = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(row["line"], row["screening"]["verdict"]) for row in given] == [(1, "do_not_invert"), (2, "urgent"), (4, "do_not_invert")]
    assert all(set(row) == {"line", "screening"} for row in given)
    assert panel(ONE, TWO, "", ONE, words=("-", "--many", "--json"))[:2] == (0, out)


def test_bad_lines_are_told_with_their_number_and_end_with_seven(panel):
    code, out, err = panel(ONE, "{", TWO, words=("people.ndjson", "--json"))
    given = [json.loads(line) for line in out.splitlines()]
    assert code == 7
    assert set(given[1]) == {"line", "error"}
    assert "people.ndjson, line 2" in given[1]["error"]
    assert [row["line"] for row in given] == [1, 2, 3]
    assert err == "roost: 1 rows were set aside; the rest was screened\n"


def test_a_panel_is_told_in_plain_words_with_its_totals(panel):
    code, out, _ = panel(ONE, "{", TWO, '{"today": "2026-03-01"}')
    lines = out.splitlines()
    assert code == 7
    assert lines[0].startswith("1: Do not use inversion. (glaucoma")
    assert "line 2" in lines[1]
    assert lines[2] == "3: Get help now. (heart attack signs)"
    assert lines[3] == "4: Ask your doctor first."
    assert lines[4] == "Do not use inversion. 1; set aside 1; Get help now. 1; Ask your doctor first. 1"
    assert panel("")[:2] == (0, "There was no profile in it.\n")


def test_a_file_that_is_not_there_is_told(panel):
    code, _, err = panel(ONE, words=("nobody.ndjson",))
    assert code == 3
    assert "nobody.ndjson: can't be read" in err


def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(panel, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    code, out, err = panel(ONE, ONE, words=("people.ndjson", "--json"))
    assert (code, len(out.splitlines())) == (0, 2)
    assert "Screening" in err


def test_whoever_has_read_enough_may_go(tmp_path):
    (tmp_path / "people.jsonl").write_text(f"{TWO}\n" * 60)
    command = [sys.executable, "-c", "from roost.cli.main import run; run()", "screen", str(tmp_path / "people.jsonl"), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0
