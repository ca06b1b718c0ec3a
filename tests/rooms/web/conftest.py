"""In: nothing. Out: a home with a clock that a test sets, and browsers that ask its pages: of nobody, and of Ann."""

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from roost.web.server import make_app
from roost.web.visit import COOKIE
from tests.rooms.app.conftest import ann, clock, home, screened

with warnings.catch_warnings():  # Starlette wants a package for its test client (httpx2) that we do not need: httpx does as well
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["ann", "anns", "app", "browser", "clock", "home", "in_a_loop", "nobody", "screened"]


def browser(app, person=None):
    """A browser without scripts, that follows no redirect by itself."""
    cookies = {} if person is None else {COOKIE: person}
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False, cookies=cookies)


def in_a_loop(coroutine):
    """Runs it in a thread of its own: in this one a browser of another test may have left its loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.fixture
def app(home):
    return make_app(home)


@pytest.fixture
def nobody(app):
    return browser(app)


@pytest.fixture
def anns(app, ann):
    """Ann's browser."""
    return browser(app, ann)
