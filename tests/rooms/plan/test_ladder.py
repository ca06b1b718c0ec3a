"""In: ladder files, broken in one place. Out: an error that names file, line and key, and never a dose beyond the caps."""

import pytest

from roost.base.errors import DataFileError
from roost.plan.caps import CEILING, HEAD_DOWN_DEG
from roost.plan.ladder import read_ladder
from roost.plan.within import passes
from roost.store.shelf import shelf_file

GOOD = shelf_file("plan/ladders/default.yaml").decode()
FIRST = "{head_down_deg: 15, bout_s: 60, bouts: 2, rest_s: 60}"
LAST = "{head_down_deg: 60, bout_s: 180, bouts: 2, rest_s: 60}"


def test_the_ladder_is_the_one_that_was_agreed():
    rungs = [(rung.head_down_deg, rung.bout_s, rung.bouts, rung.rest_s) for rung in read_ladder(GOOD.encode()).rungs]
    assert rungs == [(15, 60, 2, 60), (15, 120, 2, 60), (20, 120, 2, 60), *((deg, 180, 2, 60) for deg in range(20, 61, 5))]


def test_no_rung_passes_the_caps_and_the_last_reaches_the_deepest():
    ladder = read_ladder(GOOD.encode())
    assert [rung for rung in ladder.rungs if passes(rung, CEILING)] == []
    assert ladder.rungs[-1].head_down_deg == HEAD_DOWN_DEG


@pytest.mark.parametrize(
    ("find", "put", "key", "says"),
    [
        (LAST, LAST.replace("60,", "61,", 1), "rungs[11].head_down_deg", "passes the caps"),
        (FIRST, FIRST.replace("bout_s: 60", "bout_s: 271"), "rungs[0].bout_s", "passes the caps"),
        (FIRST, FIRST.replace("bouts: 2", "bouts: 7"), "rungs[0].bouts", "passes the caps"),
        (FIRST, FIRST.replace("15", "0"), "rungs[0].head_down_deg", ">= 1"),
        (FIRST, FIRST.replace("15", "9"), "rungs[1]", "changes one of"),
        (FIRST, FIRST.replace("bout_s: 60", "bout_s: 120"), "rungs[1]", "changes one of"),
        (FIRST, FIRST.replace("bout_s: 60", "bout_s: 59"), "rungs[1].bout_s", "a step adds 1 to 60"),
        (FIRST, FIRST.replace("bout_s: 60", "bout_s: 121"), "rungs[1].bout_s", "goes up by -1"),
        (FIRST, FIRST.replace("bouts: 2", "bouts: 1"), "rungs[1]", "changes one of"),
        ("head_down_deg: 25,", "head_down_deg: 26,", "rungs[4].head_down_deg", "a step adds 1 to 5"),
        ("sessions: 4", "sessions: 3", "pace.sessions", ">= 4"),
        ("over_days: 5", "over_days: 4", "pace.over_days", ">= 5"),
        ("days_a_step: 7", "days_a_step: 6", "pace.days_a_step", ">= 7"),
        ("sessions_per_day: 1", "sessions_per_day: 3", "pace.sessions_per_day", "<= 2"),
        ("back_after_days: 14", "back_after_days: 15", "pace.back_after_days", "<= 14"),
        ("restart_after_days: 28", "restart_after_days: 29", "pace.restart_after_days", "<= 28"),
        ("pause_up_to_days: 14", "pause_up_to_days: 15", "pace.pause_up_to_days", "<= 14"),
        ("rest_after_event_days: 7", "rest_after_event_days: 6", "pace.rest_after_event_days", ">= 7"),
        ("half_way_hold_s: 15", "half_way_hold_s: 14", "coming_up.half_way_hold_s", ">= 15"),
        ("level_hold_s: 60", "level_hold_s: 59", "coming_up.level_hold_s", ">= 60"),
        ("upright_hold_s: 60", "upright_hold_s: 59", "coming_up.upright_hold_s", ">= 60"),
        ("pace:", "zap: 1\npace:", "zap", "not known"),
    ],
)
def test_a_wrong_ladder_is_named_with_file_line_and_key(find, put, key, says):
    assert find in GOOD
    text = GOOD.replace(find, put, 1)
    with pytest.raises(DataFileError) as caught:
        read_ladder(text.encode())
    assert (caught.value.file, caught.value.key) == ("default.yaml", key)
    assert caught.value.line is not None
    assert says in str(caught.value)
