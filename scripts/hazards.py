"""In: docs/safety/hazards/*.yaml. Out: Hazard by file name: what could harm somebody, what stands against it, how that is seen to work."""

from __future__ import annotations

import importlib
from functools import reduce
from pathlib import Path
from typing import Literal

from roost.base.datafile import Strict, parse_yaml
from roost.base.sources import Source

__all__ = ["FOLDER", "ROOT", "Break", "Hazard", "find_control", "hazards", "severities"]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "safety" / "hazards"
NONE = "none in software"
severities = {"S1": "negligible", "S2": "minor", "S3": "serious", "S4": "lasting harm", "S5": "death, paralysis or blindness"}


class Break(Strict, frozen=True, kw_only=True):
    """One way to switch a control off: in `file`, `find` (which stands there exactly once) becomes `replace`; then `tests` fail."""

    file: str
    find: str
    replace: str
    tests: tuple[str, ...]


class Hazard(Strict, frozen=True, kw_only=True):
    """One hazard. `controls` are dotted paths, or files of the package; `examples` break them and name the tests that then fail."""

    title: str
    id: str
    sequence: str
    harm: str
    severity: Literal["S1", "S2", "S3", "S4", "S5"]
    controls: tuple[str, ...]
    tests: tuple[str, ...]
    residual: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[Break, ...] = ()


def hazards() -> dict[str, Hazard]:
    """All hazards by the name of their file."""
    return {path.stem: parse_yaml(path.read_bytes(), Hazard, file=path.name) for path in sorted(FOLDER.glob("*.yaml"))}


def find_control(control: str) -> object:
    """The thing that a control names: a module, a function, a class, or a file of the package.

    Raises:
        LookupError: there is no such thing.
    """
    if control == NONE:
        return NONE
    if (ROOT / "src" / "roost" / control).is_file():
        return control
    parts = control.split(".")
    for length in range(len(parts), 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        try:
            return reduce(getattr, parts[length:], module)
        except AttributeError:
            break
    raise LookupError(control)
