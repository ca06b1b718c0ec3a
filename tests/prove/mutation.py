"""In: the rooms that decide what a person may do. Out: the share of small changes in their code that their tests notice.

All changes together would take hours, so a sample is tried: always the same for the same code (`--all` tries every one).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.house.copies import copy_of_the_house

__all__ = ["main"]

ROOMS = ("screen", "plan", "coach")
SAMPLE = 600
NOT_NOTICED = (None, 0, 33)  # not tried, all tests passed, no test reaches it
WANTED = 80.0  # per cent; what is left is printed, to be read by a person
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {only}
also_copy = ["tests", "scripts", "docs", "pyproject.toml"]
pytest_add_cli_args_test_selection = {tests}
"""


def _mutmut(house: Path, *words: str, check: bool = True) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    program = str(Path(sys.executable).with_name("mutmut"))
    done = subprocess.run([program, *words], cwd=house, env=environment, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise SystemExit(f"mutmut {words[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def _results(house: Path) -> dict[str, int | None]:
    """What became of each mutant: the exit code of its tests, None where it was not tried."""
    metas = sorted((house / "mutants").rglob("*.meta"))
    return {name: code for meta in metas for name, code in json.loads(meta.read_text())["exit_code_by_key"].items()}


def _drawn(names: Iterable[str], size: int) -> list[str]:
    """A sample that depends on the names alone."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:size]


def score(rooms: tuple[str, ...], size: int) -> tuple[int, int, int, list[str]]:
    """How many mutants were noticed, of how many tried, of how many there are; and the names of those that were not noticed."""
    with tempfile.TemporaryDirectory() as folder:
        house = copy_of_the_house(Path(folder))
        tests = [f"tests/rooms/{room}" for room in rooms if (house / "tests" / "rooms" / room).is_dir()]
        settings = SETTINGS.format(only=[f"src/roost/{room}/*" for room in rooms], tests=tests)
        with (house / "pyproject.toml").open("a") as project:
            project.write(settings.replace("'", '"'))
        children = ("--max-children", str(os.cpu_count() or 1))
        _mutmut(house, "run", *children, "none of them", check=False)  # makes the mutants, then finds no such name
        names = list(_results(house))
        if not names:
            raise SystemExit("mutmut made no mutants")
        tried = _drawn(names, size)
        _mutmut(house, "run", *children, *tried)
        codes = _results(house)
        left = [name for name in tried if codes[name] in NOT_NOTICED]
    return len(tried) - len(left), len(tried), len(names), left


def main() -> int:
    if shutil.which("mutmut", path=str(Path(sys.executable).parent)) is None:
        print("not measured: mutmut is not installed (make test installs it)")
        return 1
    rooms = tuple(word for word in sys.argv[1:] if word != "--all") or ROOMS
    noticed, tried, whole, left = score(rooms, sys.maxsize if "--all" in sys.argv else SAMPLE)
    print(*left, sep="\n")
    share = 100 * noticed / max(tried, 1)
    print(f"{noticed} of {tried} mutants noticed, {share:.1f} % (drawn from {whole})")
    return share < WANTED


if __name__ == "__main__":
    sys.exit(main())
