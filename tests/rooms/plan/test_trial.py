"""In: a trial that was planned, sessions, a day. Out: the plan of that day: frozen dose, usual days, coming back, deviations, the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roost.answer.agreed import agreed_of, arms_of
from roost.base.canonical import canonical_json
from roost.plan.calendar import NoTrial
from roost.plan.frozen import freeze
from roost.plan.history import History
from roost.plan.make_plan import make_plan
from roost.plan.plan import Dose
from roost.plan.plan_json import plan_from_json, plan_json
from roost.plan.protocol import read_protocols
from roost.plan.trial import Trial, held_dose, start_trial
from roost.screen.screening import Verdict
from roost.store.shelf import shelf_folder
from tests.rooms.plan.small import LADDER, RUNGS, START, THERAPIES, at, event, left_out, move, plan_on, reasons, screening, session

PROTOCOLS = read_protocols(shelf_folder("plan/protocols"))
FIRST = 15  # the day on which the trial begins
HELD = [session(day, 2) for day in range(0, 15, 2)]  # 20 degrees, 2 minutes, for two weeks
# Seeds whose order begins so (i inversion, u usual), found by trying.
ON_FIRST, OFF_FIRST, OFF_MEETS = "night owl", "1", "night owl"


def trial(name="pairs_of_weeks", seed=ON_FIRST, therapies=(), *, dose=RUNGS[2], verdict=Verdict.ok, **changed):
    protocol = replace(PROTOCOLS[name].with_therapies(therapies), **changed)
    return start_trial(freeze(protocol, dose=dose), seed, START + timedelta(days=FIRST), screening(verdict, day=FIRST))


def plan(day, sessions, test, *, events=(), away=(), who=None, hour=18):
    history = History(sessions=tuple(sessions), events=tuple(events), away=tuple(away))
    return make_plan(who or screening(day=day), history, LADDER, THERAPIES, at(day, hour, 0), test)


def week(first, rung=2):
    return [session(first + day, rung) for day in range(0, 7, 2)]


def arms(test):
    return "".join(period.arm[0] for period in test.calendar)


def what(made):
    return [(one["date"], one["what"]) for one in made.trial["deviations"]]


def day_of(day):
    return (START + timedelta(days=day)).isoformat()


# before it begins


@pytest.mark.parametrize(
    ("sessions", "day", "have"),
    [
        ([], 15, 0),
        ([session(day, 2) for day in range(0, 13, 2)], 13, 13),
        ([session(day, 2) for day in (0, 7, 14)], 15, 0),
        ([*HELD[:6], session(12, 1), session(14, 1)], 15, 0),
        ([*HELD, left_out(16, skipped_why="pause")], 29, 0),
        ([session(day, 2) for day in (0, 5, 10, 25)], 26, 0),
        ([*HELD, session(15, 2, completed=False, worst_grade=1)], 16, 0),
        ([*HELD, *[left_out(day, arm="usual") for day in range(15, 23)]], 23, 0),
    ],
    ids=["nothing", "13 days", "three times", "two doses", "long ago", "a gap", "an event", "a pause"],
)
def test_no_trial_begins_before_the_dose_was_held_for_two_weeks(sessions, day, have):
    refused = held_dose(screening(day=day), History(sessions=tuple(sessions)), LADDER, at(day, 18, 0))
    assert isinstance(refused, NoTrial)
    assert (refused.reason, refused.have, refused.needed) == ("dose_not_held", have, 14)


def test_a_dose_that_was_held_for_two_weeks_is_the_one_of_the_trial():
    assert held_dose(screening(day=14), History(sessions=tuple(HELD)), LADDER, at(14, 20, 0)) == RUNGS[2]
    assert held_dose(screening(day=15), History(sessions=tuple(HELD)), LADDER, at(15, 18, 0)) == RUNGS[2]


def test_a_dose_beyond_todays_limit_is_not_held():
    who = screening(day=15, head_down_deg=15)
    assert held_dose(who, History(sessions=tuple(HELD)), LADDER, at(15, 18, 0)).reason == "dose_not_held"


def test_whoever_may_not_invert_can_test_something_else():
    who = screening(Verdict.ask_first, day=FIRST)
    assert held_dose(who, History(), LADDER, at(FIRST, 18, 0)).reason == "verdict"
    assert start_trial(freeze(PROTOCOLS["pairs_of_weeks"], dose=RUNGS[2]), "1", START, who).reason == "verdict"
    frozen = freeze(PROTOCOLS["therapy_alone"].with_therapies(["walking"]), dose=None)
    test = start_trial(frozen, "1", START + timedelta(days=FIRST), who)
    made = plan(FIRST, [], test, who=who)
    assert (made.held.why, made.trial["ended"], made.trial["comparator"]) == ("verdict", False, "usual")
    assert {period["arm"] for period in made.trial["calendar"]} == {"walking", "usual"}


def test_a_trial_that_outlasts_the_screening_needs_a_check_inside():
    frozen, start = freeze(PROTOCOLS["pairs_of_weeks"], dose=RUNGS[2]), START + timedelta(days=8)
    assert start_trial(frozen, "1", start, screening()).reason == "screening_ends"
    assert isinstance(start_trial(frozen, "1", start, screening(), (START + timedelta(days=60),)), Trial)


def test_without_a_trial_the_plan_is_what_it_was():
    made = plan_on(FIRST, HELD)
    assert made.trial is None
    assert canonical_json(plan_json(made)) == canonical_json(plan_json(plan(FIRST, HELD, None)))
    assert move(made) == "step_up 20/180"


# while it runs


def test_the_dose_is_frozen_where_a_step_up_would_come():
    made = plan(FIRST, HELD, trial())
    assert (move(made), reasons(made)[0]) == ("hold 20/120", "trial_dose_frozen")
    later = plan(FIRST + 6, [*HELD, *week(FIRST)[:3]], trial())
    assert (move(later), reasons(later)[0]) == ("hold 20/120", "trial_dose_frozen")


def test_it_is_frozen_from_the_planning_up_to_the_last_day_and_no_longer():
    test = trial()
    last = FIRST + 83
    sessions = [session(day, 2) for day in range(last - 20, last, 2)]
    assert move(plan(last + 1, sessions, test)) == "step_up 20/180"
    before = start_trial(test.frozen, "1", START + timedelta(days=FIRST + 3), screening(day=FIRST))
    assert move(plan(FIRST, HELD, before)) == "hold 20/120"


def test_a_deeper_dose_than_the_frozen_one_is_never_planned():
    made = plan(FIRST + 2, [*HELD, session(FIRST, 3), session(FIRST + 1, 3)], trial())
    assert move(made) == "hold 20/120"
    assert what(made) == [(day_of(FIRST), "higher_dose"), (day_of(FIRST + 1), "higher_dose")]


def test_the_plan_holds_what_was_fixed_and_the_answer_reads_it():
    test = trial()
    raw = plan(FIRST, HELD, test).trial
    assert list(raw) == [
        "protocol_hash", "protocol", "seed", "important_change", "prior", "comparator", "calendar", "ended", "deviations",
    ]  # fmt: skip
    assert (raw["protocol_hash"], raw["seed"], raw["important_change"]) == (test.frozen.hash, ON_FIRST, 1.0)
    assert raw["prior"] == {"name": "default", "mean": 0.0, "sd": 2.0}
    assert raw["calendar"][0] == {"period": 1, "pair": 1, "arm": "inversion", "from": day_of(FIRST), "to": day_of(FIRST + 6)}
    agreed = agreed_of(raw)
    assert (arms_of(raw), agreed.important_change, agreed.ended) == (("inversion", "usual"), 1.0, False)
    assert len(agreed.calendar) == 12


def test_a_plan_with_a_trial_comes_back_from_json_as_it_was():
    made = plan(FIRST, HELD, trial())
    assert plan_from_json(plan_json(made)) == made
    assert made.hash != plan_on(FIRST, HELD).hash


@pytest.mark.parametrize("day", range(7))
def test_on_a_usual_day_there_is_no_session_until_the_period_ends(day):
    test = trial(seed=OFF_FIRST)
    assert arms(test)[:2] == "ui"
    made = plan(FIRST + day, HELD, test)
    assert (made.next, made.held.why) == (None, "usual_day")
    assert made.held.until == START + timedelta(days=FIRST + 7)
    assert made.held.tell == test.frozen.shape.arm("usual").tell


def test_two_usual_periods_that_meet_are_one_stretch():
    test = trial(seed=OFF_MEETS)
    assert arms(test)[:4] == "iuui"
    sessions = [*HELD, *week(FIRST)]
    assert plan(FIRST + 7, sessions, test).held.until == START + timedelta(days=FIRST + 21)
    back = plan(FIRST + 21, sessions, test)
    assert (move(back), reasons(back)[0]) == ("resume 20/60", "resume")


def test_one_comes_back_with_half_the_time_once_and_then_with_the_full_dose():
    test = trial(seed=OFF_FIRST)
    first = plan(FIRST + 7, HELD, test)
    assert (move(first), reasons(first)[0]) == ("resume 20/60", "resume")
    half = session(FIRST + 7, first.next.dose)
    second = plan(FIRST + 8, [*HELD, half], test)
    assert (move(second), reasons(second)[:2]) == ("hold 20/120", ["full_time", "trial_dose_frozen"])
    assert what(second) == []
    third = plan(FIRST + 9, [*HELD, half, session(FIRST + 8, 2)], test)
    assert (move(third), reasons(third)[0]) == ("hold 20/120", "trial_dose_frozen")


def test_six_usual_days_or_fewer_are_no_pause():
    test = trial(seed=OFF_FIRST, period_days=6)
    assert move(plan(FIRST + 6, HELD, test)) == "hold 20/120"


def test_days_missed_beside_the_planned_ones_still_lead_a_step_back():
    test = trial(seed=OFF_FIRST)
    made = plan(FIRST + 20, HELD, test)  # 7 usual days, and 13 on which the table was left out
    assert move(made) == "step_back 15/120"
    assert what(made) == [(day_of(FIRST + 20), "step_back")]


def test_a_session_on_a_usual_day_is_kept_as_a_deviation_and_done_for_today():
    test = trial(seed=OFF_FIRST)
    made = plan(FIRST, [*HELD, session(FIRST, 2, hour=8)], test)
    assert made.held.why == "too_soon"
    assert what(made) == [(day_of(FIRST), "session_on_usual_day")]
    assert plan(FIRST + 1, [*HELD, session(FIRST, 2)], test).held.why == "usual_day"


# what stops a session comes first


def test_a_mild_event_leads_a_step_down_and_there_it_stays():
    sessions = [*HELD, session(FIRST, 2, worst_grade=1)]
    down = plan(FIRST + 1, sessions, trial())
    assert move(down) == "step_down 15/120"
    assert what(down) == [(day_of(FIRST + 1), "step_down")]
    lower = [session(FIRST + day, 1) for day in (1, 2, 3, 4, 6)]
    after = plan(FIRST + 21, [*sessions, *lower], trial())
    assert move(after) == "resume 15/60"
    assert what(after) == [(day_of(FIRST + day), "lower_dose") for day in (1, 2, 3, 4, 6)]
    full = plan(FIRST + 22, [*sessions, *lower, session(FIRST + 21, after.next.dose)], trial())
    assert (move(full), reasons(full)[:2]) == ("hold 15/120", ["full_time", "trial_dose_frozen"])
    assert arms(trial()) == "".join(period["arm"][0] for period in after.trial["calendar"])


@pytest.mark.parametrize(("grade", "why"), [(2, "event"), (3, "event")])
def test_a_graver_event_holds_everything_on_each_day_of_the_trial(grade, why):
    made = plan(FIRST + 1, HELD, trial(), events=[event(FIRST, grade)])
    assert (made.next, made.held.why) == (None, why)
    assert what(made) == [(day_of(FIRST), "stopped")]
    usual = plan(FIRST + 8, HELD, trial(), events=[event(FIRST, grade)])
    assert usual.held.why == why


def test_what_was_cut_short_left_out_or_lower_is_kept_as_a_deviation():
    sessions = [
        *HELD,
        session(FIRST, 2, completed=False),
        session(FIRST + 1, 0),
        session(FIRST + 2, Dose(head_down_deg=20, bout_s=60, bouts=2, rest_s=30)),
        left_out(FIRST + 3, skipped_why="other"),
        left_out(FIRST + 3, skipped_why="other"),
        left_out(FIRST + 4, skipped_why="safety"),
        left_out(FIRST + 8, skipped_why="pause"),
    ]
    made = plan(FIRST + 5, sessions[:-1], trial())
    expected = ["cut_short", "lower_dose", "left_out_other", "left_out_safety"]
    assert what(made) == list(zip([day_of(FIRST + day) for day in (0, 1, 3, 4)], expected, strict=True))
    assert what(plan(FIRST + 9, sessions, trial())) == what(made)  # a skip on a usual day is none


def test_a_screening_that_ended_still_holds():
    made = plan(FIRST, HELD, trial(), who=replace(screening(day=0), valid_until=START))
    assert (made.held.why, made.trial["ended"]) == ("screening_ended", False)


# the end


@pytest.mark.parametrize(("before", "after", "ended"), [
    (Verdict.ok, Verdict.ok, False), (Verdict.ok, Verdict.caution, True), (Verdict.caution, Verdict.caution, False),
    (Verdict.caution, Verdict.ok, False), (Verdict.caution, Verdict.ask_first, True), (Verdict.ok, Verdict.urgent, True),
])  # fmt: skip
def test_a_graver_screening_ends_the_trial_with_what_there_is(before, after, ended):
    test = trial(verdict=before)
    made = plan(FIRST + 8, [*HELD, *week(FIRST)], test, who=screening(after, day=FIRST + 8))
    assert made.trial["ended"] is ended
    assert agreed_of(made.trial).ended is ended
    assert len(made.trial["calendar"]) == 12
    if not ended:
        assert made.held.why == "usual_day"
    elif after is Verdict.caution:
        assert move(made) == "step_up 20/180"  # the ladder goes on


def test_an_ended_trial_stays_ended_and_a_graver_screening_after_the_last_day_ends_nothing():
    test = replace(trial(), ended_on=START + timedelta(days=FIRST + 8))
    made = plan(FIRST + 9, [*HELD, *week(FIRST)], test)
    assert (made.trial["ended"], made.held) == (True, None)
    assert move(plan(FIRST + 7, [*HELD, *week(FIRST)], test)) == "usual_day"
    assert plan(FIRST + 84, [], trial(), who=screening(Verdict.ask_first, day=FIRST + 84)).trial["ended"] is False


# other arms


def test_on_the_days_of_a_low_dose_the_angle_is_low_and_one_comes_back_as_from_a_pause():
    test = trial("low_dose", OFF_FIRST)
    assert arms(test)[:2] == "li"
    low = plan(FIRST, HELD, test)
    assert (move(low), reasons(low)[:2]) == ("hold 15/120", ["trial_dose_frozen", "trial_low_dose"])
    sessions = [*HELD, *[session(FIRST + day, low.next.dose) for day in range(0, 7, 2)]]
    back = plan(FIRST + 7, sessions, test)
    assert (move(back), what(back)) == ("resume 20/60", [])
    deep = plan(FIRST + 1, [*HELD, session(FIRST, 2)], test)
    assert what(deep) == [(day_of(FIRST), "higher_dose")]


def test_time_at_a_low_dose_counts_for_what_a_day_may_hold():
    test = trial("low_dose", OFF_FIRST)
    done = session(FIRST, RUNGS[1], hour=8)
    assert plan(FIRST, [*HELD, done], test).held.why == "too_soon"


def test_a_step_down_below_the_low_dose_is_not_raised_to_it():
    test = trial("low_dose", ON_FIRST)
    sessions = [*HELD, session(FIRST, 2, worst_grade=1), session(FIRST + 6, 1, worst_grade=1)]
    made = plan(FIRST + 7, sessions, test)
    assert made.next.dose.head_down_deg == 15
    assert "trial_low_dose" not in reasons(made)


@pytest.mark.parametrize(("name", "therapies"), [("level_table", ()), ("another_therapy", ["heat"])])
def test_on_days_with_something_else_there_is_no_session_and_the_plan_says_what(name, therapies):
    test = trial(name, OFF_FIRST, therapies)
    made = plan(FIRST, HELD, test)
    assert (made.held.why, made.held.tell) == ("usual_day", test.frozen.shape.arms[1].tell)
    assert made.trial["comparator"] == (therapies[0] if therapies else "level_table")


def test_a_trial_without_the_table_only_freezes_the_dose():
    test = trial("therapy_alone", OFF_FIRST, ["walking"], dose=None)
    made = plan(FIRST, HELD, test)
    assert (move(made), reasons(made)[0]) == ("hold 20/120", "trial_dose_frozen")
    assert plan(FIRST + 1, [*HELD, session(FIRST, 0)], test).trial["deviations"] == []
    assert plan(FIRST, HELD, test, who=screening(Verdict.ask_first, day=FIRST)).trial["ended"] is False


def test_a_usual_day_that_only_the_diary_knows_keeps_its_own_words():
    made = plan(FIRST, [*HELD, left_out(FIRST, arm="usual")], trial())
    assert (made.held.why, made.held.until) == ("usual_day", START + timedelta(days=FIRST + 1))


def test_days_away_say_so_on_a_usual_day_too():
    off = (START + timedelta(days=FIRST), START + timedelta(days=FIRST + 2))
    assert plan(FIRST, HELD, trial(seed=OFF_FIRST), away=[off]).held.why == "away"
