"""In: a question of a program that watches. Out: whether the pages and the database answer; nothing about anybody."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from roost.base.errors import StoreError
from roost.web.visit import home_of

__all__ = ["routes"]


async def healthz(request: Request) -> Response:
    """200 when the database answers too, else 503 with the kind of trouble."""
    try:
        await run_in_threadpool(home_of(request).store.read, "", ("person",))
    except StoreError as error:
        return JSONResponse({"roost": error.kind}, 503)
    return JSONResponse({"roost": "ok"})


routes = [Route("/healthz", healthz)]
