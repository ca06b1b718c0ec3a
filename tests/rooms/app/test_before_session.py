"""In: what a person answers before a session. Out: kept; the session waits for a reason and until a time, and begins only after it."""

from datetime import timedelta

import pytest

from roost.app.before_session import GOOD_FOR, answer_before, asked_today, must_answer, waits
from roost.app.go_away import go_away
from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.run_session import session_data, start_session
from roost.app.screen_person import latest_screening, screen_person
from roost.app.today import today
from roost.base.errors import InputError
from tests.rooms.app.conftest import BEGIN
from tests.rooms.web.stories import screened_with_a_yes

DAY_LONG = ["head_or_eyes_today", "eye_infection_today", "ear_today", "cold_today"]
HOURS = {"alcohol_today": 12, "sedative_today": 12, "meal_today": 2}
NEW = ["new_since_screening", "new_symptom_today", "emergency_today"]


def facts(asked):
    return [ask.fact for ask, _ in asked]


def held(home, person):
    return plan_for(home, person).held


def test_all_that_can_speak_against_today_is_asked(home, screened):
    assert set(facts(asked_today(home, screened))) == {*DAY_LONG, *HOURS, *NEW}


def test_a_reading_is_asked_only_where_the_screening_wants_one(home, ann):
    assert screened_with_a_yes(home, ann, "birth_within_6_months").verdict.value == "caution"
    assert "pressure_today" not in facts(asked_today(home, ann))
    entries = home.store.read(person=ann, types=("screening",))
    wanted = entries[-1].payload["screening"]
    wanted["limits"]["reading_before_each"] = True
    home.keep(home.entry(ann, "screening", {"screening": wanted}))
    assert {"pressure_today", "pressure_crisis_today"} <= set(facts(asked_today(home, ann)))
    answer_before(home, ann, ["pressure_today"])
    assert held(home, ann).tell.startswith("Your blood pressure is high")
    assert [hold.is_urgent for hold in answer_before(home, ann, ["pressure_crisis_today"])] == [True]


def test_who_has_no_session_today_is_asked_nothing(home, screened):
    assert asked_today(home, add_person(home, "Ben").id) == ()
    go_away(home, screened, BEGIN.date(), BEGIN.date())
    assert asked_today(home, screened) == ()
    with pytest.raises(InputError):
        answer_before(home, screened, ["meal_today"])


def test_none_of_these_is_kept_and_lets_the_session_begin(home, screened):
    assert answer_before(home, screened, []) == ()
    [kept] = home.store.read(person=screened, types=("before_session",))
    assert (kept.payload["yes"], kept.payload["reasons"]) == ([], [])
    assert len(kept.payload["asked"]) == len(asked_today(home, screened))
    plan = session_data(home, screened)["plan"]
    assert start_session(home, screened, plan["plan_id"], "phone").session_id


@pytest.mark.parametrize("fact", [*DAY_LONG, *HOURS, *NEW])
def test_each_yes_holds_the_session_and_a_start_is_refused(home, screened, fact):
    plan = session_data(home, screened)["plan"]
    assert answer_before(home, screened, [fact])
    assert start_session(home, screened, plan["plan_id"], "phone").refused == "screen_again"
    [kept] = home.store.read(person=screened, types=("before_session",))
    assert kept.payload["yes"] == [fact]
    [reason] = waits(home, screened)
    assert reason.tell == held(home, screened).tell
    assert today(home, screened).waits == (reason,)
    assert fact in [ask.fact for ask in reason.rule.ask]


@pytest.mark.parametrize(("fact", "hours"), HOURS.items())
def test_alcohol_a_sedative_and_a_meal_hold_for_their_hours(home, screened, clock, fact, hours):
    answer_before(home, screened, [fact])
    clock.move(hours=hours, seconds=-1)
    assert held(home, screened).why == "too_soon"
    clock.move(seconds=1)
    assert held(home, screened) is None
    assert waits(home, screened) == ()


@pytest.mark.parametrize("fact", DAY_LONG)
def test_what_is_wrong_today_holds_until_tomorrow(home, screened, clock, fact):
    answer_before(home, screened, [fact])
    assert (held(home, screened).why, held(home, screened).until) == ("too_soon", BEGIN.date() + timedelta(days=1))
    clock.at = clock.at.replace(hour=23, minute=59)
    assert held(home, screened) is not None
    clock.move(minutes=1)
    assert held(home, screened) is None


@pytest.mark.parametrize("fact", NEW)
def test_something_new_holds_until_the_next_screening_however_long_it_takes(home, screened, clock, fact):
    answer_before(home, screened, [fact])
    clock.move(days=3)
    assert held(home, screened).why == "screening_ended"
    answer_before(home, screened, [])
    assert held(home, screened).why == "screening_ended", "a tap alone does not take it back"
    screen_person(home, screened)
    assert held(home, screened) is None
    assert latest_screening(home, screened).ended_by is None


def test_who_tapped_by_mistake_answers_again_and_both_stay_on_record(home, screened):
    answer_before(home, screened, ["meal_today"])
    answer_before(home, screened, [])
    assert held(home, screened) is None
    assert [entry.payload["yes"] for entry in home.store.read(person=screened, types=("before_session",))] == [["meal_today"], []]


def test_what_was_not_asked_is_refused(home, screened):
    with pytest.raises(InputError) as refused:
        answer_before(home, screened, ["glaucoma"])
    assert refused.value.key == "ticks"
    assert home.store.read(person=screened, types=("before_session",)) == []


# --- it comes before each session


def test_the_check_comes_before_each_session_and_counts_for_an_hour(home, screened, clock):
    assert must_answer(home, screened)
    answer_before(home, screened, [])
    clock.move(seconds=GOOD_FOR.total_seconds())
    assert not must_answer(home, screened)
    clock.move(seconds=1)
    assert must_answer(home, screened)


def test_a_clock_set_back_makes_no_answer_younger(home, screened, clock):
    answer_before(home, screened, [])
    clock.move(minutes=-1)
    assert must_answer(home, screened)


def test_a_session_that_runs_is_not_kept_from_its_page(home, screened):
    answer_before(home, screened, [])
    start_session(home, screened, session_data(home, screened)["plan"]["plan_id"], "phone")
    assert not must_answer(home, screened)


def test_without_a_session_today_there_is_nothing_to_answer(home, screened):
    assert not must_answer(home, add_person(home, "Ben").id)
    answer_before(home, screened, ["meal_today"])
    assert not must_answer(home, screened), "the page of the session says that there is none"


def test_a_reason_whose_rule_is_gone_is_still_told(home, screened):
    reasons = [{"rule": "no_such_rule", "tell": "Told then.", "until": None}]
    home.keep(home.entry(screened, "before_session", {"asked": [], "yes": [], "reasons": reasons}))
    [reason] = waits(home, screened)
    assert (reason.tell, reason.rule) == ("Told then.", None)
    assert must_answer(home, screened) is False
