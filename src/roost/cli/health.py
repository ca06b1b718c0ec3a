"""In: where the data are and which port. Out: whether all is well, each with a remedy; and an exit code that a program can act on."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from roost.cli.backup import Data, Database
from roost.cli.streams import place, print_json

__all__ = ["doctor", "healthcheck"]

Port = Annotated[int, typer.Option(min=1, max=65535, help="Port on this computer.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, as described in docs/reference.")]
MARKS = {"ok": "ok     ", "warn": "lack   ", "fail": "WRONG  ", "not_used": "-      "}
STORE, PORT = 5, 6


def doctor(data: Data = None, database: Database = None, port: Port = 8765, json: Json = False) -> None:
    """Look whether all is well: database, disk, clock, port and more, each with a remedy. Changes nothing.

    Ends with 0 when all works, else with the code of the first that does not: 3 address, 5 database, disk or clock, 6 port.

    Example: roost doctor --json
    """
    from roost.app.check_up import check_up, exit_code
    from roost.app.home import local_time

    checks = check_up(place(data, database), now=local_time(), port=port)
    if json:
        print_json({"checks": checks, "exit_code": exit_code(checks)})
    else:
        for check in checks:
            print(f"{MARKS[check.state]}{check.name}: {check.tell}")
            if check.remedy:
                print(f"       What to do: {check.remedy}")
    raise typer.Exit(exit_code(checks))


def healthcheck(port: Port = 8765, json: Json = False) -> None:
    """Quick, for a container: does Roost answer at this port, and its database too? 0 yes, 5 not its database, 6 no.

    Example: roost healthcheck --port 8765
    """
    from roost.app.check_up import runs_here

    try:
        status = runs_here(port)
    except OSError:
        status = None
    code = PORT if status is None else 0 if status == 200 else STORE
    if json:
        print_json({"roost": {0: "ok", STORE: "database", PORT: "away"}[code], "exit_code": code})
    elif code:
        what = "Roost does not answer" if code == PORT else "Roost answers, but its database does not"
        print(f"roost: {what} at port {port}. Type: roost doctor", file=sys.stderr)
    raise typer.Exit(code)
