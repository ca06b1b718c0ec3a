"""In: therapy files, as bytes by name. Out: Therapy: what can be done beside inversion or before it, with how strong evidence, for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Level, Source
from roost.plan.plan import Care
from roost.screen.screening import Screening

__all__ = ["STRENGTHS", "Example", "Strength", "Therapy", "care_beside", "fired_in", "read_therapies"]

Strength = Literal["good", "fair", "some", "little", "none"]
STRENGTHS: Mapping[Strength, str] = {
    "good": "good evidence",
    "fair": "fair evidence",
    "some": "some evidence",
    "little": "little evidence",
    "none": "no evidence found",
}
READ = {Level.full_text, Level.abstract}  # how far a source must have been read to come before inversion


class Example(Strict, frozen=True, kw_only=True):
    """The rules that fired for somebody, and whether this therapy is offered to them."""

    name: str
    fired: tuple[str, ...]
    expect: Literal["offered", "not_offered"]


class _TherapyFile(Strict, frozen=True, kw_only=True):
    title: str
    order: int
    tell: str
    dose: str
    steps: Annotated[tuple[str, ...], Meta(min_length=1)]
    cautions: Annotated[tuple[str, ...], Meta(min_length=1)]
    strength: Strength
    why: str
    first: bool
    from_the_start: bool = False
    not_with: Annotated[tuple[str, ...], Meta(min_length=1)]
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Therapy:
    """One therapy. The file's name is its identity.

    Args:
        name: as in the plan and in the arms of a test.
        title: what it is called.
        tell: what to do, in one or two sentences.
        dose: how much, in words.
        steps: how it is done, one after the other.
        cautions: what to leave out, and when to stop.
        strength: of the evidence: good, fair, some, little or none.
        why: what was found, with its numbers.
        first: whether it comes before inversion, because its evidence is better.
        from_the_start: whether it stands in each plan until the person takes it out; the others are put in by the person.
        not_with: rules; to whom one of them fired it is not offered.
        sources: where it comes from.
        examples: its tests.
    """

    name: str
    title: str
    tell: str
    dose: str
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    strength: Strength
    why: str
    first: bool
    from_the_start: bool
    not_with: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]

    def is_offered(self, fired: Collection[str]) -> bool:
        """Whether it is offered to somebody for whom these rules fired."""
        return not self.stopped_by(fired)

    def stopped_by(self, fired: Collection[str]) -> tuple[str, ...]:
        """The rules, of those that fired, with which it is not offered."""
        return tuple(rule for rule in self.not_with if rule in fired)


def fired_in(screening: Screening) -> set[str]:
    """The rules that fired in a Screening. One that a clinician lifted still counts: what they allowed is inversion, not a massage."""
    return {reason.rule for reason in screening.because} | {lifted["rule"] for lifted in screening.lifted_by}


def read_therapies(files: Mapping[str, bytes]) -> tuple[Therapy, ...]:
    """Reads and checks all therapies, in their order.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: a file that is wrong, has not an example of each kind, or comes first without a source that was read. Names
            file, line and key.
    """
    raw = {name: parse_yaml(data, _TherapyFile, file=f"{name}.yaml") for name, data in files.items()}
    return tuple(_therapy(name, raw[name]) for name in sorted(raw, key=lambda name: (raw[name].order, name)))


def _therapy(name: str, raw: _TherapyFile) -> Therapy:
    if {example.expect for example in raw.examples} != {"offered", "not_offered"}:
        raise DataFileError("needs one that is offered and one that is not", file=f"{name}.yaml", key="examples")
    if raw.from_the_start and not raw.first:
        raise DataFileError("only what comes first stands in a plan from the start", file=f"{name}.yaml", key="from_the_start")
    if raw.first and not any(source.level in READ for source in raw.sources):
        raise DataFileError("a therapy that comes first needs a source that was read", file=f"{name}.yaml", key="first")
    return Therapy(
        name=name,
        title=raw.title,
        tell=raw.tell,
        dose=raw.dose,
        steps=raw.steps,
        cautions=raw.cautions,
        strength=raw.strength,
        why=raw.why,
        first=raw.first,
        from_the_start=raw.from_the_start,
        not_with=raw.not_with,
        sources=raw.sources,
        examples=raw.examples,
    )


def care_beside(therapies: tuple[Therapy, ...], fired: Collection[str]) -> tuple[Care, ...]:
    """The care for somebody for whom these rules fired; what comes first stands first."""
    offered = sorted((one for one in therapies if one.is_offered(fired)), key=lambda one: not one.first)
    return tuple(
        Care(therapy=one.name, title=one.title, tell=one.tell, strength=STRENGTHS[one.strength], first=one.first) for one in offered
    )
