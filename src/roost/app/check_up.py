"""In: where the data are, and a port. Out: what is well and what is not, each with a remedy and the exit code that it ends with."""

from __future__ import annotations

import shutil
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

from roost.base.errors import InputError, StoreError
from roost.store.look import Look, folder_of, look_at

__all__ = ["Check", "check_up", "exit_code", "runs_here"]

State = Literal["ok", "warn", "fail", "not_used"]
STORE, PORT = 5, 6
LOW, ENOUGH = 100_000_000, 1_000_000_000  # bytes
NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)  # older than any Roost
AHEAD = timedelta(hours=1)
QUICK_S = 2.0
REMEDY = {
    "locked": "End the other program that has it open, or wait a moment. Then try again.",
    "full": "Free some space on that disk.",
    "read_only": "Give your user the right to write there, or choose another place with --data.",
    "newer": "Install the newest Roost.",
    "damaged": "Keep a copy of that file. Then bring back your last backup: roost restore FILE --replace.",
    "foreign": "Choose another place with --data, or an empty database.",
    "away": "Look whether the database server runs, and whether the address is right.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at.

    Args:
        name: what, as `database`.
        state: ok; warn: works, with a lack; fail: does not work; not_used: this Roost does without.
        tell: what was found.
        remedy: what to do, "" where nothing need be done.
        exit_code: what the command ends with if this is the first that fails, else 0.
    """

    name: str
    state: State
    tell: str
    remedy: str = ""
    exit_code: int = 0


def check_up(where: str, *, now: datetime, port: int) -> tuple[Check, ...]:
    """Looks at all that Roost needs. Nothing is made or changed.

    Args:
        where: the data directory or database URL.
        now: the present time with its zone.
        port: where the pages are, or would be.
    """
    database, look = _database(where)
    return (
        *database,
        _disk(where),
        _clock(now, look),
        _port(port),
        _typst(),
        Check(name="fonts", state="not_used", tell="The pages use the fonts of your browser. A PDF uses those that typst brings."),
        Check(name="certificate", state="not_used", tell="None is needed: Roost answers this computer alone, and sends nothing away."),
        Check(name="phone", state="not_used", tell="There is no address for a phone: this Roost answers this computer alone."),
    )


def exit_code(checks: tuple[Check, ...]) -> int:
    """The code of the first check that fails; 0 where none does."""
    return next((check.exit_code for check in checks if check.state == "fail"), 0)


def _database(where: str) -> tuple[tuple[Check, ...], Look | None]:
    try:
        look = look_at(where)
    except StoreError as error:
        return (Check(name="database", state="fail", tell=str(error), remedy=REMEDY[error.kind], exit_code=STORE),), None
    except InputError as error:
        remedy = "Write it as postgresql://name:password@host/database."
        return (Check(name="database", state="fail", tell=str(error), remedy=remedy, exit_code=error.exit_code),), None
    if look.schema is None:
        return (Check(name="database", state="ok", tell=f"Nothing is kept yet. It would be in {look.where}."),), look
    schema = Check(name="schema", state="ok", tell=f"Version {look.schema}, the newest.")
    if not look.is_newest:
        schema = Check(name="schema", state="ok", tell=f"Version {look.schema}. The next start brings it up to date.")
    return (Check(name="database", state="ok", tell=f"{look.where} is whole and can be written: {look.entries} entries."), schema), look


def _disk(where: str) -> Check:
    folder = folder_of(where)
    if folder is None:
        return Check(name="disk", state="not_used", tell="The data are in a database server, which has a disk of its own.")
    free = shutil.disk_usage(folder).free
    tell = f"{free / 1e9:.1f} GB are free."
    if free < LOW:
        return Check(name="disk", state="fail", tell=tell, remedy=REMEDY["full"], exit_code=STORE)
    return Check(name="disk", state="ok" if free >= ENOUGH else "warn", tell=tell, remedy="" if free >= ENOUGH else REMEDY["full"])


def _clock(now: datetime, look: Look | None) -> Check:
    shown = f"It is {now:%Y-%m-%d %H:%M} here."
    remedy = "Set the date and time of this computer. A wrong clock makes a result last too long or a pause seem too short."
    if now < NOT_BEFORE:
        return Check(name="clock", state="fail", tell=f"{shown} That is before this Roost was made.", remedy=remedy, exit_code=STORE)
    if look is not None and look.newest is not None and look.newest > now + AHEAD:
        tell = f"{shown} The newest entry was kept on {look.newest:%Y-%m-%d %H:%M} UTC, which is still to come."
        return Check(name="clock", state="fail", tell=tell, remedy=remedy, exit_code=STORE)
    return Check(name="clock", state="ok", tell=shown)


def runs_here(port: int) -> int | None:
    """The status that Roost gives at /healthz of a port of this computer; None where something else answers, or nothing.

    Raises:
        OSError: nothing listens, or it is too slow.
    """
    from http.client import HTTPConnection, HTTPException

    asked = HTTPConnection("127.0.0.1", port, timeout=QUICK_S)
    try:
        asked.request("GET", "/healthz")
        answer = asked.getresponse()
        return answer.status if answer.read(1000).startswith(b'{"roost":') else None
    except HTTPException:
        return None
    finally:
        asked.close()


def _port(port: int) -> Check:
    try:
        status = runs_here(port)
    except OSError:
        return _free(port)
    if status is None:
        return Check(
            name="port", state="fail", tell=f"Another program uses port {port}.",
            remedy=f"Choose another port: roost serve --port {port + 1}.", exit_code=PORT,
        )  # fmt: skip
    return Check(name="port", state="ok", tell=f"Roost runs at http://127.0.0.1:{port}/.")


def _free(port: int) -> Check:
    try:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("127.0.0.1", port))
    except OSError as error:
        return Check(
            name="port", state="fail", tell=f"Port {port} can't be used: {error.strerror}.",
            remedy="Choose another port: roost serve --port 8765.", exit_code=PORT,
        )  # fmt: skip
    return Check(name="port", state="ok", tell=f"Port {port} is free.")


def _typst() -> Check:
    if find_spec("typst") is None:
        return Check(name="typst", state="not_used", tell="typst is not here. Letters are printed from the browser.")
    try:
        import_module("typst").compile(b"Roost")
    except Exception as error:  # a part of somebody else's: whatever it says, letters still print
        tell = f"typst can't make a PDF: {type(error).__name__}. Letters are printed from the browser."
        return Check(name="typst", state="warn", tell=tell, remedy="Type make install.")
    return Check(name="typst", state="ok", tell="typst makes PDFs.")
