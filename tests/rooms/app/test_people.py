"""In: names. Out: the people of this home, each once."""

import pytest

from roost.app.people import NAME_LENGTH, Someone, add_person, people, someone
from roost.base.errors import InputError


def test_people_stand_in_the_order_in_which_they_came(home):
    ann, ben = add_person(home, "  Ann   of the hill "), add_person(home, "Ben")
    assert people(home) == [ann, ben]
    assert ann.name == "Ann of the hill"


def test_somebody_is_found_by_their_id_and_nobody_by_another(home, ann):
    assert someone(home, ann) == Someone(ann, "Ann")
    assert someone(home, "nobody") is None
    assert someone(home, "") is None


@pytest.mark.parametrize(
    ("name", "words"), [("", "Type a name"), (" \n ", "Type a name"), ("x" * (NAME_LENGTH + 1), "too long"), ("aNN", "here already")]
)
def test_a_name_that_can_not_be_used_is_told_at_its_field(home, ann, name, words):
    with pytest.raises(InputError, match=words) as refused:
        add_person(home, name)
    assert refused.value.key == "name"
    assert len(people(home)) == 1


def test_nobody_is_there_at_first(home):
    assert people(home) == []
