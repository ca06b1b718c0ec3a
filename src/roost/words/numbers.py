"""In: the pieces of a text. Out: the numbers that stand there in figures or in words, blood pressures, and masses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from roost.base.units import Mass
from roost.words.text import Token, plain_words

__all__ = ["Pressure", "masses_in", "number_at", "pressures_in"]

_ONES = plain_words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_SMALL = {word: at + 1 for at, word in enumerate(_ONES)}
_TENS = {word: (at + 2) * 10 for at, word in enumerate(plain_words("twenty thirty forty fifty sixty seventy eighty ninety"))}
_TENS["fourty"] = 40
_UNITS = {
    "stone": "st",
    "stones": "st",
    "st": "st",
    "kg": "kg",
    "kgs": "kg",
    "kilo": "kg",
    "kilos": "kg",
    "kilogram": "kg",
    "kilograms": "kg",
}
_POUNDS = ("pound", "pounds", "lb", "lbs")
_UNITS |= dict.fromkeys(_POUNDS, "lb")
_OVER = ("over", "on", "/")
_NAMES_PRESSURE = (
    "blood",
    "pressure",
    "bp",
    "reading",
    "readings",
    "is",
    "was",
    "of",
    "at",
    "around",
    "about",
    "my",
    "the",
    "a",
    "usually",
    "runs",
)
_MOST_DIGITS = 6
_LOW = 90  # a top number below it is low pressure, which we leave to be asked about


@dataclass(frozen=True, slots=True)
class Pressure:
    """Tokens `start` to `end` (not included) give a blood pressure, in mmHg."""

    start: int
    end: int
    top: int
    low: int


def number_at(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """The number that begins at a place, and where it ends; None where there is none.

    >>> from roost.words.text import tokens_of
    >>> number_at(tokens_of("two hundred and ten pounds"), 0)
    (Decimal('210'), 4)
    >>> number_at(tokens_of("one fifty"), 0)
    (Decimal('150'), 2)
    """
    text = tokens[at].text if at < len(tokens) else ""
    if text[:1].isdigit():
        whole = text.replace(",", ".") if text.count(",") == 1 and len(text.rpartition(",")[2]) < 3 else text.replace(",", "")
        plain = whole.replace(".", "", 1)
        return (Decimal(whole), at + 1) if plain.isdecimal() and plain.isascii() and len(plain) <= _MOST_DIGITS else None
    if text in ("a", "an"):
        follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
        return _hundreds(1, tokens, at + 2) if follows == "hundred" else None
    if text in _TENS or (text in _SMALL and _SMALL[text] > 9):
        return _below_hundred(tokens, at)
    if text not in _SMALL:
        return None
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if after == "hundred":
        return _hundreds(_SMALL[text], tokens, at + 2)
    if after in ("oh", "o") and (last := _below_hundred(tokens, at + 2)):  # one oh five
        return _SMALL[text] * 100 + last[0], last[1]
    if after in _TENS or _SMALL.get(after, 0) > 9:  # one fifty
        rest, end = _below_hundred(tokens, at + 1) or (Decimal(0), at + 1)
        return _SMALL[text] * 100 + rest, end
    return Decimal(_SMALL[text]), at + 1


def _hundreds(how_many: int, tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    begin = at + 1 if at < len(tokens) and tokens[at].text == "and" else at
    rest = _below_hundred(tokens, begin)
    return (Decimal(how_many * 100), at) if rest is None else (how_many * 100 + rest[0], rest[1])


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    text = tokens[at].text if at < len(tokens) else ""
    if text in _TENS:
        ones = _SMALL.get(tokens[at + 1].text, 10) if at + 1 < len(tokens) else 10
        return (Decimal(_TENS[text] + ones), at + 2) if ones < 10 else (Decimal(_TENS[text]), at + 1)
    return (Decimal(_SMALL[text]), at + 1) if text in _SMALL else None


def pressures_in(tokens: Sequence[Token]) -> Iterator[Pressure]:
    """Each blood pressure, with the words before it that only name it ("my blood pressure is").

    >>> from roost.words.text import tokens_of
    >>> [(one.top, one.low) for one in pressures_in(tokens_of("BP one fifty over ninety-five, later 138/84"))]
    [(150, 95), (138, 84)]
    """
    at = 0
    while at < len(tokens):
        found = _pressure(tokens, at)
        if found is None:
            at += 1
            continue
        top, low, end = found
        start = at
        while start > 0 and tokens[start - 1].text in _NAMES_PRESSURE:
            start -= 1
        yield Pressure(start, end, top, low)
        at = end


def _pressure(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    top_text, stroke, low_text = tokens[at].text.partition("/")
    if stroke and top_text.strip().isdecimal() and low_text.strip().isdecimal():
        return _possible(Decimal(top_text.strip()), Decimal(low_text.strip()), at + 1)
    top = number_at(tokens, at)
    if top is None or top[1] >= len(tokens) or tokens[top[1]].text not in _OVER:
        return None
    low = number_at(tokens, top[1] + 1)
    return None if low is None else _possible(top[0], low[0], low[1])


def _possible(top: Decimal, low: Decimal, end: int) -> tuple[int, int, int] | None:
    return (int(top), int(low), end) if _LOW <= top <= 320 and 40 <= low <= 220 and low < top else None


def masses_in(tokens: Sequence[Token]) -> Iterator[Mass]:
    """Each amount with a unit of mass; stones may have pounds behind them, with or without their name.

    >>> from roost.words.text import tokens_of
    >>> [str(one.kg) for one in masses_in(tokens_of("12 stone 9, label three hundred pounds, 74kg"))]
    ['80.3', '136.1', '74.0']
    """
    at = 0
    while at < len(tokens):
        number = number_at(tokens, at)
        unit = _UNITS.get(tokens[number[1]].text, "") if number and number[1] < len(tokens) else ""
        if number is None or not unit:
            at += 1
            continue
        at = number[1] + 1
        pounds = number_at(tokens, at) if unit == "st" else None
        if pounds is not None and pounds[0] < 14:
            at = pounds[1]
            yield Mass.of({"st": str(number[0]), "lb": str(pounds[0])})
        else:
            yield Mass.of({unit: str(number[0])})
