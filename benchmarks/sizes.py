"""In: nothing. Out: the size of the wheel, and of each page with all that it asks for, compressed as a browser may get it.

A page is read as somebody under way sees it. The aim is under 100 kB in all for each.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from benchmarks.home_page import year_of_diary
from benchmarks.served import served
from roost.app.home import open_home
from roost.web.server import make_app
from roost.web.visit import COOKIE

__all__ = ["main", "page_sizes", "wheel_size"]

PAGES = [
    "/",
    "/today",
    "/plan",
    "/plan/test",
    "/diary",
    "/so-far",
    "/answer",
    "/learn",
    "/evidence",
    "/body",
    "/table",
    "/questions/own_words",
]
ASKED_FOR = re.compile(r'(?:src|href)="(/[^"#?]+\.(?:css|js|svg|png|woff2)[^"]*)"')


def wheel_size() -> int:
    """Bytes of the wheel, built here and now."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        return next(Path(folder).glob("*.whl")).stat().st_size


def page_sizes() -> dict[str, int]:
    """Compressed bytes of each page and the files that it names."""
    with tempfile.TemporaryDirectory() as folder:
        home = open_home(folder)
        person = year_of_diary(home)
        with served(make_app(home)) as port:
            return {path: _page_size(port, person, path) for path in PAGES}


def _page_size(port: int, person: str, path: str) -> int:
    def read(path: str) -> bytes:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"{COOKIE}={person}"})
        with urllib.request.urlopen(asked) as answer:
            data: bytes = answer.read()
        return data

    page = read(path)
    files = sorted(set(ASKED_FOR.findall(page.decode())))
    return sum(len(gzip.compress(data)) for data in (page, *map(read, files)))


def main() -> None:
    """Prints the table, the largest first."""
    print("| what | compressed |\n|---|---|")
    print(f"| the wheel | {wheel_size() / 1000:.0f} kB |", flush=True)
    for path, size in sorted(page_sizes().items(), key=lambda item: -item[1]):
        print(f"| `{path}` with all that it asks for | {size / 1000:.1f} kB |")


if __name__ == "__main__":
    main()
