"""Invariants 3, 5 and 8 of DESIGN for the Plan, over random people and histories, and over people who do as they are told."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from roost.base.canonical import canonical_json
from roost.plan.caps import CEILING, RUNG_BOUT_S
from roost.plan.history import History
from roost.plan.make_plan import make_plan
from roost.plan.plan import Dose, Move, PastEvent, PastSession
from roost.plan.plan_json import plan_from_json, plan_json
from roost.plan.within import passes
from roost.screen.screening import Spotter, Verdict
from tests.rooms.plan.small import LADDER, RUNGS, START, THERAPIES, at, screening

# Cheap examples, so many of them; ROOST_EXAMPLES asks for more.
MANY = settings(max_examples=max(300, settings().max_examples))
FEWER = settings(max_examples=max(40, settings().max_examples // 10))
LAST_DAY = 60
ODD = [
    Dose(head_down_deg=deg, bout_s=bout_s, bouts=bouts, rest_s=60)
    for deg, bout_s, bouts in [(90, 600, 5), (22, 100, 2), (5, 20, 1), (60, 60, 2)]
]


def drawn(make):
    """Whatever `make` draws from a seeded generator. Each row has a number of its own, so a failing list shrinks to few rows."""
    return st.integers(0, 2**32).map(lambda number: make(Random(number)))


def a_dose(chance):
    return chance.choice([*RUNGS[:6] * 2, *RUNGS, *ODD])


def a_session(chance):
    dose = a_dose(chance)
    taken = chance.choice([dose.bouts * (dose.bout_s + 15)] * 5 + [0, 30, 1000])
    return PastSession(
        started_at=at(chance.randint(0, LAST_DAY), chance.randint(0, 23), chance.randint(0, 59)),
        inverted_s=taken,
        dose=dose if taken or chance.random() < 0.5 else None,
        completed=chance.random() < 0.85,
        relaxed=chance.choice([True, True, True, False, None]),
        worst_grade=chance.choice([0] * 16 + [1, 1, 2, 3]),
        next_morning=chance.choice(["better", "same", "worse", None]),
        arm=chance.choice([None, None, "inversion", "usual"]),
        skipped_why=None if taken else chance.choice([None, "safety", "pause", "other"]),
    )


def a_run(chance):
    """Up to eight sessions that went well on one rung up to the last day, so that steps up are often near."""
    dose, day, found = RUNGS[chance.randint(0, 8)], LAST_DAY, []
    for _ in range(chance.randint(0, 8)):
        one = PastSession(started_at=at(day, 10), inverted_s=dose.bouts * (dose.bout_s + 15), dose=dose, completed=True, relaxed=True)
        found.append(one)
        day -= chance.choice([1, 2, 2, 3])
    return found


def an_event(chance):
    when = at(chance.randint(0, LAST_DAY), chance.randint(0, 23), chance.randint(0, 59))
    said, signed = chance.random() < 0.7, chance.random() < 0.7
    return PastEvent(at=when, grade=chance.choice([1, 1, 1, 2, 3]), name="headache", clinician_said=said, signed_off=signed)


def a_stretch(chance):
    first = chance.randint(0, LAST_DAY)
    return START + timedelta(days=first), START + timedelta(days=first + chance.randint(0, 20))


def somebody(chance):
    given = {
        "head_down_deg": chance.randint(5, 90),
        "bout_s": chance.randint(60, 600),
        "inverted_s_per_session": chance.randint(100, 900),
        "inverted_s_per_day": chance.randint(100, 2000),
        "sessions_per_day": chance.randint(1, 3),
        "spotter": chance.choice(list(Spotter)),
        "reading_before_each": chance.random() < 0.5,
        "slow_steps": chance.random() < 0.5,
    }
    kept = {name: value for name, value in given.items() if chance.random() < 0.2}
    return screening(chance.choice([Verdict.ok, Verdict.caution]), day=chance.randint(LAST_DAY - 60, LAST_DAY), **kept)


def an_hour(chance):
    return at(LAST_DAY + chance.choice([0, 1, 1, 1, 2, 3, 8, 13, 14, 15, 20, 30]), chance.randint(0, 23))


people, hours, events = drawn(somebody), drawn(an_hour), drawn(an_event)
loose, runs = st.lists(drawn(a_session), max_size=6), drawn(a_run)
histories = st.builds(
    lambda some, run, told, away: History(sessions=(*some, *run), events=tuple(told), away=tuple(away)),
    loose,
    runs,
    st.lists(events, max_size=2),
    st.lists(drawn(a_stretch), max_size=1),
)


def plan(who, history, now):
    return make_plan(who, history, LADDER, THERAPIES, now)


def low(dose):
    return dose.head_down_deg, dose.bout_s, dose.bouts


@given(people, histories, hours)
@MANY
def test_a_plan_never_passes_its_screening_nor_the_caps_and_says_why(who, history, now):
    made = plan(who, history, now)
    assert (made.next is None) != (made.held is None)
    offered = [rung.dose for rung in made.ladder] + ([made.next.dose] if made.next else [])
    assert [dose for dose in offered if passes(dose, who.limits) or passes(dose, CEILING) or dose.bout_s > RUNG_BOUT_S] == []
    assert plan_from_json(plan_json(made)) == made
    if made.held:
        assert made.held.tell
        return
    assert made.today <= who.valid_until
    rules = [because.rule for because in made.next.because]
    assert {"head_down_deg", "bout_s", "bouts", "rest_s", "coming_up"} < set(rules)
    assert all(because.tell for because in made.next.because)
    assert (made.next.checks[-1], "spotter" in made.next.checks) == ("ankle_lock", made.next.spotter is Spotter.in_room)
    assert [step.head_down_deg for step in made.next.return_][1:] == [0, -90]
    assert who.limits.spotter is Spotter.in_earshot or made.next.spotter is Spotter.in_room


@given(people, histories, hours)
@MANY
def test_the_same_history_in_another_order_gives_the_same_bytes(who, history, now):
    turned = replace(history, sessions=history.sessions[::-1], events=history.events[::-1], away=history.away[::-1])
    times = [one.started_at for one in history.sessions]
    if len(set(times)) == len(times) and max(times, default=now) <= now:
        assert canonical_json(plan_json(plan(who, history, now))) == canonical_json(plan_json(plan(who, turned, now)))
    assert canonical_json(plan_json(plan(who, history, now))) == canonical_json(plan_json(plan(who, history, now)))


@given(people, loose, runs, st.lists(events, max_size=2), hours)
@MANY
def test_angle_and_time_never_rise_by_more_than_one_step_in_a_week(who, some, run, told, now):
    """Without planned pauses, whose half-time session may be followed by the full time at once."""
    rows = [replace(one, arm=None, skipped_why=None if one.skipped_why == "pause" else one.skipped_why) for one in [*some, *run]]
    made = plan(who, History(sessions=tuple(rows), events=tuple(told)), now)
    if made.next is None:
        return
    week = [one for one in rows if one.inverted_s and 0 <= (now.date() - one.started_at.date()).days < 7 and one.started_at <= now]
    for one in week:
        assert made.next.dose.head_down_deg <= max(one.dose.head_down_deg + 5, RUNGS[0].head_down_deg)
        assert made.next.dose.bout_s <= max(one.dose.bout_s + 60, RUNGS[0].bout_s)


@given(people, histories, hours, events)
@MANY
def test_one_more_event_never_raises_the_dose(who, history, now, more):
    told = replace(more, clinician_said=False, signed_off=False)
    without, with_ = plan(who, history, now), plan(who, replace(history, events=(*history.events, told)), now)
    if told.grade >= 2:
        assert with_.next is None
    if with_.next is not None and without.next is not None:
        assert all(a <= b for a, b in zip(low(with_.next.dose), low(without.next.dose), strict=True))
    if without.held is not None and without.held.why != "too_soon":
        assert with_.next is None


@given(people, histories, hours)
@MANY
def test_a_grave_event_that_nobody_answered_for_never_leads_to_a_session(who, history, now):
    made = plan(who, history, now)
    unanswered = [event for event in history.events if not event.signed_off and (event.grade == 3 or not event.clinician_said)]
    if any(event.grade >= 2 for event in unanswered):
        assert made.next is None
    if made.next is not None:
        recent = [one for one in history.sessions if one.inverted_s and now - timedelta(hours=24) < one.started_at <= now]
        taken = sum(one.inverted_s for one in recent)
        start = made.next.not_before or now
        assert all(start >= one.started_at + timedelta(hours=4) for one in recent)
        assert start > now or taken + made.next.dose.bouts * (made.next.dose.bout_s + 30) <= 1200
        assert not [one for one in recent if one.started_at.date() == now.date()]


def outcome(dose, day, kind):
    """One session done as planned, and how it went."""
    changed = {
        "cut": {"completed": False, "inverted_s": 40},
        "tense": {"relaxed": False},
        "worse": {"next_morning": "worse"},
        "mild": {"worst_grade": 1},
    }.get(kind, {})
    given = {"inverted_s": dose.bouts * (dose.bout_s + 20), "completed": True, "relaxed": True, "next_morning": "same"} | changed
    return PastSession(started_at=at(day), dose=dose, **given)


def live(kinds, *, limit=60):
    """Somebody who looks at the plan each evening and does what it says, or not. Yields the day, the plan and the sessions before."""
    done, told, off = [], [], []
    for day, kind in enumerate(kinds):
        if kind == "away":
            off.append((START + timedelta(days=day), START + timedelta(days=day)))
        history = History(sessions=tuple(done), events=tuple(told), away=tuple(off))
        made = plan(screening(day=day, head_down_deg=limit), history, at(day, 18, 0))
        yield day, made, list(done)
        if made.next is not None and kind not in ("skip", "away"):
            done.append(outcome(made.next.dose, day, kind))
            if kind == "grade 2":
                told.append(PastEvent(at=at(day, 20), grade=2, name="headache", clinician_said=True))


ways = st.sampled_from(["good"] * 8 + ["skip", "skip", "away", "cut", "tense", "worse", "mild"])
weeks = st.lists(ways | st.just("grade 2"), min_size=30, max_size=50)
stretches = st.lists(st.tuples(ways, st.integers(1, 16)), min_size=3, max_size=6).map(
    lambda found: [kind for kind, n in found for _ in range(n)]
)


@given(weeks | stretches, st.sampled_from([60, 30]))
@FEWER
def test_whoever_does_the_plan_climbs_one_change_a_week_at_most(kinds, limit):
    rises = []
    for day, made, done in live(kinds, limit=limit):
        if made.next is None:
            continue
        dose, move = made.next.dose, made.next.move
        assert dose.head_down_deg <= limit
        assert made.next.spotter is Spotter.in_room or len(done) >= 3
        if move is Move.step_up:
            added = [a - b for a, b in zip(low(dose), low(done[-1].dose), strict=True)]
            assert sorted(map(bool, added)) == [False, False, True]
            assert added[0] in (0, 5)
            assert added[1] in (0, 60)
            if kinds[day] not in ("skip", "away"):
                assert not rises or day - rises[-1] >= 7
                rises.append(day)
        elif done:
            highest = max(low(one.dose) for one in done)
            assert low(dose) <= highest


def test_whoever_does_well_reaches_the_last_rung_in_twelve_weeks():
    reached = [made.next.dose for _, made, _ in live(["good"] * 79) if made.next]
    assert reached[-1] == RUNGS[-1]
    assert [reached[day] for day in range(0, 77, 7)] == list(RUNGS[:11])
