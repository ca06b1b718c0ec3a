"""In: protocol files, broken in one place. Out: an error that names file, line and key; what a choice changes in a Protocol."""

import pytest

from roost.base.errors import DataFileError
from roost.plan.protocol import ANY_THERAPY, read_protocols
from roost.store.shelf import shelf_folder

FILES = shelf_folder("plan/protocols")
PROTOCOLS = read_protocols(FILES)


@pytest.mark.parametrize(
    ("name", "find", "put", "key", "says"),
    [
        ("pairs_of_weeks", "usual: 7, least: 5", "usual: 8, least: 5", "period_days", "16 usual days can meet"),
        ("longer_blocks", "drawn: once", "drawn: each_pair", "period_days", "28 usual days can meet"),
        ("pairs_of_weeks", "least: 5, most: 14", "least: 8, most: 14", "period_days", "from least to most"),
        ("pairs_of_weeks", "usual: 6, least: 2", "usual: 13, least: 2", "pairs", "from least to most"),
        ("pairs_of_weeks", "arm: usual,", "arm: inversion,", "arms", "stands twice"),
        ("pairs_of_weeks", "{arm: inversion}", "{arm: heat}", "arms[0]", "needs a sentence"),
        ("pairs_of_weeks", "{arm: inversion}", '{arm: inversion, tell: "Tilt."}', "arms[0]", "needs a sentence"),
        ("low_dose", ", head_down_deg: 15", "", "arms[1]", "low_dose has an angle"),
        ("low_dose", "head_down_deg: 15", "head_down_deg: 61", "arms[1].head_down_deg", "<= 60"),
        ("level_table", "{arm: inversion}", "{arm: inversion, head_down_deg: 15}", "arms[0]", "no other arm has"),
        ("abab", "drawn: once", "drawn: never", "drawn", "Invalid enum value"),
        ("abab", "order:", "zap: 1\norder:", "zap", "not known"),
    ],
)
def test_a_wrong_protocol_is_named_with_file_line_and_key(name, find, put, key, says):
    text = FILES[name].decode()
    assert find in text
    with pytest.raises(DataFileError) as caught:
        read_protocols({name: text.replace(find, put, 1).encode()})
    assert (caught.value.file, caught.value.key) == (f"{name}.yaml", key)
    assert caught.value.line is not None
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("name", "most"), [("pairs_of_weeks", 14), ("abab", 7), ("longer_blocks", 14), ("several_with_the_table", 14), ("therapy_alone", 0)]
)
def test_the_most_usual_days_that_can_meet_are_known_before_chance_is_asked(name, most):
    assert PROTOCOLS[name].most_usual_days() == most


def test_chosen_therapies_take_the_places_that_are_kept_for_them():
    protocol = PROTOCOLS["several_therapies"]
    assert (protocol.asks_for, protocol.comparator, protocol.days) == (2, "usual", 84)
    assert protocol.with_therapies(["heat", "walking"]).names == ("heat", "walking", "usual")
    assert protocol.with_therapies(["heat"]).names == ("heat", ANY_THERAPY, "usual")
    assert PROTOCOLS["abab"].with_therapies(["heat"]).names == ("inversion", "usual")
    assert PROTOCOLS["another_therapy"].with_therapies(["heat"]).arm("heat").tell
