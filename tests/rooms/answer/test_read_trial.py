from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pytest

from roost.answer.read_trial import read_trial, trial_of
from roost.answer.trial import Harm, Refused, Trial
from tests.rooms.answer.diaries import columns, csv_of, refused, rows, trial

HEAD = "day,period,condition,pain\n"
PLAIN = rows(missing=(5, 20))


@pytest.mark.parametrize(
    "data",
    [
        csv_of(PLAIN, bom=True),
        csv_of(PLAIN, mark=";", comma=True),
        csv_of(PLAIN, mark="\t"),
        csv_of(PLAIN).replace(b"\n", b"\r\n"),
        b"sep=,\n" + csv_of(PLAIN),
        csv_of(PLAIN).decode().encode("utf-16"),
        csv_of(list(reversed(PLAIN))),
        csv_of(PLAIN).replace(b"condition", b" Condition ").replace(b"inversion", b"Inversion"),
        csv_of(PLAIN) + b",,,\n\n",
        json.dumps(PLAIN).encode(),
        json.dumps(columns(PLAIN)).encode(),
        json.dumps({"rows": PLAIN}).encode(),
        json.dumps({"days": columns(PLAIN)}).encode(),
    ],
    ids=[
        "mark",
        "semicolons",
        "tabs",
        "windows",
        "sep",
        "utf16",
        "any order",
        "capitals",
        "empty rows",
        "rows",
        "columns",
        "in rows",
        "in days",
    ],
)
def test_the_same_diary_reads_alike_however_it_was_saved(data: bytes) -> None:
    assert read_trial(data) == trial(PLAIN)


@pytest.mark.parametrize(
    "table", [columns(PLAIN), pd.DataFrame(PLAIN), pl.DataFrame(PLAIN), {k: np.array(v) for k, v in columns(PLAIN).items()}]
)
def test_tables_of_notebooks_are_read(table: object) -> None:
    assert trial_of(table) == trial(PLAIN)


def test_a_table_without_columns_is_refused() -> None:
    assert refused(trial_of(7)).reason == "unreadable"


def test_pandas_dates_are_read_and_a_day_without_one_is_not() -> None:
    table = pd.DataFrame(PLAIN).rename(columns={"day": "date"})
    table["date"] = pd.to_datetime("2026-04-06") + pd.to_timedelta(table["date"] - 1, unit="D")
    found = trial_of(table)
    assert isinstance(found, Trial)
    assert found.day_one == date(2026, 4, 6)
    table.loc[3, "date"] = pd.NaT
    assert refused(trial_of(table)).reason == "unreadable"


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2026-04-06", "2026-04-07"], date(2026, 4, 6)),
        (["6.4.2026", "7. 4. 2026"], date(2026, 4, 6)),
        (["2026/04/06", "2026-04-07T08:00"], date(2026, 4, 6)),
        (["12/04/2026", "13/04/2026"], date(2026, 4, 12)),
        (["04/12/2026", "04/13/2026"], date(2026, 4, 12)),
    ],
)
def test_dates_stand_for_day_numbers(cells: list[str], first: date) -> None:
    for name in ("day", "date"):
        found = read_trial(f"{name},period,condition,pain\n{cells[0]},1,inversion,4\n{cells[1]},1,inversion,5\n".encode())
        assert isinstance(found, Trial)
        assert (found.day, found.day_one, found.date_of(2)) == ((1, 2), first, date.fromordinal(first.toordinal() + 1))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "unreadable"),
        (b"\n\n", "unreadable"),
        (b"\x00\x01\x02,\n", "unreadable"),
        (b"\xff\xfe\x00", "unreadable"),
        (b"hello", "unreadable"),
        (HEAD.encode(), "unreadable"),
        (b'day,period,condition,pain\n1,1,"inv', "unreadable"),
        (b"day,day,condition,pain\n1,1,usual,2\n", "unreadable"),
        (b"period,condition,pain\n1,usual,2\n", "unreadable"),
        (b"day,period,pain\n1,1,2\n", "unreadable"),
        ((HEAD + "1,1,usual,2,9\n").encode(), "unreadable"),
        ((HEAD + "x,1,usual,2\n").encode(), "unreadable"),
        ((HEAD + "1.5,1,usual,2\n").encode(), "unreadable"),
        ((HEAD + "3/4/2026,1,usual,2\n4/4/2026,1,usual,2\n").encode(), "unreadable"),
        ((HEAD + "2026-13-41,1,usual,2\n").encode(), "unreadable"),
        ((HEAD + "1,x,usual,2\n").encode(), "unreadable"),
        ((HEAD + "1,0,usual,2\n").encode(), "unreadable"),
        ((HEAD + "1,1,usual,bad\n").encode(), "unreadable"),
        ((HEAD + "1,1,usual,1_0\n").encode(), "unreadable"),
        ((HEAD + "1,1,usual,2\n2,1,inversion,2\n").encode(), "unreadable"),
        ((HEAD + "1,2,usual,2\n2,1,inversion,2\n").encode(), "unreadable"),
        ((HEAD + "1,1,usual,2\n9000,1,usual,2\n").encode(), "unreadable"),
        ((HEAD + "1,1,usual,2\n1,1,usual,3\n").encode(), "day_twice"),
        ((HEAD + "2026-04-06,1,usual,2\n2026-04-06,1,usual,3\n").encode(), "day_twice"),
        ((HEAD + "1,1,usual,10.5\n").encode(), "out_of_range"),
        ((HEAD + "1,1,usual,-1\n").encode(), "out_of_range"),
        ((HEAD + "1,1,stretching,3\n").encode(), "unknown_arm"),
        ((HEAD + "1,1,,3\n").encode(), "unknown_arm"),
        (b"[1, 2]", "unreadable"),
        (b"{not json", "unreadable"),
        (b'{"day": [1, 2], "condition": ["usual"], "pain": [1, 2]}', "unreadable"),
        (b'[{"day": true, "condition": "usual", "pain": 1}]', "unreadable"),
    ],
)
def test_what_can_not_be_trusted_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    found = refused(read_trial(data))
    assert found.reason == reason
    assert found.tell.endswith(".")


