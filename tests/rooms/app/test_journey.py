"""In: one made-up person over twelve weeks. Out: the whole way at the level of the use cases, with a clock that the test moves."""

from datetime import timedelta

import pytest

from roost.app.after_session import save_after, save_next_morning
from roost.app.go_away import go_away
from roost.app.keep_diary import diary_of, save_pain, skip_session
from roost.app.plan_person import plan_for
from roost.app.questionnaire import draft, next_page, save_page
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.screen_person import latest_screening, screen_person
from roost.app.tell_event import open_events, report_event, save_clinician_said
from roost.screen.screening import Verdict
from tests.answers import answer_all
from tests.rooms.app.sessions import done_in_full


@pytest.fixture
def live(home, ann, clock):
    return Life(home, ann, clock)


class Life:
    """A person who does what the plan says."""

    def __init__(self, home, person, clock):
        self.home, self.person, self.clock = home, person, clock

    def plan(self):
        return plan_for(self.home, self.person)

    def session(self, *, relaxed=True, event=None):
        """One evening: the session of the plan, the answers after it, the pain of the day; and the answer of the next morning."""
        plan = session_data(self.home, self.person)["plan"]
        session = start_session(self.home, self.person, plan["plan_id"], "phone").session_id
        self.clock.move(minutes=15)
        assert keep_log(self.home, self.person, session, done_in_full(plan)) == "stored"
        save_after(self.home, self.person, session, relaxed=relaxed, pain_now=3, event=event)
        save_pain(self.home, self.person, 4)
        self.clock.at = (self.clock.at + timedelta(days=1)).replace(hour=8)
        save_next_morning(self.home, self.person, session, "same")
        self.clock.evening(0)
        return plan["next"]

    def week(self, days=(0, 1, 3, 5)):
        """Sessions on these days of a week, counted from now; it ends a week later."""
        begun, doses = self.clock.at, []
        for day in days:
            self.clock.at = begun + timedelta(days=day)
            doses.append(self.session()["dose"])
        self.clock.at = begun + timedelta(days=7)
        return [(dose["head_down_deg"], dose["bout_s"], dose["bouts"]) for dose in doses]

    def screen(self):
        answer_all(self.home, self.person)
        return screen_person(self.home, self.person)


def test_the_whole_way(live, home, ann, clock):
    # Nothing is planned before the questions are answered.
    assert latest_screening(home, ann) is None
    assert live.plan() is None
    assert next_page(home, ann).id == "about"
    assert live.screen().verdict is Verdict.ok
    assert live.plan().next.move.value == "start"

    # Five weeks: one change a week, of one thing: time, angle, time, angle.
    weeks = [live.week() for _ in range(5)]
    assert all(len(set(week)) == 1 for week in weeks)
    rungs = [week[0] for week in weeks]
    assert rungs == [(15, 60, 2), (15, 120, 2), (20, 120, 2), (20, 180, 2), (25, 180, 2)]

    # A mild headache: one rung lower the next time, told at once.
    before = live.session(event="mild_headache")["dose"]
    after = live.plan().next
    assert after.move.value == "step_down"
    assert (after.dose.head_down_deg, after.dose.bout_s) < (before["head_down_deg"], before["bout_s"])
    live.session()

    # More leg pain the next morning: a week of rest, and a clinician's word.
    report_event(home, ann, "more_leg_pain")
    assert live.plan().held.why == "event"
    clock.move(days=7)
    [event] = open_events(home, ann)
    assert live.plan().held.why == "event"
    save_clinician_said(home, ann, event.id, by="Dr Example", on=clock.at.date(), may_go_on=True)
    lower = live.plan().next
    assert lower.move.value == "step_down"
    live.session()

    # A cold: left out, and said to be right.
    skip_session(home, ann, "safety")
    assert live.plan().held.why == "too_soon"
    clock.evening(1)
    live.session()

    # Ten planned days away: nothing is due, then half the time at the same angle, then the full dose.
    go_away(home, ann, clock.at.date(), clock.at.date() + timedelta(days=9))
    assert live.plan().held.why == "away"
    clock.evening(10)
    half = live.plan().next
    assert half.move.value == "resume"
    full = live.session()["dose"]["bout_s"] * 2
    assert live.plan().next.dose.bout_s == full
    live.session()

    # The diary has every day once, and a day without an entry has none.
    kept = diary_of(home, ann).days
    assert [day.date for day in kept] == [kept[0].date + timedelta(days=n) for n in range(len(kept))]
    assert kept[-1].date == clock.at.date()
    assert {day.pain for day in kept} == {4, None}
    assert sum(len(day.sessions) for day in kept) == 26
    assert all(session.completed for day in kept for session in day.sessions)
    assert sum(day.away for day in kept) == 10

    # 91 days after the questions the result has ended: nothing more until they are answered again.
    clock.at += timedelta(days=91) - (clock.at.date() - latest_screening(home, ann).screening.today)
    assert latest_screening(home, ann).ended_by == "ended"
    assert live.plan().held.why == "screening_ended"
    assert start_session(home, ann, "any", "phone").refused == "screen_again"
    pressure = {"systolic_mmHg": 124, "diastolic_mmHg": 78, "taken_at": clock.at.date().isoformat()}
    save_page(home, ann, "blood_pressure", {"readings": [pressure]})
    assert draft(home, ann)["blood_pressure"]["readings"] == [pressure]
    assert live.screen().verdict is Verdict.ok
    assert live.plan().next is not None


def test_a_session_that_was_not_relaxed_climbs_no_ladder(live):
    live.screen()
    for _ in range(10):
        dose = live.session(relaxed=False)["dose"]
    assert (dose["head_down_deg"], dose["bout_s"]) == (15, 60)
    assert live.plan().next.move.value == "hold"


def test_something_grave_ends_it_until_a_letter_and_new_answers(live, home, ann, clock):
    live.screen()
    live.session(event="faint")
    assert live.plan().held.why == "event"
    assert live.plan().care == ()
    clock.move(days=60)
    assert live.plan().held.why == "event"
    [event] = open_events(home, ann)
    save_clinician_said(home, ann, event.id, by="Dr Example", on=clock.at.date(), may_go_on=True, letter=True)
    assert live.plan().held.why == "screening_ended"
    live.screen()
    assert live.plan().next.move.value == "restart"
