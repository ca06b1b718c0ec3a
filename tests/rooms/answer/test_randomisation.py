from __future__ import annotations

from itertools import product

import pytest

from roost.answer import randomisation
from roost.answer.randomisation import NoTest, RandomisationTest, pair_differences, randomisation_test
from roost.answer.read_trial import read_trial
from roost.answer.trial import Agreed, Period, Trial
from tests.rooms.answer.diaries import rows, trial


def by_hand(differences: list[float]) -> tuple[float, float]:
    """All orders, one by one."""
    observed = sum(differences)
    sums = [sum(sign * each for sign, each in zip(signs, differences, strict=True)) for signs in product((1, -1), repeat=len(differences))]
    return sum(s <= observed + 1e-9 for s in sums) / len(sums), sum(s >= observed - 1e-9 for s in sums) / len(sums)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("periods", [2, 8, 12])
def test_p_is_the_share_of_orders_counted_one_by_one(seed: int, periods: int) -> None:
    given = trial(rows(-0.3, periods=periods, seed=seed))
    found = randomisation_test(given, Agreed(), given.outcomes["pain"])
    assert isinstance(found, RandomisationTest)
    differences = pair_differences(given, Agreed(), given.outcomes["pain"])
    assert (found.p, found.p_worse) == pytest.approx(by_hand(differences))
    assert found.statistic == pytest.approx(sum(differences) / len(differences))
    assert (found.sequences, found.pairs, found.drawn) == (2 ** (periods // 2), periods // 2, None)


def test_four_pairs_can_not_reach_a_twentieth_and_five_can() -> None:
    for periods, least in ((8, 1 / 16), (10, 1 / 32)):
        given = trial(rows(-4.0, periods=periods, sd=0.3))
        found = randomisation_test(given, Agreed(), given.outcomes["pain"])
        assert isinstance(found, RandomisationTest)
        assert found.p == least


def test_where_no_pair_holds_both_arms_there_is_no_test() -> None:
    text = "day,period,condition,pain\n" + "".join(
        f"{d},{(d - 1) // 7 + 1},{'usual' if d < 15 else 'inversion'},{d % 5}\n" for d in range(1, 29)
    )
    given = read_trial(text.encode())
    assert isinstance(given, Trial)
    assert randomisation_test(given, Agreed(), given.outcomes["pain"]) == NoTest("no_pairs")


def test_without_periods_nobody_knows_the_pairs() -> None:
    given = read_trial(b"day,condition,pain\n1,usual,3\n2,inversion,2\n")
    assert isinstance(given, Trial)
    assert randomisation_test(given, Agreed(), given.outcomes["pain"]) == NoTest("no_periods")


def test_the_pairs_of_the_plan_count_where_there_is_one() -> None:
    given = trial(rows(periods=4))
    calendar = tuple(Period(i + 1, 1 if i in (0, 3) else 2, "", 7 * i + 1, 7 * i + 7) for i in range(4))
    whole = pair_differences(given, Agreed(calendar=calendar), given.outcomes["pain"])
    assert len(whole) == 0  # periods 1 and 4 are both inversion in this diary


def test_beyond_thirty_pairs_chance_draws_the_same_orders_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given = trial(rows(-0.2, periods=12))
    exact = randomisation_test(given, Agreed(), given.outcomes["pain"])
    monkeypatch.setattr(randomisation, "EXACT_PAIRS", 3)
    drawn = randomisation_test(given, Agreed(), given.outcomes["pain"])
    assert isinstance(exact, RandomisationTest)
    assert isinstance(drawn, RandomisationTest)
    assert drawn == randomisation_test(given, Agreed(), given.outcomes["pain"])
    assert drawn.drawn == 20_000
    assert drawn.p == pytest.approx(exact.p, abs=0.015)
