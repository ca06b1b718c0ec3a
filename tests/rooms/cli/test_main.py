"""In: words after `roost`. Out: plain words or JSON, the documented exit code, and never a traceback."""

import json
import sys
from datetime import date, timedelta

import pytest

from roost.app import books
from roost.base.errors import StoreError
from roost.cli import files, main
from scripts.sizes import ROOT

PROFILE = {
    "today": "2026-03-01",
    "person": {"birth_date": "1981-05-02", "sex": "F", "mass": {"value": 74, "unit": "kg"}, "height": {"value": 172, "unit": "cm"}},
    "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77}],
    "table": {"max_user_mass": {"value": 136, "unit": "kg"}},
    "conditions": ["eczema"],
    "medicines": ["emollient cream"],
    "symptoms": ["aching lower back since moving house"],
    "answers": {"pregnant": "no"},
    "free_text": "I swim twice a week.",
}


@pytest.fixture
def roost(monkeypatch, capsys, tmp_path):
    """Runs the command in an empty folder, as a person would, and gives its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(*words, given=None):
        if given is not None:
            (tmp_path / "PROFILE.json").write_text(given if isinstance(given, str) else json.dumps(given))
        monkeypatch.setattr(sys, "argv", ["roost", *words])
        with pytest.raises(SystemExit) as ended:
            main.run()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return run


def test_the_help_is_in_groups_and_gives_the_exit_codes(roost):
    code, out, _ = roost("--help")
    assert code == 0
    assert "At home" in out
    assert "From files" in out
    assert "130 stopped" in " ".join(out.split())


@pytest.mark.parametrize("command", ["serve", "screen", "plan", "replay"])
def test_each_command_has_an_example(roost, command):
    code, out, _ = roost(command, "--help")
    assert code == 0
    assert f"Example: roost {command}" in " ".join(out.split())


def test_the_version_is_told(roost):
    assert roost("--version")[:2] == (0, "roost 0.1.0\n")


@pytest.mark.parametrize("words", [("fly",), ("screen",), ("screen", "--fast", "x"), ("serve", "--port", "0")])
def test_a_wrong_call_ends_with_2(roost, words):
    assert roost(*words)[0] == 2


def test_a_screening_is_printed_as_json_with_every_key_of_the_contract(roost):
    code, out, _ = roost("screen", "PROFILE.json", "--json", given=PROFILE)
    screening = json.loads(out)
    assert code == 0
    assert (screening["verdict"], screening["act_by"], screening["not_understood"]) == ("ok", None, [])
    assert screening["limits"]["head_down_deg"] == 60
    keys = {"version", "verdict", "act_by", "valid_until", "limits", "because", "unknown", "not_understood", "ask_next", "lifted_by"}
    assert keys | {"rules_version", "hash"} <= screening.keys()


def test_a_screening_is_told_in_plain_words(roost):
    code, out, _ = roost("screen", "PROFILE.json", given=PROFILE)
    assert code == 0
    assert "We found no reason to stop." in out
    assert "No clinician has signed" in out


def test_what_is_missing_is_asked_in_plain_words(roost):
    code, out, _ = roost("screen", "PROFILE.json", given={"today": "2026-03-01", "conditions": ["zorbitis"]})
    assert code == 0
    assert "Ask your doctor first." in out
    assert "We did not understand “zorbitis”." in out
    assert "To tell more, we need to know:" in out


@pytest.mark.parametrize(
    ("symptom", "says"), [("numb between my legs since yesterday", "Get help now."), ("crushing chest pain", "Get help now.")]
)
def test_an_urgent_verdict_says_by_when(roost, symptom, says):
    code, out, _ = roost("screen", "PROFILE.json", given=PROFILE | {"symptoms": [symptom]})
    assert code == 0
    assert says in out
    assert "Call your local emergency number now." in out or "Be seen by a doctor today." in out


def test_a_plan_is_printed_as_json_and_in_plain_words(roost):
    plan = json.loads(roost("plan", "PROFILE.json", "--json", given=PROFILE)[1])
    assert (plan["next"]["move"], plan["held"], plan["trial"]) == ("start", None, None)
    assert plan["next"]["dose"] == {"head_down_deg": 15, "bout_s": 60, "bouts": 2, "rest_s": 60}
    code, out, _ = roost("plan", "PROFILE.json")
    assert code == 0
    assert "15° below level" in out
    assert "Beside it:" in out


def test_a_seed_prints_the_weeks_of_a_test_where_one_may_begin(roost, tmp_path):
    assert "No test of weeks on and off yet." in roost("plan", "PROFILE.json", "--seed", "7", given=PROFILE)[1]
    dose = {"head_down_deg": 15, "bout_s": 60, "bouts": 2, "rest_s": 60}
    today = date.fromisoformat(PROFILE["today"])
    rows = [
        {
            "started_at": f"{today - timedelta(days=back)}T09:30:00+00:00",
            "inverted_s": 150,
            "dose": dose,
            "completed": True,
            "relaxed": True,
            "worst_grade": 0,
        }
        for back in range(14, 0, -2)
    ]
    (tmp_path / "SESSIONS.json").write_text(json.dumps(rows))
    words = ("plan", "PROFILE.json", "--history", "SESSIONS.json", "--seed", "7")
    trial = json.loads(roost(*words, "--json")[1])["trial"]
    assert (trial["seed"], len(trial["calendar"]), trial["calendar"][0]["from"]) == ("7", 12, PROFILE["today"])
    first = trial["calendar"][0]
    assert f"{first['from']} to {first['to']}: {first['arm']}" in roost(*words)[1]


def test_a_test_is_chosen_and_what_can_not_be_is_refused_with_its_reason(roost):
    words = ("plan", "PROFILE.json", "--seed", "7", "--protocol", "therapy_alone")
    code, out, _ = roost(*words, "--therapy", "walking", "--pairs", "2", "--check-again", "2026-04-01", "--json", given=PROFILE)
    assert code == 0
    assert {period["arm"] for period in json.loads(out)["trial"]["calendar"]} == {"walking", "usual"}
    for more, reason in ((["--pairs", "99"], "pairs"), (["--important-change", "3"], "important_change"), ([], "therapies")):
        therapy = ["--therapy", "walking"] if more else ["--therapy", "sleep"]
        code, out, err = roost(*words, *therapy, *more)
        refused = json.loads(out)["refused"]
        assert (code, refused["reason"], set(refused)) == (4, reason, {"reason", "tell", "have", "needed"})
        assert err == f"roost: {refused['tell']}\n"
    assert roost("plan", "PROFILE.json", "--seed", "7", "--protocol", "magic")[0] == 4


@pytest.mark.parametrize("words", [["--pairs", "4"], ["--seed", "1", "--start", "soon"], ["--seed", "1", "--check-again", "31.12."]])
def test_a_test_that_is_called_wrongly_is_a_wrong_call(roost, words):
    assert roost("plan", "PROFILE.json", *words, given=PROFILE)[0] == 2


def test_where_no_test_may_begin_yet_the_plan_stands_and_says_why(roost):
    code, out, err = roost("plan", "PROFILE.json", "--seed", "7", "--json", given=PROFILE)
    assert (code, json.loads(out)["trial"]) == (0, None)
    assert "Stay on one dose for two weeks first." in err


def test_whoever_may_not_invert_still_gets_a_plan(roost):
    code, out, _ = roost("plan", "PROFILE.json", given=PROFILE | {"conditions": ["glaucoma"]})
    assert code == 0
    assert "No session now." in out
    assert "Beside it:" in out


def test_the_profile_may_come_from_standard_input(roost, monkeypatch):
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(PROFILE).encode())))
    assert json.loads(roost("screen", "-", "--json")[1])["verdict"] == "ok"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("not json", ["PROFILE.json, line 1", "not JSON"]),
        ('{"today": "2026-03-01",\n "persons": {}}', ["line 2", "persons", "allowed are", "person"]),
        (PROFILE | {"today": "1 March"}, ["today", "write it as 2026-03-01"]),
        (PROFILE | {"readings": [{"systolic_mmHg": 77, "diastolic_mmHg": 121}]}, ["readings[0]", "swapped"]),
        (PROFILE | {"readings": [{"systolic_mmHg": 600, "diastolic_mmHg": 80}]}, ["readings[0]", "not possible"]),
        (PROFILE | {"person": {"mass": {"value": 74}}}, ["person.mass", "unit"]),
        (PROFILE | {"person": {"mass": 74}}, ["person.mass"]),
        (PROFILE | {"person": {"height": {"value": 5.1, "unit": "m"}}}, ["person.height", "not possible"]),
        (PROFILE | {"person": {"age_years": 150}}, ["person.age_years", "0 to 120"]),
        (PROFILE | {"person": {"birth_date": "2027-01-01"}}, ["person.birth_date", "still to come"]),
        (PROFILE | {"answers": {"pregnent": "no"}}, ["answers.pregnent"]),
        (PROFILE | {"answers": {"pregnant": "perhaps"}}, ["answers.pregnant"]),
    ],
)
def test_what_is_not_valid_ends_with_3_and_names_the_place_and_what_to_do(roost, given, says):
    code, out, err = roost("screen", "PROFILE.json", "--json", given=given)
    assert (code, out) == (3, "")
    assert [part for part in says if part not in err] == []
    assert "Traceback" not in err


def test_a_file_that_is_not_there_ends_with_3(roost):
    code, _, err = roost("plan", "NOWHERE.json")
    assert code == 3
    assert "NOWHERE.json" in err
    assert "Check the name" in err


def test_a_history_that_is_not_valid_names_its_own_file(roost, tmp_path):
    (tmp_path / "SESSIONS.json").write_text('[{"started_at": "yesterday"}]')
    code, _, err = roost("plan", "PROFILE.json", "--history", "SESSIONS.json", given=PROFILE)
    assert code == 3
    assert "SESSIONS.json" in err


def test_a_session_after_the_day_of_the_profile_ends_with_3(roost, tmp_path):
    row = {"started_at": "2027-03-01T19:30:00+00:00", "inverted_s": 0, "dose": None, "completed": False, "worst_grade": 0}
    (tmp_path / "SESSIONS.json").write_text(json.dumps([row]))
    code, out, err = roost("plan", "PROFILE.json", "--history", "SESSIONS.json", given=PROFILE)
    assert (code, out) == (3, "")
    assert "SESSIONS.json" in err
    assert "2027-03-01 is after 2026-03-01, the day of the profile" in err


def test_a_store_that_can_not_be_used_ends_with_5(roost, monkeypatch, tmp_path):
    (tmp_path / "data").write_text("this is a file")
    code, _, err = roost("serve", "--data", str(tmp_path / "data"), "--no-open")
    assert code == 5
    assert err.startswith("roost: ")


def test_a_port_in_use_ends_with_6(roost, tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = roost("serve", "--data", str(tmp_path / "data"), "--port", str(port), "--no-open")
    assert code == 6
    assert str(port) in err


def test_a_defect_of_ours_ends_with_1_and_says_so(roost, monkeypatch):
    def broken():
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(books, "rules", broken)
    code, _, err = roost("screen", "PROFILE.json", given=PROFILE)
    assert code == 1
    assert "a defect of ours" in err
    assert "Traceback" not in err
    monkeypatch.setenv("ROOST_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["roost", "screen", "PROFILE.json"])
    with pytest.raises(ZeroDivisionError):
        main.run()


def test_stopping_by_hand_ends_with_130(roost, monkeypatch):
    def stopped(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "read_file", stopped)
    assert roost("screen", "PROFILE.json", given=PROFILE)[0] == 130


def test_each_kind_of_error_has_its_own_code():
    assert StoreError("x", "full").exit_code == 5


def test_a_session_is_told_in_plain_words(roost, tmp_path):
    steps = json.loads((ROOT / "tests/scenarios/first_weeks_in.json").read_text())["steps"]
    session = next(step["files"]["SESSION.json"] for step in steps if step["step"] == "the first session, as planned")
    (tmp_path / "SESSION.json").write_text(json.dumps(session))
    code, out, _ = roost("replay", "SESSION.json")
    assert code == 0
    assert "The session ended: upright." in out
    assert "Below level for 180 seconds. As planned: yes." in out
    assert json.loads(roost("replay", "SESSION.json", "--json")[1])["ended"] == "upright"


def test_with_an_urgent_verdict_there_is_nothing_beside_it(roost):
    code, out, _ = roost("plan", "PROFILE.json", given=PROFILE | {"symptoms": ["numb between my legs since yesterday"]})
    assert code == 0
    assert "No session now." in out
    assert "Beside it:" not in out
