"""In: this checkout. Out: docs/proof.md, with a figure, the command that made it, the day and the commit for each long proof.

Each line is written when its part ends, so that a run which is cut short keeps what it found.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.run import machine
from scripts.sizes import ROOT

__all__ = ["PARTS", "Proof", "main", "prove"]

# What is proved, and the module that does it. Each prints its figure in its last line and ends with 0 when it holds.
PARTS = {
    "Acknowledged entries after a kill": ("tests.prove.kill_rounds", "1000"),
    "Broken controls noticed by the tests": ("tests.prove.broken_controls",),
    "Mutants of screen, plan and coach killed": ("tests.prove.mutation",),
    "Coverage of the answer's intervals": ("tests.prove.calibration",),
    "Server under load for ten minutes": ("tests.prove.soak", "600"),
    "Lighthouse, median of five": ("tests.prove.lighthouse",),
    "Speed against peers": ("benchmarks.run",),
}
PAGE = ROOT / "docs" / "proof.md"
HEAD = """# Proof

Written by `make prove`. Each figure was measured on the day and commit beside it.

Machine: {machine}

| what | figure | command | took | day | commit |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """One line of the page."""

    what: str
    figure: str
    command: str
    took_s: float
    holds: bool


def prove(what: str, words: tuple[str, ...]) -> Proof:
    """Runs one part and shows what it prints as it goes."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    lines: list[str] = []
    for line in process.stdout or ():
        print(line, end="", flush=True)
        lines += [line.strip()] if line.strip() else []
    holds = process.wait() == 0
    figure = lines[-1].strip("| ").replace("|", ",") if lines else "printed nothing"
    return Proof(what, figure if holds else f"FAILED: {figure}", f"python -m {' '.join(words)}", time.monotonic() - begun, holds)


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def kept_rows() -> dict[str, str]:
    """The lines of the page as it is, by what was proved."""
    lines = PAGE.read_text("utf-8").splitlines(keepends=True) if PAGE.exists() else []
    return {what: line for line in lines for what in PARTS if line.startswith(f"| {what} |")}


def main() -> int:
    """Runs all parts, or those whose module is named, and writes their lines of the page; the others stay with their day and commit."""
    wanted = sys.argv[1:]
    chosen = {what: words for what, words in PARTS.items() if not wanted or words[0].rpartition(".")[2] in wanted}
    changed = _git("status", "--porcelain", "--", ".", ":!docs/proof.md")
    commit = (_git("rev-parse", "--short", "HEAD") or "none") + ("+changes" if changed else "")
    all_hold = True
    for what, words in chosen.items():
        one = prove(what, words)
        all_hold &= one.holds
        day = datetime.now(UTC).date().isoformat()
        row = f"| {one.what} | {one.figure} | `{one.command}` | {one.took_s:.0f} s | {day} | {commit} |\n"
        rows = kept_rows() | {what: row}
        PAGE.write_text(HEAD.format(machine=machine()) + "".join(rows[name] for name in PARTS if name in rows), "utf-8")
        print(row)
    return not all_hold


if __name__ == "__main__":
    sys.exit(main())
