"""In: nothing. Out: the package's own shelves as bytes, and a study to put beside them."""

from roost.evidence.library import SHELVES
from roost.store.shelf import shelf_folder

__all__ = ["STUDY", "folders", "study"]

STUDY = """title: "A made-up trial"
short: "Made up 2026"
kind: "traction_trial_sham"
paper: {authors: ["Nobody A"], year: 2026, title: "A made-up trial"}
design: "Made up for a test."
n: {randomised: 200}
harms_said: "None."
bias: {level: "low", why: "It is made up."}
funding: "Nobody."
usable_for:
  - {comparison: "sham_traction_pain", example: "pain", people: 200, scale: 100}
level: "full_text"
facts: ["made_up"]
sources:
  - {id: "MADE_UP", cite: "Made up", where: "nowhere", says: "Pain 30 less.", checked: "2026-11-25", level: "full_text"}
examples:
  - {name: "pain", compute: "interval", given: {estimate: -30, low: -35, high: -25}, expect: {low: -35, high: -25}}
"""


def folders():
    """The shelves of the package, to be changed at will."""
    return {shelf: dict(shelf_folder(f"evidence/{shelf}")) for shelf in SHELVES}


def study(*changes):
    """The made-up study with pieces of its text replaced."""
    text = STUDY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()
