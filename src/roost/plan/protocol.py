"""In: protocol files, as bytes by name. Out: Protocol: which arms a trial compares, how chance orders them, for how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, lines_of, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.plan.caps import HEAD_DOWN_DEG

__all__ = ["ANY_THERAPY", "INVERSION", "LONGEST_USUAL_DAYS", "Arm", "Example", "Pairs", "PeriodDays", "Protocol", "Shape", "read_protocols"]

INVERSION = "inversion"
ANY_THERAPY = "therapy"  # stands in a file where the person chooses a therapy by the name of its file
LONGEST_USUAL_DAYS = 14  # planned days off in a row that are no gap for the ladder (safety_decisions, Time windows)


class Arm(Strict, frozen=True, kw_only=True):
    """One arm, and what to say on its days.

    Args:
        arm: `inversion`, `usual`, `level_table`, `low_dose`, a therapy's file name, or `therapy` where the person chooses one.
        tell: a sentence for its days; empty for inversion.
        head_down_deg: of a low dose: days with a session at this angle. None where its days have no session of their own.
    """

    arm: str
    tell: str = ""
    head_down_deg: Annotated[int, Meta(ge=1, le=HEAD_DOWN_DEG)] | None = None


class PeriodDays(Strict, frozen=True, kw_only=True):
    """Days of a period: what is usual, and what may be chosen."""

    usual: Annotated[int, Meta(ge=3, le=28)]
    least: Annotated[int, Meta(ge=3, le=28)]
    most: Annotated[int, Meta(ge=3, le=28)]


class Pairs(Strict, frozen=True, kw_only=True):
    """How often each arm comes: what is usual, and what may be chosen. With more than two arms a pair is a block of all of them."""

    usual: Annotated[int, Meta(ge=2, le=26)]
    least: Annotated[int, Meta(ge=2, le=26)]
    most: Annotated[int, Meta(ge=2, le=26)]


class Example(Strict, frozen=True, kw_only=True):
    """A seed and a first day, and the arms that they give, in order, up to the last day."""

    name: str
    seed: str
    start: date
    therapies: tuple[str, ...] = ()
    arms: Annotated[tuple[str, ...], Meta(min_length=2)]
    to: date


class _ProtocolFile(Strict, frozen=True, kw_only=True):
    title: str
    order: int
    tell: str
    carry_over: str
    drawn: Literal["each_pair", "once"]
    arms: Annotated[tuple[Arm, ...], Meta(min_length=2, max_length=4)]
    period_days: PeriodDays
    pairs: Pairs
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Annotated[tuple[Example, ...], Meta(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What chance needs to know to draw a calendar.

    Args:
        drawn: `each_pair`: chance orders the arms anew in each pair, the first among them. `once`: chance orders them once, and that
            order repeats.
        arms: the treatments first, the comparator last.
        period_days: days of each period.
        pairs: how often each arm comes.
    """

    drawn: Literal["each_pair", "once"]
    arms: tuple[Arm, ...]
    period_days: int
    pairs: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arms, the comparator last."""
        return tuple(arm.arm for arm in self.arms)

    @property
    def comparator(self) -> str:
        """The arm that the others are held against."""
        return self.names[-1]

    @property
    def days(self) -> int:
        """From the first day to the last, both counted."""
        return self.period_days * len(self.arms) * self.pairs

    def arm(self, name: str) -> Arm:
        """The arm of a name."""
        return next(arm for arm in self.arms if arm.arm == name)

    def most_usual_days(self) -> int:
        """The most planned days in a row without the full dose that chance can draw: two periods that meet are counted together.

        A week at a low dose counts too: one comes back from it as from a week off. 0 where inversion is no arm: nothing is left out.
        """
        if INVERSION not in self.names:
            return 0
        meet = 2 if self.drawn == "each_pair" else 1
        return meet * (len(self.arms) - 1) * self.period_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol(Shape):
    """How a trial is done. The file's name is its identity.

    Args:
        name: of the file.
        title: what it is called.
        tell: what the person does, in one or two sentences.
        carry_over: a plain word on an effect that lasts into the next period.
        period_bounds: what `period_days` may be.
        pair_bounds: what `pairs` may be.
        examples: its tests.
        sources: where it comes from.
    """

    name: str
    title: str
    tell: str
    carry_over: str
    period_bounds: PeriodDays
    pair_bounds: Pairs
    examples: tuple[Example, ...]
    sources: tuple[Source, ...]

    @property
    def asks_for(self) -> int:
        """How many therapies the person has to choose."""
        return self.names.count(ANY_THERAPY)

    def with_therapies(self, chosen: Sequence[str]) -> Protocol:
        """The same with the therapies that a person chose, by the names of their files, in the places that are kept for them."""
        names = iter(chosen)
        return replace(
            self, arms=tuple(Arm(arm=next(names, ANY_THERAPY), tell=arm.tell) if arm.arm == ANY_THERAPY else arm for arm in self.arms)
        )

    def of_length(self, pairs: int) -> Protocol:
        """The same with as many pairs as a person chose."""
        return replace(self, pairs=pairs)


def read_protocols(files: Mapping[str, bytes]) -> dict[str, Protocol]:
    """Reads and checks all protocols, in their order.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: a file that is wrong: an arm twice, a number out of its own bounds, an arm without its sentence, more than 14
            planned usual days in a row. Names file, line and key.
    """
    raw = {name: parse_yaml(data, _ProtocolFile, file=f"{name}.yaml") for name, data in files.items()}
    return {name: _protocol(name, raw[name], files[name]) for name in sorted(raw, key=lambda name: (raw[name].order, name))}


def _protocol(name: str, raw: _ProtocolFile, data: bytes) -> Protocol:
    protocol = Protocol(
        name=name,
        title=raw.title,
        tell=raw.tell,
        carry_over=raw.carry_over,
        drawn=raw.drawn,
        arms=raw.arms,
        period_days=raw.period_days.usual,
        pairs=raw.pairs.usual,
        period_bounds=raw.period_days,
        pair_bounds=raw.pairs,
        examples=raw.examples,
        sources=raw.sources,
    )
    for key, what in _faults(protocol):
        raise DataFileError(what, file=f"{name}.yaml", line=lines_of(data.decode()).get(f"$.{key}"), key=key)
    return protocol


def _faults(protocol: Protocol) -> list[tuple[str, str]]:
    """What is wrong, each with its key."""
    found = []
    named = [name for name in protocol.names if name != ANY_THERAPY]
    if len(set(named)) < len(named):
        found.append(("arms", "an arm stands twice: keep one"))
    for key, bounds in (("period_days", protocol.period_bounds), ("pairs", protocol.pair_bounds)):
        if not bounds.least <= bounds.usual <= bounds.most:
            found.append((key, "usual has to be from least to most"))
    for i, arm in enumerate(protocol.arms):
        if bool(arm.tell) == (arm.arm == INVERSION):
            found.append((f"arms[{i}]", "each arm but inversion needs a sentence in tell"))
        if (arm.head_down_deg is not None) != (arm.arm == "low_dose"):
            found.append((f"arms[{i}]", "low_dose has an angle in head_down_deg, and no other arm has"))
    if protocol.most_usual_days() > LONGEST_USUAL_DAYS:
        found.append(("period_days", f"{protocol.most_usual_days()} usual days can meet: at most {LONGEST_USUAL_DAYS}"))
    return found
