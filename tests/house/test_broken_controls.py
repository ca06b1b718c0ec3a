"""In: patches to a copy of the house. Out: a broken control is told from a harmless change, so that the long proof can fail."""

import pytest

from scripts.hazards import Break
from tests.house.copies import copy_of_the_house
from tests.prove.broken_controls import notices

pytestmark = pytest.mark.slow
TEST = "tests/rooms/screen/test_sign_off.py::test_verdicts_are_ordered_from_mild_to_grave"
FILE = "src/roost/screen/screening.py"
WHOLE = "order.index(self) < order.index(other)"


@pytest.mark.parametrize(
    ("find", "replace", "says"),
    [
        (WHOLE, "order.index(self) > order.index(other)", ""),
        (WHOLE, "order.index(self) < (order.index(other))", "not noticed"),
        (WHOLE, "order.index(self) <", "not noticed"),
        ("no such line", "x", "not there exactly once"),
    ],
    ids=["broken", "harmless", "can not be read", "moved away"],
)
def test_only_a_failing_test_counts_as_noticed(tmp_path, find, replace, says):
    house = copy_of_the_house(tmp_path)
    wrong = notices(house, Break(file=FILE, find=find, replace=replace, tests=(TEST,)))
    assert wrong == "" if not says else says in wrong
    assert WHOLE in (house / FILE).read_text()
