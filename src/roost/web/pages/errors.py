"""In: what went wrong. Out: a page with one clear sentence and a way on; what was typed stays on it, to be sent again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.base.errors import InputError, StoreError
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.visit import typed

__all__ = ["handlers"]


def _sentences(status: int) -> tuple[str, str]:
    known = {
        404: (gettext("There is no such page"), gettext("The address may be mistyped, or the page has moved. Go back to the start.")),
        405: (gettext("This page takes nothing"), gettext("Nothing was saved. Go back to the start.")),
        413: (gettext("That is too long"), gettext("Nothing was saved. Go back, and write less.")),
    }
    return known.get(status, (gettext("We could not read that"), gettext("Nothing was saved. Go back, and send the page again.")))


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    title, tell = _sentences(status)
    return render(request, "error.html", status=status, title=title, tell=tell, again=False)


async def _store(request: Request, error: Exception) -> Response:
    title = gettext("Your data can't be reached now")
    return render(
        request, "error.html", status=503, title=title, tell=str(error), again=request.method == "POST" and bool(typed(request).fields)
    )


async def _input(request: Request, error: Exception) -> Response:
    title = gettext("We could not read that")
    return render(request, "error.html", status=422, title=title, tell=str(error), again=False)


def _broken(request: Request, error: Exception) -> Response:
    """The page for a defect of ours. It asks the database for nothing."""
    return render(
        request, "error.html", status=500,
        title=gettext("Something in Roost broke"),
        tell=gettext("This is our mistake, not yours. What you saved before is still there. Go back and try again."),
        again=False,
    )  # fmt: skip


handlers: Mapping[Any, Any] = {HTTPException: _refused, StoreError: _store, InputError: _input, Exception: _broken}
