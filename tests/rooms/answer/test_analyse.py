from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

import roost
from roost.answer.analyse import answer
from roost.answer.finding import finding_json, refused_json
from roost.answer.model import FINE, Assumptions, Series, fit, series_of
from roost.answer.trial import Agreed, Refused
from roost.answer.verdict import Verdict
from roost.base.canonical import canonical_json
from roost.base.errors import InputError, RoostError
from roost.base.prior import Prior
from tests.rooms.answer.diaries import answered, ask, columns, csv_of, refused, rows, trial

KEYS = {"effect", "p_better", "p_important", "p_worse", "rho", "sigma", "n_days", "n_missing", "per_period", "carryover"} | {
    "randomisation_test",
    "verdict",
    "flags",
    "harms",
    "priors",
}


def plan(periods: int = 8, **more: object) -> dict[str, object]:
    arms = ("inversion", "usual", "usual", "inversion")
    calendar = []
    for i in range(periods):
        first = date(2026, 4, 6) + timedelta(days=7 * i)
        last = first + timedelta(days=6)
        calendar.append({"period": i + 1, "pair": i // 2 + 1, "arm": arms[i % 4], "from": first.isoformat(), "to": last.isoformat()})
    return {"important_change": 1.5, "prior": {"name": "default", "mean": 0, "sd": 2}, "calendar": calendar, **more}


def test_a_clear_diary_gets_a_finding_with_all_that_was_promised() -> None:
    found = finding_json(answered(answer(csv_of(rows(-3.0, missing=(4, 9))))))
    assert set(found) >= KEYS
    assert set(found["effect"]) == {"mean", "sd", "ci50", "ci80", "ci95"}
    assert found["verdict"] == "very_likely_helps"
    assert (found["n_days"], found["n_missing"], len(found["per_period"])) == (56, 2, 8)
    assert found["p_better"] + found["p_worse"] == pytest.approx(1)
    assert found["effect"]["ci95"][0] < found["effect"]["ci80"][0] < found["effect"]["ci50"][0] < found["effect"]["mean"]
    assert sum(found["carryover"]["weights"]) == pytest.approx(1)
    assert found["carryover"]["half_lives"] == [0, 0.5, 1, 2, 4]
    assert found["randomisation_test"]["p"] == 1 / 16
    assert [line["name"] for line in found["priors"]] == ["default", "sceptical", "wide"]
    assert json.loads(canonical_json(found)) == found


@pytest.mark.parametrize(
    ("given", "reason", "have", "needed"),
    [
        (rows()[5:8], "too_few_days", 3, 10),
        (rows()[:14][:9], "too_few_days", 9, 10),
        (rows(periods=1, days=28), "one_arm", 1, 2),
        (rows()[:10], "too_few_days", 3, 4),
        (rows()[:14], "too_few_days", 1, 2),
        ([{**row, "pain": 5} for row in rows()], "no_variation", 1, 2),
        ([{**row, "pain": 3 if row["condition"] == "usual" else 6} for row in rows()], "no_variation", 0, "days that differ"),
        ([{**row, "condition": "walking"} for row in rows()], "unknown_arm", "walking", "inversion or usual"),
    ],
)
def test_too_little_gets_a_refusal_and_never_a_number(given: list[dict[str, object]], reason: str, have: object, needed: object) -> None:
    found = refused(ask(columns(given)))
    assert (found.reason, found.have, found.needed) == (reason, have, needed)
    assert refused_json(found) == {"refused": {"reason": reason, "tell": found.tell, "have": have, "needed": needed}}


def test_a_diary_without_the_outcome_is_refused() -> None:
    assert refused(ask(columns(rows()), outcome="sleep")).reason == "unreadable"


def test_it_is_too_early_until_two_pairs_are_whole_but_the_figures_stand_in_the_data() -> None:
    found = answered(ask(columns(rows(-4.0)[:27])))
    assert found.verdict is Verdict.too_early
    assert found.effect.mean < -2
    assert "not_all_pairs" in found.flags
    assert answered(ask(columns(rows(-4.0)[:28]))).verdict is Verdict.very_likely_helps


def test_with_a_plan_it_is_too_early_until_all_its_pairs_are_complete() -> None:
    dated = csv_of(rows(-4.0), start=date(2026, 4, 6))
    assert answered(ask(dated, plan())).verdict is Verdict.very_likely_helps
    short = csv_of(rows(-4.0)[:42], start=date(2026, 4, 6))
    early = answered(ask(short, plan()))
    assert (early.verdict, early.look and early.look.speaks, early.important_change) == (Verdict.too_early, "benefit", 1.5)
    ended = answered(ask(short, plan(ended=True)))
    assert ended.verdict is Verdict.very_likely_helps
    assert "ended_early" in ended.flags


def test_a_change_after_the_start_is_shown_as_such() -> None:
    found = answered(ask(csv_of(rows()), plan(), important_change=2.0, prior=Prior("chosen", 0.0, 1.0)))
    assert found.changed_after_start == ("important_change", "prior")
    assert answered(ask(csv_of(rows()), plan())).changed_after_start == ()


def test_another_therapy_is_tried_in_the_same_way() -> None:
    given = [{**row, "condition": "walking" if row["condition"] == "inversion" else "usual"} for row in rows(-3.0)]
    walking = plan()
    walking["calendar"] = [{**each, "arm": "walking" if each["arm"] == "inversion" else "usual"} for each in walking["calendar"]]  # type: ignore[attr-defined]
    found = answered(ask(csv_of(given), walking))
    assert (found.treatment, found.verdict) == ("walking", Verdict.very_likely_helps)


@pytest.mark.parametrize(
    "broken",
    [
        {"calendar": [{"period": 1}]},
        {"calendar": [{"period": 1, "pair": 1, "arm": "inversion", "from": "soon", "to": "later"}]},
        {
            "calendar": [
                {"period": i, "pair": 1, "arm": arm, "from": "2026-04-06", "to": "2026-04-12"} for i, arm in enumerate(["a", "b", "usual"])
            ]
        },
    ],
)
def test_a_plan_that_can_not_be_read_is_an_error(broken: dict[str, object]) -> None:
    with pytest.raises(InputError, match="trial"):
        answer(trial(rows()), broken)


@pytest.mark.parametrize(
    "wrong", [{"important_change": 0.0}, {"half_life": -1.0}, {"rho": "round"}, {"sigma_sd": 0.0}, {"important_change": float("nan")}]
)
def test_an_assumption_without_sense_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        answer(columns(rows()), **wrong)  # type: ignore[arg-type]


def test_flags_name_what_a_reader_must_know() -> None:
    low = [{**row, "pain": 0 if i % 3 else 1 + i % 2} for i, row in enumerate(rows())]
    found = answered(ask(columns(low)))
    assert {"no_dates", "floor", "rounding", "unrecorded_harms"} <= set(found.flags)
    assert found.sensitivity.scale_end is not None
    assert found.sensitivity.rounding_sd == pytest.approx((2 / 28 / 12) ** 0.5)
    high = answered(ask(columns([{**row, "pain": 10 if i % 3 else 8.5} for i, row in enumerate(rows())])))
    assert "ceiling" in high.flags
    assert "rounding" not in high.flags


def test_a_diary_that_wanders_is_flagged_and_worked_out_finer() -> None:
    wandering = [{**row, "pain": 1 + 0.14 * i} for i, row in enumerate(rows())]
    for i, row in enumerate(wandering):
        row["pain"] = round(1 + 7 * i / 55 + 0.3 * (i // 11 % 2), 2)
    found = answered(ask(columns(wandering), trend=False))
    assert {"near_random_walk", "refined"} <= set(found.flags)
    assert "few_days" in answered(ask(columns(rows(periods=4, days=3)[:11]))).flags


def test_a_verdict_that_the_pairs_contradict_is_capped() -> None:
    """A steep drift downwards with inversion late in each pair: the pairs alone see a harm where the model sees a benefit."""
    given = []
    for t in range(56):
        on = (t // 7) % 2 == 0
        given.append({"day": t + 1, "period": t // 7 + 1, "condition": "inversion" if on else "usual", "pain": 0.0})
        given[-1]["pain"] = round(9.5 - 9 * t / 55 - 0.9 * on + (0.05 if t % 3 else -0.1), 3)
    found = answered(ask(columns(given), important_change=0.3))
    assert found.effect.mean < 0
    assert found.randomisation_test is not None
    assert found.randomisation_test.statistic > 0
    assert (found.verdict, "design_disagrees" in found.flags) == (Verdict.not_clear, True)


def test_without_pairs_the_test_is_null_says_why_and_caps_nothing() -> None:
    given = [
        {**row, "condition": arm, "pain": round(float(str(row["pain"])) / 4 + (0 if arm == "inversion" else 6), 1)}
        for row, arm in zip(
            rows(0.0, periods=8), [a for a in ("inversion", "inversion", "usual", "usual") * 2 for _ in range(7)], strict=True
        )
    ]
    found = finding_json(answered(ask(columns(given))))
    assert found["randomisation_test"] is None
    assert found["why"] == {"randomisation_test": "no_pairs"}
    assert "no_pairs" in found["flags"]
    assert found["verdict"] == "very_likely_helps"


def test_an_outcome_on_another_scale_is_answered_on_its_own() -> None:
    given = [{**row, "steps": 3000 + 400 * float(str(row["pain"]))} for row in rows(-2.0)]
    found = answered(ask(columns(given), outcome="steps", important_change=200.0, prior=Prior("wide", 0, 2000)))
    assert -1100 < found.effect.mean < -500
    assert {"scaled"} <= set(found.flags)


def test_days_without_rows_are_the_same_as_days_without_entries() -> None:
    blank, absent = rows(missing=(9, 10, 30)), [row for row in rows() if row["day"] not in (9, 10, 30)]
    one, other = answered(ask(columns(blank))), answered(ask(columns(absent)))
    assert (one.effect, one.rho, one.n_days, one.n_missing) == (other.effect, other.rho, other.n_days, other.n_missing)


def test_weekends_are_in_the_model_where_dates_are_given() -> None:
    given = [{**row, "pain": min(10.0, float(str(row["pain"])) + (2 if i % 7 >= 5 else 0))} for i, row in enumerate(rows(-2.0))]
    dated = csv_of(given, start=date(2026, 4, 6))
    with_weekend, without = answered(ask(dated)), answered(ask(dated, weekend=False))
    assert with_weekend.sigma.mean < without.sigma.mean - 0.2
    assert "no_dates" not in with_weekend.flags
    assert (with_weekend.model["weekend"], without.model["weekend"]) == (True, False)


def test_harms_are_counted_by_arm_and_kind() -> None:
    given = [{**row, "adverse_event": {3: "headache", 9: "dizzy+headache"}.get(int(str(row["day"])), "")} for row in rows()]
    found = answered(ask(columns(given))).harms
    assert found.recorded
    assert found.by_arm is not None
    assert {arm: (share.days_with_any, share.days) for arm, share in found.by_arm.items()} == {"inversion": (1, 28), "usual": (1, 28)}
    assert found.kinds is not None
    assert [(kind.name, kind.count) for kind in found.kinds] == [
        ("headache", {"inversion": 1, "usual": 1}),
        ("dizzy", {"inversion": 0, "usual": 1}),
    ]


def test_the_tipping_point_is_how_far_missing_days_must_lie_off_to_change_the_verdict() -> None:
    found = answered(ask(columns(rows(-2.2, missing=(2, 3, 22, 24, 25, 30, 31)))))
    tipping = found.sensitivity.tipping_point
    assert tipping is not None
    assert tipping.missing_treatment_days == 7
    assert tipping.worse is not None
    assert 0 < tipping.worse <= 6
    assert tipping.worse_verdict is not found.verdict
    off_days = answered(ask(columns(rows(-2.2, missing=(9, 10))))).sensitivity.tipping_point
    assert off_days is not None
    assert off_days.missing_treatment_days == 0
    assert answered(ask(columns(rows()))).sensitivity.tipping_point is None


def test_one_wild_day_moves_the_robust_answer_less() -> None:
    given = rows(-2.0)
    given[24] = {**given[24], "pain": 10.0}
    clean, wild = answered(ask(columns(rows(-2.0)))), answered(ask(columns(given)))
    assert clean.sensitivity.robust is not None
    assert wild.sensitivity.robust is not None
    moved = abs(wild.effect.mean - clean.effect.mean)
    assert abs(wild.sensitivity.robust.effect_mean - clean.sensitivity.robust.effect_mean) < 0.6 * moved


def test_the_same_input_gives_the_same_bytes() -> None:
    data = csv_of(rows(-1.0, missing=(3, 17)))
    assert len({canonical_json(finding_json(answered(ask(data)))) for _ in range(3)}) == 1


def test_a_notebook_calls_it_by_its_short_name() -> None:
    assert isinstance(roost.answer(columns(rows())), roost.Finding)
    assert isinstance(trial(rows()), roost.Trial)
    assert callable(roost.design)
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = roost.nothing_of_the_kind


def test_a_mixture_that_does_not_fit_its_room_is_a_defect_and_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    from roost.answer import kernel

    monkeypatch.setattr(kernel, "MAX_NODES", 60)
    series = series_of(trial(rows()), Agreed())
    assert isinstance(series, Series)
    with pytest.raises(RoostError, match="defect of ours"):
        fit(series, Assumptions().at_half_life(0.0), FINE)


def test_a_refused_fit_leaves_its_line_out() -> None:
    from roost.answer.sensitivity import reweighted, sensitivity_of

    still = Series((1.0, 0.0) * 10, None, tuple(range(20)), (3.0, 5.0) * 10, (1.0,) * 20)
    assert isinstance(fit(still, Assumptions()), Refused)
    assert reweighted(still, Assumptions()) is None
    assert sensitivity_of(still, Assumptions(), 1.0, Verdict.not_clear).flat_rho is None
