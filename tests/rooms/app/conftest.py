"""In: nothing. Out: a home with a clock that a test sets; empty, or with Ann, who answered all pages with no and was screened."""

import shutil

import pytest

from roost.app.home import Home
from roost.app.people import add_person, people
from roost.store.open import open_store
from tests.answers import BEGIN, Clock, answer_all, harmless
from tests.entries import uuid7

__all__ = ["BEGIN", "Clock", "answer_all", "harmless"]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def home(tmp_path, clock, request):
    ready = request.getfixturevalue("answered" if "screened" in request.fixturenames else "empty")
    shutil.copytree(ready, tmp_path / "data")
    store = open_store(str(tmp_path / "data"), wait_s=0.2)
    yield Home(store, clock, uuid7)
    store.close()


@pytest.fixture
def ann(home):
    return add_person(home, "Ann").id


@pytest.fixture
def screened(home):
    """Ann, who answered all pages with no, and was screened."""
    return people(home)[0].id
