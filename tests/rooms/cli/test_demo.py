"""In: `roost demo`. Out: an example is served and thrown away; a story is printed; within 5 s of this processor the first page is there."""

import json
import os
import resource
import subprocess
import sys

import pytest

from roost.app import make_example
from roost.web import server


def test_the_help_has_an_example(command):
    assert "Example: roost demo --scenario harms" in " ".join(command("demo", "--help")[1].split())


def test_a_story_is_printed_with_its_seed(command):
    code, out, _ = command("demo", "--scenario", "too-early", "--json")
    told = json.loads(out)
    assert (code, told["seed"]) == (0, "roost-example-1")
    assert told["acts"][0]["do"] == "add"
    code, out, err = command("demo", "--scenario", "cures")
    assert (code, out) == (3, "")
    assert "too-early" in err


def test_it_is_served_and_then_thrown_away(command, monkeypatch):
    seen = []

    def serve(home, *, port, open_browser):
        seen.append((home.example, port, open_browser, home.store.where))
        home.store.close()

    monkeypatch.setattr(server, "serve_home", serve)
    monkeypatch.setattr(make_example, "tell_story", lambda *_: [])
    assert command("demo", "--port", "8799", "--no-open")[0] == 0
    [(example, port, open_browser, where)] = seen
    assert (example, port, open_browser) == ("Less pain after sessions", 8799, False)
    assert not os.path.exists(where)


SHOW = """
import sys, tempfile
from pathlib import Path
import roost.cli.main
from roost.app.make_example import make_example
from roost.web.server import make_app, serve_home
import asyncio
async def first(app):
    said = []
    scope = {"type": "http", "method": "GET", "path": "/people", "raw_path": b"/people", "query_string": b"", "root_path": "",
             "scheme": "http", "http_version": "1.1", "headers": [(b"host", b"127.0.0.1")], "server": ("127.0.0.1", 80)}
    async def send(message): said.append(message)
    async def receive(): return {"type": "http.request", "body": b"", "more_body": False}
    await app(scope, receive, send)
    return said[0]["status"]
with tempfile.TemporaryDirectory() as folder:
    home = make_example("helps", Path(folder))
    assert asyncio.run(first(make_app(home))) == 200
    home.store.close()
"""


@pytest.mark.slow
def test_the_first_page_of_an_example_takes_less_than_five_seconds_of_work():
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", SHOW], check=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 5
