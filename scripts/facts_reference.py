"""In: the ids of the research notes, and the data files. Out: the generated page that says which file carries which, or why none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from roost.base.datafile import Strict, parse_yaml

__all__ = ["LIST", "Combination", "Group", "carriers", "facts_page", "notes", "pages"]

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "house" / "facts_ids.yaml"
PAGE = ROOT / "docs" / "reference" / "facts.md"
HEAD = """# Facts of the research notes

Made by `make docs` from `tests/house/facts_ids.yaml` and the `facts` of the data files; a change here is lost.
Each id names a finding of the notes. A data file that rests on one names it; where none does, the reason stands here.
**No clinician has signed them.**
"""


class Group(Strict, frozen=True, kw_only=True):
    """Ids of one kind, the folders whose files should carry them, and those left out with the reason."""

    id: str
    what: str
    carried_by: tuple[str, ...]
    ids: tuple[str, ...]
    left_out: dict[str, str] = {}  # noqa: RUF012  msgspec copies it


class Combination(Strict, frozen=True, kw_only=True):
    """One rule on how answers go together, and the files or dotted paths that hold it."""

    says: str
    held_by: tuple[str, ...]


class Notes(Strict, frozen=True, kw_only=True):
    """The whole list."""

    groups: tuple[Group, ...]
    combinations: tuple[Combination, ...]


@cache
def notes() -> Notes:
    """The list, checked."""
    return parse_yaml(LIST.read_bytes(), Notes, file=LIST.name)


@cache
def _named(folder: str) -> dict[Path, frozenset[str]]:
    """What each data file of a folder names, by its path from the root: its `facts`, and its own id."""
    found: dict[Path, frozenset[str]] = {}
    for path in sorted((ROOT / folder).rglob("*.yaml")):
        whole = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        if isinstance(whole, Mapping):
            found[path.relative_to(ROOT)] = frozenset({*whole.get("facts", ()), whole.get("id", "")})
    return found


def carriers(group: Group) -> dict[str, list[Path]]:
    """The data files that name each id of a group, from the root; an id that none names has an empty list."""
    found: dict[str, list[Path]] = {name: [] for name in group.ids}
    for folder in group.carried_by:
        for path, named in _named(folder).items():
            for name in named & set(found):
                found[name].append(path)
    return found


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ").strip() for cell in cells) + " |\n"


def _group_text(group: Group) -> str:
    carried = carriers(group)
    count = f"{sum(map(bool, carried.values()))} of {len(group.ids)} are carried"
    text = (
        f"\n## {group.what}\n\n{count}; {len(group.left_out)} are left out.\n\n"
        + _row(["id", "carried by", "left out because"])
        + _row(["---"] * 3)
    )
    for name, paths in carried.items():
        links = ", ".join(f"[{path.stem}](../../{path.as_posix()})" for path in paths)
        text += _row([name, links, group.left_out.get(name, "")])
    return text


@cache
def facts_page() -> str:
    """The count of each kind, a table of each, and where the rules on combinations are held."""
    text = HEAD + "".join(map(_group_text, notes().groups))
    text += "\n## How answers go together\n\n" + _row(["what holds", "held by"]) + _row(["---"] * 2)
    return text + "".join(_row([one.says, ", ".join(f"`{place}`" for place in one.held_by)]) for one in notes().combinations)


def pages() -> dict[Path, str]:
    """The generated page."""
    return {PAGE: facts_page()}
