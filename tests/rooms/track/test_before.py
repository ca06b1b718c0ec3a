"""In: checks before a session and Screenings, in the order in which they were recorded. Out: what still bars a session."""

from datetime import timedelta

from roost.plan.plan import Bar
from roost.track.before import bars_of, last_before, reasons_of
from tests.entries import MOMENT, entry

SOON = MOMENT + timedelta(hours=2)


def check(*reasons):
    payload = {
        "asked": ["meal", "ill"],
        "yes": [rule for rule, _ in reasons],
        "reasons": [{"rule": rule, "tell": f"{rule}.", "until": until and until.isoformat()} for rule, until in reasons],
    }
    return entry("before_session", payload)


SCREENED = entry("screening", {"screening": {}})


def test_where_nothing_was_said_nothing_is_barred():
    assert bars_of([]) == bars_of([SCREENED, entry()]) == ()
    assert last_before([SCREENED]) is None


def test_what_has_a_time_and_what_is_new_are_barred_in_their_own_way():
    assert bars_of([SCREENED, check(("meal", SOON), ("ill", None))]) == (
        Bar(why="screening_ended", until=None, tell="ill."),
        Bar(why="too_soon", until=SOON, tell="meal."),
    )


def test_the_newest_check_counts_for_what_has_a_time():
    assert reasons_of([SCREENED, check(("meal", SOON)), check()]) == ()


def test_what_is_new_stands_until_the_next_screening():
    said = check(("ill", None))
    assert [reason.rule for reason in reasons_of([SCREENED, said, check(), check(("ill", None))])] == ["ill"]
    assert reasons_of([SCREENED, said, check(), SCREENED]) == ()


def test_a_check_is_used_up_by_the_session_after_it():
    said = check()
    assert last_before([said])[0] is said
    assert last_before([said, entry("session_start", {"session_id": "one"})]) is None
