"""In: a person, and what they chose for a test. Out: the trial, frozen, drawn by chance and kept; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_now
from roost.app.plan_trial import KEPT_UP, TrialChoice, chosen_protocol
from roost.app.running import settled
from roost.app.screen_person import standing_of
from roost.plan.calendar import NoTrial, why_not_within
from roost.plan.frozen import Frozen, freeze
from roost.plan.plan import Care, Dose, Plan
from roost.plan.protocol import INVERSION, Protocol
from roost.plan.trial import held_dose
from roost.plan.trial import start_trial as draw_trial
from roost.screen.screening import Screening
from roost.track.entry import Entry
from roost.track.history import history
from roost.track.trial import TRIAL, KeptTrial, start_entry_of, trials_of

__all__ = ["ReadyTrial", "TrialChoices", "ready_trial", "start_trial", "trial_choices"]

DAY = timedelta(days=1)
HOLDS = ("verdict", "label", "screening_ended", "event")  # with these no test of the table begins
UNSCREENED = NoTrial(reason="screening", tell="Answer our questions first. Then you can plan a test.", have=None, needed="a check")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialChoices:
    """What may be chosen now.

    Args:
        start: the first day of a test that is drawn now.
        protocols: the tests of two things whose order chance draws in each pair.
        therapies: what can be tested beside or instead of the table.
        dose: what was held for two weeks, or why the table can't be tested now.
        valid_until: the last day of the Screening; None without one.
    """

    start: date
    protocols: tuple[Protocol, ...]
    therapies: tuple[Care, ...]
    dose: Dose | NoTrial
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyTrial:
    """All that would be fixed, before the draw.

    Args:
        frozen: protocol, important change, prior, verdict rule and dose, hashed.
        protocol: with what was chosen put in.
        start: the first day.
        screening: of the person.
        checks: the days inside it on which they will be screened again.
    """

    frozen: Frozen
    protocol: Protocol
    start: date
    screening: Screening
    checks: tuple[date, ...]


def trial_choices(home: Home, person: str) -> TrialChoices:
    """What a person may choose for a test.

    Raises:
        StoreError: the database can't be read now.
    """
    entries, now = home.store.read(person=person, types=PLAN_TYPES), home.now()
    plan, standing = plan_now(entries, now), standing_of(entries, now.date())
    two = (one for one in books.protocols().values() if len(one.arms) == 2 and one.drawn == "each_pair")
    return TrialChoices(
        start=now.date() + DAY,
        protocols=tuple(two),
        therapies=_therapies(plan),
        dose=_dose(home, entries, plan, None if standing is None else standing.screening),
        valid_until=None if standing is None else standing.screening.valid_until,
    )


def _therapies(plan: Plan | None) -> tuple[Care, ...]:
    return () if plan is None else tuple(care for care in plan.care if care.therapy not in KEPT_UP)


def _dose(home: Home, entries: Sequence[Entry], plan: Plan | None, screening: Screening | None) -> Dose | NoTrial:
    """The dose with which a test of the table may begin now, or why it may not."""
    if plan is None or screening is None:
        return UNSCREENED
    if plan.held is not None and plan.held.why in HOLDS:
        return NoTrial(reason=plan.held.why, tell=plan.held.tell, have=plan.screening.verdict.value, needed="ok")
    now = home.now()
    return held_dose(screening, history(settled(entries, now)), books.ladder(), now)


def start_trial(home: Home, person: str, choice: TrialChoice) -> KeptTrial | NoTrial:
    """Freezes what was chosen, draws the order of the weeks from a new seed, and keeps both. The first day is tomorrow.

    Asked again on the same day with the same choice, it gives the trial that was drawn: no order is ever drawn twice.

    Args:
        home: the home.
        person: whose test.
        choice: what they chose.

    Returns:
        KeptTrial, or why there is none: a test already runs, the dose was not held for two weeks, the Screening ends inside the test with
        no day set for the next one, or the choice is none that its protocol allows.

    Raises:
        StoreError: nothing was kept.
    """
    today = home.now().date()
    before = home.store.read(person=person, types=PLAN_TYPES)
    running = _running(before, today)
    if running is not None:
        return running if _is_the_same(running, choice, today) else _already(running)
    made = _ready(home, before, choice)
    if isinstance(made, NoTrial):
        return made
    drawn = draw_trial(made.frozen, home.new_id(), made.start, made.screening, made.checks)
    if isinstance(drawn, NoTrial):
        return drawn
    home.keep(home.entry(person, TRIAL, start_entry_of(drawn, made.screening, made.checks, choice.expects)))
    return trials_of(home.store.read(person=person, types=PLAN_TYPES))[-1]  # who was recorded first, where two began in one moment


def ready_trial(home: Home, person: str, choice: TrialChoice) -> ReadyTrial | NoTrial:
    """What would be frozen, to be looked over before the draw; or why there is no test so. Nothing is kept.

    Raises:
        StoreError: the database can't be read now.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES)
    running = _running(entries, home.now().date())
    return _ready(home, entries, choice) if running is None else _already(running)


def _ready(home: Home, entries: Sequence[Entry], choice: TrialChoice) -> ReadyTrial | NoTrial:
    now = home.now()
    plan, standing = plan_now(entries, now), standing_of(entries, now.date())
    if plan is None or standing is None:
        return UNSCREENED
    protocol = chosen_protocol(choice, tuple(care.therapy for care in _therapies(plan)))
    if isinstance(protocol, NoTrial):
        return protocol
    dose = _dose(home, entries, plan, standing.screening) if INVERSION in protocol.names else None
    if isinstance(dose, NoTrial):
        return dose
    frozen = freeze(protocol, dose=dose, important_change=choice.important_change)
    if isinstance(frozen, NoTrial):
        return frozen
    screening, start = standing.screening, now.date() + DAY
    checks = choice.checks
    refused = why_not_within(frozen.shape, start, screened=screening.today, valid_until=screening.valid_until, checks=checks)
    return refused or ReadyTrial(frozen=frozen, protocol=protocol, start=start, screening=screening, checks=checks)


def _running(entries: Sequence[Entry], today: date) -> KeptTrial | None:
    found = trials_of(entries)
    return found[-1] if found and found[-1].runs_on(today) else None


def _is_the_same(running: KeptTrial, choice: TrialChoice, today: date) -> bool:
    frozen, protocol = running.trial.frozen, books.protocols().get(choice.protocol)
    if protocol is None:
        return False
    pairs = protocol.pairs if choice.pairs is None else choice.pairs
    chosen = (choice.protocol, protocol.with_therapies(choice.therapies).names, pairs, choice.important_change)
    return running.drawn_on == today and chosen == (frozen.protocol, frozen.shape.names, frozen.shape.pairs, frozen.important_change)


def _already(running: KeptTrial) -> NoTrial:
    trial = running.trial
    tell = "You have a test already. End that one first, or wait for its last day."
    return NoTrial(reason="running", tell=tell, have=[trial.first.isoformat(), trial.last.isoformat()], needed=None)
