"""In: two groups. Out: the effect between them, or a refusal that says what is wrong."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roost.base.errors import InputError
from roost.evidence.effect_size import (
    Counts,
    Effect,
    Means,
    compare_counts,
    compare_means,
    from_interval,
    from_p_value,
    newcombe,
    wilson,
)

groups = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))).map(lambda pair: Counts(*pair))


@given(one=groups, two=groups, measure=st.sampled_from(["RR", "OR", "RD"]))
def test_changing_the_groups_turns_the_sign_and_nothing_else(one, two, measure):
    there, back = compare_counts(measure, one, two), compare_counts(measure, two, one)
    assert there.estimate == pytest.approx(-back.estimate)
    assert there.se == pytest.approx(back.se)


@given(one=groups, two=groups)
def test_half_a_person_is_added_where_a_cell_is_empty_and_nowhere_else(one, two):
    empty = 0 in (one.events, one.n - one.events, two.events, two.n - two.events)
    assert compare_counts("RR", one, two).adjusted == empty


@pytest.mark.parametrize("group", [Counts(5, 4), Counts(-1, 4), Counts(0, 0)])
def test_counts_that_can_not_be_are_refused(group):
    with pytest.raises(InputError, match="can't be"):
        compare_counts("RR", group, Counts(1, 2))


def test_a_measure_that_does_not_fit_is_refused():
    with pytest.raises(InputError, match="use RR, OR or RD"):
        compare_counts("MD", Counts(1, 2), Counts(1, 2))
    with pytest.raises(InputError, match="use MD or SMD"):
        compare_means("RR", Means(1, 1, 5), Means(1, 1, 5))


@pytest.mark.parametrize("group", [Means(1, -1, 5), Means(1, 1, 0)])
def test_means_that_can_not_be_are_refused(group):
    with pytest.raises(InputError, match="can't be"):
        compare_means("MD", group, Means(1, 1, 5))


@pytest.mark.parametrize("groups", [(Means(1, 1, 1), Means(1, 1, 2)), (Means(1, 0, 9), Means(2, 0, 9))])
def test_a_standardised_difference_needs_people_and_spread(groups):
    with pytest.raises(InputError, match="needs at least 4 people"):
        compare_means("SMD", *groups)


def test_less_pain_is_below_0_on_any_scale():
    """5.7 points of 100 more pain is 0.57 of 10 more; 0.44 SD better, where more is better, is 0.44 less pain."""
    assert from_interval(5.7, -4.6, 15.9).scaled(0.1).estimate == pytest.approx(0.57)
    turned = from_interval(0.44, 0.11, 0.77).scaled(-1)
    assert turned.estimate == pytest.approx(-0.44)
    assert turned.ci95 == pytest.approx((-0.77, -0.11))


def test_an_effect_without_a_range_has_none():
    effect = Effect(-1.07, None)
    assert effect.ci95 is None
    assert effect.variance is None
    assert effect.scaled(2) == Effect(-2.14, None)


def test_an_interval_or_a_p_that_says_nothing_is_refused():
    with pytest.raises(InputError, match="no width"):
        from_interval(1, 2, 2)
    for estimate, p in ((0, 0.5), (1, 0), (1, 1)):
        with pytest.raises(InputError, match="can't be had"):
            from_p_value(estimate, p)


@given(group=groups)
def test_an_interval_of_a_share_holds_it_and_stays_within_0_and_1(group):
    low, high = wilson(group)
    assert 0 <= low <= group.events / group.n + 1e-12
    assert group.events / group.n - 1e-12 <= high <= 1


def test_an_interval_of_a_difference_is_newcombes():
    """Newcombe 1998, table II, example (a): 56/70 against 48/80 is 0.0524 to 0.3339."""
    assert newcombe(Counts(56, 70), Counts(48, 80)) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert math.isclose(newcombe(Counts(10, 10), Counts(0, 20))[0], 0.6791, abs_tol=5e-5)
