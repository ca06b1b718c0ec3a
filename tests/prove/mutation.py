"""In: the rooms that decide what a person may do. Out: the share of small changes in their code that their tests notice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.house.copies import copy_of_the_house

__all__ = ["main"]

ROOMS = ("screen", "plan", "coach")
WANTED = 80.0  # per cent; what is left is printed, to be read by a person
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {only}
also_copy = ["tests", "scripts", "docs", "pyproject.toml"]
pytest_add_cli_args_test_selection = {tests}
"""


def _mutmut(house: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV"))}
    program = str(Path(sys.executable).with_name("mutmut"))
    return subprocess.run([program, *words], cwd=house, env=environment, capture_output=True, text=True, check=True).stdout


def score(rooms: tuple[str, ...]) -> tuple[int, int, list[str]]:
    """How many mutants were noticed, of how many, and the names of those that were not."""
    with tempfile.TemporaryDirectory() as folder:
        house = copy_of_the_house(Path(folder))
        tests = [f"tests/rooms/{room}" for room in rooms if (house / "tests" / "rooms" / room).is_dir()]
        settings = SETTINGS.format(only=[f"src/roost/{room}/*" for room in rooms], tests=tests)
        with (house / "pyproject.toml").open("a") as project:
            project.write(settings.replace("'", '"'))
        _mutmut(house, "run", "--max-children", str(os.cpu_count() or 1))
        _mutmut(house, "export-cicd-stats")
        found = json.loads((house / "mutants" / "mutmut-cicd-stats.json").read_text())
        left = [line.strip() for line in _mutmut(house, "results").splitlines() if line.strip()]
    return found["killed"] + found.get("timeout", 0), found["total"], left


def main() -> int:
    if shutil.which("mutmut", path=str(Path(sys.executable).parent)) is None:
        print("not measured: mutmut is not installed (make test installs it)")
        return 1
    rooms = tuple(sys.argv[1:]) or ROOMS
    noticed, whole, left = score(rooms)
    print(*left, sep="\n")
    share = 100 * noticed / max(whole, 1)
    print(f"{noticed} of {whole} mutants noticed, {share:.1f} %")
    return share < WANTED


if __name__ == "__main__":
    sys.exit(main())
