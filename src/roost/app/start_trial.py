"""In: a person, and what they chose for a test. Out: the trial, frozen, drawn by chance and kept; or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_now
from roost.app.running import settled
from roost.app.screen_person import standing_of
from roost.plan.calendar import NoTrial
from roost.plan.frozen import freeze
from roost.plan.plan import Care, Dose, Plan
from roost.plan.protocol import INVERSION, Protocol
from roost.plan.trial import Trial, held_dose
from roost.plan.trial import start_trial as draw_trial
from roost.screen.screening import Screening
from roost.track.entry import Entry
from roost.track.history import history
from roost.track.trial import TRIAL, Expects, KeptTrial, start_entry_of, trials_of

__all__ = ["TrialChoice", "TrialChoices", "start_trial", "trial_choices"]

DAY = timedelta(days=1)
HOLDS = ("verdict", "label", "screening_ended", "event")  # with these no test of the table begins
KEPT_UP = {"pain_medicine", "physiotherapy", "sleep", "stay_active"}  # nobody is asked to go a week without these


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialChoice:
    """What a person chose.

    Args:
        protocol: the name of its file.
        therapies: the therapies that it asks for.
        pairs: how often each part comes.
        important_change: 1, 1.5 or 2 points.
        check_again: a day inside the trial on which the person will be screened again.
        expects: what they expect of it; None when they did not say.
    """

    protocol: str = "pairs_of_weeks"
    therapies: tuple[str, ...] = ()
    pairs: int = 6
    important_change: float = 1.0
    check_again: date | None = None
    expects: Expects | None = None


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
        return NoTrial(reason="screening", tell="Answer our questions first. Then you can plan a test.", have=None, needed="a check")
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
    entries, now = home.store.read(person=person, types=PLAN_TYPES), home.now()
    today, plan, standing = now.date(), plan_now(entries, now), standing_of(entries, now.date())
    protocol = _protocol(choice, plan)
    if isinstance(protocol, NoTrial):
        return protocol
    running = _running(entries, today)
    if running is not None:
        return running if _is_the_same(running, protocol, choice, today) else _already(running)
    dose = _dose(home, entries, plan, None if standing is None else standing.screening) if INVERSION in protocol.names else None
    if isinstance(dose, NoTrial):
        return dose
    frozen = freeze(protocol, dose=dose, important_change=choice.important_change)
    if isinstance(frozen, NoTrial):
        return frozen
    assert standing is not None  # a protocol is none without a plan, and a plan is none without a Screening
    checks = () if choice.check_again is None else (choice.check_again,)
    drawn = draw_trial(frozen, home.new_id(), today + DAY, standing.screening, checks)
    if not isinstance(drawn, Trial):
        return drawn
    home.keep(home.entry(person, TRIAL, start_entry_of(drawn, standing.screening, checks, choice.expects)))
    kept = trials_of(home.store.read(person=person, types=PLAN_TYPES))[-1]  # who was recorded first, where two began in one moment
    return kept


def _protocol(choice: TrialChoice, plan: Plan | None) -> Protocol | NoTrial:
    """The protocol with the choices put in. What can't be put in is seen by `freeze`."""
    if plan is None:
        return NoTrial(reason="screening", tell="Answer our questions first. Then you can plan a test.", have=None, needed="a check")
    found = books.protocols().get(choice.protocol)
    if found is None:
        return NoTrial(reason="protocol", tell="Choose what you want to test.", have=choice.protocol, needed=list(books.protocols()))
    offered = [care.therapy for care in _therapies(plan)]
    asked = choice.therapies[: found.asks_for]
    if any(name not in offered for name in asked):
        tell = "That does not fit you now, or nobody should go without it. Choose something else to try."
        return NoTrial(reason="therapies", tell=tell, have=list(asked), needed=offered)
    return found.with_therapies(asked).of_length(choice.pairs)


def _running(entries: Sequence[Entry], today: date) -> KeptTrial | None:
    found = trials_of(entries)
    return found[-1] if found and found[-1].runs_on(today) else None


def _is_the_same(running: KeptTrial, protocol: Protocol, choice: TrialChoice, today: date) -> bool:
    frozen = running.trial.frozen
    chosen = (protocol.name, protocol.names, protocol.pairs, choice.important_change)
    return running.drawn_on == today and chosen == (frozen.protocol, frozen.shape.names, frozen.shape.pairs, frozen.important_change)


def _already(running: KeptTrial) -> NoTrial:
    trial = running.trial
    tell = "You have a test already. End that one first, or wait for its last day."
    return NoTrial(reason="running", tell=tell, have=[trial.first.isoformat(), trial.last.isoformat()], needed=None)
