"""In: a person. Out: what comes next today and what is asked; a question is put only as long as it makes sense."""

import pytest

from roost.app.after_session import save_after, save_next_morning, save_no_log
from roost.app.keep_diary import save_pain, skip_session, tick_care
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.today import today
from tests.rooms.app.sessions import done_in_full, never_begun


@pytest.fixture
def done(home, screened):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "tab").session_id
    keep_log(home, screened, session, done_in_full(plan))
    return session


def test_before_the_first_screening_there_is_no_plan(home, ann):
    shown = today(home, ann)
    assert (shown.plan, shown.care, shown.weeks) == (None, (), ())
    assert (shown.so_far.sessions, shown.so_far.days) == (0, 0)


def test_the_evening_question_is_about_yesterday_before_noon(home, screened, clock):
    assert today(home, screened).evening == clock.at.date()
    clock.at = clock.at.replace(hour=9)
    assert (clock.at.date() - today(home, screened).evening).days == 1


def test_a_session_is_asked_about_until_it_is_answered_or_a_day_is_over(home, screened, done, clock):
    assert today(home, screened).after.id == done
    clock.move(hours=24)
    assert today(home, screened).after.id == done
    clock.move(hours=1)
    assert today(home, screened).after is None
    clock.move(hours=-25)
    save_after(home, screened, done, relaxed=True)
    assert today(home, screened).after is None


def test_the_next_morning_is_asked_on_the_two_days_after(home, screened, done, clock):
    assert today(home, screened).morning is None
    for _ in range(2):
        clock.move(days=1)
        assert today(home, screened).morning.id == done
    clock.move(days=1)
    assert today(home, screened).morning is None
    clock.move(days=-1)
    save_next_morning(home, screened, done, "same")
    assert today(home, screened).morning is None


def test_a_session_whose_log_never_came_is_asked_about_once_it_can_not_run_any_more(home, screened, clock):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "tab").session_id
    assert today(home, screened).lost is None
    clock.move(hours=1)
    assert today(home, screened).lost.id == session
    save_no_log(home, screened, session, hung=None)
    assert today(home, screened).lost is None


def test_a_session_that_was_never_begun_asks_nothing(home, screened, clock):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "tab").session_id
    keep_log(home, screened, session, never_begun(plan))
    shown = today(home, screened)
    assert (shown.after, shown.lost, shown.so_far.sessions) == (None, None, 0)


def test_what_was_done_and_left_out_is_counted(home, screened, done, clock):
    save_pain(home, screened, 4)
    tick_care(home, screened, "walking")
    assert [care.therapy for care, is_done in today(home, screened).care if is_done] == ["walking"]
    clock.evening(1)
    skip_session(home, screened, "safety")
    shown = today(home, screened)
    assert shown.skipped == "safety"
    assert (shown.so_far.sessions, shown.so_far.due, shown.so_far.filled, shown.so_far.days) == (1, 2, 1, 2)
    assert [day.date for day in shown.so_far.left_out] == [clock.at.date()]
    assert [(week.first.isoformat(), week.sessions, week.filled) for week in shown.weeks] == [("2026-02-23", 1, 1), ("2026-03-02", 0, 0)]
