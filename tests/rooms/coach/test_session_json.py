"""In: bytes of SESSION.json, right and wrong. Out: a session that can be replayed, or an error that names what to mend."""

import copy
import json
from datetime import UTC, datetime

import pytest

from roost.base.canonical import canonical_json
from roost.base.errors import InputError
from roost.coach.events import KINDS
from roost.coach.session_json import parse_session, replay
from tests.rooms.coach.small import BOOK, DONE, angle, event, tap

SESSION = {
    "version": 1,
    "plan": {
        "version": 1,
        "plan_id": "p",
        "hash": "h",
        "today": "2026-04-06",
        "screening": {"verdict": "ok", "hash": "s", "valid_until": "2026-07-05"},
        "next": {
            "date": "2026-04-06",
            "not_before": None,
            "move": "start",
            "dose": {"head_down_deg": 15, "bout_s": 60, "bouts": 1, "rest_s": 60},
            "return": [{"head_down_deg": 8, "hold_s": 15}, {"head_down_deg": 0, "hold_s": 60}, {"head_down_deg": -90, "hold_s": 60}],
            "spotter": "in_earshot",
            "checks": ["table", "today", "ankle_lock"],
            "because": [{"rule": "start", "tell": "..."}],
        },
        "held": None,
        "ladder": [],
        "care": [],
        "trial": None,
    },
    "mode": "manual",
    "events": DONE,
}
HELD = {"why": "verdict", "until": None, "tell": "..."}
MORE = {
    "check": {"item": "zap", "answer": "yes"},
    "angle": {"head_down_deg": 12, "quality": "good"},
    "symptom": {"name": "zap"},
    "stall": {"gap_ms": 1},
    **{kind: {"by": "tap"} for kind in ("ok", "stop", "at_level", "at_upright", "help_called")},
}


def changed(path, value):
    made = copy.deepcopy(SESSION)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return made


def parse(made):
    return parse_session(json.dumps(made, indent=1).encode(), file="SESSION.json")


def test_a_session_is_read_and_replayed_to_the_same_bytes():
    one, two = (replay(parse(SESSION), BOOK) for _ in range(2))
    assert (one.ended, one.plan_hash, one.mode, one.conforms) == ("upright", "h", "manual", True)
    assert canonical_json(one) == canonical_json(two)


def test_the_log_says_what_the_store_knows_of_the_session():
    made = replay(parse(SESSION), BOOK, session_id="s", started_at=datetime(2026, 4, 6, 19, 30, tzinfo=UTC), offset_min=120)
    assert (made.session_id, made.started_at, made.offset_min) == ("s", "2026-04-06T19:30:00+00:00", 120)
    assert replay(parse(SESSION), BOOK).started_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_event_is_read_in_any_state(kind):
    made = changed(["events"], [event(0, "start"), event(1, kind, **MORE.get(kind, {})), *DONE[1:]])
    assert replay(parse(made), BOOK).version == 1


def test_an_empty_list_of_events_is_a_session_that_never_started():
    made = replay(parse(changed(["events"], [])), BOOK)
    assert (made.ended, made.states, made.inverted_s, made.stop) == ("not_started", (), 0, None)


def test_the_answers_after_the_session_may_stand_in_the_file():
    assert replay(parse(SESSION | {"after": {"relaxed": True}}), BOOK) == replay(parse(SESSION), BOOK)


@pytest.mark.parametrize(
    ("events", "key", "says"),
    [
        ([event(0, "zap")], "events[0].kind", "use one of start, check, angle"),
        ([{"t_ms": 0}], "events[0].kind", "None is no kind"),
        ([{"t_ms": 0, "kind": ["start"]}], "events[0].kind", "is no kind"),
        ([event(0, "start"), event(5, "end"), event(4.999, "end")], "events[2].t_ms", "4999 is before 5000"),
        ([{"kind": "start"}], "events[0]", "t_ms"),
        ([{"t_ms": -1, "kind": "start"}], "events[0].t_ms", ">= 0"),
        ([{"t_ms": 0.5, "kind": "start"}], "events[0].t_ms", "int"),
        ([{"t_ms": "0", "kind": "start"}], "events[0].t_ms", "int"),
        ([{"t_ms": 10**13, "kind": "start"}], "events[0].t_ms", "<="),
        ([tap(0, "ok", "me")], "events[0].by", "tap, key, knock, spotter, sensor"),
        ([event(0, "ok")], "events[0]", "by"),
        ([event(0, "at_level")], "events[0]", "by"),
        ([event(0, "start", by="tap")], "events[0].by", "not known"),
        ([event(0, "check", item="table", answer="maybe")], "events[0].answer", "yes, no"),
        ([event(0, "check", answer="yes")], "events[0]", "item"),
        ([angle(0, 120)], "events[0].head_down_deg", "<= 90"),
        ([angle(0, -90.1)], "events[0].head_down_deg", ">= -90"),
        ([event(0, "angle", head_down_deg=3)], "events[0]", "quality"),
        ([angle(0, 3, "fair")], "events[0].quality", "good, uncertain"),
        ([event(0, "stall")], "events[0]", "gap_ms"),
        ([event(0, "stall", gap_ms=-5)], "events[0].gap_ms", ">= 0"),
        ([event(0, "symptom")], "events[0]", "name"),
        ([event(0, "symptom", name="")], "events[0].name", "length"),
        ([tap(0, "stop", reason=3)], "events[0].reason", "str"),
        ([3], "events[0]", "object"),
    ],
)
def test_a_wrong_event_is_named_by_its_place(events, key, says):
    with pytest.raises(InputError) as caught:
        parse(changed(["events"], events))
    assert (caught.value.file, caught.value.key, caught.value.exit_code) == ("SESSION.json", key, 3)
    assert caught.value.line is not None
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (changed(["version"], 2), "version"),
        (changed(["mode"], "auto"), "mode"),
        (changed(["zap"], 1), "zap"),
        (changed(["plan"], []), "plan"),
        (changed(["plan", "version"], "one"), "plan.version"),
        (changed(["plan", "next"], None), "plan.next"),
        (changed(["plan"], SESSION["plan"] | {"next": None, "held": HELD}), "plan.next"),
        (changed(["plan", "screening", "verdict"], "ask_first"), "plan.screening.verdict"),
        (changed(["plan", "next", "dose", "head_down_deg"], 61), "plan.next.dose.head_down_deg"),
        (changed(["plan", "next", "dose", "bout_s"], 271), "plan.next.dose.bout_s"),
        (changed(["plan", "next", "dose", "bouts"], 7), "plan.next.dose.bouts"),
        (changed(["plan", "next", "checks"], ["table"]), "plan.next.checks"),
        (changed(["plan", "next", "return"], [{"head_down_deg": -90, "hold_s": 60}]), "plan.next.return"),
        (changed(["plan", "next", "return"], [{"head_down_deg": 0, "hold_s": 60}]), "plan.next.return"),
        (changed(["plan", "next", "return"], []), "plan.next.return"),
    ],
)
def test_what_no_session_may_follow_is_refused_by_name(made, key):
    with pytest.raises(InputError) as caught:
        parse(made)
    assert (caught.value.file, caught.value.key) == ("SESSION.json", key)


def test_what_is_not_json_is_refused():
    with pytest.raises(InputError, match="not JSON"):
        parse_session(b"{", file="SESSION.json")
