"""In: every browser test. Out: Debian's Chromium, headless; Roost on a real port with Ann, who was screened; a clock that stands still."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from benchmarks.served import served
from roost.app.home import Home
from roost.app.people import people
from roost.store.open import open_store
from roost.web.server import make_app
from roost.web.visit import COOKIE
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.conftest import answered

__all__ = ["answered"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}


@pytest.fixture
def roost(tmp_path, answered):
    """Roost with Ann: its address, its home, and who she is."""
    shutil.copytree(answered, tmp_path / "data")
    store = open_store(str(tmp_path / "data"))
    home = Home(store, Clock(), uuid7)
    with served(make_app(home)) as port:
        yield SimpleNamespace(address=f"http://127.0.0.1:{port}", home=home, ann=people(home)[0].id)
    store.close()


@pytest.fixture
def open_page(roost, browser):
    """Opens a page of somebody on a device of its own; no name: nobody is chosen. It complains about each error of a script and about
    each request to another origin."""
    contexts, wrong = [], []

    def opened(person=None, **more):
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}} | more)
        contexts.append(context)
        if person is not None:
            context.add_cookies([{"name": COOKIE, "value": person, "url": roost.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(roost.address) else wrong.append(request.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def anns_page(roost, open_page):
    """A phone on which Ann is chosen."""
    return open_page(roost.ann)
