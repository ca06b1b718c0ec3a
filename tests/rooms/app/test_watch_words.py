"""In: lines of a diary. Out: the emergency that the words name; an ordinary line names none."""

import pytest

from roost.app.watch_words import emergency_in


@pytest.mark.parametrize(
    ("text", "act_by"),
    [
        ("tight chest since the last hang", "now"),
        ("I wet myself and I am numb between my legs", "now"),
        ("I want to kill myself", "today"),
    ],
)
def test_words_that_name_an_emergency_are_seen(home, text, act_by):
    found = emergency_in(home, text)
    assert found.act_by == act_by
    assert found.because


@pytest.mark.parametrize("text", ["", "  ", "Walked for an hour. Fine.", "no chest pain", "slept badly, stiff in the morning"])
def test_an_ordinary_line_is_none(home, text):
    assert emergency_in(home, text) is None
