"""In: study files, as bytes by name. Out: Study: who was studied how, what was found, how far we read it, and what it may be used for.

A figure that our text or a synthesis uses comes from one of these files. Effect sizes are not stored: an example gives the raw figures
and what was printed, and the effect is worked out from the raw ones (`recompute.py`), so that a slip in either is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.evidence.effect_size import Effect
from roost.evidence.recompute import Example, effect_of, misses

__all__ = ["Arm", "Bias", "Figures", "Kind", "Outcome", "Paper", "Read", "Study", "Use", "read_studies"]

Number = Decimal | int
Kind = Literal[
    "inversion_trial", "inversion_cohort", "inversion_case_series", "inversion_registered", "mechanism", "harm",
    "traction_trial_sham", "traction_trial", "systematic_review", "natural_history", "other_care",
]  # fmt: skip


class Read(Enum):
    """How far a study was read. `partial_abstract`: the part of the summary that could be seen."""

    full_text = "full_text"
    abstract = "abstract"
    partial_abstract = "partial_abstract"
    secondary = "secondary"
    registry = "registry"
    maker = "maker"

    @property
    def tabs(self) -> int:
        """How many of four tabs are filled in the pictures."""
        return {"full_text": 4, "abstract": 3, "partial_abstract": 3, "secondary": 2, "registry": 2}.get(self.value, 1)


class Paper(Strict, frozen=True, kw_only=True):
    """What a bibliography needs. Fields nobody has seen are left out."""

    authors: tuple[str, ...]
    year: int | None
    title: str
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    type: Literal["article", "thesis", "registration", "report"] = "article"


class Arm(Strict, frozen=True, kw_only=True):
    """One group: how many were put into it, how many are in the result when that differs, what was done, and how much of it."""

    n: int | None
    counted: int | None = None
    what: str
    dose: str = ""
    head_down_deg: tuple[int, ...] = ()
    minutes: Number | None = None
    per_week: Number | None = None
    weeks: Number | None = None


class Figures(Strict, frozen=True, kw_only=True):
    """What was found in one group, or between two. `low` and `high` are a 95 % interval, `least` and `most` the range of all people."""

    events: int | None = None
    n: int | None = None
    percent: Number | None = None
    mean: Number | None = None
    sd: Number | None = None
    estimate: Number | None = None
    low: Number | None = None
    high: Number | None = None
    least: Number | None = None
    most: Number | None = None
    p: Number | None = None


class Outcome(Strict, frozen=True, kw_only=True):
    """One outcome, as the source gives it. Where it says nothing in numbers there is `said` alone."""

    at: str = ""
    unit: str = ""
    arms: dict[str, Figures] = field(default_factory=dict)
    all: Figures | None = None
    between: Figures | None = None
    said: str = ""
    note: str = ""
    level: Read | None = None


class Bias(Strict, frozen=True, kw_only=True):
    """How far the design can mislead, and why."""

    level: Literal["low", "some", "unclear", "high", "serious", "critical", "not_judged"]
    why: str


class Use(Strict, frozen=True, kw_only=True):
    """The study in one comparison.

    Args:
        comparison: name of its file.
        example: the example whose raw figures give the effect.
        people: in the comparison; None when not told.
        scale: the highest value of the outcome's scale, to bring pain to 0-10; None where the measure has no scale.
        better: whether less or more of it is a benefit. The effect is turned so that a benefit is below 0.
        note: what a reader should know beside the number.
        pooled: whether it goes into a pooled figure.
    """

    comparison: str
    example: str = ""
    people: int | None = None
    scale: int | None = None
    better: Literal["lower", "higher"] = "lower"
    note: str = ""
    pooled: bool = True


class _StudyFile(Strict, frozen=True, kw_only=True):
    title: str
    short: str
    kind: Kind
    paper: Paper
    design: str
    country: str = ""
    population: str = ""
    n: dict[str, int]
    arms: dict[str, Arm] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    harms: dict[str, Figures] = field(default_factory=dict)
    harms_said: str
    bias: Bias
    funding: str
    usable_for: tuple[Use, ...] = ()
    not_usable: str = ""
    level: Read
    also: tuple[str, ...] = ()
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """One study. The file's name is its identity.

    Args:
        name: as in the bibliography and in `sources` of a claim.
        file: what the file says.
    """

    name: str
    file: _StudyFile

    @property
    def short(self) -> str:
        """As in a forest plot: `Prasad 2012`."""
        return self.file.short

    @property
    def level(self) -> Read:
        """How far it was read."""
        return self.file.level

    @property
    def people(self) -> int | None:
        """The number that tells its size best: counted, else randomised, else taken in."""
        return next((self.file.n[key] for key in ("analysed", "randomised", "participants", "enrolled") if key in self.file.n), None)

    def effect(self, use: Use) -> Effect | None:
        """The effect in a comparison, a benefit below 0, pain on a scale of 0 to 10; None where no number can be used."""
        if not use.example:
            return None
        example = next(one for one in self.file.examples if one.name == use.example)
        turn = -1.0 if use.better == "higher" else 1.0
        return effect_of(example).scaled(turn * (10.0 / use.scale if use.scale else 1.0))

    def figure(self, path: str) -> object:
        """A figure by its path in the file, as `outcomes.surgery_avoided.arms.inversion.events`; None where there is none."""
        found: Any = self.file
        for step in path.split("."):
            if isinstance(found, tuple):
                found = found[int(step)] if step.isdigit() and int(step) < len(found) else None
            else:
                found = found.get(step) if isinstance(found, dict) else getattr(found, step, None)
        return found


def read_studies(files: Mapping[str, bytes]) -> dict[str, Study]:
    """Reads and checks all studies: every example is worked out again, and what can't be used says why.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: a file that is wrong, an example that gives something else than was printed, or a study that is neither used nor
            says why not. Names file and key.
    """
    studies = {name: Study(name, parse_yaml(data, _StudyFile, file=f"{name}.yaml")) for name, data in sorted(files.items())}
    for study in studies.values():
        _check(study)
    return studies


def _check(study: Study) -> None:
    file, name = study.file, f"{study.name}.yaml"
    examples = [example.name for example in file.examples]
    if len(set(examples)) < len(examples):
        raise DataFileError("two examples have one name", file=name, key="examples")
    for example in file.examples:
        try:
            missed = misses(example)
        except DataFileError as error:
            raise error.at(file=name, line=None) from None
        if missed:
            raise DataFileError(f"{example.name}: {missed}", file=name, key="examples")
    has_number = [use for use in file.usable_for if use.example]
    if not has_number and not file.not_usable:
        raise DataFileError("a study without a number that can be used says why", file=name, key="not_usable")
    for use in file.usable_for:
        if use.example and use.example not in examples:
            raise DataFileError(f"there is no example {use.example!r}", file=name, key="usable_for")
    for outcome in file.outcomes.values():
        if unknown := outcome.arms.keys() - file.arms.keys():
            raise DataFileError(f"no arm has the name {', '.join(sorted(unknown))}", file=name, key="outcomes")
