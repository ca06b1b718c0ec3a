from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roost.base.errors import DataFileError
from roost.base.logic import All, Any, Fact, Not, evaluate, facts_in, parse_condition, support, undecided

A, B = Fact("a", "is", (True,)), Fact("b", "is", (True,))
VALUES = (True, False, None)


def known(**facts):
    return {name: value for name, value in facts.items() if value is not None}


@pytest.mark.parametrize(("a", "b"), list(product(VALUES, VALUES)))
def test_unknown_follows_kleene(a, b):
    facts = known(a=a, b=b)
    both = False if False in (a, b) else None if None in (a, b) else True
    either = True if True in (a, b) else None if None in (a, b) else False
    assert evaluate(All((A, B)), facts) is both
    assert evaluate(Any((A, B)), facts) is either
    assert evaluate(Not(A), facts) is (None if a is None else not a)


def test_thresholds_are_compared_exactly_on_both_sides():
    at_least, under = Fact("n", "at_least", (140,)), Fact("n", "under", (18,))
    assert [evaluate(at_least, {"n": n}) for n in (139, 140)] == [False, True]
    assert [evaluate(under, {"n": n}) for n in (17, 18)] == [True, False]
    assert evaluate(Fact("s", "any_of", ("F", "X")), {"s": "X"}) is True


conditions = st.recursive(
    st.sampled_from("abc").map(lambda name: Fact(name, "is", (True,))),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=8,
)


@given(conditions, st.dictionaries(st.sampled_from("abc"), st.booleans()))
def test_what_is_left_open_is_what_could_decide_it(condition, facts):
    open_facts = set(undecided(condition, facts))
    assert (evaluate(condition, facts) is None) == bool(open_facts)
    assert open_facts.isdisjoint(facts)


@given(conditions, st.fixed_dictionaries({name: st.booleans() for name in "abc"}))
def test_support_names_known_facts_of_the_condition(condition, facts):
    result = evaluate(condition, facts)
    assert set(support(condition, facts, result)) <= set(facts_in(condition))
    assert list(support(condition, facts, result))
    assert not list(support(condition, facts, not result))


@pytest.mark.parametrize(
    "raw",
    [
        "a",
        {"all": []},
        {"any": [{"fact": "a", "is": "yes"}], "more": 1},
        {"fact": "a"},
        {"fact": "a", "is": "yes", "under": 3},
        {"fact": "a", "over": 3},
        {"fact": "a", "under": "yes"},
        {"fact": "a", "at_least": "many"},
        {"fact": "a", "is": None},
        {"fact": "a", "any_of": []},
    ],
)
def test_what_is_no_condition_is_refused(raw):
    with pytest.raises(DataFileError):
        parse_condition(raw)


def test_each_form_of_condition_is_read():
    raw = {
        "all": [
            {"any": [{"fact": "a", "is": "yes"}, {"fact": "b", "is": "no"}]},
            {"not": {"fact": "n", "at_least": 3}},
            {"fact": "s", "any_of": ["F"]},
        ]
    }
    built = All((Any((A, Fact("b", "is", (False,)))), Not(Fact("n", "at_least", (3,))), Fact("s", "any_of", ("F",))))
    assert parse_condition(raw) == built


def test_evaluating_what_is_no_condition_is_our_defect():
    with pytest.raises(TypeError):
        evaluate("a", {})
