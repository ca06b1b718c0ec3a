"""In: the files of one folder, and what each describes. Out: each by its name, read; what no file may be without is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError

__all__ = ["read_folder"]

T = TypeVar("T", bound=Strict)


def read_folder(files: Mapping[str, bytes], kind: type[T], *, needs: tuple[str, ...] = ()) -> dict[str, T]:
    """Reads all files of a folder, in the order of their names.

    Args:
        files: the bytes of each file by its name without `.yaml`.
        kind: what each describes.
        needs: the keys, besides `facts`, `sources` and `examples`, that may not be empty.

    Raises:
        DataFileError: a file that is wrong; names file and key.
    """
    found = {name: parse_yaml(data, kind, file=f"{name}.yaml") for name, data in sorted(files.items())}
    for name, one in found.items():
        for key in ("facts", "sources", "examples", *needs):
            if not getattr(one, key):
                raise DataFileError("needs at least one", file=f"{name}.yaml", key=key)
    return found
