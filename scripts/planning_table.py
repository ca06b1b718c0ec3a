"""In: nothing. Out: src/roost/answer/planning.json, what a test of so many pairs of weeks would say, for the page where one is planned.

`python -m scripts.planning_table` writes it again; it takes some minutes. A test makes one row again and holds it against the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from roost.answer.power import design
from roost.plan.frozen import IMPORTANT_CHANGES

__all__ = ["FILE", "PAIRS", "TRIALS", "row"]

FILE = Path(__file__).resolve().parents[1] / "src/roost/answer/planning.json"
PAIRS = (2, 3, 4, 5, 6, 8)
EFFECTS = (0.0, -1.0, -2.0)
TRIALS = 2000
SEED = "planning"


def row(pairs: int, important_change: float, effect: float) -> dict[str, Any]:
    """How many of 100 tests say what, for one length, one important change and one true effect in points."""
    table = design(weeks=(2 * pairs,), important_change=important_change, effects=(effect,), trials=TRIALS, seed=SEED)
    shares = table.rows[0].shares
    said = {
        "helps": shares["very_likely_helps"] + shares["probably_helps"],
        "little": shares["little_or_no_difference"],
        "worse": shares["probably_worse"],
        "not_clear": shares["not_clear"],
    }
    counted = {name: round(100 * share, 2) for name, share in said.items()}
    return {"pairs": pairs, "important_change": important_change, "true_effect": effect, **counted}


def _text() -> str:
    rows = [row(pairs, important, effect) for important in IMPORTANT_CHANGES for pairs in PAIRS for effect in EFFECTS]
    lines = ",\n".join("  " + json.dumps(one) for one in rows)
    return f'{{"period_days": 7, "trials": {TRIALS}, "seed": "{SEED}", "rows": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    FILE.write_text(_text(), "utf-8")
