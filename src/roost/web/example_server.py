"""In: the name of a story. Out: its pages on a port of their own, on this computer, until Roost ends."""

from __future__ import annotations

import atexit
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from roost.app.home import Home
from roost.app.make_example import make_example

__all__ = ["Examples"]


@dataclass(slots=True)
class Examples:
    """The examples that were begun, each once.

    Args:
        make_app: makes the pages of a home.
        ports: where each is, by the name of its story.
    """

    make_app: Callable[[Home], ASGIApp]
    ports: dict[str, int] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, name: str) -> int:
        """Tells the story and serves its pages, unless that was done already.

        Raises:
            InputError: there is no such story.
            StoreError: there is no room for it.
        """
        with self._turn:
            if name not in self.ports:
                folder = tempfile.mkdtemp(prefix="roost-example-")
                atexit.register(shutil.rmtree, folder, ignore_errors=True)  # it is thrown away when Roost ends
                home = make_example(name, Path(folder))
                listening = socket.create_server(("127.0.0.1", 0))
                config = uvicorn.Config(
                    self.make_app(home), lifespan="off", ws="none", access_log=False, log_level="critical", server_header=False
                )  # fmt: skip
                threading.Thread(target=uvicorn.Server(config).run, kwargs={"sockets": [listening]}, daemon=True).start()
                self.ports[name] = listening.getsockname()[1]
            return self.ports[name]
