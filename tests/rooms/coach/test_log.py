"""In: sessions that have run. Out: the numbers of their logs."""

import pytest

from roost.coach.bout import Bout
from tests.rooms.coach.small import DONE, HOLD, LEVEL_REST, LOWERING, READY, angle, event, log, plan, tap

MEASURED = [*LOWERING, angle(21, 4), angle(22, 9.5), angle(24, 15)]


def test_a_bout_has_its_middle_and_its_deepest_angle():
    made = log([*MEASURED, angle(30, 15.26), tap(31, "stop"), angle(33, 7), tap(40, "at_level"), angle(41, 0)], mode="sensor")
    angles = made.bouts[0].head_down_deg
    assert (angles.planned, angles.median, angles.max) == (15, 9.5, 15.3)
    assert made.bouts[0].uncertain is False
    assert made.inverted_s == 19


@pytest.mark.parametrize(
    ("samples", "median", "deepest"), [([], None, None), ([150], 15, 15), ([10, 21], 1.55, 2.1), ([-5, 5], 0, 0.5), ([3, 1, 2], 0.2, 0.3)]
)
def test_angles_come_out_in_degrees(samples, median, deepest):
    bout = Bout(0)
    bout.samples.extend(samples)
    assert (bout.median(), bout.deepest()) == (median, deepest)


def test_an_uncertain_angle_or_a_silent_sensor_makes_the_bout_uncertain():
    assert log([*MEASURED, angle(30, 15, "uncertain")], mode="sensor").bouts[0].uncertain
    assert log([*MEASURED, event(30, "angle_lost")], mode="sensor").bouts[0].uncertain
    assert log(LOWERING, mode="sensor").bouts[0].uncertain
    assert not log(LOWERING).bouts[0].uncertain


def test_each_begun_second_below_level_counts():
    assert log([*LOWERING, tap(45.001, "at_level")]).inverted_s == 26
    assert log([*LOWERING, tap(45, "at_level")]).inverted_s == 25


def test_without_a_word_the_bout_runs_to_the_last_event():
    made = log([*HOLD, tap(30, "stop"), event(77, "link_lost")])
    assert (made.bouts[0].to_ms, made.inverted_s, made.ended) == (77_000, 57, "not_confirmed")
    fallen = log([*HOLD, event(30, "symptom", name="fall"), tap(35, "help_called"), event(77, "link_lost")])
    assert (fallen.inverted_s, fallen.ended) == (57, "help")
    assert log([*HOLD, event(30, "symptom", name="fall"), tap(50, "at_level"), event(77, "link_lost")]).inverted_s == 30


@pytest.mark.parametrize(("seconds", "conforms"), [(90, True), (90.001, False)])
def test_a_bout_with_its_way_up_keeps_to_the_plan(seconds, conforms):
    assert log([*HOLD, tap(45, "ok"), tap(70, "ok"), tap(20 + seconds, "at_level")]).conforms is conforms
    assert log([*HOLD, tap(45, "ok"), tap(70, "ok"), event(20 + seconds, "link_lost")]).conforms is conforms


def test_deeper_than_planned_does_not_conform():
    assert log([*MEASURED, angle(30, 20.0)], mode="sensor").conforms
    assert not log([*MEASURED, angle(30, 20.1)], mode="sensor").conforms
    assert not log([*MEASURED, angle(30, 20.1, "uncertain")], mode="sensor").conforms


@pytest.mark.parametrize(
    ("events", "ended"),
    [
        ([], "not_started"),
        (READY, "not_started"),
        (HOLD, "not_confirmed"),
        (LEVEL_REST, "not_confirmed"),
        (DONE, "upright"),
    ],
)
def test_where_a_log_breaks_off_says_how_it_ended(events, ended):
    assert log(events, plan(bouts=1)).ended == ended
