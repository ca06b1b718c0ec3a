"""In: a file of cases. Out: totals for the bare dictionary, with the context rules, and for the full reader; no case is ever printed.

Run as `python -m tests.corpus.score [seen|unseen]`.
"""

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml

from roost.app import books
from roost.base.units import Length, Mass
from roost.plan.caps import CEILING
from roost.screen.screen import screen
from roost.screen.screening import Verdict
from roost.words.answers import Concept, Cue
from roost.words.profile import Profile, Reading
from roost.words.read import read_words

FOLDER = Path(__file__).parent
TODAY = date(2026, 3, 1)
WELL = Profile(
    today=TODAY,
    age_years=44,
    sex="F",
    mass=Mass.of({"kg": 74}),
    height=Length.of({"cm": 172}),
    max_user_mass=Mass.of({"kg": 136}),
    readings=(Reading(121, 77, None, TODAY),),
    conditions=(),
    medicines=(),
    symptoms=(),
    answers={"pregnant": "no"},
)
_SILENT = ("light", "filler", "general", "limit", "hint", "plain")


@dataclass(frozen=True)
class Score:
    """Totals over one file. A miss is a case with a verdict milder than it must be; over-triage one that is graver."""

    cases: int
    missed: int
    urgent: int
    urgent_caught: int
    over: int
    controls: int
    blocked: int

    def __str__(self) -> str:
        return (
            f"| {self.missed} of {self.cases} | {self.urgent_caught} of {self.urgent} | {self.blocked} of {self.controls} "
            f"| {self.over} of {self.cases} |"
        )


def readers():
    """The concepts of each reader, by name; each as one tuple, so that it is made ready once."""
    full = books.concepts()
    timeless = tuple(replace(one, within_days=None, dated_by="", reading=None) if isinstance(one, Concept) else one for one in full)
    bare = tuple(one for one in timeless if not isinstance(one, Cue) or one.does in _SILENT)
    return {"dictionary": bare, "dictionary and context rules": timeless, "full reader": full}


def load(name):
    """The cases as (text, rule, least verdict), and the controls."""
    raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    return [(text, case["rule"], Verdict(case["verdict"])) for case in raw["cases"] for text in case["texts"]], raw["controls"]


def verdict(text, concepts):
    """The verdict, and the rules that led to it, for somebody who is well but for this text."""
    screening = screen(read_words(replace(WELL, free_text=text), concepts), books.rules(), CEILING)
    return screening.verdict, {reason.rule for reason in screening.because} | {item.rule for item in screening.unknown}


def score(name, concepts):
    """The totals of one reader over one file."""
    cases, controls = load(name)
    found = [(verdict(text, concepts)[0], least) for text, _, least in cases]
    return Score(
        cases=len(found),
        missed=sum(got < least for got, least in found),
        urgent=sum(least is Verdict.urgent for _, least in found),
        urgent_caught=sum(got is least is Verdict.urgent for got, least in found),
        over=sum(got > least for got, least in found),
        controls=len(controls),
        blocked=sum(verdict(text, concepts)[0] >= Verdict.ask_first for text in controls),
    )


def main():
    """Prints one table."""
    name = sys.argv[1] if len(sys.argv) > 1 else "seen"
    print(f"{name}.yaml\n\n| reader | unsafe misses | urgent caught | controls blocked | over-triage |\n|---|---|---|---|---|")
    for who, concepts in readers().items():
        print(f"| {who} {score(name, concepts)}")


if __name__ == "__main__":
    main()
