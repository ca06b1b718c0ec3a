"""In: the words after `roost` that open its pages. Out: how long it takes from nothing until the first page is there, in milliseconds."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

__all__ = ["first_page"]

LONGEST_S = 120.0
EACH_S = 0.02


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_there(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/people", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


def first_page(*words: str) -> Callable[[], float]:
    """Something that starts Roost, waits for its first page, and ends it again."""
    roost = str(Path(sys.executable).with_name("roost"))

    def run() -> float:
        port, begun = _free_port(), time.perf_counter()
        running = subprocess.Popen([roost, *words, "--port", str(port), "--no-open"], stdout=subprocess.DEVNULL)
        try:
            while not _is_there(port):
                if running.poll() is not None or time.perf_counter() - begun > LONGEST_S:
                    raise RuntimeError(f"roost {' '.join(words)} showed no page")
                time.sleep(EACH_S)
            return (time.perf_counter() - begun) * 1000
        finally:
            running.terminate()
            running.wait()

    return run
