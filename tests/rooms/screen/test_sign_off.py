from dataclasses import replace
from datetime import date

import pytest

from roost.base.errors import InputError
from roost.plan.caps import CEILING
from roost.screen.screening import Spotter, Verdict, strictest
from roost.screen.sign_off import sign_offs_of
from roost.words.profile import SignOffEntry
from tests.rooms.screen.small import rules

GOOD = {"rules": ("sight",), "by": " Dr Example ", "date": "2026-03-01", "until": "2026-04-01"}


def read(**changed):
    return sign_offs_of([SignOffEntry(**(GOOD | changed))], rules(), CEILING)[0]


def test_a_sign_off_is_read_and_its_limits_only_tighten():
    signed = read(limits={"head_down_deg": 90, "bout_s": 60, "spotter": "in_room"})
    assert (signed.by, signed.date, signed.until) == ("Dr Example", date(2026, 3, 1), date(2026, 4, 1))
    assert (signed.limits.head_down_deg, signed.limits.bout_s, signed.limits.spotter) == (60, 60, Spotter.in_room)


def test_a_sign_off_that_sets_no_limits_gets_the_cautious_ones():
    assert (read().limits.head_down_deg, read().limits.slow_steps) == (30, True)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"rules": ("nothing",)}, "sign_offs[0].rules"),
        ({"by": " "}, "sign_offs[0].by"),
        ({"date": "1 March"}, "sign_offs[0].date"),
        ({"until": "2026-02-01"}, "sign_offs[0].until"),
        ({"limits": {"angle": 20}}, "sign_offs[0].limits.angle"),
        ({"limits": {"bout_s": "long"}}, "sign_offs[0].limits.bout_s"),
    ],
)
def test_a_wrong_sign_off_is_refused_by_key(changed, key):
    with pytest.raises(InputError) as caught:
        read(**changed)
    assert caught.value.key == key


def test_the_stricter_of_two_limits_is_taken_part_by_part():
    a = replace(CEILING, head_down_deg=30, reading_before_each=True)
    b = replace(CEILING, bout_s=60, spotter=Spotter.in_room)
    both = strictest(a, b)
    assert both == strictest(b, a)
    assert (both.head_down_deg, both.bout_s, both.spotter, both.reading_before_each, both.slow_steps) == (
        30,
        60,
        Spotter.in_room,
        True,
        False,
    )


def test_verdicts_are_ordered_from_mild_to_grave():
    assert sorted([Verdict.urgent, Verdict.caution, Verdict.do_not_invert, Verdict.ok, Verdict.ask_first]) == list(Verdict)
    assert [verdict.lets_invert for verdict in Verdict] == [True, True, False, False, False]
    with pytest.raises(TypeError):
        assert Verdict.ok < 3
