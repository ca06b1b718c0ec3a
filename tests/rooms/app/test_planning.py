"""In: the prepared table of chances. Out: it is whole, adds up, and is what the simulation says today."""

import pytest

from roost.app.planning import PAIRS_FOR_TEST, planned
from roost.plan.frozen import IMPORTANT_CHANGES
from scripts.planning_table import EFFECTS, PAIRS, row


@pytest.mark.parametrize("important", IMPORTANT_CHANGES)
def test_each_length_has_each_true_effect_and_the_shares_add_up(important):
    table = planned(important)
    assert tuple(table) == PAIRS
    for rows in table.values():
        assert tuple(rows) == EFFECTS
        for said in rows.values():
            assert said.helps + said.little + said.worse + said.not_clear == pytest.approx(100, abs=0.1)
        assert rows[0.0].helps < 5 < rows[-2.0].helps
    assert planned(1.0)[8][-2.0].helps > 99


def test_the_table_is_what_the_simulation_says():
    kept, made = planned(1.5)[3][-2.0], row(3, 1.5, -2.0)
    for name in ("helps", "little", "worse", "not_clear"):
        assert getattr(kept, name) == pytest.approx(made[name], abs=0.3), "python -m scripts.planning_table writes it again"


def test_from_so_many_pairs_on_the_orders_alone_can_settle_it():
    assert 0.5**PAIRS_FOR_TEST <= 0.05 < 0.5 ** (PAIRS_FOR_TEST - 1)
    assert planned(3.0) == {}
