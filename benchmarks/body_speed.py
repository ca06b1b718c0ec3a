"""In: nothing. Out: how fast the body model is, in the same run against the plain Python of the same kernel.

Seconds are of the processor for what runs in one thread, and of the wall for what runs on all cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from benchmarks.run import machine
from roost.app.estimate_body import constants
from roost.app.run_body import body_cohort
from roost.body import kernel, pulsatile
from roost.body import pulse as pulse_kernel
from roost.body.circulation import STEP_S, fast, prepare, run_rows
from roost.body.estimate import estimate
from roost.body.person import body_of
from roost.body.scenario import hold

__all__ = ["main"]

SESSION_S = 1_200.0
PERSONS = 400
ROUNDS = 7
COLD = """
import time
begun = time.perf_counter()
from roost.app.estimate_body import constants
from roost.body.circulation import fast, run_trace
from roost.body.person import body_of
run_trace(constants(), body_of(178, 80), [0, 10, 180], [0, 30, 30], using=fast())
print(time.perf_counter() - begun, time.process_time())
"""


def _timed(what: Callable[[], object], clock: Callable[[], float], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        begun = clock()
        what()
        times.append(clock() - begun)
    return median(times)


def main() -> None:
    """Prints the table."""
    known, body = constants(), body_of(178, 80, sex="M", age_years=45)
    p, y = prepare(known, body)
    using = fast()

    def session(seconds: float = SESSION_S, kernel_: object = using) -> None:
        run_rows(p, y, [0.0, 10.0, seconds], [0.0, 60.0, 60.0], step_s=STEP_S, every_s=1.0, using=kernel_)

    session()
    one = _timed(session, time.process_time)
    plain_s = 30.0
    plain = _timed(lambda: session(plain_s, kernel), time.process_time, 3)
    body_cohort(2, hold(60.0, SESSION_S / 60), seed=1)
    begun, processor = time.perf_counter(), time.process_time()
    body_cohort(PERSONS, hold(60.0, SESSION_S / 60), seed=1)
    many, many_cpu = time.perf_counter() - begun, time.process_time() - processor
    beats = pulsatile.fast()
    resting = pulsatile.settle(known, body, using=beats)

    def pulse(seconds: float, kernel_: object) -> None:
        pulsatile.run_pulse(resting, [0.0, 10.0, seconds], [0.0, 60.0, 60.0], using=kernel_)

    beat_s, beat_plain_s = 200.0, 2.0
    beating = _timed(lambda: pulse(beat_s, beats), time.process_time)
    beating_plain = _timed(lambda: pulse(beat_plain_s, pulse_kernel), time.process_time, 1)
    closed = _timed(lambda: [estimate(known, body, 30.0, 3.0) for _ in range(200)], time.process_time) / 200
    cold = [subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout.split() for _ in range(3)]
    wall, processor_s = (min(float(pair[i]) for pair in cold) for i in (0, 1))
    print(f"Machine: {machine()}, load {os.getloadavg()[0]:.1f}\n")
    print("| what | measured | aim |\n|---|---|---|")
    print(f"| closed-form estimate | {closed * 1e3:.2f} ms | under 1 ms |")
    print(f"| one 20-minute session, averaged tier | {one * 1e3:.1f} ms | under 20 ms |")
    print(f"| the same, simulated seconds a processor second | {SESSION_S / one:,.0f} | |")
    print(f"| the same in plain Python | {plain_s / plain:,.0f} (compiled is {SESSION_S / one / (plain_s / plain):,.0f} times that) | |")
    cores = os.cpu_count() or 1
    print(f"| {PERSONS} persons drawn and run for 20 minutes, {cores} threads, by the wall | {PERSONS / many:,.0f} a second | 150 |")
    print(f"| the same, by processor time on as many cores | {PERSONS / many_cpu * cores:,.0f} a second | 150 |")
    print(f"| share of the cores that this run was given | {many_cpu / many / cores:.0%} | |")
    print(f"| beat by beat, simulated seconds a processor second | {beat_s / beating:,.0f} | 500 |")
    ratio = beat_s / beating / (beat_plain_s / beating_plain)
    print(f"| the same in plain Python | {beat_plain_s / beating_plain:,.1f} (compiled is {ratio:,.0f} times that) | |")
    print(f"| first call in a new process, cache warm | {wall:.2f} s ({processor_s:.2f} s of processor) | under 1.5 s |")


if __name__ == "__main__":
    main()
