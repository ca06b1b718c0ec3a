"""In: the bytes of a TRIAL.csv or TRIAL.json, or columns of a table. Out: Trial, or Refused with the reason."""

from __future__ import annotations

import csv
import itertools
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from roost.answer.trial import ARMS, PAIN, Harm, Refused, Trial

__all__ = ["read_trial", "trial_of"]

BLANK = {"", "na", "n/a", "nan", "null", "none", "-", "."}
EVENT_COLUMNS = ("adverse_event", "adverse_events", "harm", "harms")
LOWEST, HIGHEST = 0.0, 10.0  # of pain
LONGEST_DAYS = 4000
NEEDS = "a row a day with day or date, period, condition and pain"


class _No(Exception):
    """Carries a refusal from deep inside a file to the edge of this module; it never leaves it."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


def _unreadable(tell: str, have: str | None = None, needed: str | None = NEEDS) -> _No:
    return _No(Refused("unreadable", tell, have, needed))


def read_trial(data: bytes, *, arms: Sequence[str] = ARMS) -> Trial | Refused:
    """Reads a diary as people keep it.

    A byte-order mark, semicolons or tabs, decimal commas and dates in the place of day numbers are read. A blank is a day without an
    entry, and so is a day without a row. Columns beyond the first four are further outcomes (numbers) or notes (words).

    Args:
        data: CSV with a header; or JSON: a list of rows, an object of columns, or an object with `rows`.
        arms: the arms that may stand in `condition`.

    Returns:
        Trial: in order of days. Refused: with its reason, and what to mend.
    """
    try:
        text = _decode(data)
        columns = _json_columns(text) if text.lstrip()[:1] in ("[", "{") else _csv_columns(text)
        return _trial(columns, arms)
    except _No as no:
        return no.refused


def trial_of(table: object, *, arms: Sequence[str] = ARMS) -> Trial | Refused:
    """A trial from a pandas or polars table, or from a mapping of columns (lists or numpy arrays); the columns are those of TRIAL.csv.

    >>> trial_of({"day": [1, 2], "period": [1, 2], "condition": ["inversion", "usual"], "pain": [4, None]}).outcomes["pain"]
    (4.0, None)
    """
    source: Any = table
    names = list(source) if isinstance(source, Mapping) else list(getattr(source, "columns", ()))
    try:
        if not names:
            raise _unreadable("This is not a table: it has no columns.")
        return _trial({str(name): [_bare(each) for each in source[name]] for name in names}, arms)
    except _No as no:
        return no.refused


def _bare(value: Any) -> object:
    """A number, a text, a date or None, without what numpy, pandas or polars wrapped around it."""
    if hasattr(value, "to_pydatetime"):
        return None if value != value else value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def _decode(data: bytes) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8"), (b"", "cp1252")):
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
    raise _unreadable("We can't read this file: it is not text.")


def _csv_columns(text: str) -> dict[str, list[object]]:
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    if not lines:
        raise _unreadable("This file is empty.")
    if "\0" in text:
        raise _unreadable("We can't read this file: it is not text.")
    delimiter = max(";\t,", key=lambda mark: (lines[0].count(mark), mark == ";"))
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error as error:
        raise _unreadable(f"We can't read this table: {error}.") from None
    names = rows[0]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            raise _unreadable(f"Row {number} has {len(row)} cells, and the heading has {len(names)}.", str(len(row)), str(len(names)))
    padded = [[*row, *[""] * (len(names) - len(row))] for row in rows[1:]]
    return _named([(name, [row[i] for row in padded]) for i, name in enumerate(names)])


def _json_columns(text: str) -> dict[str, list[object]]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise _unreadable("We can't read this file: it is not JSON.") from None
    if isinstance(raw, dict) and not isinstance(raw.get("day", raw.get("date")), list):
        raw = raw.get("rows", raw.get("days"))
    if isinstance(raw, dict) and all(isinstance(each, list) for each in raw.values()):
        return _named(list(raw.items()))
    if isinstance(raw, list) and raw and all(isinstance(row, dict) for row in raw):
        names = list(dict.fromkeys(name for row in raw for name in row))
        return _named([(name, [row.get(name) for row in raw]) for name in names])
    raise _unreadable("This JSON holds no rows of a diary.")


def _named(columns: Sequence[tuple[str, list[object]]]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for name, values in columns:
        key = name.strip().strip('"').lower()
        if key in found:
            raise _unreadable(f"The column “{key}” stands twice.", key)
        if key:
            found[key] = values
    return found


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or (isinstance(value, str) and value.strip().lower() in BLANK)


def _number(value: object) -> float | None:
    """A finite number, or None for words; a decimal comma is read."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value.strip().replace(",", ".").replace("−", "-")) if isinstance(value, str) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    if isinstance(value, str) and "_" in value:  # Python reads 1_0 as ten; a diary does not
        return None
    return number if math.isfinite(number) else None


