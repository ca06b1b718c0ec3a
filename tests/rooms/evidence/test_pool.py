"""In: effects and variances. Out: what must hold of a synthesis whatever they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roost.base.errors import InputError
from roost.evidence.bayes import bayes_pool
from roost.evidence.heterogeneity import METHODS
from roost.evidence.meta_regression import meta_regression
from roost.evidence.pool import pool
from roost.evidence.small_study import SmallStudies, TooFewStudies, small_studies

rows = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 4)), min_size=1, max_size=12)
methods = st.sampled_from(METHODS)


@settings(max_examples=60, deadline=None)
@given(rows=rows, method=methods, shift=st.floats(-5, 5))
def test_moving_all_effects_moves_the_average_and_nothing_else(rows, method, shift):
    y, v = zip(*rows, strict=True)
    here, there = pool(y, v, method), pool([each + shift for each in y], v, method)
    assert there.estimate == pytest.approx(here.estimate + shift, abs=1e-7)
    assert (there.tau2, there.q) == pytest.approx((here.tau2, here.q), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(rows=rows, method=methods, hksj=st.sampled_from(["no", "plain", "guard"]))
def test_intervals_are_in_order(rows, method, hksj):
    y, v = zip(*rows, strict=True)
    made = pool(y, v, method, hksj)
    assert min(y) - 1e-9 <= made.estimate <= max(y) + 1e-9
    assert made.prediction95[0] <= made.ci95[0] <= made.estimate <= made.ci95[1] <= made.prediction95[1]
    assert made.tau2 >= 0
    assert 0 <= made.i2 <= 100
    assert sum(made.weights) == pytest.approx(100)
    assert made.heterogeneity_is_reliable == (len(rows) >= 5)


@settings(max_examples=40, deadline=None)
@given(rows=rows)
def test_the_guard_is_never_narrower(rows):
    y, v = zip(*rows, strict=True)
    assert pool(y, v, "REML", "guard").se >= pool(y, v, "REML").se - 1e-12


def test_one_study_is_itself_with_the_normal_interval():
    for method in METHODS:
        one = pool([0.5], [0.04], method, "plain")
        assert (one.estimate, one.se, one.tau2, one.q, one.i2) == pytest.approx((0.5, 0.2, 0, 0, 0))
        assert one.hksj == "no"
        assert one.tau2_ci95 is None
        assert one.prediction95 == one.ci95


def test_effects_that_do_not_differ_at_all_still_give_figures():
    same = pool([0.2, 0.2, 0.2], [0.1, 0.1, 0.1], "REML", "plain")
    assert (same.se, same.p, same.i2) == pytest.approx((0, 0, 0))
    assert pool([0, 0], [1, 1], "DL", "plain").p == 1


def test_the_greatest_likelihood_is_taken_where_there_are_two_hills():
    """Three studies near 0 that are sure, and three far off that are not: a start at 0 would stay there."""
    y, v = [0.0, 0.01, -0.01, 3.0, -3.2, 3.1], [0.0001, 0.0001, 0.0001, 0.5, 0.5, 0.5]
    assert pool(y, v, "REML").tau2 >= 0
    assert pool(y, v, "ML").tau2 <= pool(y, v, "REML").tau2


@pytest.mark.parametrize(
    ("y", "v"), [([], []), ([1], [1, 2]), ([1, 2], [1, 0]), ([float("nan")], [1]), ([1e80], [1]), ([1], [1e80]), ([1], [1e-80])]
)
def test_what_can_not_be_pooled_is_refused(y, v):
    with pytest.raises(InputError):
        pool(y, v)


def test_small_studies_are_not_checked_below_ten():
    assert small_studies([1] * 9, [1] * 9) == TooFewStudies(9)
    assert isinstance(small_studies(range(10), range(1, 11)), SmallStudies)
    assert small_studies(range(10), [1] * 10) == TooFewStudies(1)


def test_a_regression_refuses_too_few_studies_and_moderators_that_say_the_same():
    with pytest.raises(InputError, match="too few"):
        meta_regression([1, 2], [1, 1], {"x": [1, 2]})
    with pytest.raises(InputError, match="say the same"):
        meta_regression([1, 2, 3, 4], [1, 1, 1, 1], {"x": [1, 2, 3, 4], "y": [2, 4, 6, 8]})


def test_a_regression_without_moderators_is_the_average():
    y, v = [0.1, 0.5, 0.9, 0.2], [0.1, 0.2, 0.1, 0.3]
    made = meta_regression(y, v, {})
    assert made.coefficients[0].estimate == pytest.approx(pool(y, v).estimate)
    assert (made.qm, made.qm_p) == (0, 1)


def test_the_posterior_is_a_normal_when_studies_may_not_differ():
    sure = bayes_pool([1.0, 2.0], [1.0, 1.0], tau_scale=1e-6)
    assert (sure.mean, sure.sd) == pytest.approx((1.5, 0.5**0.5))
    assert sure.ci95 == pytest.approx((1.5 - 1.385904, 1.5 + 1.385904), abs=1e-5)
    assert sure.below(1.5) == pytest.approx(0.5)


def test_a_prior_for_the_average_pulls_it():
    flat, doubting = (bayes_pool([-1.0], [0.25], tau_scale=0.5, mu_prior=prior) for prior in (None, (0.0, 0.5)))
    assert abs(doubting.mean) < abs(flat.mean)
    assert doubting.sd < flat.sd


def test_a_wider_guess_of_tau_widens_the_posterior():
    assert bayes_pool([0, 1], [0.1, 0.1], tau_scale=1).sd > bayes_pool([0, 1], [0.1, 0.1], tau_scale=0.1).sd
    with pytest.raises(InputError, match="above 0"):
        bayes_pool([0], [1], tau_scale=0)
