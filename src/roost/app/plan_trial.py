"""In: a Screening, a history, a seed, what was chosen. Out: the trial, planned where one may begin, or why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from roost.app import books
from roost.plan.calendar import NoTrial
from roost.plan.frozen import freeze
from roost.plan.history import History
from roost.plan.protocol import INVERSION, Protocol
from roost.plan.therapy import care_beside, fired_in
from roost.plan.trial import Trial, held_dose, start_trial
from roost.screen.screening import Screening
from roost.track.trial import Expects

__all__ = ["KEPT_UP", "TrialChoice", "chosen_protocol", "testable", "trial_of_seed"]

KEPT_UP = {"pain_medicine", "physiotherapy", "sleep", "stay_active"}  # nobody is asked to go a week without these


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialChoice:
    """What a person chose.

    Args:
        protocol: the name of its file.
        therapies: the therapies that it asks for.
        pairs: how often each part comes; None for as often as is usual.
        important_change: 1, 1.5 or 2 points.
        check_again: a day inside the trial on which the person will be screened again.
        expects: what they expect of it; None when they did not say.
        start: the first day, of a trial that has begun and is made again from its seed; None where it is to begin.
    """

    protocol: str = "pairs_of_weeks"
    therapies: tuple[str, ...] = ()
    pairs: int | None = None
    important_change: float = 1.0
    check_again: date | None = None
    expects: Expects | None = None
    start: date | None = None

    @property
    def checks(self) -> tuple[date, ...]:
        """The days of the next checks."""
        return () if self.check_again is None else (self.check_again,)


def testable(screening: Screening) -> tuple[str, ...]:
    """The therapies that a person may test: what fits them, but for what nobody should go without."""
    care = care_beside(books.therapies(), fired_in(screening))
    return tuple(one.therapy for one in care if one.therapy not in KEPT_UP)


def chosen_protocol(choice: TrialChoice, offered: tuple[str, ...]) -> Protocol | NoTrial:
    """The protocol with the choices put in. What can't be put in is seen by `freeze`.

    Args:
        choice: what was chosen.
        offered: the therapies that the person may test.
    """
    found = books.protocols().get(choice.protocol)
    if found is None:
        return NoTrial(reason="protocol", tell="Choose what you want to test.", have=choice.protocol, needed=list(books.protocols()))
    asked = choice.therapies[: found.asks_for]
    if any(name not in offered for name in asked):
        tell = "That does not fit you now, or nobody should go without it. Choose something else to try."
        return NoTrial(reason="therapies", tell=tell, have=list(asked), needed=list(offered))
    return found.with_therapies(asked).of_length(found.pairs if choice.pairs is None else choice.pairs)


def trial_of_seed(screening: Screening, past: History, seed: str, now: datetime, choice: TrialChoice) -> Trial | NoTrial:
    """The trial that was chosen, from a seed that is given, with the dose that was held for two weeks where the table is part of it.

    It begins today, unless its first day is given. Where that is not given and the history already names arms, it is the first day that
    has one. So a seed gives the same calendar again.

    Args:
        screening: of today.
        past: the sessions so far, with their arms where a trial runs.
        seed: of the calendar.
        now: with its zone.
        choice: what was chosen.
    """
    armed = choice.start or min((one.started_at.date() for one in past.sessions if one.arm is not None), default=now.date())
    begun = _begin(screening, _before(past, armed), seed, armed, datetime.combine(armed, time(12), tzinfo=UTC), choice)
    return begun if isinstance(begun, Trial) or choice.start is not None else _begin(screening, past, seed, now.date(), now, choice)


def _before(past: History, day: date) -> History:
    """What had happened when a day began."""
    return replace(
        past,
        sessions=tuple(one for one in past.sessions if one.started_at.date() < day),
        events=tuple(event for event in past.events if event.at.date() < day),
    )


def _begin(screening: Screening, past: History, seed: str, start: date, now: datetime, choice: TrialChoice) -> Trial | NoTrial:
    protocol = chosen_protocol(choice, testable(screening))
    if isinstance(protocol, NoTrial):
        return protocol
    dose = held_dose(screening, past, books.ladder(), now) if INVERSION in protocol.names else None
    if isinstance(dose, NoTrial):
        return dose
    frozen = freeze(protocol, dose=dose, important_change=choice.important_change)
    return frozen if isinstance(frozen, NoTrial) else start_trial(frozen, seed, start, screening, choice.checks)
