"""In: the ids of the research notes. Out: each is carried by a data file, or left out with a reason; what combines them stands."""

import re
from collections import Counter

import pytest

from scripts.facts_reference import ROOT, carriers, facts_page, notes
from scripts.hazards import find_control

GROUPS = [pytest.param(group, id=group.id) for group in notes().groups]
COUNTS = {"contraindications": 59, "red_flags": 13, "session_rules": 5, "hazards": 48, "care": 11, "instruments": 13}


@pytest.mark.parametrize("group", GROUPS)
def test_each_id_is_carried_or_left_out_with_a_reason(group):
    assert [name for name, paths in carriers(group).items() if not paths and name not in group.left_out] == []


@pytest.mark.parametrize("group", GROUPS)
def test_a_reason_stands_only_where_nothing_carries_the_id(group):
    carried = carriers(group)
    assert [name for name in group.left_out if carried.get(name, ["not in the list"])] == [], "strike the reason, or mend the id"
    assert all(len(reason.split()) > 3 for reason in group.left_out.values())


def test_no_id_is_lost_from_the_list_or_stands_in_it_twice():
    assert {group.id: len(group.ids) for group in notes().groups} == COUNTS
    every = Counter(name for group in notes().groups for name in group.ids)
    assert [name for name, times in every.items() if times > 1] == []


def test_every_contraindication_and_red_flag_has_its_rule():
    assert all(not group.left_out for group in notes().groups if group.id in ("contraindications", "red_flags", "session_rules"))


@pytest.mark.parametrize("one", notes().combinations, ids=lambda one: one.says[:40])
def test_what_holds_a_combination_stands(one):
    for place in one.held_by:
        if "/" in place:
            assert (ROOT / place).is_file(), place
        else:
            find_control(place)


def test_the_page_shows_each_id_with_its_files_or_its_reason():
    rows = {row[0]: row[1:] for row in re.findall(r"^\| (\S+) \| (.*?) ?\| (.*?) ?\|$", facts_page(), re.MULTILINE)}
    for group in notes().groups:
        assert f"of {len(group.ids)} are carried" in facts_page()
        for name in group.ids:
            assert any(rows[name]), name
