"""In: a Plan's next dose, the rows of the machine. Out: Session: where the person is, what is known, and the moves all acts share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from roost.coach.book import ENDS, Book, StopRule
from roost.coach.bout import Bout
from roost.coach.events import AtLevel, AtUpright, Event
from roost.plan.caps import INVERTED_S_PER_SESSION, WAY_UP_S
from roost.plan.plan import Next

__all__ = ["NEVER", "Act", "Due", "Limits", "Rows", "Session", "To"]

NEVER = 1 << 62
To = tuple[str, ...]
Act = Callable[["Session", Any, To], None]  # the event is of the kind that the row names
Due = tuple[Callable[["Session"], int], Callable[["Session", str], None], str]  # when, what, and the state it leads to
Rows = dict[str, tuple[dict[type[Event], tuple[Act, To]], tuple[Due, ...]]]


class Session:
    """One session as it goes. It changes with each event and never leaves this room; what leaves is its SessionLog.

    Args:
        rows: what each event does in each state, and what falls due in it.
        book: the coach's data.
        plan: today's dose, within the caps.
        mode: `sensor` or `manual`.
    """

    def __init__(self, rows: Rows, book: Book, plan: Next, mode: str) -> None:
        self.book, self.plan, self.mode, self.timing = book, plan, mode, book.machine.timing_ms
        self.limits = _limits(book, plan)
        self.bout_ms, self.rest_ms = plan.dose.bout_s * 1000, plan.dose.rest_s * 1000
        self.halfway_ms = 1000 * sum(step.hold_s for step in plan.return_ if step.head_down_deg > 0)
        self.level_ms = 1000 * sum(step.hold_s for step in plan.return_ if step.head_down_deg == 0)
        self.upright_ms = 1000 * sum(step.hold_s for step in plan.return_ if step.head_down_deg < 0)
        self._rows = rows
        self._acts, self._dues = rows["before"]
        self._due_at = NEVER
        self.t_ms = self.since = 0
        self.state, self.why = "preflight", ""
        self.states: list[tuple[int, str, str]] = []
        self.conforms = True
        self.closed = self.hidden = self.lost = self.helped = False
        self.lowered = self.over = False  # somebody has gone down; nothing goes down again
        self.checked: dict[str, int] = {}
        self.checked_at = 0
        self.end = 0  # index into ENDS: the gravest end asked for so far
        self.placed: str | None = None  # where the person is known to be: level, upright, or None
        self.stop: tuple[int, str | None, str | None, str | None, int | None] | None = None
        self.symptoms: list[tuple[str, int]] = []
        self.bout: Bout | None = None
        self.bouts: list[Bout] = []
        self.asked = self.answered = 0
        self.asked_at: int | None = None  # a question that waits for a sign of life
        self.alive_at = self.lowered_at = self.level_at = self.final_at = self.alarm_at = 0
        self.level_since: int | None = None  # since when the sensor at rest says so
        self.upright_since: int | None = None
        self.below_since: int | None = None
        self.deep_since: int | None = None

    # -- time and events ------------------------------------------------------------------------------------------------------------

    def handle(self, event: Event) -> None:
        """Takes the next event; its `t_ms` is not before the last one."""
        t_ms = event.t_ms
        if self._due_at < t_ms:
            self.run_until(t_ms)
        self.t_ms = t_ms
        found = self._acts.get(type(event))
        if found is not None:
            found[0](self, event, found[1])

    def run_until(self, t_ms: int) -> None:
        """Lets all happen that falls due before `t_ms`."""
        while self._due_at < t_ms:
            self.t_ms = max(self.t_ms, self._due_at)
            act, to = next((act, to) for due, act, to in self._dues if due(self) == self._due_at)
            act(self, to)
        self.t_ms = max(self.t_ms, t_ms)

    def set_due(self) -> None:
        """Finds again what falls due next; to be called when anything changed that it hangs on."""
        self._due_at = min([due(self) for due, _, _ in self._dues], default=NEVER)

    def go(self, state: str, why: str) -> None:
        """Goes to a state, and writes it down."""
        if state == "attention" and self.state != "attention":
            self.alarm_at = self.t_ms
        self.state, self.why, self.since = state, why, self.t_ms
        self.states.append((self.t_ms, state, why))
        self._acts, self._dues = self._rows[state]
        self.level_since = self.upright_since = self.below_since = None
        self.set_due()

    def close(self) -> None:
        """Nothing changes any more."""
        self.closed = True
        self._acts, self._dues, self._due_at = {}, (), NEVER

    # -- what is asked of it --------------------------------------------------------------------------------------------------------

    def below_level_ms(self, until_ms: int) -> int:
        """Milliseconds below level in the whole session; an open bout runs to `until_ms`."""
        return sum((until_ms if bout.to_ms is None else bout.to_ms) - bout.from_ms for bout in self.bouts)

    def another_bout_fits(self) -> bool:
        """Whether the plan and the caps leave room for one more bout, its way up included."""
        whole = self.below_level_ms(self.t_ms) + self.bout_ms + WAY_UP_S * 1000
        return not self.over and len(self.bouts) < self.plan.dose.bouts and whole <= INVERTED_S_PER_SESSION * 1000

    def may_lower(self, at_ms: int) -> bool:
        """Whether `begin_lowering` would be taken at this time."""
        seen = not self.hidden and not (self.lost and self.mode == "sensor")
        rested = self.state == "ready" or (self.state == "level_rest" and at_ms >= self.level_at + self.rest_ms)
        return seen and rested and self.another_bout_fits()

    def too_long(self, bout: Bout, until_ms: int) -> bool:
        """Whether a bout with its way up took longer than planned."""
        to_ms = until_ms if bout.to_ms is None else bout.to_ms
        return to_ms - bout.from_ms > self.bout_ms + WAY_UP_S * 1000

    # -- what acts share ------------------------------------------------------------------------------------------------------------

    def come_up(self, why: str, to: str) -> None:
        """Begins the return. After anything but the planned end of a bout nothing goes down again."""
        if why != "bout_over":
            self.no_more()
        if why != "missed_check":
            self.asked_at = None
        self.deep_since = None
        self.go(to, why)

    def no_more(self) -> None:
        """Nothing goes down again in this session."""
        if not self.over:
            self.over, self.final_at = True, self.t_ms

    def note_stop(self, by: str | None, reason: str | None, rule: str | None) -> None:
        """Keeps what stopped the session; of several reasons the first time, and the gravest rule."""
        grade = self.book.stop_rules[rule].grade if rule is not None else None
        if self.stop is None:
            self.stop = (self.t_ms, by, reason, rule, grade)
        elif (grade or 0) > (self.stop[4] or 0):
            self.stop = (*self.stop[:2], reason, rule, grade)

    def bring(self, rule: StopRule | None, why: str, to: To) -> None:
        """Goes to where the gravest reason so far wants the person: `to` for upright, level and stay."""
        self.no_more()
        self.end = max(self.end, ENDS.index(rule.end) if rule is not None else 0)
        target = to[self.end]
        if target == self.state:
            self.set_due()
        elif target == "returning":
            self.come_up(why, target)
        else:
            self.asked_at = None
            if self.state in ("upright", "checkout"):
                self.placed = None  # whoever must be level or must not be moved is not in place yet
            self.go(target, why)

    def be_level(self, why: str, to: To) -> None:
        """Level is confirmed or measured."""
        was, self.placed = self.placed, "level"
        self._back()
        if self.state == "help":
            return
        if was != "level":
            self.level_at = self.t_ms
        if not self.another_bout_fits():
            self.no_more()
        self.go(to[0] if self.end == 0 else to[1], why)

    def be_upright(self, why: str, to: To) -> None:
        """Upright is confirmed or measured."""
        if self.placed != "level" or self.t_ms < self.level_at + self.level_ms:
            self.conforms = False  # came up without the hold at level
        self._back()
        self.no_more()
        self.placed = "upright"
        self.go(to[0], why)

    def measured_level(self) -> None:
        """The sensor at rest says level."""
        self.be_level("measured", self._acts[AtLevel][1])

    def measured_upright(self) -> None:
        """The sensor at rest says upright."""
        self.be_upright("measured", self._acts[AtUpright][1])

    def open_bout(self, from_ms: int) -> None:
        """Somebody is below level from now on."""
        self.bout = Bout(from_ms)
        self.bouts.append(self.bout)

    def _back(self) -> None:
        if self.bout is not None:
            self.bout.to_ms = self.t_ms
            self.conforms = self.conforms and not self.too_long(self.bout, self.t_ms)
            self.bout = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Angles of this session in tenths of a degree: up to `level` is level, up to `upright` upright, over `below` is below level unasked,
    from `reached` on the planned angle is there, over `deepest` is too deep."""

    level: int
    upright: int
    below: int
    reached: int
    deepest: int


def _limits(book: Book, plan: Next) -> Limits:
    given, planned = book.machine.angles_deg, plan.dose.head_down_deg
    return Limits(
        level=given.level * 10,
        upright=given.upright * 10,
        below=given.below * 10,
        reached=(planned - given.reached) * 10,
        deepest=(planned + given.too_deep) * 10,
    )
