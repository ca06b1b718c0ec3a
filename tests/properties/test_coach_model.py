"""Invariant 4 of DESIGN, and the part of invariant 3 that is the coach's, over whatever a person, a sensor and a browser may do."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from roost.coach.events import read_event
from roost.coach.log import log_of
from roost.coach.machine import new_session
from roost.plan.caps import BOUT_S, HEAD_DOWN_DEG, INVERTED_S_PER_SESSION, WAY_UP_S
from tests.rooms.coach.chance import REASONS, SYMPTOMS, chance_case
from tests.rooms.coach.small import BOOK, READY, log, plan, run

ON_THE_WAY_UP = {"returning", "level_rest", "upright", "checkout", "attention", "help"}
BELOW = {"lowering", "hold"}
CONFIRMS = {"at_level", "at_upright"}
by = st.sampled_from(["tap", "key", "knock", "spotter", "sensor"])
waits = st.sampled_from([0, 1, 500, 2000, 5000, 10_000, 29_999, 30_000, 31_000, 60_000, 61_000])
doses = st.sampled_from([(15, 60, 2), (60, 270, 2), (20, 120, 1), (30, 15, 4), (10, 170, 3)])


class Coach(RuleBasedStateMachine):
    """Sends events to the machine, and keeps its own book of what must hold."""

    @initialize(dose=doses, mode=st.sampled_from(["manual", "sensor"]), checked=st.booleans())
    def begin(self, dose, mode, checked):
        deg, bout_s, bouts = dose
        self.plan = plan(head_down_deg=deg, bout_s=bout_s, bouts=bouts)
        self.session, self.mode = new_session(BOOK, self.plan, mode), mode
        self.stopped_lowered = None  # None before STOP, then whether anybody had been lowered
        for event in READY if checked else READY[:1]:
            self.session.handle(read_event(event))

    def send(self, kind, after_ms, **more):
        seen = len(self.session.states)
        self.session.handle(read_event({"t_ms": self.session.t_ms + after_ms, "kind": kind, **more}))
        states = self.session.states[seen - 1 if seen else 0 :]
        for (_, before, _), (t_ms, after, _) in pairwise(states):
            by_this_event = t_ms == self.session.t_ms
            if after == "lowering":
                assert kind == "begin_lowering"
                assert by_this_event
            if before == "attention" and after != "attention":
                assert by_this_event  # the alarm never ends by itself
                assert kind in CONFIRMS | {"angle", "help_called", "symptom", "stop"}
            if after == "upright":
                assert by_this_event
                assert kind in CONFIRMS | {"angle"}

    @rule(by=by, after=waits, reason=st.sampled_from(REASONS))
    def stop(self, by, after, reason):
        self.session.run_until(self.session.t_ms + after)
        lowered = self.session.lowered
        self.send("stop", 0, by=by, reason=reason)
        if self.stopped_lowered is None:
            self.stopped_lowered = lowered

    @rule(after=waits)
    def check(self, after):
        left = [item for item in self.plan.checks if item not in self.session.checked]
        self.send("check", after, item=left[0] if left else "ankle_lock", answer="yes")

    @rule(after=waits)
    def begin_lowering(self, after):
        self.send("begin_lowering", after)

    @rule(after=waits, kind=st.sampled_from(["ok", "at_level", "at_upright", "help_called"]), by=by)
    def say(self, after, kind, by):
        self.send(kind, after, by=by)

    @rule(after=waits, name=st.sampled_from(SYMPTOMS))
    def feel(self, after, name):
        self.send("symptom", after, name=name)

    @rule(after=waits, kind=st.sampled_from(["start", "angle_lost", "visible", "link_lost", "link_back", "end"]))
    def happen(self, after, kind):
        self.send(kind, after)

    @rule(after=waits, kind=st.sampled_from(["hidden", "stall"]), gap=st.sampled_from([3000, 60_000]))
    def lose_the_page(self, after, kind, gap):
        self.send(kind, after, **({"gap_ms": gap} if kind == "stall" else {}))
        assert self.session.state not in BELOW

    @rule(after=st.integers(1, 2500), deg=st.sampled_from([-90, -70, 0, 1.9, 5.2, 10, 14, 15, 20.1, 60, 65.2]), good=st.booleans())
    def measure(self, after, deg, good):
        self.send("angle", after, head_down_deg=deg, quality="good" if good else "uncertain")

    @precondition(lambda self: self.session.state in BELOW)
    @rule()
    def silence(self):
        self.send("link_lost", 121_000)
        assert self.session.state in ON_THE_WAY_UP

    @invariant()
    def after_stop_only_the_way_up(self):
        if getattr(self, "stopped_lowered", None) is not None:
            assert self.session.state in ON_THE_WAY_UP | (set() if self.stopped_lowered else {"stopped"})

    @invariant()
    def no_cap_and_no_plan_is_passed(self):
        if not hasattr(self, "session"):
            return
        dose, now = self.plan.dose, self.session.t_ms
        # Whoever is told to hold has time left, and the next bout begins only where the whole of it still fits.
        if self.session.state in BELOW:
            open_bout = self.session.bouts[-1]
            assert now - open_bout.from_ms <= dose.bout_s * 1000 <= (BOUT_S - WAY_UP_S) * 1000
            assert self.session.below_level_ms(open_bout.from_ms + (dose.bout_s + WAY_UP_S) * 1000) <= INVERTED_S_PER_SESSION * 1000
            assert len([state for _, state, _ in self.session.states if state == "lowering"]) <= dose.bouts
        assert dose.head_down_deg <= HEAD_DOWN_DEG

    @invariant()
    def what_is_not_confirmed_is_not_called_upright(self):
        if hasattr(self, "session") and not any(state in ("upright", "level_rest", "help") for _, state, _ in self.session.states):
            copy = log_of(self.session, plan_hash="", session_id="", started_at=None, offset_min=0)
            assert copy.ended in ("not_started", "not_confirmed", "help")


Coach.TestCase.settings = settings(stateful_step_count=40)
TestCoach = Coach.TestCase


@given(st.integers(0, 10**9))
def test_without_a_word_from_anybody_nothing_is_confirmed_and_the_alarm_goes_on(seed):
    given_plan, mode, events = chance_case(seed)
    silent = [event for event in events if event["kind"] not in CONFIRMS | {"angle"}]
    session, made = run(silent, given_plan, mode), log(silent, given_plan, mode)
    assert not {"level_rest", "upright", "checkout"} & {state.state for state in made.states}
    assert made.ended in ("not_started", "not_confirmed", "help")
    if any(state.state == "lowering" for state in made.states):
        assert session.state in BELOW | {"returning", "attention", "help"}
        assert made.bouts[-1].to_ms == silent[-1]["t_ms"]


@given(st.integers(0, 10**9))
def test_where_somebody_said_stop_nothing_goes_down_after_it(seed):
    given_plan, mode, events = chance_case(seed)
    stops = [event["t_ms"] for event in events if event["kind"] == "stop"]
    for state in log(events, given_plan, mode).states:
        assert not (stops and state.state in BELOW and state.t_ms > stops[0])


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_ticks_between_events_change_nothing(seed, other):
    given_plan, mode, events = chance_case(seed)
    session = new_session(BOOK, given_plan, mode)
    for event in events:
        session.run_until(session.t_ms + other % (event["t_ms"] - session.t_ms + 1))
        session.handle(read_event(event))
    assert log_of(session, plan_hash="h", session_id="", started_at=None, offset_min=0) == log(events, given_plan, mode)
