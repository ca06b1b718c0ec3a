"""In: the pieces of one entry or sentence, the day, an age. Out: how long ago the things in it are, at least and at most, in days.

A time counts only where nothing in the sentence could mean a nearer one: "again", "still", "last week". What is not clear is no time
at all, so that the thing counts as if it were now.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roost.words.numbers import number_at
from roost.words.text import Token, plain_words

__all__ = ["Day", "Past", "times_in"]

_FAR = 200 * 366
_DAYS = {"day": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "mth": 30, "year": 365, "yr": 365, "decade": 3650}
_SEASONS = ("winter", "summer", "spring", "autumn", "christmas")
_SEASON_STEMS = tuple(word.rstrip("s") for word in _SEASONS)
_AGO = ("ago", "back", "earlier", "prior", "previously")
_LOOSE: dict[str, int | Decimal] = {"couple": 2, "few": 2, "several": 3, "dozen": 12, "many": 3, "some": 2, "half": Decimal("0.5")}
_ABOUT = ("nearly", "almost", "about", "around", "roughly", "approximately", "approx", "circa", "maybe", "perhaps", "probably", "some")
_UNDER = ("under", "less", "within", "not", "only", "just")
_OVER = ("over", "more", "least", "longer", "well")
# What may mean a nearer time, or a second one, whatever else is said.
_NEAR = frozenset(
    plain_words(
        "again another still now these recent recently lately new newly currently since until till first every each keep keeps kept"
    )
    + plain_words("often sometimes twice unhealed present repeatedly")
)
_WITHIN_A_WEEK = plain_words("today tonight yesterday monday tuesday wednesday thursday friday saturday sunday")
_THIS = ("morning", "afternoon", "evening", "week", "weekend", "month")
_MONTHS = {name: at + 1 for at, name in enumerate(plain_words("jan feb mar apr may jun jul aug sep oct nov dec"))}
_FULL = plain_words("january february march april may june july august september october november december")
_DECADES = {word: at for at, word in enumerate(plain_words("fifties sixties seventies eighties nineties"), 5)}
_LIFE = {"child": 18, "kid": 18, "boy": 18, "girl": 18, "baby": 18, "toddler": 18, "childhood": 18, "teenager": 20, "teen": 20, "teens": 20}
_LIFE |= {word: (at + 3) * 10 for at, word in enumerate(plain_words("twenties thirties forties fifties sixties"))}
_DATE = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{2,4})")


@dataclass(frozen=True, slots=True)
class Day:
    """The day of the profile, and the person's age in whole years where it is known."""

    today: date
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """Tokens `start` to `end` (not included) say how long ago: at least and at most so many days."""

    start: int
    end: int
    least: int
    most: int


def times_in(tokens: Sequence[Token], day: Day) -> list[Past]:
    """The times that stand there, in order; none where a word could mean a nearer one.

    >>> from roost.words.text import tokens_of
    >>> [(one.least, one.most) for one in times_in(tokens_of("a crash ten years ago"), Day(date(2026, 3, 1)))]
    [(3650, 4015)]
    """
    found: list[Past] = []
    at = 0
    while at < len(tokens):
        past = next((made for make in _KINDS if (made := make(tokens, at, day)) is not None), None)
        if past is not None:
            found.append(past)
            at = past.end
        elif tokens[at].text in _NEAR and not _leads_to_a_thing(tokens, at):
            return []
        else:
            at += 1
    least, most = min((one.least for one in found), default=0), max((one.most for one in found), default=0)
    return [Past(one.start, one.end, least, most) for one in found]  # the nearest that is told counts for all


