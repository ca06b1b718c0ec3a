"""In: a clinician's letter. Out: it lifts the rules it names at the next screening, until its last day, and no others."""

from datetime import date

import pytest

from roost.app.keep_sign_off import keep_sign_off
from roost.app.questionnaire import draft
from roost.app.screen_person import latest_screening, screen_person
from roost.base.errors import InputError
from roost.screen.screening import Verdict
from tests.answers import answer_all


@pytest.fixture
def on_clopidogrel(home, ann):
    answer_all(home, ann, own_words={"conditions": [], "medicines": ["clopidogrel"], "symptoms": [], "free_text": ""})
    return ann


def letter(home, person, rules, **more):
    given = {"by": "Dr A. Example", "on": date(2026, 2, 20), "until": date(2026, 4, 20)} | more
    keep_sign_off(home, person, rules, **given)


def named(screening):
    return {reason.rule for reason in screening.because}


def test_a_letter_lifts_what_it_names_and_the_result_ends_with_it(home, on_clopidogrel):
    before = screen_person(home, on_clopidogrel)
    assert "antiplatelet" in named(before)
    letter(home, on_clopidogrel, sorted(named(before)))
    assert latest_screening(home, on_clopidogrel).ended_by == "answers_changed"
    after = screen_person(home, on_clopidogrel)
    assert "antiplatelet" not in named(after)
    assert after.verdict is Verdict.caution
    assert after.valid_until == date(2026, 4, 20)
    assert ("antiplatelet", "Dr A. Example") in {(one["rule"], one["by"]) for one in after.lifted_by}


def test_two_letters_both_count(home, on_clopidogrel):
    letter(home, on_clopidogrel, ["antiplatelet"])
    letter(home, on_clopidogrel, ["osteoporosis"], by="Dr B. Example")
    assert [one["by"] for one in draft(home, on_clopidogrel)["sign_offs"]["sign_offs"]] == ["Dr A. Example", "Dr B. Example"]


@pytest.mark.parametrize(
    ("rules", "more"),
    [
        (["no_such_rule"], {}),
        (["antiplatelet"], {"by": " "}),
        (["antiplatelet"], {"until": date(2026, 1, 1)}),
        (["antiplatelet"], {"limits": {"colour": 3}}),
    ],
)
def test_a_letter_that_makes_no_sense_is_refused_and_not_kept(home, on_clopidogrel, rules, more):
    with pytest.raises(InputError):
        letter(home, on_clopidogrel, rules, **more)
    assert "sign_offs" not in draft(home, on_clopidogrel)
