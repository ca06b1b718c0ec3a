"""In: the words after `roost`. Out: plain words or JSON, and one documented exit code per kind of end."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from roost.base.errors import RoostError
from roost.cli import answer, backup, body, evidence, export, files, health, server

__all__ = ["app", "run"]

EXIT_CODES = """
Exit codes: 0 a result, whatever it says; 1 a defect of ours; 2 wrong call; 3 input can't be read or is not valid;
4 refused, with the reason; 5 the database; 6 port or network; 7 done, but some rows were set aside; 130 stopped.
"""

app = typer.Typer(
    name="roost",
    help="Looks for reasons not to hang head-down, plans a dose, coaches it, and finds out whether it helps you. "
    "No clinician has signed its rules.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("serve", rich_help_panel="At home")(server.serve)
app.command("demo", rich_help_panel="At home")(server.demo)
app.command("backup", rich_help_panel="Your data")(backup.backup)
app.command("restore", rich_help_panel="Your data")(backup.restore)
app.command("export", rich_help_panel="Your data")(export.export)
app.command("import", rich_help_panel="Your data")(export.import_)
app.command("doctor", rich_help_panel="Your data")(health.doctor)
app.command("healthcheck", rich_help_panel="Your data")(health.healthcheck)
app.command("screen", rich_help_panel="From files")(files.screen)
app.command("plan", rich_help_panel="From files")(files.plan)
app.command("replay", rich_help_panel="From files")(files.replay)
app.add_typer(evidence.app, rich_help_panel="Evidence")
app.command("body", rich_help_panel="For research")(body.body)
app.command("answer", rich_help_panel="For research")(answer.answer)
app.command("design", rich_help_panel="For research")(answer.design)


@app.callback(invoke_without_command=True)
def _version(version: bool = typer.Option(False, "--version", help="Print the version and end.")) -> None:
    if version:
        from roost import __version__

        typer.echo(f"roost {__version__}")
        raise typer.Exit


def run() -> NoReturn:
    """The `roost` command. Never shows a traceback for what a person gave; ends with the exit code of the error's kind."""
    try:
        app(standalone_mode=True)
    except RoostError as error:
        _end(error, error.exit_code)
    except Exception as error:
        if os.environ.get("ROOST_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        _end(f"this is a defect of ours, and nothing that you did ({what}). Set ROOST_DEBUG=1 to see where, and tell us", 1)
    sys.exit(0)


def _end(sentence: object, code: int) -> NoReturn:
    print(f"roost: {sentence}", file=sys.stderr)
    sys.exit(code)
