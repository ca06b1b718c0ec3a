"""In: the file of an instrument, and answers. Out: Instrument, and its score; None where too much was skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError, InputError
from roost.base.sources import Source

__all__ = ["Answers", "Example", "ImportantChange", "Instrument", "Item", "read_instruments", "score"]


class Item(Strict, frozen=True, kw_only=True):
    """One question. `reverse` counts from the other end."""

    id: str
    question: str
    reverse: bool = False


class Answers(Strict, frozen=True, kw_only=True):
    """Whole numbers that answer each item, both ends included, and what the ends mean."""

    low: int
    high: int
    low_means: str
    high_means: str


class ScoreRule(Strict, frozen=True, kw_only=True):
    """How answers become one number: `sum` or `mean`; `lookup` then turns that number into another, where the makers give a table."""

    how: Literal["sum", "mean"]
    lookup: dict[str, Decimal | int] | None = None


class ImportantChange(Strict, frozen=True, kw_only=True):
    """The least change that matters to people: in points, or in per cent of where they began, with the id of its source."""

    points: Decimal | int
    percent: int | None = None
    source: str


class Example(Strict, frozen=True, kw_only=True):
    """Answers by item, and the score that they make. `expect: null` is no score; `refused` is an answer that is not allowed."""

    name: str
    kind: Literal["full", "floor", "ceiling", "skipped", "too_many_skipped", "refused"]
    given: dict[str, Any]
    expect: Decimal | int | None


class Instrument(Strict, frozen=True, kw_only=True):
    """One questionnaire, or a single question, as in its file. The file's name is its identity.

    `recall` is the time that it asks about. `may_skip` is how many items may be left out. `better` is the end that is better.
    """

    title: str
    recall: str
    items: tuple[Item, ...]
    answers: Answers
    score: ScoreRule
    may_skip: int
    low: int
    high: int
    better: Literal["lower", "higher"]
    important_change: ImportantChange | None
    licence: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]


def read_instruments(files: Mapping[str, bytes]) -> dict[str, Instrument]:
    """Reads and checks all instruments.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: a file that is wrong; names file and key.
    """
    found = {name: parse_yaml(data, Instrument, file=f"{name}.yaml") for name, data in sorted(files.items())}
    for name, instrument in found.items():
        _check(f"{name}.yaml", instrument)
    return found


def _check(file: str, instrument: Instrument) -> None:
    for key in ("items", "facts", "sources", "examples"):
        if not getattr(instrument, key):
            raise DataFileError("needs at least one", file=file, key=key)
    if instrument.answers.low >= instrument.answers.high:
        raise DataFileError("`low` must be below `high`", file=file, key="answers")
    if not 0 <= instrument.may_skip < len(instrument.items):
        raise DataFileError("must be fewer than there are items", file=file, key="may_skip")
    made = _reach(file, instrument)
    if (min(made), max(made)) != (instrument.low, instrument.high):
        raise DataFileError(f"the answers make a score from {min(made)} to {max(made)}: mend `low` and `high`", file=file, key="low")
    change = instrument.important_change
    if change is not None and change.source not in {source.id for source in instrument.sources}:
        raise DataFileError(f"{change.source} is none of the sources of this file", file=file, key="important_change.source")


def _reach(file: str, instrument: Instrument) -> Sequence[Decimal | int]:
    """The scores that the answers can make; a table must have one for each sum."""
    answers, count = instrument.answers, len(instrument.items)
    table = instrument.score.lookup
    if table is None:
        times = count if instrument.score.how == "sum" else 1
        return answers.low * times, answers.high * times
    sums = [str(number) for number in range(answers.low * (count - instrument.may_skip), answers.high * count + 1)]
    if instrument.score.how != "sum" or set(sums) != set(table):
        raise DataFileError(f"needs `how: sum` and a value for each sum from {sums[0]} to {sums[-1]}", file=file, key="score.lookup")
    return list(table.values())


def score(instrument: Instrument, given: Mapping[str, object]) -> Decimal | None:
    """The score of one set of answers.

    Args:
        instrument: the instrument.
        given: whole numbers by item; an item that is not here, or None, was skipped.

    Returns:
        The score in the range of the instrument, or None where more was skipped than it allows.

    Raises:
        InputError: an item that it does not have, or an answer that is not allowed.
    """
    for key in given.keys() - {item.id for item in instrument.items}:
        raise InputError("is no question of this instrument", key=key)
    points = [_points(instrument, item, given[item.id]) for item in instrument.items if given.get(item.id) is not None]
    if len(instrument.items) - len(points) > instrument.may_skip:
        return None
    made = Decimal(sum(points)) / (len(points) if instrument.score.how == "mean" else 1)
    table = instrument.score.lookup
    return made if table is None else Decimal(table[str(made)])


def _points(instrument: Instrument, item: Item, answer: object) -> int:
    low, high = instrument.answers.low, instrument.answers.high
    if isinstance(answer, bool) or not isinstance(answer, int) or not low <= answer <= high:
        raise InputError(f"Choose a whole number from {low} to {high}.", key=item.id)
    return low + high - answer if item.reverse else answer
