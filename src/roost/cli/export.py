"""In: a person, or a file of one. Out: all their entries as JSON or as a table; or kept here, each once."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roost.cli.backup import Data, Database
from roost.cli.streams import place, print_json, read_file, write_new

__all__ = ["Format", "export", "import_"]

SET_ASIDE = 7


class Format(StrEnum):
    """What an export is made for."""

    json = "json"
    csv = "csv"
    diary = "diary"


def export(
    person: Annotated[str | None, typer.Option(help="Whose, by name. May be left out where there is one.")] = None,
    format: Annotated[
        Format, typer.Option(help="json: everything, for roost import. csv: the same as a table. diary: a row a day, for roost answer.")
    ] = Format.json,
    out: Annotated[Path | None, typer.Option(help="A new file. Without it: standard output.")] = None,
    data: Data = None,
    database: Database = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Take your data elsewhere: all your entries, or your diary as a table.

    Example: roost export --format diary --out TRIAL.csv
    """
    from roost.app import export_person
    from roost.app.home import open_home

    home = open_home(place(data, database))
    someone = export_person.chosen(home, person)
    if json or format is Format.json:
        made = export_person.export_json(home, someone)
    else:
        write = export_person.entries_csv if format is Format.csv else export_person.diary_csv
        made = write(home, someone).encode()
    home.store.close()
    if out is None:
        sys.stdout.write(made.decode())
        return
    write_new(out, made)
    print(f"{out} is written. It is not encrypted: keep it where only you can read it.")


def import_(
    file: Annotated[str, typer.Argument(help="A file that roost export made, or - for standard input.")],
    data: Data = None,
    database: Database = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, as described in docs/reference.")] = False,
) -> None:
    """Bring in what was exported. Read twice, each entry is kept once. The person is screened again before the next session.

    Example: roost import EXPORT.json
    """
    from roost.app.home import open_home
    from roost.app.import_person import import_person

    home = open_home(place(data, database))
    done = import_person(home, read_file(file), file=file)
    home.store.close()
    if json:
        print_json(done)
    else:
        print(f"{done.name}: {done.stored} entries are new, {done.already} were here already.")
        if done.screen_again:
            print("Answer the questions again before the next session: this file can't know what came after it.")
    if done.conflict:
        print(f"roost: {done.conflict} entries were set aside: other ones with their id are here, and stay", file=sys.stderr)
        raise typer.Exit(SET_ASIDE)
