"""In: nothing. Out: folders with a database that are made once and then copied: an empty one, and that of Ann, who was screened."""

import pytest

from roost.app.home import Home
from roost.app.people import add_person
from roost.app.screen_person import screen_person
from roost.store.open import open_store
from tests.answers import Clock, answer_all
from tests.entries import uuid7


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
