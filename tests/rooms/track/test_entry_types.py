"""In: payloads as they are sent. Out: checked ones; what is not allowed is refused by name."""

from datetime import date

import pytest

from roost.base.errors import InputError
from roost.track.entry_types import SENT, Away, Pain, payload_of, read_payload

ID = "019508a0-5c00-7000-8000-000000000001"
GOOD = {
    "pain": {"average": 4},
    "note": {"text": "Walked."},
    "event": {"name": "faint", "grade": 3},
    "clinician_said": {"event_id": ID, "by": "Dr Example", "on": "2026-03-02", "may_go_on": True},
    "next_morning": {"session_id": ID, "how": "better"},
    "after": {"session_id": ID},
    "away": {"from": "2026-03-01", "to": "2026-03-02"},
    "skip": {"why": "safety"},
    "care_chosen": {"therapy": "walking"},
    "care_done": {"therapy": "walking"},
    "no_log": {"session_id": ID, "hung": None},
    "instrument": {"name": "evening_pain", "version": 1, "answers": {"average": 4}},
}


def test_each_type_has_an_example_here():
    assert GOOD.keys() == SENT.keys()


@pytest.mark.parametrize("kind", SENT)
def test_a_payload_comes_back_as_plain_json_with_all_its_keys(kind):
    value = read_payload(kind, GOOD[kind])
    plain = payload_of(value)
    assert GOOD[kind].items() <= plain.items()
    assert read_payload(kind, plain) == value


@pytest.mark.parametrize("kind", SENT)
def test_an_unknown_key_is_refused(kind):
    with pytest.raises(InputError, match="not known") as refused:
        read_payload(kind, {**GOOD[kind], "colour": "red"})
    assert refused.value.key == "colour"


@pytest.mark.parametrize(
    ("kind", "change", "key"),
    [
        ("pain", {"average": 11}, "average"),
        ("pain", {"average": -1}, "average"),
        ("pain", {"average": None}, "average"),
        ("pain", {"average": 4.5}, "average"),
        ("pain", {"average": True}, "average"),
        ("pain", {"average": "4"}, "average"),
        ("pain", {"for_day": "yesterday"}, "for_day"),
        ("pain", {"note": "x" * 2001}, "note"),
        ("note", {"text": ""}, "text"),
        ("event", {"grade": 0}, "grade"),
        ("event", {"grade": 4}, "grade"),
        ("next_morning", {"how": "fine"}, "how"),
        ("after", {"pain_now": 11}, "pain_now"),
        ("skip", {"why": "rain"}, "why"),
        ("clinician_said", {"by": ""}, "by"),
        ("away", {"to": "2026-02-30"}, "to"),
        ("no_log", {"hung": "no"}, "hung"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(kind, change, key):
    with pytest.raises(InputError) as refused:
        read_payload(kind, GOOD[kind] | change)
    assert refused.value.key == key


def test_days_are_days_inside_and_text_outside():
    away = read_payload("away", GOOD["away"])
    assert isinstance(away, Away)
    assert away.from_ == date(2026, 3, 1)
    assert payload_of(away)["from"] == "2026-03-01"
    assert payload_of(Pain(average=0)) == {"average": 0, "for_day": None, "note": ""}