def _leads_to_a_thing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "since" speaks of an event ("since a crash ten years ago") rather than of a time from which on it is so."""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text == "since" and after in ("a", "an", "my", "the", "having", "i")


def _ago(tokens: Sequence[Token], at: int, _: Day) -> Past | None:
    """ "ten years ago", "a couple of winters ago", "years ago"."""
    counted = _count(tokens, at)
    how_many, place = counted if counted is not None else (None, at)
    unit = _unit(tokens, place)
    if unit is None or place + 1 >= len(tokens) or tokens[place + 1].text not in _AGO:
        return None
    if how_many is None:
        if not tokens[place].text.endswith("s"):
            return None
        how_many = Decimal(2)  # years ago
        most = _FAR
    else:
        most = int((how_many + 1) * unit) if unit > 1 else int(how_many)
    least = int(how_many * unit) if tokens[place].text.rstrip("s") not in _SEASON_STEMS else int(max(how_many - 1, Decimal(0)) * unit)
    said = {token.text for token in tokens[max(0, at - 3) : at]}
    if said & set(_UNDER):
        least = 0
    elif said & set(_ABOUT) or any(token.text in _LOOSE for token in tokens[at:place]):
        least = least * 3 // 4
    return Past(at, place + 2, least, _FAR if said & set(_OVER) else most)


def _unit(tokens: Sequence[Token], at: int) -> int | None:
    text = tokens[at].text.rstrip("s") if at < len(tokens) else ""
    return 365 if text in _SEASON_STEMS else _DAYS.get(text)


def _count(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """How many, and where its unit stands: "ten", "a couple of", "half a", "10-12"."""
    text = tokens[at].text
    low, dash, _ = text.partition("-")
    if dash and low.isdecimal():
        return Decimal(low[:4]), at + 1
    begin = at + 1 if text in ("a", "an") and at + 1 < len(tokens) else at
    word = tokens[begin].text
    if word in _LOOSE:
        end = begin + 1
        while end < len(tokens) and tokens[end].text in ("of", "a", "an"):
            end += 1
        return Decimal(_LOOSE[word]), end
    if number := number_at(tokens, at):
        end = number[1]
        return number[0], end + (end < len(tokens) and tokens[end].text == "and" and _unit(tokens, end + 1) is not None)  # 10+ years
    return (Decimal(1), at + 1) if text in ("a", "an") else None


def _year(tokens: Sequence[Token], at: int, day: Day) -> Past | None:
    """ "in 2010", "March 2010", "12/03/2010"; a year by itself too."""
    text = tokens[at].text
    if found := _DATE.fullmatch(text):
        return _of_date(found.groups(), at, day)
    month = _MONTHS.get(text[:3]) if text in _FULL or text in _MONTHS else None
    place = at + 1 if month is not None else at
    year = tokens[place].text if place < len(tokens) else ""
    if not (len(year) == 4 and year.isdecimal() and year.isascii() and 1900 <= int(year) <= day.today.year):
        return None
    first = date(int(year), month or 1, 1)
    last = _last_of(int(year), month or 12)
    return Past(at, place + 1, max((day.today - last).days, 0), max((day.today - first).days, 0))


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _of_date(parts: tuple[str, ...], at: int, day: Day) -> Past | None:
    """A whole date, in whichever of the usual orders it may stand: the latest that is past counts."""
    one, two, three = (int(part) for part in parts)
    orders = [(one, two, three)] if one > 31 else [(_full(three, day), two, one), (_full(three, day), one, two)]
    found = []
    for year, month, number in orders:
        try:
            found.append((day.today - date(year, month, number)).days)
        except ValueError:
            continue
    found = [days for days in found if days >= 0]
    return Past(at, at + 1, min(found), max(found)) if found else None


def _full(year: int, day: Day) -> int:
    return year if year > 99 else year + (2000 if year <= day.today.year % 100 else 1900)


def _near(tokens: Sequence[Token], at: int, _: Day) -> Past | None:
    """ "yesterday", "on Monday", "this week"; any other "this" may be a nearer time too."""
    text = tokens[at].text
    if text == "this":
        named = at + 1 < len(tokens) and tokens[at + 1].text in _THIS
        return Past(at, at + 1 + named, 0, 31 if named else _FAR)
    return Past(at, at + 1, 0, 7) if text in _WITHIN_A_WEEK else None


def _last(tokens: Sequence[Token], at: int, day: Day) -> Past | None:
    """ "last year", "last month", "last week", and "last winter", which may be now."""
    if tokens[at].text != "last" or at + 1 >= len(tokens):
        return None
    unit = tokens[at + 1].text
    if unit == "year":
        least = (day.today - date(day.today.year - 1, 12, 31)).days
        return Past(at, at + 2, least, least + 365)
    if unit == "month":
        return Past(at, at + 2, day.today.day, day.today.day + 31)
    if unit in ("week", "night"):
        return Past(at, at + 2, 0, 13)
    return Past(at, at + 2, 0, _FAR) if unit in (*_SEASONS, *_FULL, "few", "couple") else None


def _of_life(tokens: Sequence[Token], at: int, day: Day) -> Past | None:
    """ "when I was 12", "as a child", "in my twenties", "in the nineties"; where it takes an age, only if that is known."""
    texts = [token.text for token in tokens[at : at + 5]]
    if texts[:2] == ["in", "the"] and len(texts) > 2 and texts[2] in _DECADES:
        least = (day.today - date(1909 + _DECADES[texts[2]] * 10, 12, 31)).days
        return Past(at, at + 3, max(least, 0), _FAR)
    if day.age is None:
        return None
    if texts[:3] == ["when", "i", "was"] and (number := number_at(tokens, at + 3)) and number[0] < day.age:
        years = day.age - int(number[0])
        return Past(at, number[1], (years - 1) * 365, (years + 1) * 366)
    for lead in (["as", "a"], ["in", "my"], ["in"], ["when", "i", "was", "a"], ["in", "my", "early"], ["in", "my", "late"]):
        word = texts[len(lead)] if texts[: len(lead)] == lead and len(texts) > len(lead) else ""
        if word in _LIFE and _LIFE[word] < day.age:
            return Past(at, at + len(lead) + 1, (day.age - _LIFE[word]) * 365, _FAR)
    return None


_KINDS: tuple[Callable[[Sequence[Token], int, Day], Past | None], ...] = (_ago, _year, _near, _last, _of_life)
