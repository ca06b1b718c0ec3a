from __future__ import annotations

from dataclasses import replace

import pytest

from roost.answer import words
from roost.answer.finding import Effect
from roost.answer.verdict import Verdict
from tests.rooms.answer.diaries import answered, ask, columns, rows

FOUND = answered(ask(columns(rows(-3.0, missing=(4, 24, 25, 30)))))
SENTENCES = {
    Verdict.very_likely_helps: "Inversion very likely helps you.",
    Verdict.probably_helps: "Inversion probably helps you.",
    Verdict.little_or_no_difference: "Inversion makes little or no difference.",
    Verdict.probably_worse: "Inversion probably makes your pain worse.",
    Verdict.not_clear: "It is not clear.",
    Verdict.too_early: "Too early to tell.",
}


def sized(verdict: Verdict, mean: float, low: float, high: float) -> str:
    effect = Effect(mean, 1.0, (low, high), (low, high), (low, high))
    return " ".join(words.size_words(replace(FOUND, verdict=verdict, effect=effect)))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_its_fixed_sentence(verdict: Verdict) -> None:
    assert words.verdict_words(replace(FOUND, verdict=verdict)) == SENTENCES[verdict]


def test_size_and_range_are_said_in_points() -> None:
    helps = sized(Verdict.probably_helps, -1.96, -3.02, -0.98)
    assert helps == "In inversion weeks your pain was about 2 points lower out of 10. The true figure is likely between 1 and 3 lower."
    assert sized(Verdict.not_clear, -0.5, -1.6, 0.4).endswith("is likely between 1.6 lower and 0.4 higher. That is too wide to call.")
    assert "about the same" in sized(Verdict.little_or_no_difference, -0.1, -0.9, 0.7)
    assert sized(Verdict.probably_worse, 1.04, 0.1, 2.1).startswith("In inversion weeks your pain was about 1 point higher")
    assert sized(Verdict.probably_worse, 1.04, 0.1, 2.1).endswith("between 0.1 and 2.1 higher.")


def test_while_it_is_too_early_no_figure_of_the_effect_is_shown() -> None:
    assert words.size_words(replace(FOUND, verdict=Verdict.too_early)) == (
        "52 days can't tell a good week from a lucky one.",
        "So we show no number yet.",
    )


@pytest.mark.parametrize(
    ("better", "important", "important_worse", "people"),
    [
        (0.99, 0.72, 0.0, (72, 27, 1, 0)),
        (0.996, 0.726, 0.0, (73, 27, 0, 0)),
        (0.333, 0.111, 0.222, (11, 22, 45, 22)),
        (0.0, 0.0, 1.0, (0, 0, 0, 100)),
    ],
)
def test_a_hundred_people_are_always_a_hundred(better: float, important: float, important_worse: float, people: tuple[int, ...]) -> None:
    found = replace(FOUND, p_better=better, p_important=important, p_worse=1 - better, p_important_worse=important_worse)
    picture = words.people_of(found)
    assert (picture.helped_enough, picture.helped_less, picture.little_worse, picture.worse_enough) == people
    assert f"about {people[0] + people[1]} of 100" in words.how_sure_words(found)


def test_what_would_change_it_names_missing_days_more_weeks_and_harm() -> None:
    assert FOUND.sensitivity.tipping_point is not None
    told = replace(FOUND.sensitivity.tipping_point, worse=3.0, worse_verdict=Verdict.not_clear)
    said = words.what_would_change(replace(FOUND, sensitivity=replace(FOUND.sensitivity, tipping_point=told)))
    assert said[0] == "If the empty inversion days had been 3 points worse, we would say “it is not clear”."
    assert len(said) == 3
    assert len(words.what_would_change(replace(FOUND, sensitivity=replace(FOUND.sensitivity, tipping_point=None)))) == 2


def test_harms_are_told_or_it_is_told_that_nobody_wrote_them_down() -> None:
    assert words.harm_words(FOUND) == ("Nobody wrote down whether sessions did harm. So we can't weigh it.",)
    given = [{**row, "adverse_event": "headache" if row["day"] == 3 else ""} for row in rows()]
    assert words.harm_words(answered(ask(columns(given)))) == (
        "Days with any trouble, inversion weeks: 1 of 28.",
        "Days with any trouble, usual weeks: 0 of 28.",
        "It was: headache (1).",
    )
    none = [{**row, "adverse_event": ""} for row in rows()]
    assert len(words.harm_words(answered(ask(columns(none))))) == 2
    assert "Hope and worry" in words.expectation_words()
