"""In: where the data are, or the name of an example; which port. Out: the pages on this computer, until stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roost.cli.streams import place, print_json

__all__ = ["demo", "serve"]


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


def demo(
    scenario: Annotated[str, typer.Option(help="What the story shows: helps, no-effect, harms or too-early.")] = "helps",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this computer.")] = 8766,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Try to open the page in a browser.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the story as JSON instead: each act with its time.")] = False,
) -> None:
    """Open an example: fourteen weeks of somebody made up. Every page is marked. Your own data are not touched.

    Example: roost demo --scenario harms
    """
    import tempfile

    from roost.app.home import local_time
    from roost.app.stories import SEED, acts_of

    if json:
        print_json({"scenario": scenario, "seed": SEED, "acts": acts_of(scenario, local_time())})
        return
    from roost.app.make_example import make_example
    from roost.web.server import serve_home

    with tempfile.TemporaryDirectory(prefix="roost-example-", ignore_cleanup_errors=True) as folder:
        serve_home(make_example(scenario, Path(folder)), port=port, open_browser=open_browser)
