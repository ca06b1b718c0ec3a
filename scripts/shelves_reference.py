"""In: the files of therapies and instruments, and the commands. Out: the generated pages that show them all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import typer
from typer.cli import get_docs_for_click

from roost.app import books
from roost.cli.main import app
from roost.plan.therapy import STRENGTHS, Therapy
from roost.track.instrument import Instrument

__all__ = ["pages"]

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
MADE = "Made by `make docs` from {where}; a change here is lost. **No clinician has signed them.**"
SHELVES = "../../src/roost"


def pages() -> dict[Path, str]:
    """Each page with what it should hold."""
    return {
        REFERENCE / "therapies.md": _therapies(),
        REFERENCE / "instruments.md": _instruments(),
        REFERENCE / "commands.md": _commands(),
    }


def _sources(held: Iterable[object]) -> str:
    return ", ".join(f"{source.id} ({source.level.value})" for source in held)  # type: ignore[attr-defined]


def _therapies() -> str:
    head = f"# Therapies\n\n{MADE.format(where='the files in `src/roost/plan/therapies`')}\n\n"
    told = "They stand beside inversion, and before it where the evidence is better.\n"
    return head + told + "".join(_therapy(one) for one in books.therapies())


def _therapy(one: Therapy) -> str:
    where = "before inversion" if one.first else "beside inversion"
    steps = "".join(f"{n}. {step}\n" for n, step in enumerate(one.steps, 1))
    cautions = "".join(f"- {caution}\n" for caution in one.cautions)
    return (
        f"\n## [{one.title}]({SHELVES}/plan/therapies/{one.name}.yaml)\n\n"
        f"{STRENGTHS[one.strength].capitalize()}; {where}. {one.tell} {one.dose}\n\n{steps}\nTake care:\n\n{cautions}\n"
        f"Not offered with: {', '.join(one.not_with)}. Why: {one.why} Sources: {_sources(one.sources)}.\n"
    )


def _instruments() -> str:
    head = f"# Instruments\n\n{MADE.format(where='the files in `src/roost/track/instruments`')}\n\n"
    told = "Items stand only where the licence lets us ship them; else the person types the total of a form they have.\n\n"
    table = "| instrument | about | score | better | change that matters | when asked | licence |\n|---|---|---|---|---|---|---|\n"
    return head + told + table + "".join(_instrument(name, one) for name, one in books.instruments().items())


def _instrument(name: str, one: Instrument) -> str:
    change = one.important_change
    matters = "not known" if change is None else f"{change.points}" + (f" to {change.up_to}" if change.up_to is not None else "")
    if change is not None and change.percent is not None:
        matters += f", or {change.percent} %"
    days = one.schedule.every_days
    asked = "when the person wants" if days is None else "every day" if days == 1 else f"every {days} days"
    if one.schedule.period is not None:
        asked += f"; at the end of {'each' if one.schedule.period == 'each' else 'the last'} period of a test"
    score = f"{one.low} to {one.high}, {'typed' if one.form else one.score.how}"
    cells = [
        f"[{one.title}]({SHELVES}/track/instruments/{name}.yaml)",
        one.recall,
        score,
        one.better or "neither",
        matters,
        asked,
        one.licence,
    ]
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ").strip() for cell in cells) + " |\n"


def _commands() -> str:
    root = typer.main.get_command(app)
    text = get_docs_for_click(obj=root, ctx=typer.Context(root), name="roost")
    plain = re.sub(r"\n{3,}", "\n\n", text).strip()
    return plain.replace("# `roost`", "# Commands\n\nMade by `make docs` from the commands themselves; a change here is lost.", 1) + "\n"
