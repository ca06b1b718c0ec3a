"""In: a test under way, over, or ended early. Out: no figure before the end; after it a fixed sentence, people, harm, days, doubts."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from roost.answer.verdict import Verdict
from roost.app import my_answer as app_my_answer
from roost.app.end_trial import change_trial, end_trial
from roost.app.plan_trial import TrialChoice
from roost.app.start_trial import start_trial
from roost.app.tell_event import report_event
from roost.web.pages import answer as pages
from roost.web.server import make_app
from tests.rooms.web.conftest import browser
from tests.trials import walk_for_four_weeks

WALK = TrialChoice(protocol="therapy_alone", therapies=("walking",), pairs=2)


@pytest.fixture
def anns(home, screened):
    return browser(make_app(home), screened)


def test_without_a_test_one_is_offered(anns):
    page = anns.get("/answer").text
    assert "Nobody knows yet." in page
    assert 'href="/plan/test"' in page
    assert 'href="/so-far"' in page


def test_while_it_runs_there_is_no_figure_and_no_picture_of_days(anns, home, screened, clock):
    start_trial(home, screened, WALK)
    clock.evening(20)
    page = anns.get("/answer").text
    assert "Too early to tell." in page
    assert "Your answer, day 20 of 28" in page
    assert "30 March 2026" in page or "29 March 2026" in page
    for word in ("strip-wide", "lower out of 10", "people-wide", "sure-wide"):
        assert word not in page


def test_after_the_end_harm_stands_beside_benefit_and_each_picture_has_its_table(anns, home, screened, clock):
    start = clock.at
    walk_for_four_weeks(home, screened, clock)
    at = clock.at
    clock.at = start + timedelta(days=3)
    change_trial(home, screened, 2.0)
    report_event(home, screened, "mild_headache")
    clock.at = at
    page = anns.get("/answer").text
    assert re.search(r"<h1>Walking (very likely|probably) helps you\.</h1>", page)
    assert "The true figure is likely between" in page
    assert page.index("Of 100 people with a diary like yours") < page.index("What it cost you") < page.index("Every day of your test")
    assert {"1 of 14", "0 of 14"} <= set(re.findall(r"\d of 14", page))
    assert sum(map(int, re.findall(r"<td>(\d+)</td>", page.split('id="people-caption"')[1].split("</table>")[0]))) == 100
    for name in ("people", "strip", "sure"):
        assert f'id="{name}-wide-title"' in page
        assert f'id="{name}-caption"' in page
    assert page.count('class="point-on"') == 2 * 12
    assert page.count('class="point-off"') == 2 * 12
    assert page.count('class="missing"') == 2 * 4
    assert "Before you began you said: 1 point less is enough to matter." in page
    assert "after the draw: 2 points less" in page
    assert "Hope and worry can both move pain" in page
    assert "You expected no change." in page
    assert page.count('class="button second"') == 3


def test_a_test_that_ended_too_soon_says_so_and_shows_its_days(anns, home, screened, clock):
    start_trial(home, screened, WALK)
    clock.evening(6)
    end_trial(home, screened, "enough")
    page = anns.get("/answer").text
    assert "Too early to tell." in page
    assert "strip-wide" in page
    assert "Plan a new test" in page


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.too_early])
def test_each_verdict_has_the_same_panels_in_the_same_order(anns, home, screened, clock, monkeypatch, verdict):
    walk_for_four_weeks(home, screened, clock)
    mine = app_my_answer.my_answer(home, screened)
    changed = replace(mine, finding=replace(mine.finding, verdict=verdict))
    monkeypatch.setattr(pages, "my_answer", lambda home, person: changed)
    page = anns.get("/answer").text
    assert re.findall(r"<h2>(.*?)</h2>", page) == [
        "Of 100 people with a diary like yours",
        "What it cost you",
        "Every day of your test",
        "How sure are we?",
        "What would change this answer",
        "What it can't tell you",
        "What now?",
    ]
    assert ("bodies differ" in page) is ("helps" not in verdict.value)


def test_ended_early_with_too_few_pairs_for_a_figure(anns, home, screened, clock, monkeypatch):
    walk_for_four_weeks(home, screened, clock)
    mine = app_my_answer.my_answer(home, screened)
    monkeypatch.setattr(pages, "my_answer", lambda home, person: replace(mine, finding=replace(mine.finding, verdict=Verdict.too_early)))
    assert "Your test ended before two pairs of weeks were whole." in anns.get("/answer").text
