from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from roost.base.errors import InputError
from roost.cli import answer as commands
from tests.rooms.answer.diaries import csv_of, rows

APP = typer.Typer(pretty_exceptions_enable=False)
APP.command("answer")(commands.answer)
APP.command("design")(commands.design)


def run(*words: str, given: bytes | None = None) -> tuple[int, str]:
    found = CliRunner().invoke(APP, list(words), input=given)
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.exit_code, found.stdout


@pytest.fixture
def diary(tmp_path: Path) -> str:
    path = tmp_path / "TRIAL.csv"
    path.write_bytes(csv_of(rows(-3.0, missing=(4,)), mark=";", comma=True, bom=True, start=date(2026, 4, 6)))
    return str(path)


def test_json_holds_the_finding(diary: str) -> None:
    code, out = run("answer", diary, "--json")
    found = json.loads(out)
    assert (code, found["verdict"], found["n_missing"]) == (0, "very_likely_helps", 1)


def test_each_option_reaches_the_model(diary: str) -> None:
    words = ["--half-life", "0.5", "--no-trend", "--no-weekend", "--important-change", "2", "--prior-effect", "-0.5,1"]
    words += ["--prior-rho", "flat", "--prior-sigma", "2"]
    found = json.loads(run("answer", diary, "--json", *words)[1])
    assert found["model"] | {"nodes": 0} == {
        "prior_effect": {"name": "chosen", "mean": -0.5, "sd": 1},
        "prior_rho": "flat",
        "prior_sigma_sd": 2,
        "trend": False,
        "weekend": False,
        "half_lives": [0.5],
        "half_life_chances": [1],
        "nodes": 0,
    }
    assert (found["important_change"], found["carryover"]["weights"]) == (2, [1])


def test_plain_words_say_the_verdict_and_the_doubt(diary: str) -> None:
    out = run("answer", diary)[1]
    assert out.startswith("Inversion very likely helps you.\n")
    assert "You knew which weeks were which." in out


def test_too_early_shows_no_figure() -> None:
    out = run("answer", "-", given=csv_of(rows(-3.0)[:25]))[1]
    assert out.startswith("Too early to tell.\n25 days can't tell")
    assert "points" not in out


@pytest.mark.parametrize(
    ("data", "reason"), [(csv_of(rows()[:3]), "too_few_days"), (b"", "unreadable"), (csv_of(rows()) * 2, "unreadable")]
)
def test_a_refusal_ends_with_4_and_stands_on_standard_output(data: bytes, reason: str) -> None:
    for words in (("answer", "-"), ("answer", "-", "--json")):
        code, out = run(*words, given=data)
        assert code == 4
        assert json.loads(out)["refused"]["reason"] == reason


@pytest.mark.parametrize(
    "words", [("--half-life", "3"), ("--prior-effect", "much"), ("--prior-effect", "0,0"), ("--prior-rho", "x"), ("--prior-sigma", "0")]
)
def test_a_wrong_call_ends_with_2(diary: str, words: tuple[str, str]) -> None:
    assert run("answer", diary, *words)[0] == 2


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        run("answer", "nowhere.csv")


def test_a_plan_is_read_whole_or_as_its_trial(diary: str, tmp_path: Path) -> None:
    period = {"period": 1, "pair": 1, "arm": "inversion", "from": "2026-04-06", "to": "2026-04-12"}
    usual = {"period": 2, "pair": 1, "arm": "usual", "from": "2026-04-13", "to": "2027-04-19"}
    trial = {"important_change": 1.5, "calendar": [period, usual]}
    path = tmp_path / "PLAN.json"
    for held in (trial, {"trial": trial}):
        path.write_text(json.dumps(held))
        found = json.loads(run("answer", diary, "--plan", str(path), "--json", "--half-life", "0")[1])
        assert (found["verdict"], found["important_change"]) == ("too_early", 1.5)
    for broken in ("{", "[]", '{"trial": null}'):
        path.write_text(broken)
        with pytest.raises(InputError, match=r"PLAN\.json"):
            run("answer", diary, "--plan", str(path))


def test_design_prints_a_table_or_json() -> None:
    words = ("design", "--weeks", "4", "--effect", "-2", "--trials", "5", "--half-life", "1")
    assert "4 weeks, true change -2.00" in run(*words)[1]
    assert "too short" in run(*words)[1]
    assert json.loads(run(*words, "--json")[1])["rows"][0]["pairs"] == 2
    assert "too short" not in run("design", "--weeks", "104", "--effect", "-2", "--trials", "1", "--period-days", "28")[1]
