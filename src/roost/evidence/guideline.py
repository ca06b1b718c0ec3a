"""In: guideline files, as bytes by name. Out: Guideline: who recommends what to whom, how strongly, and how far we read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Level, Source

__all__ = ["Advice", "Guideline", "Stance", "read_guidelines"]

Stance = Literal["for", "against", "not_named", "not_established"]


class Advice(Strict, frozen=True, kw_only=True):
    """What a guideline says about one thing: `number` is that of the recommendation, `strength` and `certainty` its own words."""

    about: str
    stance: Stance
    when: str = ""
    number: str = ""
    strength: str = ""
    certainty: str = ""
    says: str = ""
    level: Level


class Asked(Strict, frozen=True, kw_only=True):
    """A thing, and the stance that must come out."""

    about: str
    expect: Stance


class _GuidelineFile(Strict, frozen=True, kw_only=True):
    title: str
    short: str
    body: str
    year: int
    updated: int | None = None
    scope: str
    tell: str
    advice: Annotated[tuple[Advice, ...], Meta(min_length=1)]
    doi: str = ""
    url: str
    level: Level
    also: tuple[str, ...] = ()
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Annotated[tuple[Asked, ...], Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class Guideline:
    """One guideline. The file's name is its identity."""

    name: str
    file: _GuidelineFile

    def stance(self, about: str) -> Stance:
        """What it says about one thing; what stands in none of its lists is not named."""
        return next((one.stance for one in self.file.advice if one.about == about), "not_named")


def read_guidelines(files: Mapping[str, bytes]) -> dict[str, Guideline]:
    """Reads and checks all guidelines.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: a file that is wrong, or an example that does not hold. Names file and key.
    """
    found = {name: Guideline(name, parse_yaml(data, _GuidelineFile, file=f"{name}.yaml")) for name, data in sorted(files.items())}
    for guideline in found.values():
        for example in guideline.file.examples:
            if (stance := guideline.stance(example.about)) != example.expect:
                raise DataFileError(
                    f"on {example.about} it is {stance}, not {example.expect}", file=f"{guideline.name}.yaml", key="examples"
                )
    return found
