"""In: learn files, as bytes by name. Out: Lesson: claims in plain words, each with its sources; and what is wrong with a text.

A figure is never typed into a sentence. It stands as `{name}`, and `figures` says where it comes from and how it was read there: a
path in a study file (`prasad_2012.n.randomised`), or a source of the same file that says it (`source.KOREA21`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, field

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source

__all__ = [
    "ANSWERS",
    "LONGEST",
    "MOST_READABILITY",
    "NEVER",
    "Claim",
    "Lesson",
    "faults_of_text",
    "figures_in",
    "filled",
    "read_lessons",
    "readability",
]

Answer = Literal["yes", "hint", "unknown", "no", "plain"]
ANSWERS: dict[str, str] = {"yes": "Yes.", "hint": "A hint, no more.", "unknown": "Nobody knows.", "no": "No.", "plain": ""}
LONGEST = 20  # words in a sentence
MOST_READABILITY = 6.0
NEVER = re.compile(
    r"\b(?:safe|safely|safest|cleared|clearance|approved|proven|proves|cures?|cured|guaranteed?|miracle|simply|just|always works|heals?)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"\{(\w+)\}")


class Figure(Strict, frozen=True, kw_only=True):
    """Where a figure of a sentence comes from, and how it is written there. It must agree to the decimals that are written."""

    of: str
    read: Decimal | int


class Claim(Strict, frozen=True, kw_only=True):
    """One thing that we say.

    Args:
        id: unique in its file.
        say: what people say, to be shown in quotes; "" where nobody asks.
        question: a question a person would ask, instead of `say`.
        answer: yes, hint, unknown, no, or plain where neither fits.
        tell: our answer. With `comparison` it may be "", then the comparison's own sentence stands there.
        comparison: the comparison whose sentence follows.
        figures: by the name in braces.
        read_as: where what is said was read less far than the study itself, by the study: `mendelow_2021: maker`.
        sources: ids of studies, guidelines or sources of this file.
    """

    id: str
    say: str = ""
    question: str = ""
    answer: Answer
    tell: str = ""
    comparison: str = ""
    figures: dict[str, Figure] = field(default_factory=dict)
    read_as: dict[str, Literal["maker", "secondary"]] = field(default_factory=dict)
    sources: tuple[str, ...]


class Reads(Strict, frozen=True, kw_only=True):
    """A claim, and how it reads with its figures in place."""

    claim: str
    reads: str


class _LearnFile(Strict, frozen=True, kw_only=True):
    title: str
    order: int
    group: Literal["help", "harm", "guidelines", "body", "care", "use"]
    tell: str
    claims: Annotated[tuple[Claim, ...], Meta(min_length=1)]
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Annotated[tuple[Reads, ...], Meta(min_length=1)]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page to read. The file's name is its identity and its address."""

    name: str
    file: _LearnFile

    def claim(self, id_: str) -> Claim | None:
        """A claim by its id."""
        return next((claim for claim in self.file.claims if claim.id == id_), None)

    def source(self, id_: str) -> Source | None:
        """A source of this file by its id."""
        return next((source for source in self.file.sources if source.id == id_), None)


def read_lessons(files: Mapping[str, bytes]) -> dict[str, Lesson]:
    """Reads all lessons, in their order. What they say is checked with the studies at hand: see `library.py`.

    Raises:
        DataFileError: a file that is wrong, a claim without a source, or two of one id.
    """
    raw = {name: parse_yaml(data, _LearnFile, file=f"{name}.yaml") for name, data in files.items()}
    for name, file in raw.items():
        for claim in file.claims:
            if not claim.sources:
                raise DataFileError(f"{claim.id} names no source", file=f"{name}.yaml", key="claims")
            if not (claim.tell or claim.comparison):
                raise DataFileError(f"{claim.id} tells nothing", file=f"{name}.yaml", key="claims")
        ids = [claim.id for claim in file.claims]
        if len(set(ids)) < len(ids):
            raise DataFileError("two claims have one id", file=f"{name}.yaml", key="claims")
    return {name: Lesson(name, raw[name]) for name in sorted(raw, key=lambda name: (raw[name].order, name))}


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def readability(text: str) -> float:
    """The automated readability index: about the school year that reads it with ease.

    Source: Senter and Smith 1967, AMRL-TR-66-220.

    >>> round(readability("The cat sat on the mat. It was warm."), 1)
    -5.6
    """
    words = re.findall(r"[\w'’-]+", text)
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(_sentences(text)) - 21.43


def faults_of_text(text: str) -> list[str]:
    """What is wrong with a text a person reads: a word we never say, a sentence that is too long, a figure that was typed in."""
    found = [f"says {word!r}, which we never do" for word in NEVER.findall(text)]
    found += [f"has a sentence of {len(part.split())} words" for part in _sentences(text) if len(part.split()) > LONGEST]
    found += [f"has {number} typed into it: write {{name}} and name its source" for number in re.findall(r"\d+", _HELD.sub("", text))]
    return found


def figures_in(text: str) -> set[str]:
    """The names in braces."""
    return set(_HELD.findall(text))


def filled(text: str, figures: Mapping[str, Figure], say: Callable[[str], str] = str) -> str:
    """A text in the reader's language with its figures in place."""
    return _HELD.sub(lambda held: _minus(figures[held[1]].read) if held[1] in figures else held[0], say(text))


def _minus(value: Decimal | int) -> str:
    return str(value).replace("-", "−")
