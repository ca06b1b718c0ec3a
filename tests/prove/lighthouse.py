"""In: the pages, served from an empty home. Out: Lighthouse's scores, median of five runs a page; a sentence where it is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.served import served
from roost.app.home import open_home
from roost.web.server import make_app

__all__ = ["main"]

PAGES = ("/", "/about", "/help", "/learn", "/learn/what_the_studies_say", "/evidence")
KINDS = ("performance", "accessibility", "best-practices")
FLAGS = "--chrome-flags=--headless --no-sandbox"
WANTED = {"performance": 90, "accessibility": 100, "best-practices": 90}


def _scores(lighthouse: str, address: str) -> dict[str, float]:
    words = [
        lighthouse,
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(KINDS)}",
        "--chrome-flags=--headless --no-sandbox",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    categories = json.loads(done.stdout)["categories"]
    return {kind: 100 * categories[kind]["score"] for kind in KINDS}


def main() -> int:
    lighthouse = shutil.which("lighthouse")
    if lighthouse is None:
        print("not measured: Lighthouse is not installed (npm install -g lighthouse)")
        return 0
    below = False
    figures = []
    with tempfile.TemporaryDirectory() as folder, served(make_app(open_home(str(Path(folder))))) as port:
        for page in PAGES:
            runs = [_scores(lighthouse, f"http://127.0.0.1:{port}{page}") for _ in range(5)]
            middle = {kind: median(run[kind] for run in runs) for kind in KINDS}
            below |= any(middle[kind] < WANTED[kind] for kind in KINDS)
            figures.append(f"{page} " + " ".join(f"{kind} {score:.0f}" for kind, score in middle.items()))
    print("; ".join(figures))
    return below


if __name__ == "__main__":
    sys.exit(main())
