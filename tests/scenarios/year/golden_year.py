"""In: `golden_year_in.json`, a made-up year. Out: what each act came to and the diary of the year, held against `golden_year_out.json`.

A line of the year is one act (`on`, `at`, `do`) or one that comes again (`from`, `to`, `days`, `at`, `do`); a list under `average`, `how`,
`pain_now` or `tenths` is gone through in turn, and `but` leaves days out. `python -m tests.scenarios.year.golden_year` writes what the
year comes to again, to be read before it is kept.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from roost.app.export_person import _diary_table
from roost.app.home import Home
from roost.app.keep_diary import diary_of
from roost.app.tell_story import Life
from roost.store.memory import MemoryStore

__all__ = ["acts", "kept", "replay"]

FOLDER = Path(__file__).parent
YEAR = json.loads((FOLDER / "golden_year_in.json").read_text())
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IN_TURN = ("average", "how", "pain_now", "tenths")
SILENT = ("pain", "tick", "morning", "note")  # the diary shows them


def _zone(day: str) -> str:
    return [zone for since, zone in YEAR["zones"] if since <= day][-1]


def _days(line: dict[str, Any]) -> Iterator[str]:
    if "on" in line:
        yield line["on"]
        return
    first, last = date.fromisoformat(line["from"]), date.fromisoformat(line["to"])
    wanted = DAYS if line["days"] == "all" else line["days"].split()
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if DAYS[day.weekday()] in wanted and day.isoformat() not in line.get("but", ()):
            yield day.isoformat()


def _of_line(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    given = {key: value for key, value in line.items() if key not in ("on", "days", "at", "but")}
    if "on" not in line:
        given = {key: value for key, value in given.items() if key not in ("from", "to")}
    for n, day in zip(count(), _days(line), strict=False):
        turned = {key: value[n % len(value)] for key, value in given.items() if key in IN_TURN and isinstance(value, list)}
        yield given | turned | {"at": f"{day}T{line['at']}:00{_zone(day)}"}


def acts() -> list[dict[str, Any]]:
    """Each act of the year in its order of time."""
    return sorted((act for line in YEAR["lines"] for act in _of_line(line)), key=lambda act: datetime.fromisoformat(act["at"]))


def replay() -> str:
    """The year once more: what each act came to, a row of the diary a day, and the entries by type."""
    life = Life(MemoryStore(), YEAR["seed"])
    came_to = [(act["at"][:16], act["do"], life.act(act)) for act in acts()]
    end = datetime.fromisoformat(f"{YEAR['end']}T12:00:00{_zone(YEAR['end'])}")
    home = Home(life.store, lambda: end, str)
    made = {
        "acts": [" ".join([at, do, json.dumps(what, sort_keys=True)]) for at, do, what in came_to if do not in SILENT and what is not None],
        "entries": dict(sorted(Counter(entry.type for entry in life.store.read()).items())),
        "diary": _diary_table(diary_of(home, life.person), None).splitlines(),
    }
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def kept() -> str:
    """What is kept of the year."""
    return (FOLDER / "golden_year_out.json").read_text()


if __name__ == "__main__":
    (FOLDER / "golden_year_out.json").write_text(replay())
