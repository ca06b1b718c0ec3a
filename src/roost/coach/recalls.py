"""In: the files of tables that were called back, and a model number as somebody typed it. Out: Recall, or None: not on our list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source

__all__ = ["Recall", "RecallExample", "find_recall", "read_recalls"]

SHORTEST = 6  # letters and figures of a model number; a shorter one would be found in others


class RecallExample(Strict, frozen=True, kw_only=True):
    """What somebody typed, and whether this recall is found by it."""

    name: str
    typed: str
    found: bool


class Recall(Strict, frozen=True, kw_only=True):
    """One recall. `models` as they stand on the label, also cut short; `remedy`: a repair that ends it, or ask what there is."""

    title: str
    models: tuple[str, ...]
    sold: str
    what: str
    remedy: Literal["repair", "ask"]
    tell: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[RecallExample, ...]


def _plain(model: str) -> str:
    """Letters and figures alone. The letter O counts as a nought: on a label they look alike."""
    return "".join(sign for sign in model.upper() if sign.isalnum()).replace("O", "0")


def read_recalls(files: Mapping[str, bytes]) -> dict[str, Recall]:
    """All recalls by the name of their file.

    Raises:
        DataFileError: a file that is wrong; names file, line and key.
    """
    found = {name: parse_yaml(data, Recall, file=f"{name}.yaml") for name, data in sorted(files.items())}
    for name, recall in found.items():
        for key in ("models", "facts", "sources", "examples"):
            if not getattr(recall, key):
                raise DataFileError("needs at least one", file=f"{name}.yaml", key=key)
        if any(len(_plain(model)) < SHORTEST for model in recall.models):
            raise DataFileError(f"a model needs at least {SHORTEST} letters and figures, or it is found in others", file=f"{name}.yaml")
    return found


def find_recall(recalls: Mapping[str, Recall], typed: str) -> Recall | None:
    """The recall of a table, by what was typed from its label: a model number that stands anywhere in it.

    None says only that it is not on this list, which is short.
    """
    plain = _plain(typed)
    return next((recall for recall in recalls.values() if any(_plain(model) in plain for model in recall.models)), None)
