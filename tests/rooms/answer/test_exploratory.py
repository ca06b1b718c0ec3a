"""In: made diaries with more columns than pain. Out: what they hint at comes back as it was put in, or is left out with the reason."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from roost.answer import words
from roost.answer.counts import Counted, counted
from roost.answer.exploratory import Exploratory
from roost.answer.finding import finding_json
from roost.answer.trial import Agreed
from tests.rooms.answer.diaries import answered, ask, columns, csv_of, rows, trial


def with_sessions(effect: float = -2.0, *, skip: float = 0.0, per_dose: float = 0.0, **named: int) -> list[dict[str, object]]:
    """Rows with minutes and angle; a share of the sessions is skipped, and pain falls by `per_dose` for each minute upside down."""
    chance = random.Random(7)
    given = rows(effect, **named)
    for row in given:
        on = row["condition"] == "inversion"
        minutes = 0 if not on or chance.random() < skip else chance.choice([2, 4, 6])
        deg = chance.choice([15, 20, 30])
        row |= {"minutes": minutes, "head_down_deg": deg if minutes else None}
        pain = row["pain"]
        row["pain"] = round(float(str(pain)) + per_dose * minutes * math.sin(math.radians(deg)), 1)
    return given


def beside(given: list[dict[str, object]]) -> Exploratory:
    return answered(ask(columns(given))).exploratory


def test_without_columns_of_sessions_there_is_nothing_and_it_says_so() -> None:
    found = beside(rows())
    assert (found.immediate, found.dose_response, found.complier, found.outcomes, found.counts) == (None, None, None, (), ())
    assert found.why == {"immediate": "no_column", "dose_response": "no_column", "complier": "no_column"}


def test_just_after_a_session_is_held_against_just_before() -> None:
    given = rows()
    changes = [-2, -1, 0, -1, -3, 1]
    for row in given:
        row |= {"pain_before": None, "pain_after": None}
    for row, change in zip(given[::7], changes, strict=False):
        row |= {"pain_before": 5, "pain_after": 5 + change}
    found = beside(given).immediate
    assert found is not None
    assert (found.sessions, found.less) == (6, 4)
    assert found.mean == pytest.approx(-1.0)
    half = 2.570582 * np.std(changes, ddof=1) / math.sqrt(6)  # t of 5 degrees of freedom
    assert found.ci95 == pytest.approx((-1 - half, -1 + half), abs=1e-6)
    given[0]["pain_after"] = given[7]["pain_after"] = None
    assert beside(given).why["immediate"] == "too_few_sessions"


def test_more_of_it_on_a_day_is_held_against_less_of_it_within_the_weeks_on() -> None:
    found = beside(with_sessions(-2.0, per_dose=-1.0, periods=12)).dose_response
    assert found is not None
    assert found.days == 42
    assert found.ci95[0] < -found.unit < found.ci95[1]  # one point for each unit of dose
    assert found.ci95[1] < 0
    none = beside(with_sessions(-2.0, periods=12)).dose_response
    assert none is not None
    assert none.ci95[0] < 0 < none.ci95[1]  # the effect of the weeks does not leak into it


@pytest.mark.parametrize(("minutes", "deg", "why"), [(4, 30, "one_dose"), (0, 30, "too_few_sessions"), (None, 30, "too_few_sessions")])
def test_a_dose_that_never_changes_tells_nothing(minutes: int | None, deg: int, why: str) -> None:
    given = rows()
    for row in given:
        row |= {"minutes": minutes if row["condition"] == "inversion" else 0, "head_down_deg": deg}
    given[0]["minutes"] = 0  # so that the column holds a number
    if why == "one_dose":
        given[0]["minutes"] = 4
    assert beside(given).why["dose_response"] == why


def test_where_all_sessions_were_done_the_effect_of_doing_it_is_that_of_being_assigned() -> None:
    found = answered(ask(columns(with_sessions())))
    done = found.exploratory.complier
    assert done is not None
    assert (done.done_treatment, done.done_comparator) == (1.0, 0.0)
    assert done.effect_mean == pytest.approx(found.effect.mean, rel=0.15)
    assert abs(done.effect_mean) > abs(found.effect.mean)
    assert done.ci95[0] < found.effect.ci95[0]


def test_where_half_was_skipped_doing_it_has_about_twice_the_effect() -> None:
    found = answered(ask(columns(with_sessions(skip=0.5, periods=12))))
    done = found.exploratory.complier
    assert done is not None
    assert 1.4 < done.effect_mean / found.effect.mean < 3.0
    assert done.ci95[0] < done.effect_mean < done.ci95[1]


@pytest.mark.parametrize(
    ("column", "wrong", "left_out"),
    [
        ("minutes", 360, ["dose_response", "complier"]),  # seconds
        ("minutes", -5, ["dose_response", "complier"]),
        ("head_down_deg", -20, ["dose_response"]),
        ("head_down_deg", 160, ["dose_response"]),
        ("pain_after", 50, ["immediate"]),  # 0 to 100
    ],
)
def test_a_number_in_another_unit_gives_no_hint(column: str, wrong: float, left_out: list[str]) -> None:
    given = with_sessions(skip=0.3)
    for row in given:
        row |= {"pain_before": 5, "pain_after": 4}
    given[0] |= {"minutes": 4, "head_down_deg": 20, column: wrong}
    assert beside(given).why == dict.fromkeys(left_out, "out_of_range")


def test_where_the_weeks_hardly_differed_nothing_is_divided() -> None:
    given = with_sessions()
    for i, row in enumerate(given):
        row |= {"minutes": i % 2, "head_down_deg": 20}
    assert beside(given).why["complier"] == "too_much_alike"
    for row in given:
        row |= {"minutes": None if row["condition"] == "usual" else 3}
    assert beside(given).why["complier"] == "too_few_days"


def test_other_columns_get_the_same_model_and_columns_of_sessions_do_not() -> None:
    given = with_sessions()
    for i, row in enumerate(given):
        row |= {"sleep": 40 + 10 * (row["condition"] == "inversion") + i % 3, "same": 1, "mood": None if i > 3 else i}
    found = beside(given)
    assert [line.outcome for line in found.outcomes] == ["sleep"]
    line = found.outcomes[0]
    assert line.ci95[0] < 10 < line.ci95[1]
    assert line.effect_mean > 7
    assert line.p_below < 0.01
    assert set(finding_json(answered(ask(columns(given))))["exploratory"]) == set(Exploratory.__dataclass_fields__)


def counting(rate_on: float, rate_off: float, seed: int) -> Counted | None:
    chance = np.random.default_rng(seed)
    given = rows()
    for row in given:
        mean = (rate_on if row["condition"] == "inversion" else rate_off) * chance.gamma(4.0, 0.25)
        row["tablets"] = int(chance.poisson(mean))
    return counted(trial(given), Agreed(), "tablets")


def test_the_ratio_of_counts_lies_in_its_interval_about_as_often_as_promised() -> None:
    found = [counting(1.0, 2.0, seed) for seed in range(60)]
    held = sum(one is not None and one.ci95[0] < 0.5 < one.ci95[1] for one in found)
    assert 53 <= held <= 60
    assert all(one is not None and one.ci95[0] < one.ratio < one.ci95[1] for one in found)
    assert sum(one is not None and one.p_less > 0.95 for one in found) > 40


@pytest.mark.parametrize("tablets", [0, 0.5, -1])
def test_what_is_no_count_is_left_out(tablets: float) -> None:
    given = rows()
    for row in given:
        row["tablets"] = tablets
    assert answered(ask(csv_of(given))).exploratory.counts == ()


def test_hints_are_said_as_hints() -> None:
    given = with_sessions(skip=0.4, per_dose=-1.0, periods=12)
    for i, row in enumerate(given):
        row |= {"tablets": i % 3, "pain_before": 5, "pain_after": 4 if i % 4 else 6}
    said = words.exploratory_words(answered(ask(columns(given))))
    assert len(said) == 4
    assert said[0] == "Just after a session pain was lower in 63 of 84. How long that lasts, this can't say."
    assert "less pain. You may skip on bad days" in said[1]
    assert said[2].startswith("You did it on ")
    assert said[3].startswith("Tablets: ")
    assert words.exploratory_words(answered(ask(columns(rows())))) == ()
