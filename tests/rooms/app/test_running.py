"""In: starts and logs. Out: which sessions still run; what they come to is not known yet."""

from datetime import timedelta

from roost.app.running import RUNNING, running, settled
from tests.entries import MOMENT, entry, uuid7
from tests.rooms.track.logs import log, start


def test_a_young_start_without_a_log_runs_and_an_old_one_does_not():
    begun = start(uuid7())
    assert running([begun], MOMENT + RUNNING - timedelta(seconds=1)) == [begun]
    assert running([begun], MOMENT + RUNNING) == []


def test_a_log_or_a_word_that_it_is_over_ends_it():
    done, begun = log(), start(uuid7())
    over = entry("no_log", {"session_id": begun.payload["session_id"], "hung": None})
    assert running([start(done.id), done], MOMENT) == []
    assert running([begun, over], MOMENT) == []


def test_settled_leaves_out_only_what_still_runs():
    old, young, pain = start(uuid7(), at=MOMENT - RUNNING), start(uuid7()), entry()
    assert settled([old, young, pain], MOMENT) == [old, pain]
