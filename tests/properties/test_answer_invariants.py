"""What must hold of every diary: sums add up, labels mirror, order and level do not matter, and no figure comes from too little."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roost.answer import kernel
from roost.answer.analyse import answer
from roost.answer.finding import Finding
from roost.answer.model import COARSE, FINE, FINER, Assumptions, Posterior, Series, fit
from roost.answer.read_trial import read_trial
from roost.answer.trial import Refused, Trial

ONE = Assumptions().at_half_life(0.5)


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Any diary of 14 to 60 days with at least ten entries, tenths of points, in periods of 2 to 7 days."""
    n, period = draw(st.integers(14, 60)), draw(st.integers(2, 7))
    arm = tuple(float((t // period) % 2 == 0) for t in range(n))
    gone = draw(st.sets(st.integers(0, n - 1), max_size=n - 10))
    entry = tuple(t for t in range(n) if t not in gone)
    value = tuple(draw(st.lists(st.integers(0, 100).map(lambda x: x / 10), min_size=len(entry), max_size=len(entry))))
    return Series(arm, None, entry, value, (1.0,) * len(entry))


def answered(given: Series, assumptions: Assumptions = ONE, accuracy: tuple[float, float] = FINE) -> Posterior | None:
    found = fit(given, assumptions, accuracy)
    return None if isinstance(found, Refused) else found


@settings(max_examples=25)
@given(series())
def test_the_quadrature_has_settled_on_any_diary(diary: Series) -> None:
    coarse, fine, finer = (answered(diary, accuracy=each) for each in (COARSE, FINE, FINER))
    if coarse is None or fine is None or finer is None:
        return
    assert abs(fine.mean - finer.mean) < 1e-3 * finer.sd
    assert abs(coarse.mean - finer.mean) < 1e-2 * finer.sd
    assert fine.sd == pytest.approx(finer.sd, rel=1e-3)
    assert math.isfinite(fine.mean)
    assert 0 < fine.sd <= 2.5


@settings(max_examples=15)
@given(series())
def test_swapping_the_arms_turns_the_sign_of_the_effect(diary: Series) -> None:
    """With half-life 0 the two exposures mirror each other; with carry-over the days before the first one break the mirror."""
    found = answered(diary, ONE.at_half_life(0.0))
    mirrored = answered(replace(diary, arm=tuple(1 - each for each in diary.arm)), ONE.at_half_life(0.0))
    if found is not None and mirrored is not None:
        assert mirrored.mean == pytest.approx(-found.mean, abs=1e-6)
        assert mirrored.below(0.0) == pytest.approx(1 - found.below(0.0), abs=1e-6)


@settings(max_examples=15)
@given(series(), st.integers(1, 40))
def test_a_longer_absence_of_entries_before_and_after_tells_nothing(diary: Series, days: int) -> None:
    """Days without entries at either end change neither the errors nor, without trend, the regression."""
    flat = replace(ONE, trend=False).at_half_life(0.0)
    longer = replace(diary, arm=(0.0,) * days + diary.arm, entry=tuple(t + days for t in diary.entry))
    found, same = answered(diary, flat), answered(longer, flat)
    if found is not None and same is not None:
        assert same.mean == pytest.approx(found.mean, abs=1e-9)


@settings(max_examples=20)
@given(series(), st.integers(3, 8))
def test_the_sums_of_two_parts_add_up_to_those_of_the_whole(diary: Series, cut: int) -> None:
    def sums(entry: tuple[int, ...], rows: list[float]) -> dict[float, list[float]]:
        n = len(entry)
        first, gaps, held = [0.0] * 15, [0.0] * (2 * kernel.MAX_GAPS), [0.0] * (45 * kernel.MAX_GAPS)
        kinds = kernel.statistics(entry, rows, (1.0,) * n, n, first, gaps, held)
        return {gaps[2 * k]: [gaps[2 * k + 1], *held[45 * k : 45 * k + 45]] for k in range(kinds)}

    rows = [x for t, v in zip(diary.entry, diary.value, strict=True) for x in (1.0, t / 10, 0.0, diary.arm[t] - 0.5, v)]
    whole = sums(diary.entry, rows)
    parts = [sums(diary.entry[: cut + 1], rows[: 5 * (cut + 1)]), sums(diary.entry[cut:], rows[5 * cut :])]
    for gap, total in whole.items():
        added = [sum(each) for each in zip(*(part.get(gap, [0.0] * 46) for part in parts), strict=True)]
        assert added == pytest.approx(total)


@settings(max_examples=20)
@given(series())
def test_the_distribution_function_rises_from_0_to_1_and_quantiles_invert_it(diary: Series) -> None:
    found = answered(diary, accuracy=COARSE)
    if found is None:
        return
    points = [found.mean + k * found.sd for k in (-30, -3, -1, 0, 1, 3, 30)]
    shares = [found.below(at) for at in points]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == pytest.approx((0.0, 1.0), abs=1e-9)
    for share in (0.001, 0.025, 0.5, 0.975):
        assert found.below(found.quantile(share)) == pytest.approx(share, abs=1e-6)
    width = found.sd / 1000
    assert found.density(found.mean) == pytest.approx(
        (found.below(found.mean + width) - found.below(found.mean - width)) / (2 * width), rel=1e-3
    )


@settings(max_examples=25)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: ("day,period,condition,pain\n" + text).encode())))
def test_no_file_makes_the_reader_fall_over(data: bytes) -> None:
    assert isinstance(read_trial(data), Trial | Refused)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.sampled_from(["inversion", "usual"]), st.one_of(st.none(), st.integers(0, 10))), min_size=1, max_size=24),
)
def test_a_figure_needs_ten_entries_four_in_each_arm_two_periods_of_each(days: list[tuple[str, int | None]]) -> None:
    columns = {
        "day": list(range(1, len(days) + 1)),
        "period": [t // 4 + 1 for t in range(len(days))],
        "condition": [days[4 * (t // 4)][0] for t in range(len(days))],
        "pain": [pain for _, pain in days],
    }
    found = answer(columns, half_life=0.0)
    entered = [arm for arm, pain in zip(columns["condition"], columns["pain"], strict=True) if pain is not None]
    periods = [columns["condition"][t] for t in range(0, len(days), 4)]
    enough = len(entered) >= 10
    runs = [arm for i, arm in enumerate(periods)]
    enough = enough and all(entered.count(arm) >= 4 and runs.count(arm) >= 2 for arm in ("inversion", "usual"))
    if isinstance(found, Finding):
        assert enough
        assert 0 <= found.p_important <= found.p_better <= 1
    else:
        assert not enough or found.reason == "no_variation"
