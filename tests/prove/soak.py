"""In: seconds. Out: whether the server answers all that time, ever as fast, and without growing."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

__all__ = ["main", "soak"]

PATHS = ("/", "/about", "/help", "/today", "/diary", "/plan", "/api/v1/nothing")
GROWTH_KB = 30_000  # above what the first tenth of the run has loaded
SLOW = 5.0  # the last tenth may not take longer than this many times the first


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _get(port: int, path: str) -> tuple[int, float]:
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - begun) * 1000
    finally:
        connection.close()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            _get(port, "/")
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError("the server did not start")


def soak(seconds: float) -> tuple[bool, str]:
    """Asks for pages without a pause.

    Args:
        seconds: how long.

    Returns:
        Whether it held, and the figure.
    """
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        words = [str(Path(sys.executable).with_name("roost")), "serve", "--data", folder, "--port", str(port), "--no-open"]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port, process)
            times, errors, settled = _ask(port, process.pid, seconds)
            grown = _resident_kb(process.pid) - settled
        finally:
            os.kill(process.pid, signal.SIGTERM)
            ended = process.wait(timeout=5)
    tenth = max(len(times) // 10, 2)
    first, last = quantiles(times[:tenth], n=20)[-1], quantiles(times[-tenth:], n=20)[-1]
    figure = (
        f"{len(times)} requests, {errors} errors, 95th percentile {first:.1f} ms at first and {last:.1f} ms at last, grown by {grown} kB"
    )
    held = not errors and grown < GROWTH_KB and last < max(SLOW * first, 50) and ended in (0, -signal.SIGTERM)
    return held, figure


def _ask(port: int, pid: int, seconds: float) -> tuple[list[float], int, int]:
    times: list[float] = []
    errors = settled = 0
    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        status, taken = _get(port, PATHS[len(times) % len(PATHS)])
        errors += status >= 500
        times.append(taken)
        if passed < seconds / 10:
            settled = _resident_kb(pid)
    return times, errors, settled


def main() -> int:
    held, figure = soak(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
    print(figure)
    return not held


if __name__ == "__main__":
    sys.exit(main())
