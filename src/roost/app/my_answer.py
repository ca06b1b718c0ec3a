"""In: a person. Out: MyAnswer: what their newest test says once it is over, from their diary and what was frozen; nothing before that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from roost.answer.analyse import answer
from roost.answer.finding import Finding
from roost.answer.trial import PAIN, Harm, Refused, Trial
from roost.answer.verdict import Verdict
from roost.app import books
from roost.app.answer_trial import other_priors
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES
from roost.app.running import settled
from roost.app.trial_now import TrialNow, trial_now
from roost.plan.calendar import Period
from roost.plan.deviation import trial_json
from roost.track.answered import ANSWERED, Answered
from roost.track.diary import Diary, DiaryDay, diary
from roost.track.entry_types import payload_of

__all__ = ["MyAnswer", "keep_answer", "my_answer"]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAnswer:
    """What a test says.

    Args:
        trial: the test.
        finding: the answer, or why there is none; None while the test runs: nobody looks before the end.
        days: each day of the test up to today, with its period.
        inverted_s: seconds below level in all of it; a session whose log never came is left out.
    """

    trial: TrialNow
    finding: Finding | Refused | None
    days: tuple[tuple[DiaryDay, Period], ...]
    inverted_s: int


def my_answer(home: Home, person: str) -> MyAnswer | None:
    """The answer of the newest test of a person, None where there was none.

    Raises:
        InputError: a kept test is not what was frozen or drawn then.
        StoreError: the database can't be read now.
    """
    entries, now = home.store.read(person=person, types=PLAN_TYPES), home.now()
    trial = trial_now(entries, now)
    if trial is None:
        return None
    kept = diary(settled(entries, now), now.date(), books.instruments())
    days = _days(trial, kept)
    return MyAnswer(
        trial=trial,
        finding=None if trial.runs else _finding(trial, days),
        days=days,
        inverted_s=sum(session.inverted_s or 0 for day, _ in days for session in day.sessions),
    )


def keep_answer(home: Home, person: str, mine: MyAnswer) -> None:
    """Keeps what a test said, once. Where the table probably makes pain worse, it waits from then on until the next Screening.

    Raises:
        StoreError: it was not kept. Show no answer then.
    """
    if not isinstance(mine.finding, Finding) or mine.finding.verdict is Verdict.too_early:
        return
    said = Answered(trial_id=mine.trial.kept.id, verdict=mine.finding.verdict.value, treatment=mine.finding.treatment)
    told = home.store.read(person=person, types=(ANSWERED,))
    if not told or told[-1].payload != payload_of(said):
        home.keep(home.entry(person, ANSWERED, said))


def _days(trial: TrialNow, kept: Diary) -> tuple[tuple[DiaryDay, Period], ...]:
    """The days of the test that have been, as they were assigned; after its end there are none."""
    drawn, found = trial.kept.trial, []
    last = min(trial.today, drawn.last if drawn.ended_on is None else drawn.ended_on - DAY)
    for period in drawn.calendar:
        for n in range((period.last - period.first).days + 1):
            if (day := period.first + n * DAY) <= last:
                found.append((kept.day(day), period))
    return tuple(found)


def _finding(trial: TrialNow, days: tuple[tuple[DiaryDay, Period], ...]) -> Finding | Refused:
    drawn = trial.kept.trial
    if not days:
        return Refused("too_few_days", "Your test ended before its first day.", 0, 10)
    number = {id(day): (day.date - drawn.first).days + 1 for day, _ in days}
    asked = Trial(
        day=tuple(number[id(day)] for day, _ in days),
        arm=tuple(period.arm for _, period in days),
        period=tuple(period.period for _, period in days),
        outcomes={PAIN: tuple(None if day.pain is None else float(day.pain) for day, _ in days)},
        notes={},
        day_one=drawn.first,
        harms=tuple(Harm(number[id(day)], event.name, event.grade) for day, _ in days for event in day.events),
    )
    return answer(asked, trial_json(drawn, trial.deviations), other_priors=other_priors())
