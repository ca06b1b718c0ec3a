"""In: small tables. Out: how few people would undo a result, and what those who are missing could change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roost.base.errors import InputError
from roost.evidence.bounds import missing_bounds
from roost.evidence.effect_size import Counts
from roost.evidence.fragility import fisher, fragility

tables = st.tuples(st.integers(1, 25), st.integers(1, 25)).flatmap(
    lambda n: st.tuples(st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1]))
)


@given(table=tables)
def test_fishers_p_does_not_care_which_group_comes_first(table):
    a, n1, c, n2 = table
    assert 0 < fisher(a, n1, c, n2) <= 1 + 1e-12
    assert fisher(a, n1, c, n2) == pytest.approx(fisher(c, n2, a, n1))
    assert fisher(a, n1, c, n2) == pytest.approx(fisher(n1 - a, n1, n2 - c, n2))


def test_fishers_p_of_the_tea():
    """Fisher's tea: 3 of 4 right is 0.4857 two-sided."""
    assert fisher(3, 4, 1, 4) == pytest.approx(0.4857, abs=5e-5)


@given(table=tables)
def test_the_index_is_the_fewest(table):
    found = fragility(*table)
    if found.index is None:
        assert found.p >= 0.05
    else:
        a, _, c, _ = table
        assert found.p_after >= 0.05
        assert abs(found.one - a) + abs(found.two - c) == found.index


def test_the_trial_before_surgery_hangs_on_one_person():
    found = fragility(10, 13, 2, 9)
    assert (found.index, round(found.p, 3), round(found.p_after, 3)) == (1, 0.027, 0.080)


def test_the_two_missing_people_could_undo_it():
    bounds = missing_bounds("RR", Counts(3, 13), Counts(7, 9), 0, 2)
    assert not bounds.holds
    assert (bounds.low.two, bounds.high.two) == (Counts(9, 11), Counts(7, 11))
    assert missing_bounds("RR", Counts(3, 13), Counts(7, 9), 0, 0).holds
    with pytest.raises(InputError, match="can't be missing"):
        missing_bounds("RR", Counts(3, 13), Counts(7, 9), -1, 0)
