"""In: one request. Out: who it is for, what was typed, and what was wrong with it; the page is made by a plain function of these.

`page(path, show, save=...)` makes a route of two plain functions. `show(request)` gives the page. `save(request)` keeps what was sent
and says where to go on (`go("/today")`). When it raises InputError or Wrong, `show` is called again with what was typed and with the
errors; on StoreError too, so that nothing typed is lost. Both run in a thread, so they may wait for the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from roost.app.home import Home
from roost.app.people import Someone, someone
from roost.base.errors import InputError, StoreError

__all__ = ["COOKIE", "Form", "Trouble", "Visit", "Wrong", "cookie_of", "go", "home_of", "own_path", "page", "person_of", "typed", "visit"]

COOKIE = "roost_person"
EXAMPLE_COOKIE = "roost_example_person"  # ports of one computer share their cookies: an example must not change who is chosen
FORM_BYTES = 100_000
FORM_FIELDS = 500


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed and ticked, by field."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The text of a field without spaces around it; "" when it was not sent."""
        return self.fields.get(name, [""])[-1].strip()

    def all(self, name: str) -> list[str]:
        """All values of a field that may be ticked more than once."""
        return self.fields.get(name, [])


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a form was not kept: a sentence for each field, and one when the database could not be used."""

    errors: Mapping[str, str]
    store: str = ""


class Wrong(Exception):
    """One or several fields of a form are wrong. `errors` holds a sentence by the id of the field; the first one comes first."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("; ".join(self.errors))


@dataclass(slots=True)
class Visit:
    """What one request brings."""

    home: Home
    someone: Someone | None = None
    form: Form = field(default_factory=Form)
    trouble: Trouble | None = None


Handler = Callable[[Request], Response]


def visit(request: Request) -> Visit:
    """What this request brings. An error page has one too."""
    if not hasattr(request.state, "visit"):
        request.state.visit = Visit(request.app.state.home)
    found: Visit = request.state.visit
    return found


def home_of(request: Request) -> Home:
    """The home: store, clock and ids."""
    return visit(request).home


def cookie_of(home: Home) -> str:
    """The name of the cookie that holds who is chosen."""
    return EXAMPLE_COOKIE if home.example else COOKIE


def person_of(request: Request) -> Someone:
    """The person chosen on this browser; a page made with `person=True` has one."""
    found = visit(request).someone
    if found is None:
        raise RuntimeError("this page was made without person=True")
    return found


def typed(request: Request) -> Form:
    """What was typed into the form of this page; empty when nothing was sent."""
    return visit(request).form


def go(path: str) -> Response:
    """On to another page."""
    return RedirectResponse(path, 303)


def own_path(path: str, otherwise: str = "/") -> str:
    """The path when it leads to a page of ours, else `otherwise`: an address may not send anybody elsewhere."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else otherwise


async def _read_form(request: Request) -> Form:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_BYTES:
            raise HTTPException(413)
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if body and kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    fields: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=FORM_FIELDS)
    except ValueError:
        raise HTTPException(400) from None
    for name, value in pairs:
        fields.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\0", ""))
    return Form(fields)


def page(path: str, show: Handler, *, save: Handler | None = None, person: bool = False) -> Route:
    """A page of ours.

    Args:
        path: its address, as `/plan` or `/questions/{page}`.
        show: makes the page.
        save: keeps what was sent to the same address, and leads on; None where nothing is sent.
        person: whether somebody must be chosen first; who is not is led to the names.
    """

    def answer(request: Request, form: Form) -> Response:
        here = visit(request)
        here.form = form
        here.someone = someone(here.home, request.cookies.get(cookie_of(here.home), ""))
        if person and here.someone is None:
            return go(f"/people?next={quote(request.url.path)}")
        if request.method != "POST" or save is None:
            return show(request)
        try:
            return save(request)
        except InputError as error:
            here.trouble = Trouble({error.key: error.message})
        except Wrong as wrong:
            here.trouble = Trouble(wrong.errors)
        except StoreError as error:
            here.trouble = Trouble({}, str(error))
        response = show(request)
        response.status_code = 503 if here.trouble.store else 422
        return response

    async def endpoint(request: Request) -> Response:
        form = await _read_form(request) if request.method == "POST" else Form()
        return await run_in_threadpool(answer, request, form)

    return Route(path, endpoint, methods=["GET"] if save is None else ["GET", "POST"])


def values(request: Request) -> dict[str, Any]:
    """What each template knows of the visit."""
    here = visit(request)
    return {"someone": here.someone, "trouble": here.trouble, "form": here.form, "example": here.home.example}
