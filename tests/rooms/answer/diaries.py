"""Small diaries for the tests of this room."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from roost.answer.analyse import answer
from roost.answer.finding import Finding
from roost.answer.read_trial import read_trial
from roost.answer.trial import Refused, Trial

ORDER = (1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0)


def rows(
    effect: float = -2.0, *, periods: int = 8, days: int = 7, seed: int = 1, sd: float = 1.0, missing: tuple[int, ...] = ()
) -> list[dict[str, object]]:
    """One row a day; pain moves about 5 by `sd`, lower by `effect` in inversion weeks."""
    chance = random.Random(seed)
    found: list[dict[str, object]] = []
    for t in range(periods * days):
        on = ORDER[t // days % len(ORDER)]
        pain = round(min(10.0, max(0.0, 5 + effect * (on - 0.5) + chance.gauss(0, sd))), 1)
        found.append(
            {
                "day": t + 1,
                "period": t // days + 1,
                "condition": "inversion" if on else "usual",
                "pain": None if t + 1 in missing else pain,
            }
        )
    return found


def columns(given: list[dict[str, object]]) -> dict[str, list[object]]:
    return {name: [row[name] for row in given] for name in given[0]}


def csv_of(given: list[dict[str, object]], *, mark: str = ",", comma: bool = False, start: date | None = None, bom: bool = False) -> bytes:
    names = list(given[0])
    heading = ["date" if start and name == "day" else name for name in names]
    lines = [mark.join(heading)]
    for row in given:
        cells = []
        for name in names:
            value = row[name]
            if name == "day" and start:
                value = start + timedelta(days=int(str(value)) - 1)
            text = "" if value is None else str(value)
            cells.append(text.replace(".", ",") if comma and name == "pain" else text)
        lines.append(mark.join(cells))
    return (b"\xef\xbb\xbf" if bom else b"") + ("\n".join(lines) + "\n").encode()


def trial(given: list[dict[str, object]], **named: object) -> Trial:
    found = read_trial(csv_of(given, **named))  # type: ignore[arg-type]
    assert isinstance(found, Trial), found
    return found


def refused(found: object) -> Refused:
    assert isinstance(found, Refused), found
    return found


def answered(found: object) -> Finding:
    assert isinstance(found, Finding), found
    return found


def ask(diary: object, plan: dict[str, object] | None = None, **named: Any) -> Finding | Refused:
    """The answer without carry-over: a fifth of the work, where a test is not about carry-over."""
    return answer(diary, plan, **{"half_life": 0.0, **named})
