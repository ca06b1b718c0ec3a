"""In: a session and a time. Out: how loud it is. The moments are told by the examples of the cues."""

import pytest

from roost.coach.tell import loudness, moment
from tests.rooms.coach.small import HOLD, event, run, tap


def heard(events, at_s):
    session = run(events)
    return loudness(session, at_s * 1000)


def test_the_alarm_grows_and_is_never_softer():
    session = run([*HOLD, tap(30, "stop"), event(61, "link_lost")])
    steps = [loudness(session, t_ms) for t_ms in range(61_000, 300_000, 1000)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (4, 9)


def test_the_search_for_help_does_not_make_the_alarm_softer():
    silent = [*HOLD, event(110, "link_lost")]
    assert heard([*silent, event(150, "link_lost")], 150) >= heard(silent, 110)


@pytest.mark.parametrize(
    ("events", "loud"),
    [
        ([tap(30, "stop")], 1),
        ([event(30, "symptom", name="dizziness")], 1),
        ([event(30, "hidden")], 3),
        ([event(30, "stall", gap_ms=5000)], 3),
    ],
)
def test_a_return_that_nobody_asked_for_rings_at_once(events, loud):
    assert heard([*HOLD, *events], 31) == loud


def test_help_rings_until_somebody_says_that_it_is_called():
    assert heard([*HOLD, event(30, "symptom", name="fall")], 31) == 6
    assert heard([*HOLD, event(30, "symptom", name="fall")], 90) == 9
    assert heard([*HOLD, event(30, "symptom", name="fall"), tap(40, "help_called")], 90) == 0


def test_an_alarm_after_the_search_for_help_is_for_level():
    assert moment(run([*HOLD, event(30, "symptom", name="faint"), event(70, "link_lost")]), 70_000) == "bring_level"


def test_the_half_way_hold_is_left_out_where_level_is_the_end():
    faint = run([*HOLD, event(30, "symptom", name="faint")])
    assert moment(faint, 40_000) == "come_to_level_help"
    assert moment(run([*HOLD, tap(30, "stop")]), 40_000) == "wait_halfway"
