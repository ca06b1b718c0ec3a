"""Makes calendars.json: seeds and the calendars they give, for the browser too. `python -m tests.rooms.plan.calendars` writes it.

The drawing is written out here once more, on its own, so that the file is no copy of what it is held against.
"""

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).with_suffix(".json")
SHAPES = [
    (("inversion", "usual"), "each_pair", 7, 6),
    (("inversion", "usual"), "once", 14, 3),
    (("heat", "walking", "usual"), "each_pair", 7, 4),
    (("heat", "walking", "massage", "usual"), "each_pair", 5, 5),
]
SEEDS = ["0", "1", "2", "42", "20260406", "", "a", "Zürich", "1:0", "🦇", "9007199254740993"]
START = date(2026, 2, 23)


def order_of(seed, arms, drawn, pairs):
    """The arms in their order: Fisher and Yates from the last place down, a word of SHA-256 for each swap, too high words left out."""
    n, found, block = 0, [], list(arms)
    for pair in range(pairs):
        if pair == 0 or drawn == "each_pair":
            block = list(arms)
            for size in range(len(block), 1, -1):
                while True:
                    word = int(hashlib.sha256(b"roost-calendar-1:" + seed.encode() + b":" + str(n).encode()).hexdigest()[:8], 16)
                    n += 1
                    if word < 4294967296 // size * size:
                        break
                block[size - 1], block[word % size] = block[word % size], block[size - 1]
        found += [(pair + 1 if drawn == "each_pair" else 1, arm) for arm in block]
    return found


def calendars():
    made = []
    for arms, drawn, days, pairs in SHAPES:
        for seed in SEEDS:
            rows = [
                {
                    "period": i + 1, "pair": pair, "arm": arm, "from": str(START + timedelta(days=i * days)),
                    "to": str(START + timedelta(days=(i + 1) * days - 1)),
                }
                for i, (pair, arm) in enumerate(order_of(seed, arms, drawn, pairs))
            ]  # fmt: skip
            given = {"arms": arms, "drawn": drawn, "period_days": days, "pairs": pairs, "seed": seed, "start": str(START)}
            made.append(given | {"calendar": rows})
    return made


def text():
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in calendars()) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
