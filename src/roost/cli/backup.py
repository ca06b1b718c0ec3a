"""In: the name of a file, and where the data are. Out: a backup made or brought back, in plain words or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roost.cli.streams import place, print_json, refuse

__all__ = ["Data", "Database", "backup", "restore"]

Data = Annotated[Path | None, typer.Option(help="Folder of your data. Without it: the usual place of your system.")]
Database = Annotated[str | None, typer.Option(help="A PostgreSQL address instead of a folder.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, as described in docs/reference.")]


def backup(
    file: Annotated[Path, typer.Argument(help="The backup, a new file.")],
    data: Data = None,
    database: Database = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file of this name.")] = False,
    json: Json = False,
) -> None:
    """Keep a copy of everything in one file, opened again and compared before it counts. Roost may run meanwhile.

    The file is not encrypted: whoever has it can read your diary.

    Example: roost backup roost-backup.zip
    """
    from roost.app.home import open_home
    from roost.app.keep_backup import Stands, back_up

    home = open_home(place(data, database))
    done = back_up(home, file, replace=replace)
    home.store.close()
    if isinstance(done, Stands):
        refuse(done)
    if json:
        print_json(done)
        return
    print(f"{done.file} holds {done.entries} entries of {done.people} people, and was read again: all is there.")
    print("It is not encrypted. Keep it where only you can read it, and not on this computer alone.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that roost backup made.")],
    data: Data = None,
    database: Database = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put aside what is there. It is kept, and its place is told.")] = False,
    json: Json = False,
) -> None:
    """Bring back a backup. End Roost first. Everybody is screened again before the next session.

    Example: roost restore roost-backup.zip
    """
    from roost.app.home import local_time, new_id
    from roost.app.keep_backup import Stands
    from roost.app.keep_backup import restore as bring_back

    done = bring_back(file, place(data, database), now=local_time, new_id=new_id, replace=replace)
    if isinstance(done, Stands):
        refuse(done)
    if json:
        print_json(done)
        return
    print(f"Brought back {done.entries} entries of {done.people} people, as they were on {done.made_at:%Y-%m-%d at %H:%M}.")
    if done.kept_aside:
        print(f"What was here before is kept: {done.kept_aside}")
    print(f"What came after that day is not in it, so all {done.screen_again} are screened again before the next session.")