def _trial(columns: dict[str, list[object]], arms: Sequence[str]) -> Trial:
    columns = {name.strip().lower(): values for name, values in columns.items()}
    if "condition" not in columns and "arm" in columns:
        columns["condition"] = columns.pop("arm")
    if "condition" not in columns or not ("day" in columns or "date" in columns):
        missing = "condition" if "condition" not in columns else "day"
        raise _unreadable(f"There is no column “{missing}”.", ", ".join(columns))
    if len({len(values) for values in columns.values()}) != 1:
        raise _unreadable("The columns are not of the same length.")
    used = [i for i in range(len(columns["condition"])) if not all(_is_blank(values[i]) for values in columns.values())]
    columns = {name: [values[i] for i in used] for name, values in columns.items()}
    if not used:
        raise _unreadable("This diary has a heading and no days.", "0 days")
    days, day_one = _days(columns)
    order = sorted(range(len(days)), key=days.__getitem__)
    for before, after in itertools.pairwise(order):
        if days[before] == days[after]:
            raise _No(_twice(days[before], day_one))
    if days[order[-1]] - days[order[0]] > LONGEST_DAYS:
        raise _unreadable("The days of this diary lie more than ten years apart.", str(days[order[-1]] - days[order[0]]), str(LONGEST_DAYS))
    in_order = [days[i] for i in order]
    arm = [_arm(columns["condition"][i], arms, days[i]) for i in order]
    period, given = _periods(columns, order, arm)
    outcomes, notes = _values(columns, order, in_order)
    return Trial(tuple(in_order), tuple(arm), period, outcomes, notes, day_one, given, _harms(notes, in_order))


def _twice(day: int, day_one: date | None) -> Refused:
    named = f"day {day}" if day_one is None else date.fromordinal(day_one.toordinal() + day - 1).isoformat()
    return Refused("day_twice", f"There are two rows for {named}. Keep the right one.", named, "one row a day")


def _days(columns: Mapping[str, list[object]]) -> tuple[list[int], date | None]:
    """Day numbers, and the date of day 1; a `date` column wins over `day`, and dates may stand in `day`."""
    name = "date" if "date" in columns and not all(_is_blank(each) for each in columns["date"]) else "day"
    values = columns.get(name, columns.get("date", []))
    numbers = [_number(value) for value in values]
    if name == "day" and all(number is not None and number.is_integer() and 0 <= number < 1e6 for number in numbers):
        return [int(number) for number in numbers if number is not None], None
    read = _date_reader(values)
    dates = [read(value) for value in values]
    for i, found in enumerate(dates):
        if found is None:
            shown = str(values[i])[:40]
            raise _unreadable(f"“{shown}” is no day number and no date. Write 3, or 2026-03-01.", shown, "1, 2, 3 or a date as 2026-03-01")
    ordinals = [found.toordinal() for found in dates if found is not None]
    first = min(ordinals)
    return [each - first + 1 for each in ordinals], date.fromordinal(first)


