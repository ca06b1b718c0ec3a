"""In: lines of a diary. Out: the emergency that the words name; an ordinary line names none."""

import msgspec
import pytest

from roost.app.keep_diary import keep_note
from roost.app.people import add_person
from roost.app.watch_words import WORDS_IN, emergency_in, emergency_kept, kept_words
from roost.track.entry_types import SENT


@pytest.mark.parametrize(
    ("text", "act_by"),
    [
        ("tight chest since the last hang", "now"),
        ("I wet myself and I am numb between my legs", "now"),
        ("I want to kill myself", "today"),
        ("can't go on, rather be dead", "today"),
    ],
)
def test_words_that_name_an_emergency_are_seen(home, text, act_by):
    found = emergency_in(home, text)
    assert found.act_by == act_by
    assert found.because


@pytest.mark.parametrize("text", ["", "  ", "Walked for an hour. Fine.", "no chest pain", "slept badly, stiff in the morning"])
def test_an_ordinary_line_is_none(home, text):
    assert emergency_in(home, text) is None


def test_no_field_that_takes_a_line_is_left_out():
    found = {
        (name, field.name)
        for name, kind in SENT.items()
        for field in msgspec.inspect.type_info(kind).fields
        for one in [getattr(field.type, "item_type", field.type)]
        if isinstance(one, msgspec.inspect.StrType) and ((one.max_length or 0) > 100 or field.name == "own")
    }
    assert found == set(WORDS_IN.items())


def test_only_ones_own_entry_is_read_again(home, ann):
    keep_note(home, ann, "tight chest since the last hang")
    kept = kept_words(home, ann, "tight chest since the last hang")
    assert emergency_kept(home, ann, kept.id).act_by == "now"
    other = add_person(home, "Bob").id
    assert kept_words(home, other, "tight chest since the last hang") is None
    assert emergency_kept(home, other, kept.id) is None
