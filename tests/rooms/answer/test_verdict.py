from __future__ import annotations

import pytest

from roost.answer.trial import Agreed, Period
from roost.answer.verdict import Chances, Look, Progress, Verdict, cap, look, progress_of, verdict_of
from tests.rooms.answer.diaries import rows, trial


@pytest.mark.parametrize(
    ("better", "important", "important_worse", "verdict"),
    [
        (0.99, 0.91, 0.0, "very_likely_helps"),
        (0.99, 0.90, 0.0, "probably_helps"),
        (0.951, 0.501, 0.0, "probably_helps"),
        (0.95, 0.501, 0.0, "not_clear"),
        (0.97, 0.50, 0.0, "not_clear"),
        (0.97, 0.04, 0.001, "little_or_no_difference"),
        (0.50, 0.049, 0.049, "little_or_no_difference"),
        (0.50, 0.05, 0.049, "not_clear"),
        (0.01, 0.0, 0.049, "little_or_no_difference"),
        (0.04, 0.0, 0.5, "probably_worse"),
        (0.05, 0.0, 0.5, "not_clear"),
    ],
)
def test_the_first_rule_that_holds_gives_the_verdict(better: float, important: float, important_worse: float, verdict: str) -> None:
    assert verdict_of(Chances(better, important, 1 - better, important_worse)).value == verdict


@pytest.mark.parametrize(
    ("verdict", "effect", "statistic", "capped"),
    [
        (Verdict.very_likely_helps, -1.0, 0.1, Verdict.not_clear),
        (Verdict.probably_worse, 1.0, -0.1, Verdict.not_clear),
        (Verdict.probably_helps, -1.0, -0.1, Verdict.probably_helps),
        (Verdict.probably_helps, -1.0, 0.0, Verdict.probably_helps),
        (Verdict.probably_helps, -1.0, None, Verdict.probably_helps),
        (Verdict.little_or_no_difference, -0.1, 0.1, Verdict.little_or_no_difference),
    ],
)
def test_a_verdict_with_a_direction_needs_both_answers_to_agree(
    verdict: Verdict, effect: float, statistic: float | None, capped: Verdict
) -> None:
    assert cap(verdict, effect, statistic) is capped


@pytest.mark.parametrize(
    ("days", "pairs", "at_end", "complete"),
    [
        (7, 0, False, False),
        (14, 1, True, False),
        (20, 1, False, False),
        (21, 1, False, False),
        (27, 1, False, False),
        (28, 2, True, True),
        (33, 2, False, True),
    ],
)
def test_without_a_plan_a_verdict_takes_two_whole_pairs(days: int, pairs: int, at_end: bool, complete: bool) -> None:
    found = progress_of(trial(rows(periods=6)[:days]), Agreed())
    assert (found.pairs_done, found.at_pair_end, found.complete) == (pairs, at_end, complete)


def _calendar(periods: int) -> tuple[Period, ...]:
    arms = ("inversion", "usual", "usual", "inversion")
    return tuple(Period(i + 1, i // 2 + 1, arms[i % 4], 7 * i + 1, 7 * i + 7) for i in range(periods))


@pytest.mark.parametrize(
    ("days", "ended", "complete"), [(56, False, True), (55, False, False), (42, False, False), (42, True, True), (14, True, False)]
)
def test_with_a_plan_a_verdict_takes_all_planned_pairs_unless_the_trial_was_ended(days: int, ended: bool, complete: bool) -> None:
    found = progress_of(trial(rows()[:days]), Agreed(calendar=_calendar(8), ended=ended))
    assert found.complete is complete


@pytest.mark.parametrize(
    ("progress", "chances", "speaks"),
    [
        (Progress(2, 4, True, False), Chances(0.995, 0.5, 0.005, 0.0), "benefit"),
        (Progress(2, 4, True, False), Chances(0.98, 0.5, 0.02, 0.0), None),
        (Progress(2, 4, True, False), Chances(0.08, 0.0, 0.92, 0.3), "harm"),
        (Progress(2, 4, True, False), Chances(0.5, 0.01, 0.5, 0.3), None),
        (Progress(3, 4, True, False), Chances(0.5, 0.01, 0.5, 0.3), "little_chance"),
    ],
)
def test_an_early_look_speaks_only_when_it_is_very_clear_or_harms(progress: Progress, chances: Chances, speaks: str | None) -> None:
    assert look(progress, chances) == Look(progress.pairs_done, speaks)  # type: ignore[arg-type]


@pytest.mark.parametrize("progress", [Progress(1, 4, True, False), Progress(2, 4, False, False), Progress(4, 4, True, True)])
def test_there_is_no_look_before_two_pairs_between_pair_ends_or_after_the_end(progress: Progress) -> None:
    assert look(progress, Chances(0.999, 0.9, 0.001, 0.0)) is None
