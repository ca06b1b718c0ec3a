"""In: nothing. Out: profiles screened a second on one core, structured and in free text, against a peer in the same run.

The peer reads the same bytes as JSON with Python's own library and looks the words up one by one in a set: the least that any
screen of words must do. Times are processor time of this process alone.
"""

from __future__ import annotations

import json
import re
import resource
import time
from collections.abc import Callable

from roost.app import books
from roost.app.screen_profile import screen_profile_file
from roost.words.answers import Concept

__all__ = ["STRUCTURED", "main", "rates"]

STRUCTURED = {
    "today": "2026-03-01",
    "person": {"birth_date": "1981-05-02", "sex": "F", "mass": {"value": 74, "unit": "kg"}, "height": {"value": 172, "unit": "cm"}},
    "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77}],
    "table": {"max_user_mass": {"value": 136, "unit": "kg"}},
    "conditions": ["eczema", {"system": "icd10cm", "code": "E11.9"}],
    "medicines": ["emollient cream", {"system": "atc", "code": "A10BA02"}],
    "symptoms": ["aching lower back since moving house"],
    "answers": {"pregnant": "no"},
}
FREE = STRUCTURED | {
    "free_text": "I swim twice a week. My mother had a stroke at seventy and my dad has glaucoma. I came over faint at the bus stop last "
    "winter, and the doctor could not say why. No chest pain. I take a tablet for my heart, I think it is called bisoprolol, and something "
    "for my waterworks. My back has been stiff since the school run on Monday; it eases when I walk. I had a car crash ten years ago."
}


def rates(seconds: float = 3.0) -> dict[str, float]:
    """Profiles a second, by what was screened and by whom."""
    words = {word for one in books.concepts() if isinstance(one, Concept) for term in one.terms for word in term.split()}

    def peer(data: bytes) -> int:
        given = json.loads(data)
        text = " ".join(map(str, [given.get(key, "") for key in ("conditions", "medicines", "symptoms", "free_text")])).lower()
        return sum(word in words for word in re.findall(r"\w+", text))

    def ours(data: bytes) -> object:
        return screen_profile_file(data, file="")

    found: dict[str, float] = {}
    for what, given in (("structured", STRUCTURED), ("free text", FREE)):
        data = json.dumps(given).encode()
        for who, side in (("roost", ours), ("peer", peer)):
            found[f"{what}, {who}"] = _rate(side, data, seconds)
    return found


def _rate(side: Callable[[bytes], object], data: bytes, seconds: float) -> float:
    side(data)  # loads what is loaded once
    begun, done = time.process_time(), 0
    while (taken := time.process_time() - begun) < seconds:
        side(data)
        done += 1
    return done / taken


def main() -> None:
    """Prints the table."""
    found = rates()
    print("| what | profiles a second on one core | peer in the same run | times slower |\n|---|---|---|---|")
    for what in ("structured", "free text"):
        ours, peer = found[f"{what}, roost"], found[f"{what}, peer"]
        print(f"| {what} | {ours:.0f} | {peer:.0f} | {peer / ours:.1f} |")
    print(f"\nMost memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
