"""In: the file of an instrument, and answers. Out: Instrument, and its score; None where too much was skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import Meta

from roost.base.datafile import Strict
from roost.base.errors import DataFileError, InputError
from roost.base.sources import Source
from roost.track.files import read_folder

__all__ = ["Answers", "Change", "Example", "Instrument", "Item", "Room", "Schedule", "asked", "read_instruments", "score"]

Count = Annotated[int, Meta(ge=1)]


class Item(Strict, frozen=True, kw_only=True):
    """One question. `reverse` counts from the other end."""

    id: str
    question: str
    reverse: bool = False


class Answers(Strict, frozen=True, kw_only=True):
    """Whole numbers that answer each item, both ends included, and what the ends mean; `unit` where they are an amount."""

    low: int
    high: int
    low_means: str
    high_means: str
    unit: str = ""


class ScoreRule(Strict, frozen=True, kw_only=True):
    """How answers become one number.

    `sum` or `mean`; `divide_by` for a total that a person worked out on paper; `lookup` then turns that number into another, where the
    makers give a table.
    """

    how: Literal["sum", "mean"]
    divide_by: Count = 1
    lookup: dict[str, Decimal | int] | None = None


class Change(Strict, frozen=True, kw_only=True):
    """A change of the score that says something: in points (`up_to` where a range was found), or in per cent; with the id of its source."""

    points: Decimal | int
    up_to: Decimal | int | None = None
    percent: int | None = None
    source: str


class Room(Strict, frozen=True, kw_only=True):
    """Where a scale gets weak: below `low` and above `high` it has little room to show a change. With the id of its source."""

    low: int
    high: int
    source: str


class Schedule(Strict, frozen=True, kw_only=True):
    """When it is asked.

    Args:
        every_days: so many days after it was last answered; None where the days do not count.
        starts: `at_once`; or `when_used`: nobody is asked before they filled it in for the first time by themselves.
        period: also at the end of each period of a test (`each`), or only at the end of the last one (`last`).
        kept_as: the type of entry that holds its answers, where today's page asks it in its own way.
    """

    every_days: Count | None = None
    starts: Literal["at_once", "when_used"] = "at_once"
    period: Literal["each", "last"] | None = None
    kept_as: Literal["pain"] | None = None


class Example(Strict, frozen=True, kw_only=True):
    """Answers by item, and the score that they make. `expect: null` is no score; `refused` is an answer that is not allowed."""

    name: str
    kind: Literal["full", "floor", "ceiling", "skipped", "too_many_skipped", "refused"]
    given: dict[str, Any]
    own: tuple[str, ...] = ()
    expect: Decimal | int | None


class Instrument(Strict, frozen=True, kw_only=True):
    """One questionnaire, a single question or a measurement, as in its file. The file's name is its identity.

    Args:
        title: its name for people.
        version: goes up when items, answers or score change; answers to another version are not scored.
        order: where it stands in the list.
        recall: the time that it asks about.
        of_the_day: whether it looks back over a day, so that before noon it is about yesterday.
        intro: what is read before the items.
        style: how it is answered: on a row of numbers, by ticks (left blank is no), or by a number that is typed.
        own: whether the items are the person's own; they type them once. All that they typed are asked.
        items: the questions.
        answers: what may be answered.
        score: how the answers become one number.
        may_skip: how many items may be left out (of the person's own: how many need not be typed).
        low: the lowest score.
        high: the highest score.
        better: the end that is better; None where neither is, and we only count.
        important_change: the least change that matters to people; None where no source was found, which `change_unknown` then says.
        change_unknown: what to say of that.
        noise: the least change that is more than the wobble of measuring itself.
        room: where it gets weak.
        schedule: when it is asked.
        note: what a person must know beside the score.
        licence: whose it is, and what that allows.
        form: where to get the form, where the licence does not let us ship its items; the person then types the total.
        facts: where it came from in the facts.
        sources: where it comes from.
        examples: its tests.
    """

    title: str
    version: Count = 1
    order: int
    recall: str
    of_the_day: bool = False
    intro: tuple[str, ...] = ()
    style: Literal["scale", "ticks", "number"]
    own: bool = False
    items: tuple[Item, ...]
    answers: Answers
    score: ScoreRule
    may_skip: int
    low: int
    high: int
    better: Literal["lower", "higher"] | None
    important_change: Change | None
    change_unknown: str = ""
    noise: Change | None = None
    room: Room | None = None
    schedule: Schedule
    note: str = ""
    licence: str
    form: str = ""
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]

    def source(self, id_: str) -> Source:
        """The source of this id."""
        return next(source for source in self.sources if source.id == id_)


def read_instruments(files: Mapping[str, bytes]) -> dict[str, Instrument]:
    """Reads and checks all instruments, in the order in which they are listed.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: a file that is wrong; names file and key.
    """
    found = read_folder(files, Instrument, needs=("items",))
    for name, instrument in found.items():
        _check(f"{name}.yaml", instrument)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def _check(file: str, instrument: Instrument) -> None:
    if instrument.answers.low >= instrument.answers.high:
        raise DataFileError("`low` must be below `high`", file=file, key="answers")
    if not 0 <= instrument.may_skip < len(instrument.items):
        raise DataFileError("must be fewer than there are items", file=file, key="may_skip")
    made = _reach(file, instrument)
    if (min(made), max(made)) != (instrument.low, instrument.high):
        raise DataFileError(f"the answers make a score from {min(made)} to {max(made)}: mend `low` and `high`", file=file, key="low")
    if (instrument.important_change is None) != bool(instrument.change_unknown):
        raise DataFileError("needs an `important_change`, or else says why there is none", file=file, key="change_unknown")
    ids = {source.id for source in instrument.sources}
    for key in ("important_change", "noise", "room"):
        named = getattr(instrument, key)
        if named is not None and named.source not in ids:
            raise DataFileError(f"{named.source} is none of the sources of this file", file=file, key=f"{key}.source")


def _reach(file: str, instrument: Instrument) -> Sequence[Decimal | int]:
    """The scores that the answers can make; a table must have one for each sum."""
    answers, count, rule = instrument.answers, len(instrument.items), instrument.score
    if rule.lookup is None:
        times = count if rule.how == "sum" else 1
        return Decimal(answers.low * times) / rule.divide_by, Decimal(answers.high * times) / rule.divide_by
    sums = [str(number) for number in range(answers.low * (count - instrument.may_skip), answers.high * count + 1)]
    if rule.how != "sum" or rule.divide_by != 1 or set(sums) != set(rule.lookup):
        raise DataFileError(f"needs `how: sum` and a value for each sum from {sums[0]} to {sums[-1]}", file=file, key="score.lookup")
    return list(rule.lookup.values())


def asked(instrument: Instrument, own: Sequence[str] = ()) -> tuple[Item, ...]:
    """The items that are asked: all of them; where they are the person's own, as many as they typed.

    Raises:
        InputError: more than there is room for, or own items where the instrument has its own.
    """
    if len(own) > (len(instrument.items) if instrument.own else 0):
        raise InputError("There is no room for so many.", key="own")
    return instrument.items[: len(own)] if instrument.own else instrument.items


def score(instrument: Instrument, given: Mapping[str, object], own: Sequence[str] = ()) -> Decimal | None:
    """The score of one set of answers.

    Args:
        instrument: the instrument.
        given: whole numbers by item; an item that is not here, or None, was skipped.
        own: the person's own items, in words, where the instrument asks for them.

    Returns:
        The score in the range of the instrument, or None where more was skipped than it allows.

    Raises:
        InputError: an item that it does not have, or an answer that is not allowed.
    """
    items, rule = asked(instrument, own), instrument.score
    for key in given.keys() - {item.id for item in items}:
        raise InputError("is no question of this instrument", key=key)
    points = [_points(instrument, item, given[item.id]) for item in items if given.get(item.id) is not None]
    least = max(len(instrument.items) - instrument.may_skip, len(items) if instrument.own else 0)
    if len(points) < least:
        return None
    made = Decimal(sum(points)) / (len(points) if rule.how == "mean" else 1) / rule.divide_by
    return made if rule.lookup is None else Decimal(rule.lookup[str(made)])


def _points(instrument: Instrument, item: Item, answer: object) -> int:
    low, high = instrument.answers.low, instrument.answers.high
    if isinstance(answer, bool) or not isinstance(answer, int) or not low <= answer <= high:
        raise InputError(f"Choose a whole number from {low} to {high}.", key=item.id)
    return low + high - answer if item.reverse else answer
