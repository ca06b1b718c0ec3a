"""In: the bytes of `body/constants/*.yaml`. Out: Constants: each value with its unit, its range and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source

__all__ = ["Constant", "Constants", "read_constants"]


class ConstantEntry(Strict, frozen=True, kw_only=True):
    """One value as in the file."""

    value: int | Decimal
    unit: str
    low: int | Decimal
    high: int | Decimal
    source: str
    says: str


class ConstantFile(Strict, frozen=True, kw_only=True):
    """One file: values of one subject."""

    title: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    values: dict[str, ConstantEntry]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value in `unit`, the range in which it lies for people like those measured, where it is from, and what it is."""

    value: float
    unit: str
    low: float
    high: float
    source: str
    says: str


@dataclass(frozen=True, slots=True)
class Constants:
    """All constants by file and key."""

    files: Mapping[str, Mapping[str, Constant]]

    def __call__(self, file: str, key: str) -> float:
        """One value."""
        return self.files[file][key].value

    def group(self, file: str) -> dict[str, float]:
        """The values of one file by key."""
        return {key: constant.value for key, constant in self.files[file].items()}

    def changed(self, file: str, **values: float) -> Constants:
        """The same with other values in one file: for a fit, a drawn person or a test."""
        group = dict(self.files[file])
        for key, value in values.items():  # as `replace` does, in a fifth of its time: a cohort draws 66 values a person
            was = group[key]
            group[key] = Constant(value, was.unit, was.low, was.high, was.source, was.says)
        return Constants({**self.files, file: group})


def read_constants(files: Mapping[str, bytes]) -> Constants:
    """Reads the files of constants.

    Args:
        files: bytes by name without the ending.

    Raises:
        DataFileError: a file is wrong, a range does not contain its value, or a source is not listed.
    """
    return Constants({name: _values(parse_yaml(data, ConstantFile, file=f"{name}.yaml"), f"{name}.yaml") for name, data in files.items()})


def _values(read: ConstantFile, file: str) -> dict[str, Constant]:
    known = {source.id for source in read.sources}
    for key, entry in read.values.items():
        if not entry.low <= entry.value <= entry.high:
            raise DataFileError(f"{entry.value} is outside {entry.low} to {entry.high}", file=file, key=f"values.{key}")
        if entry.source not in known:
            raise DataFileError(f"{entry.source} is not among the sources of this file", file=file, key=f"values.{key}.source")
    return {
        key: Constant(float(entry.value), entry.unit, float(entry.low), float(entry.high), entry.source, entry.says)
        for key, entry in read.values.items()
    }
