"""In: doses at the caps and one over. Out: which part passes. The caps themselves are held here: changing one takes an ADR."""

import pytest

from roost.plan import caps
from roost.plan.plan import Dose
from roost.plan.within import passes, time_below_s
from tests.rooms.plan.small import screening


def dose(deg=60, bout_s=270, bouts=2):
    return Dose(head_down_deg=deg, bout_s=bout_s, bouts=bouts, rest_s=60)


def test_the_caps_are_those_of_the_design():
    found = (caps.HEAD_DOWN_DEG, caps.BOUT_S, caps.INVERTED_S_PER_SESSION, caps.INVERTED_S_PER_DAY, caps.SESSIONS_PER_DAY)
    assert found == (60, 300, 600, 1200, 2)
    assert (caps.HOURS_BETWEEN_SESSIONS, caps.WAY_UP_S, caps.RUNG_BOUT_S) == (4, 30, 270)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        (dose(), None),
        (dose(deg=61), "head_down_deg"),
        (dose(bout_s=271), "bout_s"),
        (dose(bouts=3), "bouts"),
        (dose(bout_s=170, bouts=3), None),
        (dose(bout_s=171, bouts=3), "bouts"),
        (dose(bout_s=30, bouts=10), None),
        (dose(bout_s=30, bouts=11), "bouts"),
    ],
)
def test_a_dose_is_within_the_caps_or_names_what_passes_them(given, part):
    assert passes(given, caps.CEILING) == part


def test_the_limit_of_a_day_counts_for_one_session_too():
    assert passes(dose(bout_s=60), screening(inverted_s_per_day=180).limits) is None
    assert passes(dose(bout_s=60), screening(inverted_s_per_day=179).limits) == "bouts"


def test_time_below_level_counts_the_ways_up():
    assert time_below_s(dose(bout_s=60)) == 180
