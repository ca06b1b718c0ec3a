"""In: metafor.json, made by metafor.R. Out: our synthesis gives the same numbers to 1e-6, on public data sets, with the known traps."""

import json
from pathlib import Path

import pytest

from roost.evidence.bayes import bayes_pool
from roost.evidence.effect_size import Counts, Means, compare_counts, compare_means
from roost.evidence.heterogeneity import METHODS
from roost.evidence.meta_regression import meta_regression
from roost.evidence.pool import pool
from roost.evidence.small_study import TooFewStudies, small_studies

TRUTH = json.loads((Path(__file__).parent / "metafor.json").read_text())
SETS = {f"{one['name']} {one['measure']}": one for one in TRUTH["sets"]}
FITS = [(name, i) for name, one in SETS.items() for i in range(len(one["fits"]))]
HKSJ = {"z": "no", "knha": "plain", "adhoc": "guard"}


def near(value):
    return pytest.approx(value, rel=1e-6, abs=1e-6)


def tight(value):
    """For what is small by nature, as tau squared of risk differences: 1e-6 of its size."""
    return pytest.approx(value, rel=1e-6, abs=1e-9)


def test_the_data_sets_are_public_and_there_are_enough():
    assert len({one["name"].partition(",")[0] for one in TRUTH["sets"]}) >= 5
    assert "metafor 3.8" in TRUTH["made_by"]


@pytest.mark.parametrize("name", [name for name, one in SETS.items() if one["given"]])
def test_effect_sizes_are_those_of_escalc(name):
    one = SETS[name]
    given = one["given"]
    rows = zip(*given.values(), strict=True)
    if "ai" in given:
        made = [compare_counts(one["measure"], Counts(a, n1), Counts(c, n2)) for a, n1, c, n2 in rows]
    else:
        made = [compare_means(one["measure"], Means(m1, s1, n1), Means(m2, s2, n2)) for m1, s1, n1, m2, s2, n2 in rows]
    assert [effect.estimate for effect in made] == tight(one["yi"])
    assert [effect.variance for effect in made] == tight(one["vi"])


@pytest.mark.parametrize(("name", "i"), FITS)
def test_the_synthesis_is_that_of_rma(name, i):
    one = SETS[name]
    fit = one["fits"][i]
    ours = pool(one["yi"], one["vi"], fit["method"], HKSJ[fit["test"]])
    for key in ("estimate", "se", "p", "i2", "h2", "q", "q_p", "k"):
        assert getattr(ours, key) == near(fit[key]), key
    assert list(ours.ci95) == near(fit["ci95"])
    assert ours.tau2 == tight(fit["tau2"])
    if fit["tau2_se"] is not None and len(one["yi"]) > 1:
        assert ours.tau2_se == near(fit["tau2_se"])
    if fit["prediction95"][0] is None:  # metafor gives none for EE
        assert fit["method"] == "EE"
        assert ours.prediction95 == ours.ci95
    else:
        assert list(ours.prediction95) == near(fit["prediction95"])


@pytest.mark.parametrize("name", SETS)
def test_the_interval_of_tau_squared_is_that_of_confint(name):
    one = SETS[name]
    ours = pool(one["yi"], one["vi"], "DL").tau2_ci95
    assert ours is None if one["tau2_ci95"] is None else list(ours) == tight(one["tau2_ci95"])


@pytest.mark.parametrize("name", SETS)
def test_the_checks_of_small_studies_are_those_of_regtest_and_ranktest(name):
    one = SETS[name]
    ours = small_studies(one["yi"], one["vi"])
    if one["small"] is None:
        assert ours == TooFewStudies(len(one["yi"]))
    else:
        for key, value in one["small"].items():
            assert getattr(ours, key) == near(value), key


@pytest.mark.parametrize("i", range(len(TRUTH["regressions"])))
def test_meta_regression_is_that_of_rma(i):
    fit, bcg = TRUTH["regressions"][i], SETS["dat.bcg RR"]
    ours = meta_regression(bcg["yi"], bcg["vi"], TRUTH["moderators"], fit["method"], hksj=fit["test"] == "knha")
    for key, values in (("estimate", fit["beta"]), ("se", fit["se"]), ("statistic", fit["statistic"]), ("p", fit["p"])):
        assert [getattr(line, key) for line in ours.coefficients] == near(values), key
    assert (ours.tau2, ours.qe, ours.qm, ours.qm_p) == near((fit["tau2"], fit["qe"], fit["qm"], fit["qm_p"]))
    if fit["method"] != "EE":  # for EE metafor gives the adjusted share of a weighted regression, which is something else: we give none
        assert ours.r2 == near(fit["r2"])


def test_paule_mandel_goes_on_to_the_root_where_metafor_stops_early():
    bcg = SETS["dat.bcg RR"]
    early = next(fit["default_tau2"] for fit in bcg["fits"] if fit["method"] == "PM")
    ours = pool(bcg["yi"], bcg["vi"], "PM").tau2
    assert early == pytest.approx(0.318094, abs=5e-7)
    assert ours == pytest.approx(0.31806845, abs=5e-9)


def test_a_z_is_called_a_z_and_a_t_a_t():
    """PyMARE prints the z that belongs to Knapp and Hartung's p (-3.10) where the z of the estimate is -3.97."""
    bcg = SETS["dat.bcg RR"]
    z, t = pool(bcg["yi"], bcg["vi"], "REML"), pool(bcg["yi"], bcg["vi"], "REML", "plain")
    assert z.estimate / z.se == pytest.approx(-3.97445, abs=5e-6)
    assert z.p == pytest.approx(7.05e-5, rel=0.01)
    assert t.estimate / t.se == pytest.approx(-3.9522, abs=1e-4)
    assert t.p == pytest.approx(0.00192, abs=5e-6)


def test_the_published_table_holds():
    """Values of the table in our research notes, made with metafor 3.8-1 before any of this code was written."""
    bcg = SETS["dat.bcg RR"]
    table = {
        "EE": (-0.430285, 0.040499, 0, 92.1173),
        "DL": (-0.714117, 0.178742, 0.308760, 92.1173),
        "REML": (-0.714532, 0.179782, 0.313243, 92.2214),
        "ML": (-0.711199, 0.171897, 0.280028, 91.3783),
    }
    for method in METHODS:
        if method in table:
            ours = pool(bcg["yi"], bcg["vi"], method)
            assert (ours.estimate, ours.se, ours.tau2) == pytest.approx(table[method][:3], abs=1e-6)
            assert ours.i2 == pytest.approx(table[method][3], abs=1e-4)
    assert pool(bcg["yi"], bcg["vi"], "REML", "plain").prediction95 == pytest.approx((-1.996017, 0.566952), abs=1e-6)
    exact = bayes_pool(bcg["yi"], bcg["vi"], tau_scale=0.5)
    assert (exact.mean, exact.sd, exact.tau_mean) == pytest.approx((-0.711860, 0.187327, 0.57191), abs=5e-6)
    assert exact.tau_median == pytest.approx(0.554, abs=5e-4)
