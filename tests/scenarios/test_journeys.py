"""In: whole journeys through the command line. Out: each step answers what is kept beside it."""

import pytest

from tests.scenarios.journeys import NAMES, answers, walk


def test_there_are_journeys():
    assert "first_weeks" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_journey_answers_as_kept(name):
    walked, kept = walk(name), answers(name)
    assert [step["step"] for step in walked] == [step["step"] for step in kept]
    for step, wanted in zip(walked, kept, strict=True):
        assert step == wanted, step["step"]
