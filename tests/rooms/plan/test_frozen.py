"""In: a protocol and what a person chose. Out: a record, hashed before the order is drawn, and never changed unseen; or why not."""

import copy
from dataclasses import replace

import pytest

from roost.answer.verdict import Chances, verdict_of
from roost.base.errors import InputError
from roost.base.prior import SCEPTICAL
from roost.plan.frozen import VERDICT_RULE, freeze, frozen_from_json, frozen_json
from roost.plan.plan import Dose
from roost.plan.protocol import read_protocols
from roost.store.shelf import shelf_folder
from tests.rooms.plan.small import RUNGS

PROTOCOLS = read_protocols(shelf_folder("plan/protocols"))
WEEKS = PROTOCOLS["pairs_of_weeks"]
DOSE = RUNGS[2]


def test_one_point_matters_unless_the_person_chose_another():
    frozen = freeze(WEEKS, dose=DOSE)
    assert (frozen.important_change, frozen.prior.name, frozen.prior.sd, frozen.outcome) == (1.0, "default", 2.0, "pain")
    assert (frozen.protocol, frozen.shape.names, frozen.dose) == ("pairs_of_weeks", ("inversion", "usual"), DOSE)
    assert [freeze(WEEKS, dose=DOSE, important_change=points).important_change for points in (1, 1.5, 2)] == [1, 1.5, 2]
    assert len(frozen.hash) == 32


def test_each_part_of_it_changes_the_hash_and_the_same_gives_the_same():
    made = [
        freeze(WEEKS, dose=DOSE),
        freeze(WEEKS, dose=RUNGS[3]),
        freeze(WEEKS, dose=DOSE, important_change=2),
        freeze(WEEKS, dose=DOSE, prior=SCEPTICAL),
        freeze(replace(WEEKS, pairs=5), dose=DOSE),
        freeze(replace(WEEKS, period_days=6), dose=DOSE),
        freeze(PROTOCOLS["level_table"], dose=DOSE),
        freeze(PROTOCOLS["abab"], dose=DOSE),
    ]
    assert len({frozen.hash for frozen in made}) == len(made)
    assert freeze(WEEKS, dose=DOSE) == made[0]


@pytest.mark.parametrize(
    ("name", "therapies", "given", "reason"),
    [
        ("pairs_of_weeks", [], {"dose": DOSE, "important_change": 0.5}, "important_change"),
        ("pairs_of_weeks", [], {"dose": None}, "dose_not_held"),
        ("low_dose", [], {"dose": RUNGS[1]}, "low_dose"),
        ("another_therapy", [], {"dose": DOSE}, "therapies"),
    ],
)
def test_what_can_not_be_is_refused_with_its_reason(name, therapies, given, reason):
    refused = freeze(PROTOCOLS[name].with_therapies(therapies), **given)
    assert refused.reason == reason
    assert refused.tell


def test_a_low_dose_below_ones_own_is_taken():
    assert freeze(PROTOCOLS["low_dose"], dose=DOSE).shape.arm("low_dose").head_down_deg < DOSE.head_down_deg


def test_a_trial_without_the_table_has_no_dose():
    assert freeze(PROTOCOLS["therapy_alone"].with_therapies(["heat"]), dose=DOSE).dose is None


def test_a_kept_record_comes_back_as_it_was():
    for frozen in (freeze(WEEKS, dose=DOSE), freeze(PROTOCOLS["therapy_alone"].with_therapies(["heat"]), dose=None)):
        assert frozen_from_json(frozen_json(frozen)) == frozen


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("important_change",), 2.0),
        (("prior", "sd"), 5.0),
        (("shape", "pairs"), 3),
        (("dose", "head_down_deg"), 25),
        (("verdict_rule",), [["not_clear", "else"]]),
        (("hash",), "0" * 32),
    ],
)
def test_a_record_that_was_changed_afterwards_is_seen(path, value):
    raw = copy.deepcopy(frozen_json(freeze(WEEKS, dose=DOSE)))
    inner = raw
    for key in path[:-1]:
        inner = inner[key]
    assert inner[path[-1]] != value
    inner[path[-1]] = value
    with pytest.raises(InputError, match="changed after it was frozen"):
        frozen_from_json(raw)


def holds(condition, chances):
    """Whether a condition of the frozen rule holds: it is read here as it is written there."""
    named = {
        "P(d < -m)": chances.important,
        "P(d < 0)": chances.better,
        "P(d > m)": chances.important_worse,
        "P(d > 0)": chances.worse,
    }
    if condition == "else":
        return True
    parts = [next([*part.removeprefix(name).split(), value] for name, value in named.items() if part.startswith(name))
             for part in condition.split(" and ")]  # fmt: skip
    return all(value > float(bound) if sign == ">" else value < float(bound) for sign, bound, value in parts)


GRID = [0.0, 0.04, 0.05, 0.06, 0.3, 0.5, 0.51, 0.9, 0.91, 0.95, 0.96, 1.0]


def test_the_rule_that_is_frozen_is_the_one_that_the_answer_follows():
    for better in GRID:
        for important in (one for one in GRID if one <= better):
            for important_worse in (one for one in GRID if one <= 1 - better):
                chances = Chances(better, important, 1 - better, important_worse)
                expected = next(name for name, condition in VERDICT_RULE if holds(condition, chances))
                assert verdict_of(chances).value == expected


def test_the_dose_is_the_one_that_was_given():
    odd = Dose(head_down_deg=30, bout_s=90, bouts=2, rest_s=60)
    assert freeze(WEEKS, dose=odd).dose == odd
