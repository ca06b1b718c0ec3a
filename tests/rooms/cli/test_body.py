"""In: `roost body` and its words. Out: ranges in words, BodyEstimate as JSON, traces, a cohort's file; 3 for what can't be."""

import json

import pytest
from typer.testing import CliRunner

from roost.base.errors import InputError
from roost.cli.main import app

PERSON = ["--height-cm", "178", "--mass-kg", "80", "--sex", "M", "--age", "45"]


def body(*words):
    done = CliRunner().invoke(app, ["body", *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def test_in_words_it_is_a_range_and_says_what_it_is():
    said = body(*PERSON, "--angle", "30", "--minutes", "3")
    assert "26 to 193 N, 3 to 25 % of weight" in said
    assert "Simulated, not measured. People differ; this is a range." in said
    assert "60 years old" in body("--height-cm", "178", "--mass-kg", "80", "--age", "70")


def test_as_json_it_is_a_body_estimate():
    made = json.loads(body(*PERSON, "--angle", "30", "--minutes", "3", "--json"))
    assert made["tension"]["L3-4"]["share_of_weight"] == {"low": 0.033, "median": 0.097, "high": 0.246}
    assert made["validity"]["within"] is True


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["--height-cm", "5.1", "--mass-kg", "80"], "height_cm"),
        (["--height-cm", "178", "--mass-kg", "300"], "mass_kg"),
        (["--height-cm", "178"], "mass_kg"),
        ([*PERSON, "--angle", "150"], "angle"),
        ([*PERSON, "--minutes", "long"], "minutes"),
        (["--height-cm", "178", "--mass-kg", "80", "--age", "old"], "age"),
        ([*PERSON, "--over-time", "0:0,10"], "over_time"),
        ([*PERSON, "--over-time", "0:0,10:deep"], "over_time"),
        ([*PERSON, "--over-time", "0:0,10:150"], "events"),
        (["--cohort", "many"], "cohort"),
        (["--cohort", "0"], "cohort"),
    ],
    ids=str,
)
def test_nonsense_ends_with_3_and_names_the_key(words, key):
    with pytest.raises(InputError) as refused:
        body(*words)
    assert refused.value.key == key
    assert refused.value.exit_code == 3


def test_traces_of_an_angle_and_of_a_recorded_session(tmp_path, monkeypatch):
    monkeypatch.setenv("ROOST_NO_JIT", "1")
    made = json.loads(body(*PERSON, "--minutes", "0.1", "--trace"))
    assert made["label"] == "simulated, not measured"
    assert len(made["map"]) == len(made["t_s"]) == 7
    swung = json.loads(body(*PERSON, "--over-time", "0:0, 2:20, 4:-20"))
    assert swung["head_down_deg"] == [0, 10, 20, 0, -20]
    from tests.rooms.coach.test_session_json import SESSION

    events = [{"t_ms": 1000 * i, "kind": "angle", "head_down_deg": 2 * i, "quality": "good"} for i in range(4)]
    (tmp_path / "s.json").write_text(json.dumps(SESSION | {"events": events}))
    assert json.loads(body(*PERSON, "--session", str(tmp_path / "s.json")))["head_down_deg"] == [0, 2, 4, 6]
    cohort = json.loads(body("--cohort", "3", "--session", str(tmp_path / "s.json")))
    assert (cohort["head_down_deg"], cohort["label"]) == (6, "simulated, not measured")
    assert cohort["within_validity"] <= cohort["persons"] == 3
    with pytest.raises(InputError, match="can't be read"):
        body(*PERSON, "--session", str(tmp_path / "none.json"))


def test_a_cohort_is_written_as_arrow_or_parquet(tmp_path):
    pytest.importorskip("pyarrow")
    from pyarrow import feather, parquet

    for name, read in (("c.arrow", feather.read_table), ("c.parquet", parquet.read_table)):
        made = json.loads(body("--cohort", "5", "--minutes", "0.5", "--out", str(tmp_path / name)))
        assert made["persons"] == read(str(tmp_path / name)).num_rows == 5
    assert json.loads(body("--cohort", "1", "--minutes", "0.5"))["persons"] == 1
    with pytest.raises(InputError, match="arrow"):
        body("--cohort", "2", "--minutes", "0.5", "--out", "c.csv")
