"""In: a diary of a trial. Out: the answer is shown under the priors that the study files make, each with its studies named."""

import pytest

from roost.answer.finding import Finding, finding_json
from roost.app import answer_trial as verb
from roost.app.answer_trial import answer_trial, other_priors
from roost.base.prior import Prior

DIARY = "day,period,condition,pain\n" + "".join(
    f"{day},{(day - 1) // 7 + 1},{'usual' if (day - 1) // 7 % 2 else 'inversion'},{4 + day % 3 - ((day - 1) // 7 % 2 == 0)}\n"
    for day in range(1, 57)
)


def test_the_answer_stands_under_the_priors_of_the_evidence_too():
    found = answer_trial(DIARY.encode())
    assert isinstance(found, Finding)
    lines = finding_json(found)["priors"]
    assert [line["name"] for line in lines] == ["default", "sceptical", "wide", "sham_trials", "open_trials"]
    assert len({line["effect_mean"] for line in lines}) == len(lines)


def test_the_priors_of_the_evidence_name_their_studies():
    named = {prior.name: prior.source for prior in other_priors()}
    assert "Beurskens 1997" in named["sham_trials"]
    assert "Wang 2022" in named["open_trials"]
    assert "default" not in named


def test_a_prior_that_a_study_file_changes_changes_the_answer(monkeypatch):
    before = finding_json(answer_trial(DIARY.encode()))["priors"]
    monkeypatch.setattr(verb, "other_priors", lambda: (Prior("sham_trials", -4.0, 0.2, "made up"),))
    after = finding_json(answer_trial(DIARY.encode()))["priors"]
    means = [next(line["effect_mean"] for line in lines if line["name"] == "sham_trials") for lines in (before, after)]
    assert means[1] == pytest.approx(-4, abs=0.7)
    assert means[0] > means[1] + 1
