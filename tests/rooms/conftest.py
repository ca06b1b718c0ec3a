"""In: nothing. Out: folders with a database that are made once and then copied: an empty one, that of Ann, who was screened, and
hers after two weeks on one dose."""

import shutil

import pytest

from roost.app.home import Home
from roost.app.people import add_person, people
from roost.app.screen_person import screen_person
from roost.store.open import open_store
from tests.answers import Clock, answer_all
from tests.entries import uuid7
from tests.trials import hold_the_dose


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty") / "data"
    open_store(str(folder)).close()
    return folder


@pytest.fixture(scope="session")
def answered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answered") / "data"
    store = open_store(str(folder))
    home = Home(store, Clock(), uuid7)
    ann = add_person(home, "Ann").id
    answer_all(home, ann)
    screen_person(home, ann)
    store.close()
    return folder


@pytest.fixture(scope="session")
def two_weeks_on(answered, tmp_path_factory):
    """Ann's folder after two weeks on one dose, and the time it is then."""
    place = tmp_path_factory.mktemp("held") / "data"
    shutil.copytree(answered, place)
    clock = Clock()
    home = Home(open_store(str(place)), clock, uuid7)
    hold_the_dose(home, people(home)[0].id, clock)
    home.store.close()
    return place, clock.at
