"""In: entries as a phone sends them. Out: each is stored, already there, in conflict or refused with its reason; one stops no other."""

import json
from datetime import timedelta

import pytest

from roost.app.keep_diary import diary_of, save_pain
from roost.app.keep_entries import keep_entries
from roost.app.run_session import session_data, start_session
from roost.app.tell_event import open_events, report_event
from roost.base.errors import StoreError
from roost.track.entry_types import SENT
from tests.entries import uuid7

AT = "2026-03-01T19:30:00+01:00"


def sent(payload=None, **more):
    entry = {"id": uuid7(), "person": None, "type": "pain", "type_version": 1, "occurred_at": AT}
    return entry | {"payload": {"average": 4} if payload is None else payload, "amends": None} | more


def outcomes(home, person, *entries):
    return [answer["outcome"] for answer in keep_entries(home, person, list(entries))]


def why(home, person, entry):
    [answer] = keep_entries(home, person, [entry])
    assert answer["outcome"] == "refused"
    assert answer["id"] == entry["id"]
    return answer["why"]


def test_each_entry_is_answered_by_itself_and_in_order(home, ann):
    good, bad, other = sent(), sent({"average": 11}), sent(type="note", payload={"text": "Walked."})
    answers = keep_entries(home, ann, [good, bad, other])
    assert [(answer["id"], answer["outcome"]) for answer in answers] == [
        (good["id"], "stored"),
        (bad["id"], "refused"),
        (other["id"], "stored"),
    ]
    assert "average" in answers[1]["why"]


CHEST = "Tight chest since the last hang"
WITH_WORDS = {
    "pain": {"average": 4, "note": CHEST},
    "note": {"text": CHEST},
    "event": {"name": "mild_headache", "grade": 1, "note": CHEST},
    "skip": {"why": "other", "note": CHEST},
    "instrument": {"name": "own_activities", "version": 1, "answers": {"first": 5, "second": 5, "third": 5}, "own": [CHEST, "sit", "walk"]},
}


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_words_of_an_emergency_are_kept_and_the_way_to_help_is_told_with_the_outcome(home, ann, kind):
    entry = sent(WITH_WORDS[kind], type=kind)
    [answer] = keep_entries(home, ann, [entry])
    assert (answer["outcome"], answer["help"]["act_by"]) == ("stored", "now")
    assert "emergency number" in " ".join(answer["help"]["tell"])
    denied = json.loads(json.dumps(entry | {"id": uuid7()}).replace(CHEST, "No chest pain today"))
    assert keep_entries(home, ann, [denied]) == [{"id": denied["id"], "outcome": "stored"}]


def test_sent_again_it_is_already_there_and_with_other_bytes_a_conflict(home, ann, clock):
    once = sent()
    assert outcomes(home, ann, once, once) == ["stored", "already"]
    clock.move(days=2)
    assert outcomes(home, ann, once) == ["already"]
    assert outcomes(home, ann, once | {"payload": {"average": 5}}) == ["conflict"]
    assert outcomes(home, ann, once | {"id": once["id"].upper()}) == ["already"]
    assert diary_of(home, ann).days[0].pain == 4


def test_what_a_phone_kept_for_days_keeps_its_own_time(home, ann, clock):
    clock.move(days=3)
    keep_entries(home, ann, [sent(occurred_at="2026-03-01T23:50:00-08:00")], device="phone")
    [entry] = home.store.read(person=ann, types=("pain",))
    assert (entry.offset_min, entry.device, entry.recorded_at) == (-480, "phone", clock.at)
    assert diary_of(home, ann).days[0].date.isoformat() == "2026-03-01"


def test_nobody_writes_for_another(home, ann):
    assert "your own" in why(home, ann, sent(person="somebody else"))
    assert outcomes(home, ann, sent(person=ann)) == ["stored"]


def test_an_id_of_another_person_is_a_conflict_and_changes_nothing(home, ann):
    theirs = sent()
    keep_entries(home, "ben", [theirs])
    assert outcomes(home, ann, theirs) == ["conflict"]
    assert home.store.read(person=ann, types=("pain",)) == []


