"""In: a person whose pages are saved. Out: their Screening on record, and whether it still stands."""

from datetime import timedelta

import pytest

from roost.app import books
from roost.app.questionnaire import save_page
from roost.app.screen_person import latest_screening, screen_person
from roost.screen.screening import Verdict
from tests.answers import BODY, answer_all


def test_somebody_who_was_not_screened_has_no_result(home, ann):
    assert latest_screening(home, ann) is None
    answer_all(home, ann)
    assert latest_screening(home, ann) is None


def test_a_result_is_kept_as_it_was_told(home, ann):
    answer_all(home, ann)
    told = screen_person(home, ann)
    standing = latest_screening(home, ann)
    assert standing.screening == told
    assert standing.ended_by is None
    assert told.verdict is Verdict.ok
    assert told.doctor_agreed == "yes"


def test_what_was_not_answered_is_no_no(home, ann):
    assert screen_person(home, ann).verdict >= Verdict.ask_first


def test_a_result_stands_to_its_last_day_and_not_a_day_longer(home, screened, clock):
    last = latest_screening(home, screened).screening.valid_until
    clock.at += last - clock.at.date()
    assert latest_screening(home, screened).ended_by is None
    clock.move(days=1)
    assert latest_screening(home, screened).ended_by == "ended"


def test_a_clock_that_was_set_back_makes_a_result_last_no_longer(home, screened, clock):
    clock.move(days=-1)
    assert latest_screening(home, screened).ended_by is None
    clock.move(days=-1)
    assert latest_screening(home, screened).ended_by == "ended"


def test_an_answer_that_was_changed_ends_it_at_once(home, screened):
    save_page(home, screened, "body_and_table", BODY | {"answers": {"doctor_agreed": "no"}})
    assert latest_screening(home, screened).ended_by == "answers_changed"
    screen_person(home, screened)
    assert latest_screening(home, screened).ended_by is None


def test_other_rules_end_it(home, screened, monkeypatch):
    class Newer:
        version = "newer"

    monkeypatch.setattr(books, "rules", Newer)
    assert latest_screening(home, screened).ended_by == "rules_changed"


def test_the_newest_result_counts(home, screened, clock):
    clock.move(days=2)
    save_page(home, screened, "legs_and_bladder", {"answers": dict.fromkeys(_asked(home, screened, "legs_and_bladder"), "yes")})
    told = screen_person(home, screened)
    assert told.verdict is Verdict.urgent
    assert latest_screening(home, screened).screening == told
    assert told.today - timedelta(days=2) == clock.at.date() - timedelta(days=2)


def _asked(home, person, wanted):
    from roost.app.questionnaire import pages

    return [ask.fact for page in pages(home, person) if page.id == wanted for ask, _ in page.asks]


def test_a_result_of_one_person_is_not_that_of_another(home, screened):
    assert latest_screening(home, "somebody else") is None


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_a_red_flag_that_is_ticked_or_open_lets_nobody_through(home, screened, answer):
    facts = _asked(home, screened, "legs_and_bladder")
    save_page(home, screened, "legs_and_bladder", {"answers": {**dict.fromkeys(facts, "no"), facts[0]: answer}})
    assert screen_person(home, screened).verdict >= Verdict.ask_first
