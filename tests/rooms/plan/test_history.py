"""In: SESSIONS.json, good and broken. Out: a History, or an error that names file, line and key."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from roost.base.errors import InputError
from roost.plan.history import parse_history
from roost.plan.plan import Dose, PastEvent, PastSession

ROW = {
    "started_at": "2026-03-01T19:30:00+00:00",
    "inverted_s": 150,
    "dose": {"head_down_deg": 15, "bout_s": 60, "bouts": 2, "rest_s": 60},
    "completed": True,
    "relaxed": True,
    "worst_grade": 0,
    "next_morning": "better",
    "arm": None,
    "skipped_why": None,
}


def read(*rows, **more):
    given = {"sessions": rows, **more} if more else list(rows)
    return parse_history(json.dumps(given).encode(), file="S.json")


def test_a_session_is_read_as_it_stands():
    assert read(ROW).sessions == (
        PastSession(
            started_at=datetime(2026, 3, 1, 19, 30, tzinfo=UTC),
            inverted_s=150,
            dose=Dose(head_down_deg=15, bout_s=60, bouts=2, rest_s=60),
            completed=True,
            relaxed=True,
            worst_grade=0,
            next_morning="better",
        ),
    )


def test_what_may_be_null_may_be_left_out_and_is_unknown():
    bare = {key: ROW[key] for key in ("started_at", "inverted_s", "dose", "completed", "worst_grade")}
    one = read(bare).sessions[0]
    assert (one.relaxed, one.next_morning, one.arm, one.skipped_why) == (None, None, None, None)


def test_a_session_left_out_needs_no_dose():
    one = read({**ROW, "inverted_s": 0, "dose": None, "completed": False, "skipped_why": "safety"}).sessions[0]
    assert (one.dose, one.skipped_why) == (None, "safety")


def test_the_offset_is_kept():
    assert read({**ROW, "started_at": "2026-03-01T19:30:00+05:30"}).sessions[0].started_at.utcoffset() == timedelta(hours=5.5)
    assert read({**ROW, "started_at": "2026-03-01T19:30:00Z"}).sessions[0].started_at.utcoffset() == timedelta(0)


def test_no_sessions_are_a_history_too():
    assert read().sessions == ()
    assert parse_history(b" {}", file="S.json") == read()


def test_events_and_pauses_may_come_along():
    history = read(
        ROW,
        events=[{"at": "2026-03-02T08:00:00+01:00", "grade": 2, "name": "headache", "clinician_said": True}],
        away=[{"from": "2026-03-05", "to": "2026-03-09"}],
    )
    assert len(history.sessions) == 1
    assert history.events == (
        PastEvent(at=datetime.fromisoformat("2026-03-02T08:00:00+01:00"), grade=2, name="headache", clinician_said=True),
    )
    assert history.away == ((date(2026, 3, 5), date(2026, 3, 9)),)


@pytest.mark.parametrize(
    ("changed", "key", "says"),
    [
        ({"started_at": "2026-03-01T19:30:00"}, "started_at", "add the offset"),
        ({"started_at": "2026-03-01"}, "started_at", "add the offset"),
        ({"started_at": "yesterday"}, "started_at", "is not a date and time"),
        ({"started_at": 3}, "started_at", "Expected `str`"),
        ({"inverted_s": -1}, "inverted_s", ">= 0"),
        ({"inverted_s": 86_401}, "inverted_s", "<= 86400"),
        ({"inverted_s": "long"}, "inverted_s", "Expected `int`"),
        ({"dose": None}, "dose", "needs its dose"),
        ({"dose": {**ROW["dose"], "head_down_deg": 91}}, "dose.head_down_deg", "<= 90"),
        ({"dose": {**ROW["dose"], "bouts": 0}}, "dose.bouts", ">= 1"),
        ({"dose": {**ROW["dose"], "zap": 0}}, "dose.zap", "allowed are head_down_deg, bout_s, bouts, rest_s"),
        ({"completed": None}, "completed", "Expected `bool`"),
        ({"worst_grade": 4}, "worst_grade", "<= 3"),
        ({"worst_grade": None}, "worst_grade", "Expected `int`"),
        ({"next_morning": "fine"}, "next_morning", "Invalid enum value"),
        ({"arm": "walking"}, "arm", "Invalid enum value"),
        ({"skipped_why": "tired"}, "skipped_why", "Invalid enum value"),
        ({"zap": 1}, "zap", "allowed are started_at"),
    ],
)
def test_a_wrong_session_is_named_with_file_line_and_key(changed, key, says):
    text = "[\n" + json.dumps(ROW) + ",\n" + json.dumps({**ROW, **changed}) + "]"
    with pytest.raises(InputError) as caught:
        parse_history(text.encode(), file="S.json")
    assert (caught.value.file, caught.value.line, caught.value.key) == ("S.json", 3, f"[1].{key}")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("more", "key", "says"),
    [
        ({"events": [{"at": "2026-03-02T08:00:00", "grade": 2, "name": "x"}]}, "events[0].at", "add the offset"),
        ({"events": [{"at": "2026-03-02T08:00:00Z", "grade": 0, "name": "x"}]}, "events[0].grade", ">= 1"),
        ({"away": [{"from": "2026-03-05", "to": "2026-03-04"}]}, "away[0].to", "is before"),
        ({"away": [{"from": "2026-03-05", "to": "2027-03-07"}]}, "away[0].to", "longer than a year"),
        ({"away": [{"from": "March", "to": "2027-03-07"}]}, "away[0].from", "is not a date"),
        ({"away": [{"from": "2026-03-05"}]}, "away[0]", "missing required field `to`"),
        ({"zap": []}, "zap", "allowed are sessions, events, away"),
    ],
)
def test_a_wrong_event_or_pause_is_named(more, key, says):
    with pytest.raises(InputError) as caught:
        read(ROW, **more)
    assert (caught.value.line, caught.value.key) == (1, key)
    assert says in str(caught.value)


EVENT = {"at": "2026-03-02T08:00:00Z", "grade": 2, "name": "x"}


@pytest.mark.parametrize(
    ("given", "key"),
    [([ROW], "[0].started_at"), ({"sessions": [ROW]}, "sessions[0].started_at"), ({"events": [EVENT]}, "events[0].at")],
)
def test_what_is_dated_after_today_is_refused_where_a_day_is_given(given, key):
    data = json.dumps(given).encode()
    with pytest.raises(InputError, match=r"is after 2026-02-28, the day of the profile") as caught:
        parse_history(data, file="S.json", today=date(2026, 2, 28))
    assert (caught.value.line, caught.value.key) == (1, key)
    assert parse_history(data, file="S.json", today=date(2026, 3, 2)) == parse_history(data, file="S.json")


@pytest.mark.parametrize("data", [b"", b"hello", b"3", b"null", b'["a"]', b"[{]", b'"\xff"'])
def test_what_is_no_history_is_refused(data):
    with pytest.raises(InputError):
        parse_history(data, file="S.json")


def test_an_error_within_the_object_form_names_its_key():
    with pytest.raises(InputError) as caught:
        read({**ROW, "started_at": "2026-03-01T19:30:00"}, away=[])
    assert caught.value.key == "sessions[0].started_at"