def test_a_correction_names_an_entry_of_ones_own_of_the_same_type(home, ann):
    first = sent()
    correction = sent({"average": 7}, amends=first["id"])
    assert outcomes(home, ann, first, correction) == ["stored", "stored"]
    assert diary_of(home, ann).days[0].pain == 7
    save_pain(home, "ben", 3)
    theirs = home.store.read(person="ben", types=("pain",))[0].id
    for entry in (
        sent(amends=theirs),
        sent(amends=uuid7()),
        sent(amends="nonsense"),
        sent(type="note", payload={"text": "x"}, amends=first["id"]),
    ):
        assert "amends" in why(home, ann, entry)
    itself = sent()
    assert "amends" in why(home, ann, itself | {"amends": itself["id"]})


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"id": "1"}, "id"),
        ({"id": "c0a80101-0000-4000-8000-000000000000"}, "id"),  # version 4
        ({"id": "{019508a0-5c00-7000-8000-000000000001}"}, "id"),
        ({"type": "person", "payload": {"name": "Eve"}}, "type"),
        ({"type": "screening", "payload": {}}, "type"),
        ({"type": "session", "payload": {}}, "type"),
        ({"type_version": 2}, "type_version"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"occurred_at": "2026-03-01T19:30:00"}, "occurred_at"),
        ({"occurred_at": "2026-03-01T19:30:00+00:00:30"}, "occurred_at"),
        ({"occurred_at": "2026-03-01T19:30:00+23:59"}, "occurred_at"),
        ({"occurred_at": "2026-03-03T19:30:00+00:00"}, "occurred_at"),
        ({"occurred_at": "2025-02-01T19:30:00+00:00"}, "occurred_at"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
        ({"payload": {"average": 11}}, "payload.average"),
        ({"payload": {"average": 4, "colour": "red"}}, "payload.colour"),
        ({"payload": {"average": 4, "for_day": "2025-12-01"}}, "payload.for_day"),
        ({"payload": {"average": 4, "for_day": "2026-03-02"}}, "payload.for_day"),
        ({"type": "away", "payload": {"from": "2026-03-05", "to": "2026-03-01"}}, "payload.to"),
        ({"type": "away", "payload": {"from": "2026-03-05", "to": "2028-03-01"}}, "payload.to"),
        ({"type": "away", "payload": {"from": "9999-12-31", "to": "9999-12-31"}}, "payload.from"),
        ({"type": "event", "payload": {"name": "bad_luck", "grade": 1}}, "payload.name"),
        ({"type": "event", "payload": {"name": "faint", "grade": 1}}, "payload.grade"),
        ({"type": "event", "payload": {"name": "faint", "grade": 3, "session_id": "x"}}, "payload.session_id"),
        ({"type": "next_morning", "payload": {"session_id": "x", "how": "better"}}, "payload.session_id"),
        ({"type": "clinician_said", "payload": {"event_id": "x", "by": "Dr", "on": "2026-03-01", "may_go_on": True}}, "payload.event_id"),
        ({"type": "care_done", "payload": {"therapy": "magnets"}}, "payload.therapy"),
        ({"type": "care_chosen", "payload": {"therapy": "magnets"}}, "payload.therapy"),
        ({"colour": "red"}, "colour"),
    ],
    ids=str,
)
def test_what_is_not_allowed_is_refused_by_name_and_not_kept(home, ann, change, key):
    assert why(home, ann, sent() | change).startswith(key)
    assert home.store.read(person=ann, types=tuple(SENT)) == []


@pytest.mark.parametrize("raw", [None, 7, "text", [], {}, {"id": 7}, {"id": "x" * 500}])
def test_what_is_no_entry_at_all_is_refused_and_stops_no_other(home, ann, raw):
    answers = keep_entries(home, ann, [raw, sent()])
    assert [answer["outcome"] for answer in answers] == ["refused", "stored"]
    assert len(answers[0]["id"]) <= 100


def test_all_types_can_be_sent_for_what_is_there(home, screened):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "tab").session_id
    report_event(home, screened, "vomiting")
    [event] = open_events(home, screened)
    payloads = {
        "pain": {"average": 0},
        "note": {"text": "Walked."},
        "event": {"name": "faint", "grade": 3, "session_id": session},
        "clinician_said": {"event_id": event.id, "by": "Dr Example", "on": "2026-03-01", "may_go_on": True},
        "next_morning": {"session_id": session, "how": "same"},
        "after": {"session_id": session, "relaxed": True},
        "away": {"from": "2026-03-05", "to": "2026-03-09"},
        "skip": {"why": "pause"},
        "care_chosen": {"therapy": "walking", "chosen": False},
        "care_done": {"therapy": "walking"},
        "no_log": {"session_id": session, "hung": None},
        "instrument": {"name": "pain_worst", "version": 1, "answers": {"worst": 6}},
    }
    assert payloads.keys() == SENT.keys()
    assert set(outcomes(home, screened, *(sent(payload, type=kind) for kind, payload in payloads.items()))) == {"stored"}
    assert open_events(home, screened)[0].name == "faint"


def test_an_event_and_the_word_about_it_may_come_together(home, ann):
    told = sent({"name": "vomiting", "grade": 2}, type="event")
    said = sent({"event_id": told["id"], "by": "Dr Example", "on": "2026-03-01", "may_go_on": True}, type="clinician_said")
    assert outcomes(home, ann, told, said) == ["stored", "stored"]


def test_a_day_may_be_named_up_to_sixty_days_back(home, ann):
    day = (home.now() - timedelta(days=60)).date().isoformat()
    assert outcomes(home, ann, sent({"average": 4, "for_day": day})) == ["stored"]


def test_a_store_that_can_not_keep_them_keeps_none_and_says_so(home, ann):
    with home.store.engine.connect().execution_options(only_reads=True) as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        keep_entries(home, ann, [sent(), sent()])


def test_nothing_sent_is_nothing_answered(home, ann):
    assert keep_entries(home, ann, []) == []
