"""In: the entries of one person. Out: KeptTrial for each trial: drawn again from what was kept, with its end and what was changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from roost.base.canonical import content_hash
from roost.base.datafile import Strict
from roost.base.errors import InputError
from roost.plan.calendar import Period, calendar_json, draw_calendar
from roost.plan.frozen import frozen_from_json, frozen_json
from roost.plan.trial import Trial
from roost.screen.screening import Screening, Verdict
from roost.track.entry import Entry

__all__ = [
    "TRIAL",
    "TRIAL_CHANGE",
    "TRIAL_END",
    "TRIAL_TYPES",
    "Change",
    "Expects",
    "KeptTrial",
    "TrialChange",
    "TrialEnd",
    "TrialStart",
    "start_entry_of",
    "trials_of",
]

TRIAL, TRIAL_END, TRIAL_CHANGE = "trial", "trial_end", "trial_change"
TRIAL_TYPES = (TRIAL, TRIAL_END, TRIAL_CHANGE)
Expects = Literal["less", "same", "unsure"]  # pain; asked before the draw, because nobody is blinded
Id = Annotated[str, Meta(min_length=1, max_length=100)]


class TrialStart(Strict, frozen=True, kw_only=True):
    """All that makes a trial again, as it was on the day of its draw.

    Args:
        frozen: the record that was fixed before the draw, with its hash.
        seed: of the draw.
        start: the first day.
        drawn_hash: of the seed and the calendar that came of it, so that a drawing that ever came out differently would be seen.
        verdict: of the Screening with which it began.
        screening: the hash of that Screening.
        checks: days inside it on which the person will be screened again.
        expects: what the person expected; None when they did not say.
    """

    frozen: dict[str, Any]
    seed: Annotated[str, Meta(min_length=1, max_length=100)]
    start: date
    drawn_hash: str
    verdict: str
    screening: str
    checks: tuple[date, ...] = ()
    expects: Expects | None = None


class TrialEnd(Strict, frozen=True, kw_only=True):
    """The person ended a trial before its time."""

    trial_id: Id
    why: Literal["harm", "enough", "other"]


class TrialChange(Strict, frozen=True, kw_only=True):
    """What the person would choose now. It is shown beside the answer, and changes nothing that was frozen."""

    trial_id: Id
    important_change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was changed after the draw, and on which day: shown as such."""

    on: date
    important_change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTrial:
    """One trial of a person.

    Args:
        id: of its entry.
        trial: as it was drawn, ended where it was.
        drawn_on: the day of the draw.
        checks: days inside it on which the person will be screened again.
        expects: what they expected.
        changes: what they changed after the draw.
        ended_why: `screening`, `harm`, `enough` or `other`; None while it was not ended.
    """

    id: str
    trial: Trial
    drawn_on: date
    checks: tuple[date, ...] = ()
    expects: Expects | None = None
    changes: tuple[Change, ...] = ()
    ended_why: str | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it is planned or under way on a day."""
        return self.trial.runs_on(day)


def start_entry_of(trial: Trial, screening: Screening, checks: tuple[date, ...], expects: Expects | None) -> TrialStart:
    """What is kept of a trial that was drawn."""
    return TrialStart(
        frozen=frozen_json(trial.frozen),
        seed=trial.seed,
        start=trial.first,
        drawn_hash=_drawn_hash(trial.seed, trial.calendar),
        verdict=trial.verdict.value,
        screening=screening.hash,
        checks=checks,
        expects=expects,
    )


def _drawn_hash(seed: str, calendar: tuple[Period, ...]) -> str:
    return content_hash({"seed": seed, "calendar": calendar_json(calendar)})


def trials_of(entries: Iterable[Entry]) -> tuple[KeptTrial, ...]:
    """All trials of a person, the oldest first. Each is drawn again from its seed.

    A trial that was drawn while another one ran never began: who was recorded first counts. A Screening graver than the one with which a
    trial began ends it for good, whatever a later Screening says.

    Args:
        entries: in the order in which they were recorded, at least those of TRIAL_TYPES and the Screenings.

    Raises:
        InputError: a kept trial is not what was frozen or drawn then.
    """
    found: list[KeptTrial] = []
    for entry in entries:
        day = entry.occurred_at.date()
        if entry.type == TRIAL:
            if not found or not found[-1].runs_on(day):
                found.append(_drawn_again(entry))
        elif found and found[-1].runs_on(day):
            found[-1] = _since(found[-1], entry, day)
    return tuple(found)


def _since(kept: KeptTrial, entry: Entry, day: date) -> KeptTrial:
    """A trial that runs, after one more entry."""
    if entry.type == "screening":
        seen = kept.trial.seen_by(msgspec.convert(entry.payload["screening"], Screening), day)
        return kept if seen.ended_on is None else replace(kept, trial=seen, ended_why="screening")
    if entry.type not in TRIAL_TYPES or entry.payload["trial_id"] != kept.id:
        return kept
    if entry.type == TRIAL_END:
        return replace(kept, trial=replace(kept.trial, ended_on=day), ended_why=entry.payload["why"])
    return replace(kept, changes=(*kept.changes, Change(on=day, important_change=entry.payload["important_change"])))


def _drawn_again(entry: Entry) -> KeptTrial:
    start = msgspec.convert(entry.payload, TrialStart)
    frozen = frozen_from_json(start.frozen)
    calendar = draw_calendar(frozen.shape, start.seed, start.start)
    if _drawn_hash(start.seed, calendar) != start.drawn_hash:
        raise InputError("the order of this test can't be drawn again from its seed: what was kept of it was changed", key="seed")
    trial = Trial(frozen=frozen, seed=start.seed, calendar=calendar, verdict=Verdict(start.verdict))
    return KeptTrial(id=entry.id, trial=trial, drawn_on=entry.occurred_at.date(), checks=start.checks, expects=start.expects)
