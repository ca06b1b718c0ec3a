"""In: seed files, as bytes by name. Out: Seed: an article that people read, statement by statement, and where each is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, parse_yaml
from roost.base.sources import Source

__all__ = ["Seed", "Statement", "read_seeds"]

Fairness = Literal["fair", "fair_with_more_to_say", "too_strong", "not_shown", "left_out", "no_claim"]


class Statement(Strict, frozen=True, kw_only=True):
    """One statement, in our words, and the claims that answer it, each as `lesson.claim`."""

    id: str
    says: str
    fairness: Fairness
    why: str = ""
    answered: Annotated[tuple[str, ...], Meta(min_length=1)]


class Checked(Strict, frozen=True, kw_only=True):
    """A statement, and how fair it must come out."""

    statement: str
    expect: Fairness


class _SeedFile(Strict, frozen=True, kw_only=True):
    title: str
    statements: Annotated[tuple[Statement, ...], Meta(min_length=1)]
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Annotated[tuple[Checked, ...], Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class Seed:
    """One article. The file's name is its identity."""

    name: str
    file: _SeedFile


def read_seeds(files: Mapping[str, bytes]) -> dict[str, Seed]:
    """Reads the articles.

    Raises:
        DataFileError: a file that is wrong.
    """
    return {name: Seed(name, parse_yaml(data, _SeedFile, file=f"{name}.yaml")) for name, data in sorted(files.items())}
