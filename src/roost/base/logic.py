"""In: a condition and known facts. Out: True, False, or None when it can't be told. Compared exactly, never on floats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roost.base.errors import DataFileError

__all__ = [
    "All",
    "Any",
    "Condition",
    "Fact",
    "Not",
    "Value",
    "evaluate",
    "facts_in",
    "numbers_in",
    "parse_condition",
    "support",
    "undecided",
]

Value = bool | int | Decimal | date | str


class Condition:
    """A nested `all / any / not` over facts, as written under `when:` in a data file."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class All(Condition):
    """True when each part is; False as soon as one is False."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any(Condition):
    """True as soon as one part is; False only when each is False."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The opposite; unknown stays unknown."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Fact(Condition):
    """One comparison: `{fact, is | at_least | under | any_of}`. `test` is that word, `to` its values (one, but for any_of)."""

    fact: str
    test: str
    to: tuple[Value, ...]


def evaluate(condition: Condition, facts: Mapping[str, Value]) -> bool | None:
    """Kleene's three-valued logic; a fact that is not in `facts` is unknown.

    Args:
        condition: what is asked.
        facts: known values by fact id.

    Returns:
        True, False, or None for unknown.

    Source: Kleene 1952, strong three-valued logic.

    >>> evaluate(Any((Fact("glaucoma", "is", (True,)), Fact("age_years", "under", (18,)))), {"age_years": 17})
    True
    >>> evaluate(Fact("glaucoma", "is", (True,)), {}) is None
    True
    """
    match condition:
        case All(parts):
            values = [evaluate(part, facts) for part in parts]
            return False if False in values else None if None in values else True
        case Any(parts):
            values = [evaluate(part, facts) for part in parts]
            return True if True in values else None if None in values else False
        case Not(part):
            value = evaluate(part, facts)
            return None if value is None else not value
        case Fact(fact, test, to):
            return None if fact not in facts else _compare(facts[fact], test, to)
    raise TypeError(f"not a condition: {condition!r}")


def _compare(value: Value, test: str, to: tuple[Value, ...]) -> bool:
    if test == "at_least":
        return value >= to[0]  # type: ignore[operator]
    if test == "under":
        return value < to[0]  # type: ignore[operator]
    return value in to


def facts_in(condition: Condition) -> Iterator[str]:
    """Each fact id that the condition reads, in order, with repeats."""
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from facts_in(part)
        case Not(part):
            yield from facts_in(part)
        case Fact(fact):
            yield fact


def numbers_in(condition: Condition) -> Iterator[str]:
    """Each fact id that the condition compares as a number.

    >>> list(numbers_in(Not(Any((Fact("age_years", "under", (18,)), Fact("glaucoma", "is", (True,)))))))
    ['age_years']
    """
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from numbers_in(part)
        case Not(part):
            yield from numbers_in(part)
        case Fact(fact, test, to):
            if test in ("at_least", "under") or any(not isinstance(value, bool) for value in to):
                yield fact


def undecided(condition: Condition, facts: Mapping[str, Value]) -> Iterator[str]:
    """The unknown facts that could still decide an undecided condition."""
    if evaluate(condition, facts) is not None:
        return
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from undecided(part, facts)
        case Not(part):
            yield from undecided(part, facts)
        case Fact(fact):
            yield fact


def support(condition: Condition, facts: Mapping[str, Value], wanted: bool = True) -> Iterator[str]:
    """The known facts that made the condition come out as `wanted`."""
    if evaluate(condition, facts) is not wanted:
        return
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from support(part, facts, wanted)
        case Not(part):
            yield from support(part, facts, not wanted)
        case Fact(fact):
            yield fact


_YES_NO: dict[object, Value] = {"yes": True, "no": False}


def _value(raw: object) -> Value:
    if isinstance(raw, str):
        return _YES_NO.get(raw, raw)
    if isinstance(raw, bool | int | Decimal):
        return raw
    raise DataFileError(f"{raw!r} is not a value: write yes, no, a number or a word")


def parse_condition(raw: object) -> Condition:
    """Builds a condition from the mapping under `when:`.

    Raises:
        DataFileError: with what stands there and what is allowed.

    >>> parse_condition({"fact": "age_years", "under": 18})
    Fact(fact='age_years', test='under', to=(18,))
    """
    allowed = "allowed are {all: [...]}, {any: [...]}, {not: ...} and {fact: ..., is | at_least | under | any_of: ...}"
    match raw:
        case {"all": [_, *_] as parts, **rest} if not rest:
            return All(tuple(parse_condition(part) for part in parts))
        case {"any": [_, *_] as parts, **rest} if not rest:
            return Any(tuple(parse_condition(part) for part in parts))
        case {"not": part, **rest} if not rest:
            return Not(parse_condition(part))
        case {"fact": str(fact), "any_of": [_, *_] as values, **rest} if not rest:
            return Fact(fact, "any_of", tuple(_value(value) for value in values))
        case {"fact": str(fact), **rest} if len(rest) == 1 and (test := next(iter(rest))) in ("is", "at_least", "under"):
            value = _value(rest[test])
            if test != "is" and not (isinstance(value, int | Decimal) and not isinstance(value, bool)):
                raise DataFileError(f"{test} needs a whole or decimal number, not {rest[test]!r}", key=fact)
            return Fact(fact, test, (value,))
    raise DataFileError(f"{raw!r} is not a condition: {allowed}")