def test_a_refusal_names_what_was_found_and_what_it_takes() -> None:
    found = read_trial((HEAD + "1,1,usual,2\n3,1,usual,11\n").encode())
    assert found == Refused("out_of_range", "The pain of day 3 is 11. It goes from 0 to 10.", 11.0, "0 to 10")
    twice = read_trial((HEAD + "2026-04-06,1,usual,2\n2026-04-06,1,usual,3\n").encode())
    assert refused(twice).have == "2026-04-06"


def test_more_columns_are_outcomes_notes_and_adverse_events() -> None:
    found = read_trial(
        b"day,period,condition,pain,walk,remark,adverse_event\n"
        b"1,1,usual,3,20,,no\n2,1,usual,,25,rain,headache+dizzy\n3,2,inversion,4,,5,0\n"
    )
    assert isinstance(found, Trial)
    assert dict(found.outcomes) == {"pain": (3.0, None, 4.0), "walk": (20.0, 25.0, None)}
    assert found.notes["remark"] == (None, "rain", "5")
    assert found.harms == (Harm(2, "headache"), Harm(2, "dizzy"))
    assert trial(PLAIN).harms is None


def test_without_periods_runs_of_an_arm_stand_for_them() -> None:
    found = read_trial(b"day,condition,pain\n1,usual,3\n2,usual,3\n3,inversion,2\n5,usual,1\n")
    assert isinstance(found, Trial)
    assert (found.period, found.periods_given) == ((1, 1, 2, 3), False)
    assert [(each.number, each.pair, each.arm, each.first, each.last) for each in found.periods()] == [
        (1, 1, "usual", 1, 2),
        (2, 1, "inversion", 3, 3),
        (3, 2, "usual", 5, 5),
    ]
    assert found.date_of(1) is None


def test_arm_is_read_for_condition() -> None:
    assert read_trial(csv_of(PLAIN).replace(b"condition", b"arm")) == trial(PLAIN)


def test_old_windows_text_is_read() -> None:
    data = b"day,period,condition,pain,remark\n1,1,usual,3,caf\xe9\n"
    found = read_trial(data)
    assert isinstance(found, Trial)
    assert found.notes["remark"] == ("café",)
