"""In: an empty folder. Out: two things to time, over the same kind of server: Roost's home page with a year of diary, and a bare page."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from benchmarks.served import served
from roost.app.home import Home, open_home
from roost.app.keep_diary import save_pain
from roost.app.made_up_person import answer_all
from roost.app.people import add_person
from roost.app.screen_person import screen_person
from roost.web.api import COOKIE
from roost.web.server import make_app

__all__ = ["first_bytes", "year_of_diary"]


def year_of_diary(home: Home) -> str:
    """Adds a person who was screened, with an entry on each day of the last year, and says who."""
    now = home.now()
    person = add_person(home, "Example person").id
    answer_all(home, person)
    screen_person(home, person)
    for back in range(365, 0, -1):
        then = replace(home, now=lambda at=now - timedelta(days=back): at)  # type: ignore[misc]
        save_pain(then, person, average=(back * 7) % 11)
    return person


async def _hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


def _first_byte(port: int, path: str, headers: dict[str, str]) -> Callable[[], float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get() -> float:
        begun = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read(1)
        taken = (time.perf_counter() - begun) * 1000
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return taken

    return get


@contextmanager
def first_bytes(folder: Path) -> Iterator[dict[str, Callable[[], float]]]:
    """The two sides, over servers that run while the block does."""
    home = open_home(str(folder))
    person = year_of_diary(home)
    bare = Starlette(routes=[Route("/", _hello)])
    with served(make_app(home)) as ours, served(bare) as theirs:
        cookie = {"Cookie": f"{COOKIE}={person}"}
        yield {"bare": _first_byte(theirs, "/", {}), "home": _first_byte(ours, "/today", cookie)}
