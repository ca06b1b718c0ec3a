"""In: the ways that hazard files name to break their controls. Out: which of them the named tests notice, each in a copy of the house."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts.hazards import Break, hazards
from tests.house.copies import copy_of_the_house, run_in

__all__ = ["notices", "try_all"]

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


def _run(house: Path, test: str) -> int:
    return run_in(house, "-m", "pytest", "-q", "-x", "-p", "no:cov", "-p", "no:randomly", test).returncode


def try_all() -> Iterator[tuple[str, str]]:
    """Each break by hazard and place, with what went wrong or ""."""
    with tempfile.TemporaryDirectory() as folder:
        house = copy_of_the_house(Path(folder))
        for name, hazard in hazards().items():
            for i, broken in enumerate(hazard.examples):
                whole = [test for test in broken.tests if _run(house, test) != 0]
                wrong = f"fails unbroken: {', '.join(whole)}" if whole else notices(house, broken)
                yield f"{hazard.id} {name} {i + 1}", wrong


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
