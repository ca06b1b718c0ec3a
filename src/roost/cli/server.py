"""In: where the data are and which port. Out: the pages on this computer, until stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roost.cli.streams import place

__all__ = ["serve"]


def serve(
    data: Annotated[Path | None, typer.Option(help="Folder for your data. Without it: the usual place of your system.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this computer.")] = 8765,
    database: Annotated[str | None, typer.Option(help="A PostgreSQL address instead of a folder.")] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Try to open the page in a browser.")] = False,
) -> None:
    """Open Roost in your browser. What you type stays on this computer.

    Example: roost serve --port 8765
    """
    from roost.app.home import open_home
    from roost.web.server import serve_home

    serve_home(open_home(place(data, database)), port=port, open_browser=open_browser)
