"""In: the ways that hazard files name to break their controls. Out: which of them the named tests notice, each in a copy of the house."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from scripts.hazards import Break, hazards
from tests.house.copies import copy_of_the_house, run_in

__all__ = ["notices", "try_all"]

COPIES = 2  # of the house, so that two breaks are tried at a time
FAILED = 1  # pytest: tests ran and some failed; 2 and up would be a file that can't even be read


def notices(house: Path, broken: Break) -> str:
    """Breaks one control, runs its tests, and mends it. "" when each named test failed; else what went wrong."""
    path = house / broken.file
    whole = path.read_text()
    if whole.count(broken.find) != 1:
        return f"{broken.file}: the place to break is not there exactly once"
    path.write_text(whole.replace(broken.find, broken.replace))
    try:
        missed = [test for test in broken.tests if _run(house, test) != FAILED]
    finally:
        path.write_text(whole)
    return f"not noticed by {', '.join(missed)}" if missed else ""


def _run(house: Path, *tests: str, timeout: float = 300) -> int:
    return run_in(house, "-m", "pytest", "-q", "-x", "-p", "no:cov", "-p", "no:randomly", *tests, timeout=timeout).returncode


def _red_unbroken(house: Path, tests: Iterable[str]) -> set[str]:
    """The tests that fail though nothing is broken. All run at once; only where that fails one by one, to know which."""
    named = sorted(set(tests))
    return set() if _run(house, *named, timeout=1200) == 0 else {test for test in named if _run(house, test) != 0}


def try_all() -> Iterator[tuple[str, str]]:
    """Each break by hazard and place, with what went wrong or ""."""
    breaks = [(f"{hazard.id} {name} {i}", one) for name, hazard in hazards().items() for i, one in enumerate(hazard.examples, 1)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(COPIES) as pool:
        houses: SimpleQueue[Path] = SimpleQueue()
        for n in range(COPIES):
            houses.put(copy_of_the_house(Path(folder) / str(n)))
        first = houses.get()
        red = _red_unbroken(first, (test for _, one in breaks for test in one.tests))
        houses.put(first)

        def attempt(broken: Break) -> str:
            if fails := red.intersection(broken.tests):
                return f"fails unbroken: {', '.join(sorted(fails))}"
            house = houses.get()
            try:
                return notices(house, broken)
            finally:
                houses.put(house)

        yield from zip((name for name, _ in breaks), pool.map(attempt, (one for _, one in breaks)), strict=True)


def main() -> int:
    tried = 0
    failed = 0
    for name, wrong in try_all():
        tried += 1
        failed += bool(wrong)
        print(f"{'FAILED' if wrong else 'noticed'}  {name}  {wrong}", flush=True)
    print(f"{tried - failed} of {tried} broken controls noticed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
