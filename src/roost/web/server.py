"""In: Home. Out: the pages and the JSON interface as one application, and a server of it that only this computer reaches.

How to add a page
-----------------
1. Write `pages/<name>.py` with plain functions and `routes`, and name the module in `pages/__init__.py`:

       def show(request: Request) -> Response:
           return render(request, "plan.html", tab="plan", plan=plan_for(home_of(request), person_of(request).id))

       def save(request: Request) -> Response:
           save_pain(home_of(request), person_of(request).id, number(typed(request).text("average")))
           return go("/today")

       routes = [page("/plan", show, save=save, person=True)]

   `page` (visit.py) reads the form, chooses the person (`person=True` leads who is not chosen to the names), runs the function in a
   thread, and calls `show` again with the errors when `save` raises InputError(..., key="average") or Wrong({"average": "..."}), or
   when the database can't be used. Checks of another site's forms, of the host and all headers are made in security.py for every page.
2. Write `templates/<name>.html` that extends `base.html`: blocks `title`, `main`, `css` (a link to `{{ asset("css/plan.css") }}`) and,
   where the page has a script, `js`. `{% import "macros.html" as m with context %}` gives the parts of a form and of a page; its head
   lists them. `tab="today|plan|diary|answer|learn"` given to `render` shows the sections.
3. Every sentence is `{{ _("...") }}` (in Python `gettext("...")`), one from a data file or an error `{{ text|told }}`, a date
   `{{ when|day }}`. No `style` attribute, no inline script: the headers forbid both. Give each page a title of its own.
4. Colours, sizes and spaces are the custom properties of `static/css/tokens.css`; write no others.
"""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from collections.abc import Mapping

import uvicorn
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from roost.app.home import Home
from roost.base.errors import NetworkError
from roost.web import assets, health, pages
from roost.web.example_server import Examples
from roost.web.i18n import ENGLISH, Language, choose, in_language, languages
from roost.web.pages import errors
from roost.web.security import Guard

__all__ = ["make_app", "serve_home"]

GRACE_S = 1  # for what is being answered when the end is asked for; then open streams are cut, so that all of it takes under 5 s


class _Speak:
    """Answers each request in the language that the browser asks for."""

    def __init__(self, app: ASGIApp, offered: Mapping[str, Language]) -> None:
        self.app = app
        self.offered = offered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = next((value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"accept-language"), "")
        with in_language(choose(accepted, self.offered) if accepted else ENGLISH):
            await self.app(scope, receive, send)


class _LateApi:
    """The JSON interface, loaded with its first request: the first page need not wait for it."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.api: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.api is None:
            from roost.web.api import make_api

            self.api = make_api(self.home)
        await self.api(scope, receive, send)


def make_app(home: Home, *, offered: Mapping[str, Language] | None = None) -> ASGIApp:
    """All pages, the JSON interface at /api/v1 and the static files.

    Args:
        home: store, clock and ids.
        offered: the languages by code; without it those that Roost has.
    """
    inner = Starlette(
        routes=[*pages.routes(), *health.routes, *assets.routes, Mount("/api/v1", _LateApi(home))],
        exception_handlers=errors.handlers,
    )
    inner.state.home, inner.state.examples = home, Examples(make_app)
    speaking = _Speak(Guard(inner), languages() if offered is None else offered)
    return GZipMiddleware(speaking, minimum_size=1_000, compresslevel=6)


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the end of a page waits 40 ms for the browser's word
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise NetworkError(
                f"Port {port} is in use, perhaps by another Roost. End that one, or choose another port: roost serve --port {port + 1}."
            ) from None
        raise NetworkError(f"Port {port} can't be used: {error.strerror}. Choose another one: roost serve --port 8765.") from None
    return listening


def serve_home(home: Home, *, port: int, open_browser: bool) -> None:
    """Serves on 127.0.0.1 until it is told to end, and prints the address.

    Args:
        home: store, clock and ids.
        port: the port, 1 to 65535.
        open_browser: whether to try to open the address in a browser.

    Raises:
        NetworkError: the port is in use or not allowed.
    """
    listening = _listen(port)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        make_app(home), lifespan="off", ws="none", access_log=False, log_level="critical", server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )  # fmt: skip
    print(f"Roost is at {address} (Ctrl+C ends it)", flush=True)
    if open_browser:
        # The port listens already, so a browser that is quicker than the server waits and is answered.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
