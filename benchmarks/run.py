"""In: nothing. Out: one table of ratios, each against a peer timed in the same run on the same machine.

Figures are medians of interleaved rounds, so that a busy moment of the machine meets both sides alike.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.home_page import first_bytes
from benchmarks.starts import first_page
from benchmarks.synthesis import sides as synthesis_sides

__all__ = ["Row", "main", "processes"]

ROUNDS = 15
PROFILE = """{"today": "2026-03-01", "person": {"birth_date": "1981-05-02", "sex": "F", "mass": {"value": 74, "unit": "kg"},
 "height": {"value": 172, "unit": "cm"}}, "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77}],
 "table": {"max_user_mass": {"value": 136, "unit": "kg"}}, "conditions": ["eczema"], "medicines": ["emollient cream"],
 "symptoms": ["aching lower back since moving house"], "answers": {"pregnant": "no"}, "free_text": "I swim twice a week."}"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ours against a peer, medians in milliseconds."""

    what: str
    ours_ms: float
    peer: str
    peer_ms: float

    def __str__(self) -> str:
        return f"| {self.what} | {self.ours_ms:.1f} ms | {self.peer} | {self.peer_ms:.1f} ms | {self.ours_ms / self.peer_ms:.1f} |"


def _process(words: list[str]) -> Callable[[], float]:
    def run() -> float:
        begun = time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        return (time.perf_counter() - begun) * 1000

    return run


def interleaved(sides: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of each side, each round timing all of them, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for i in range(rounds + 1):
        for name, side in sides.items():
            taken = side()
            if i:
                times[name].append(taken)
    return {name: median(values) for name, values in times.items()}


def processes(rounds: int = ROUNDS) -> list[Row]:
    """`roost --help` and `roost screen` as whole processes, against a Python that does nothing."""
    roost = str(Path(sys.executable).with_name("roost"))
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "PROFILE.json"
        profile.write_text(PROFILE)
        sides = {
            "nothing": _process([sys.executable, "-c", "pass"]),
            "roost --help": _process([roost, "--help"]),
            "roost screen": _process([roost, "screen", str(profile), "--json"]),
        }
        times = interleaved(sides, rounds)
    nothing = times.pop("nothing")
    return [Row(f"`{name}`, whole process", taken, "`python -c pass`", nothing) for name, taken in times.items()]


def pages(rounds: int = 200) -> list[Row]:
    """The first byte of the home page with a year of diary, against a bare Starlette page on the same server."""
    times = interleaved_pages(rounds)
    return [Row("home page with a year of diary, first byte", times["home"], "bare Starlette page", times["bare"])]


def interleaved_pages(rounds: int) -> dict[str, float]:
    """Medians of both pages."""
    with tempfile.TemporaryDirectory() as folder, first_bytes(Path(folder)) as sides:
        return interleaved(dict(sides), rounds)


def starts(rounds: int = 5) -> list[Row]:
    """`roost serve` and `roost demo` from nothing to the first page, against a Python that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        sides = {"nothing": _process([sys.executable, "-c", "pass"])}
        sides |= {"roost serve": first_page("serve", "--data", folder), "roost demo": first_page("demo")}
        times = interleaved(sides, rounds)
    nothing = times.pop("nothing")
    return [Row(f"`{name}`, to its first page", taken, "`python -c pass`", nothing) for name, taken in times.items()]


def synthesis(rounds: int = 50) -> list[Row]:
    """A pooled analysis and its plot, warm, against a t-test."""
    times = interleaved(synthesis_sides(), rounds)
    return [Row("pooled analysis and forest plot, warm", times["ours"], "SciPy t-test", times["peer"])]


def machine() -> str:
    """The machine in one line."""
    cpu = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next((int(line.split()[1]) // 1_048_576 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    system = f"{platform.system()} {platform.release()}"
    return f"{cpu}, {os.cpu_count()} cores, {memory} GiB, {system}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def main() -> None:
    """Prints the table."""
    print(f"Machine: {machine()}\n")
    print("| what | median | peer in the same run | its median | ratio |\n|---|---|---|---|---|")
    for row in [*processes(), *starts(), *pages(), *synthesis()]:
        print(row, flush=True)


if __name__ == "__main__":
    main()
