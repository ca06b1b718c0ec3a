"""In: a researcher's table, as the bytes of a CSV file. Out: Table: effects and variances, the names of the studies, what was set aside.

Read with or without a byte order mark, with commas, semicolons or tabs between cells, with decimal points or, where cells are not parted
by commas, decimal commas. A row in which every needed cell is empty or NA is set aside; any other cell that is no number is an error.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roost.base.errors import InputError
from roost.evidence.effect_size import Counts, Effect, Means, Measure, compare_counts, compare_means

__all__ = ["SHAPES", "SetAside", "Table", "read_table"]

COUNTS, CELLS, MEANS = ("ai", "n1i", "ci", "n2i"), ("ai", "bi", "ci", "di"), ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
SHAPES = "yi,vi; or ai,n1i,ci,n2i (or ai,bi,ci,di) with --measure RR|OR|RD; or m1i,sd1i,n1i,m2i,sd2i,n2i with --measure MD|SMD"
MISSING = {"", "na", "nan", "n/a", "."}
NAMES = ("study", "slab", "name", "trial", "author", "id")


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row without figures."""

    line: int
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a table gives.

    Args:
        measure: RR, OR, RD, MD, SMD, or "" where the table had effects already.
        names: of the studies, in order.
        effects: (k,) one a study; RR and OR as logs.
        variances: (k,) squared standard errors.
        adjusted: names of the studies to whose cells a half was added.
        set_aside: rows without figures.
    """

    measure: Measure | None
    names: tuple[str, ...]
    effects: tuple[float, ...]
    variances: tuple[float, ...]
    adjusted: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def read_table(data: bytes, *, file: str, measure: Measure | None = None) -> Table:
    """Reads a table.

    Args:
        data: the bytes of the file.
        file: its name, for messages.
        measure: for counts RR, OR or RD; for means MD or SMD; None for effects with their variances.

    Raises:
        InputError: can't be read, lacks a column, or holds what is no number; names file, line and key.
    """
    rows, by_comma = _rows(data, file)
    heads = [head.strip().strip("\ufeff").lower() for head in rows[0][1]]
    if len(set(heads)) < len(heads):
        twice = next(head for head in heads if heads.count(head) > 1)
        raise InputError("two columns have this name: keep one", file=file, line=rows[0][0], key=twice or "header")
    wanted = _columns(heads, measure, file, rows[0][0])
    label = next((heads.index(name) for name in NAMES if name in heads), None)
    names: list[str] = []
    effects: list[Effect] = []
    aside: list[SetAside] = []
    for number, (line, cells) in enumerate(rows[1:], 1):
        if len(cells) > len(heads):
            raise InputError(f"{len(cells)} cells, and the header has {len(heads)}", file=file, line=line, key=heads[-1])
        full = dict(zip(heads, [*cells, *[""] * (len(heads) - len(cells))], strict=True))
        name = full[heads[label]].strip() if label is not None else ""
        if all(full[key].strip().lower() in MISSING for key in wanted):
            aside.append(SetAside(line, name or f"row {number}", f"no figures in {', '.join(wanted)}"))
            continue
        values = {key: _number(full[key], by_comma, file, line, key) for key in wanted}
        effects.append(_effect(values, measure, file, line))
        names.append(name or f"row {number}")
    if not effects:
        raise InputError(f"holds no study with figures. It needs {SHAPES}", file=file, line=rows[0][0], key=wanted[0])
    return Table(
        measure=measure,
        names=tuple(names),
        effects=tuple(effect.estimate for effect in effects),
        variances=tuple(effect.variance or 0.0 for effect in effects),
        adjusted=tuple(name for name, effect in zip(names, effects, strict=True) if effect.adjusted),
        set_aside=tuple(aside),
    )


def _rows(data: bytes, file: str) -> tuple[list[tuple[int, list[str]]], bool]:
    """The rows that hold anything, with their line numbers, and whether cells are parted by commas."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 text: byte {error.start} can't be read. Save it as CSV in UTF-8", file=file) from None
    if "\0" in text:
        raise InputError("holds a null byte, so it is no text. Save it as CSV", file=file, line=1)
    first = next((line for line in text.splitlines() if line.strip()), "")
    between = max(("\t", ";", ","), key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=between, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise InputError(f"can't be read: {error}", file=file, line=reader.line_num) from None
    if not rows:
        raise InputError(f"is empty. It needs {SHAPES}", file=file, line=1)
    return rows, between == ","


def _columns(heads: Sequence[str], measure: Measure | None, file: str, line: int) -> tuple[str, ...]:
    """The columns that are needed."""
    if measure is None:
        shapes: tuple[tuple[str, ...], ...] = (("yi", "vi"), ("yi", "sei"))
    else:
        shapes = (COUNTS, CELLS) if measure in ("RR", "OR", "RD") else (MEANS,)
    for shape in shapes:
        if set(shape) <= set(heads):
            return shape
    missing = min(([key for key in shape if key not in heads] for shape in shapes), key=len)
    given = ", ".join(head or "(no name)" for head in heads)
    hint = ""
    if measure is None and any(set(shape) <= set(heads) for shape in (COUNTS, CELLS)):
        hint = " These are counts: add --measure RR, OR or RD."
    elif measure is None and set(MEANS) <= set(heads):
        hint = " These are means: add --measure MD or SMD."
    raise InputError(f"this column is missing; the header has {given}. It needs {SHAPES}.{hint}", file=file, line=line, key=missing[0])


def _number(cell: str, by_comma: bool, file: str, line: int, key: str) -> float:
    text = cell.strip().replace("\u2212", "-")
    if not by_comma and "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"{cell.strip()!r} is no number: write one, or leave all figures of the row empty", file=file, line=line, key=key)
    return value


def _effect(values: Mapping[str, float], measure: Measure | None, file: str, line: int) -> Effect:
    try:
        if measure is None:
            return _given(values)
        if measure in ("MD", "SMD"):
            made = compare_means(measure, _means(values, "1"), _means(values, "2"))
        else:
            made = compare_counts(measure, _counts(values, "ai", "bi", "n1i"), _counts(values, "ci", "di", "n2i"))
    except InputError as error:
        raise InputError(error.message, file=file, line=line, key=error.key or next(iter(values))) from None
    if not made.se:
        raise InputError("these figures have no spread, so the study would weigh without end", file=file, line=line, key=next(iter(values)))
    return made


def _given(values: Mapping[str, float]) -> Effect:
    key = "vi" if "vi" in values else "sei"
    if not values[key] > 0:
        raise InputError(f"{values[key]:g} can't be: it must be above 0", key=key)
    return Effect(values["yi"], math.sqrt(values[key]) if key == "vi" else values[key])


def _means(values: Mapping[str, float], group: str) -> Means:
    n, sd = values[f"n{group}i"], values[f"sd{group}i"]
    for key, wrong in ((f"n{group}i", n <= 0), (f"sd{group}i", sd < 0)):
        if wrong:
            raise InputError(f"{values[key]:g} can't be: n is above 0, and sd is 0 or more", key=key)
    return Means(values[f"m{group}i"], sd, n)


def _counts(values: Mapping[str, float], events: str, others: str, total: str) -> Counts:
    n = values[total] if total in values else values[events] + values[others]
    for key in (events, others, total):
        if key in values and (values[key] < 0 or values[key] != int(values[key])):
            raise InputError(f"{values[key]:g} is no count: write a whole number from 0 up", key=key)
    if n < 1:
        raise InputError("nobody is in this group: it needs at least one person", key=total if total in values else others)
    if values[events] > n:
        raise InputError(f"{values[events]:g} of {n:g} can't be: more events than people", key=events)
    return Counts(values[events], n)