def _date_reader(values: Sequence[object]) -> Callable[[object], date | None]:
    """A reader of dates. 3/4/2026 is read only where another row shows whether the month or the day comes first."""
    split = [re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", str(value).strip()) for value in values]
    firsts = [int(found[1]) for found in split if found]
    seconds = [int(found[2]) for found in split if found]
    day_first = any(each > 12 for each in firsts)
    clear = day_first != any(each > 12 for each in seconds)

    def read(value: object) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", text):
                return date(int(found[1]), int(found[2]), int(found[3]))
            if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
                return date(int(found[3]), int(found[2]), int(found[1]))
            if clear and (found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)):
                day, month = (found[1], found[2]) if day_first else (found[2], found[1])
                return date(int(found[3]), int(month), int(day))
        except ValueError:
            return None
        return None

    return read


def _arm(value: object, arms: Sequence[str], day: int) -> str:
    name = str(value).strip().lower() if value is not None else ""
    if name not in arms:
        known = " or ".join(arms)
        shown = str(value)[:40] if not _is_blank(value) else "nothing"
        raise _No(Refused("unknown_arm", f"Day {day} has the condition “{shown}”. We know {known}.", shown, known))
    return name


def _periods(columns: Mapping[str, list[object]], order: Sequence[int], arm: Sequence[str]) -> tuple[tuple[int, ...], bool]:
    """The period of each day; without the column, runs of the same arm. One period holds one arm and is one stretch of days."""
    if "period" not in columns or all(_is_blank(each) for each in columns["period"]):
        runs = [1]
        for before, after in itertools.pairwise(arm):
            runs.append(runs[-1] + (before != after))
        return tuple(runs), False
    found: list[int] = []
    held: dict[int, str] = {}
    for i, name in zip(order, arm, strict=True):
        number = _number(columns["period"][i])
        if number is None or not number.is_integer() or not 0 < number < 1e6:
            shown = str(columns["period"][i])[:40]
            raise _unreadable(f"“{shown}” is no number of a period. Write 1, 2, 3.", shown, "1, 2, 3")
        if held.setdefault(int(number), name) != name:
            raise _unreadable(
                f"Period {int(number)} holds both conditions. One period has one.", f"period {int(number)}", "one condition a period"
            )
        if found and found[-1] > number:
            raise _unreadable(f"Period {int(number)} comes after period {found[-1]}.", f"period {int(number)}", "periods in order")
        found.append(int(number))
    return tuple(found), True


def _values(
    columns: Mapping[str, list[object]], order: Sequence[int], days: Sequence[int]
) -> tuple[dict[str, tuple[float | None, ...]], dict[str, tuple[str | None, ...]]]:
    outcomes: dict[str, tuple[float | None, ...]] = {}
    notes: dict[str, tuple[str | None, ...]] = {}
    for name, column in columns.items():
        if name in ("day", "date", "period", "condition"):
            continue
        values = [column[i] for i in order]
        numbers = [None if _is_blank(value) else _number(value) for value in values]
        words = [None if _is_blank(value) else str(value).strip() for value in values]
        strange = [i for i, (number, word) in enumerate(zip(numbers, words, strict=True)) if number is None and word is not None]
        if name == PAIN:
            if strange:
                shown = str(words[strange[0]])[:40]
                raise _unreadable(f"The pain of day {days[strange[0]]} is “{shown}”. Write a number from 0 to 10.", shown, "0 to 10")
            for day, number in zip(days, numbers, strict=True):
                if number is not None and not LOWEST <= number <= HIGHEST:
                    raise _No(Refused("out_of_range", f"The pain of day {day} is {number:g}. It goes from 0 to 10.", number, "0 to 10"))
        if strange or name in EVENT_COLUMNS:
            notes[name] = tuple(words)
        else:
            outcomes[name] = tuple(numbers)
    return outcomes, notes


def _harms(notes: Mapping[str, tuple[str | None, ...]], days: Sequence[int]) -> tuple[Harm, ...] | None:
    """Adverse events from a column of that name: words, several with + between; 0 and no are none."""
    columns = [notes[name] for name in EVENT_COLUMNS if name in notes]
    if not columns:
        return None
    found = []
    for column in columns:
        for day, text in zip(days, column, strict=True):
            for name in re.split(r"[+|/]", text or ""):
                if name.strip().lower() not in {"", "0", "no", "none"}:
                    found.append(Harm(day, name.strip()))
    return tuple(found)
