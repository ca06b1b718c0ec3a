"""In: every test. Out: the same examples in each run, no network, and marks by folder."""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Example counts may be raised for a long search: ROOST_EXAMPLES=10000 make check.
EXAMPLES = int(os.environ.get("ROOST_EXAMPLES", "0"))
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors],
    **({"max_examples": EXAMPLES} if EXAMPLES else {}),
)
settings.load_profile("ci")

HERE = Path(__file__).parent
BY_FOLDER = {"web": "browser", "prove": "prove"}


def _is_here(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _no_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            raise RuntimeError(f"a test asked the network for {address!r}: tests run without it")
    elif event == "socket.getaddrinfo" and not _is_here(arguments[0]):
        raise RuntimeError(f"a test asked the network for {arguments[0]!r}: tests run without it")


sys.addaudithook(_no_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests by their folder, so that no test in it can forget its mark."""
    for item in items:
        folder = item.path.relative_to(HERE).parts[0]
        if folder in BY_FOLDER:
            item.add_marker(BY_FOLDER[folder])
