from __future__ import annotations

import pytest

from roost.answer.power import Scenario, design, design_json, simulate
from roost.base.errors import InputError
from roost.base.prior import DEFAULT

pytestmark = pytest.mark.slow


def test_longer_trials_and_larger_effects_find_more() -> None:
    table = design(weeks=(4, 16), trials=200, missing=0.0)
    finds = {(row.pairs, row.true_effect): row.finds_benefit for row in table.rows}
    assert finds[2, -1.0] < finds[8, -1.0]
    assert finds[2, -1.0] < finds[2, -2.0]
    assert finds[8, -2.0] > 0.95
    assert all(sum(row.shares.values()) == pytest.approx(1) for row in table.rows)
    assert [row.smallest_p for row in table.rows[::4]] == [0.25, 1 / 256]
    assert table.pairs_for_test == 5


def test_the_figures_are_near_those_of_the_research_notes() -> None:
    """Answer 4.13, without carry-over in the truth: 56 days, spread 1.5, rho .3: .61 of trials find a true -1, .99 a true -2."""
    for effect, share in ((-1.0, 0.61), (-2.0, 0.99)):
        world = Scenario(effect=effect, pairs=4, rho=0.3, missing=0.0)
        _, better, _ = simulate(world, 1.0, DEFAULT, 600, "notes")
        assert sum(p > 0.95 for p in better) / 600 == pytest.approx(share, abs=0.08)


def test_what_matters_is_seldom_called_little() -> None:
    table = design(weeks=(4, 8, 16), trials=300, effects=(-1.0, -2.0))
    assert max(row.shares["little_or_no_difference"] for row in table.rows) <= 0.10


def test_the_same_seed_gives_the_same_table() -> None:
    assert design(weeks=(4,), trials=50) == design(weeks=(4,), trials=50)
    assert design(weeks=(4,), trials=50) != design(weeks=(4,), trials=50, seed="another")


def test_carry_over_is_told_in_plain_numbers() -> None:
    """Answer 4.4: a half-life of 1 day leaves .58, .79, .89 of the effect in periods of 3, 7, 14 days; of 4 days .14, .28, .50."""
    for days, shares in ((3, (0.58, 0.14)), (7, (0.79, 0.28)), (14, (0.89, 0.50))):
        table = design(weeks=(4,), period_days=days, trials=1)
        assert (table.carryover_share["1"], table.carryover_share["4"]) == pytest.approx(shares, abs=0.006)
    assert design(weeks=(4,), trials=1).half_lives_too_long == (2.0, 4.0)
    assert design_json(design(weeks=(4,), trials=1))["version"] == 1


def test_a_world_with_carry_over_shows_less() -> None:
    plain = simulate(Scenario(effect=-2.0, pairs=3, half_life=0.0), 1.0, DEFAULT, 200, "x")[1]
    long = simulate(Scenario(effect=-2.0, pairs=3, half_life=4.0), 1.0, DEFAULT, 200, "x")[1]
    assert sum(long) < sum(plain)


@pytest.mark.parametrize(
    "wrong",
    [{"weeks": ()}, {"period_days": 1}, {"important_change": 0.0}, {"rho": 1.0}, {"sd": 0.0}, {"missing": 0.9}, {"trials": 0}],
)
def test_what_can_not_be_simulated_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError, match=next(iter(wrong)).replace("_", "-")):
        design(**wrong)  # type: ignore[arg-type]


def test_two_threads_give_the_bytes_of_one() -> None:
    from concurrent.futures import ThreadPoolExecutor

    def run(i: int) -> object:
        return simulate(Scenario(effect=-1.0, pairs=2), 1.0, DEFAULT, 40, f"threads {i}")

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(4))) == [run(i) for i in range(4)]
