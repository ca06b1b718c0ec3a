"""In: this checkout. Out: a copy of its source and tests in a temporary folder, to be changed and tried without touching anything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.sizes import ROOT, our_files

__all__ = ["copy_of_the_house", "run_in"]


def copy_of_the_house(to: Path) -> Path:
    """Copies all files of the repository to a folder."""
    for path in our_files():
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, to / path)
    return to


def run_in(house: Path, *words: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Runs Python with the copy's own `roost`; the packages are those of this run."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(house / "src"), str(house)]), "PYTHONDONTWRITEBYTECODE": "1"}
    for name in [name for name in environment if name.startswith(("COV_", "COVERAGE_", "PYTEST_"))]:
        del environment[name]
    return subprocess.run([sys.executable, *words], cwd=house, env=environment, capture_output=True, text=True, timeout=timeout)
