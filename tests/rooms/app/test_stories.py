"""In: the example stories, told once each. Out: fourteen weeks with all that they promise, the same each time, apart from real data."""

import os
from datetime import datetime, timedelta
from functools import cache

import pytest

from roost.answer.trial import Refused
from roost.app import make_example as made
from roost.app.answer_trial import answer_trial
from roost.app.export_person import chosen, diary_csv
from roost.app.home import Home
from roost.app.keep_diary import diary_of
from roost.app.people import people
from roost.app.plan_person import plan_for
from roost.app.screen_person import latest_screening
from roost.app.stories import SEED, STORIES, acts_of
from roost.app.tell_story import ACTS, Life, tell_story
from roost.app.trial_now import trial_of
from roost.base.errors import InputError
from roost.store.memory import MemoryStore
from tests.entries import uuid7

LAST = datetime.fromisoformat("2026-06-10T10:00:00+02:00")


@cache
def told(name):
    """A story in memory: its home, its person, and what each act came to."""
    store = MemoryStore()
    came_to = tell_story(store, f"{SEED}/{name}", acts_of(name, LAST))
    home = Home(store, lambda: LAST, uuid7, example=name)
    return home, people(home)[0].id, came_to


def arms_in(came_to):
    return [one for one in came_to if isinstance(one, list) and "usual" in one]


def sessions(name):
    home, person, _ = told(name)
    return [session for day in diary_of(home, person).days for session in day.sessions]


def test_it_lasts_fourteen_weeks_with_a_ladder_a_held_dose_and_a_second_screening():
    home, person, came_to = told("helps")
    days = diary_of(home, person).days
    assert len(days) >= 14 * 7
    assert [one["verdict"] for one in came_to if isinstance(one, dict) and "verdict" in one] == ["ok", "ok"]
    assert latest_screening(home, person).ended_by is None
    doses = [(s.dose.head_down_deg, s.dose.bout_s) for s in sessions("helps")]
    assert len(set(doses[:16])) >= 3
    assert set(doses[16:]) == {(20, 120), (20, 60)}  # half the time after each usual week
    assert len(doses) > 35
    assert plan_for(home, person).next is not None
    [arms] = arms_in(came_to)
    assert sorted(arms) == ["inversion"] * 4 + ["usual"] * 4
    assert trial_of(home, person).kept.trial.last == LAST.date() - timedelta(days=1)


def test_each_kind_of_thing_is_in_it():
    home, _, _ = told("helps")
    kinds = {entry.type for entry in home.store.read()}
    assert {"person", "page", "screening", "table", "stop_set", "care_chosen", "care_done", "before_session", "session", "after"} <= kinds
    assert {"next_morning", "pain", "event", "skip", "away", "instrument", "session_events", "plan", "stay", "trial"} <= kinds


@pytest.mark.parametrize(
    ("name", "says"),
    [("helps", "very_likely_helps"), ("no-effect", "little_or_no_difference"), ("harms", "probably_worse"), ("too-early", "too_few_days")],
)
def test_the_answer_to_the_exported_diary_is_what_the_story_promises(name, says):
    home, person, _ = told(name)
    found = answer_trial(diary_csv(home, chosen(home, person)).encode())
    assert (found.reason if isinstance(found, Refused) else found.verdict.value) == says


def test_harm_ends_in_a_hold():
    home, person, _ = told("harms")
    assert plan_for(home, person).held.why == "event"


def test_the_order_of_the_weeks_is_the_same_whenever_the_story_is_told():
    later = tell_story(MemoryStore(), f"{SEED}/too-early", acts_of("too-early", LAST + timedelta(days=100)))
    assert arms_in(later) == arms_in(told("too-early")[2]) != []


def test_the_same_seed_tells_the_same_and_another_one_does_not():
    def rows(seed):
        life = Life(MemoryStore(), "ids")
        for act in acts_of("too-early", LAST, seed=seed):
            life.act(act)
        return life.store.read()

    once = rows("a")
    assert once == rows("a")
    assert once != rows("b")
    assert {entry.id[14] for entry in once if entry.type == "pain"} == {"7"}
    assert {entry.id[19] for entry in once} <= set("89ab")
    assert len({entry.id for entry in once}) == len(once)


def test_nothing_is_in_it_that_is_still_to_come():
    home, _, _ = told("no-effect")
    assert max(entry.recorded_at for entry in home.store.read()) < LAST


@pytest.mark.parametrize("hour", [0, 7, 19, 20, 23])
def test_at_any_hour_it_can_be_told_up_to_now(hour):
    acts = acts_of("too-early", LAST.replace(hour=hour))
    tell_story(MemoryStore(), "s", acts)


def test_it_is_made_in_its_own_folder_and_touches_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    home = made.make_example("too-early", tmp_path / "example", now=lambda: LAST)
    assert home.example == STORIES["too-early"].title
    assert len(home.store.read()) > 50
    home.store.close()
    assert os.listdir(tmp_path) == ["example"]


def test_a_story_or_an_act_that_is_none_is_told():
    with pytest.raises(InputError, match="helps, no-effect, harms, too-early"):
        acts_of("cures", LAST)
    with pytest.raises(InputError, match="is no act"):
        Life(MemoryStore(), "s").act({"at": LAST.isoformat(), "do": "fly"})


def test_each_act_of_the_stories_is_one_of_the_acts():
    assert {act["do"] for name in STORIES for act in acts_of(name, LAST)} <= ACTS.keys()
