"""In: JSON from the session page, phones and programs. Out: JSON and a stream of events, by the use cases of `app`. See DESIGN 4, HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from roost.app.after_session import session_of
from roost.app.home import Home
from roost.app.keep_entries import keep_entries
from roost.app.people import someone
from roost.app.run_session import LOG_BYTES, NoSuchSession, ask_stop, keep_log, session_now, start_session
from roost.app.watch_words import help_for
from roost.base.errors import InputError, StoreError
from roost.web.visit import COOKIE, cookie_of

__all__ = ["COOKIE", "make_api"]

BODY_BYTES = 200_000
STATUS = {"stored": 201, "already": 200, "conflict": 409}
HEARTBEAT_S = 5.0
LOOK_S = 0.5  # how soon a stop that was asked for reaches the stream


class TooLarge(Exception):
    """The body is larger than allowed."""


class Nobody(Exception):
    """The request names no person of this home."""


async def _body(request: Request, limit: int) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > limit:
            raise TooLarge
    return bytes(found)


async def _object(request: Request) -> dict[str, Any]:
    body = await _body(request, BODY_BYTES)
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError) as error:
        raise InputError(f"is not a JSON object: {error}") from None


def _text(given: dict[str, Any], key: str) -> str:
    value = given.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= 200 or not value.isprintable():
        raise InputError("needs a short text", key=key)
    return value


def _error(status: int, reason: str, tell: str) -> JSONResponse:
    return JSONResponse({"error": {"reason": reason, "tell": tell}}, status)


async def _person(request: Request, home: Home) -> str:
    """Who asks: by the token in the header `Authorization: Bearer`, else by the cookie; never by the address."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip() if scheme.lower() == "bearer" else request.cookies.get(cookie_of(home), "")
    found = await run_in_threadpool(someone, home, given)
    if found is None:
        raise Nobody
    return found.id


def make_api(home: Home, *, heartbeat_s: float = HEARTBEAT_S, look_s: float = LOOK_S) -> FastAPI:
    """The JSON interface, to be mounted at /api/v1.

    Args:
        home: store, clock and ids.
        heartbeat_s: seconds between two heartbeats of a stream.
        look_s: seconds between two looks for a stop that was asked for.
    """
    api = FastAPI(title="Roost", version="1", docs_url=None, redoc_url=None)
    _handle_errors(api)

    @api.post("/sessions", status_code=201)
    async def sessions(request: Request) -> Response:
        person = await _person(request, home)
        given = await _object(request)
        started = await run_in_threadpool(start_session, home, person, _text(given, "plan_id"), _text(given, "device_id"))
        if started.refused is not None:
            return _error(409, started.refused, "Go back to Today and look at your plan again.")
        return JSONResponse({"session_id": started.session_id}, 201)

    @api.put("/sessions/{session_id}/log")
    async def log(request: Request, session_id: str) -> Response:
        person = await _person(request, home)
        body = await _body(request, LOG_BYTES)
        outcome = await run_in_threadpool(keep_log, home, person, session_id, body)
        note = (await run_in_threadpool(session_of, home, person, session_id)).note
        return JSONResponse({"outcome": outcome, **await run_in_threadpool(help_for, home, note)}, STATUS[outcome])

    @api.post("/entries")
    async def entries(request: Request) -> Response:
        person = await _person(request, home)
        given = await _object(request)
        if not isinstance(given.get("entries"), list):
            raise InputError('needs a list: {"entries": [...]}', key="entries")
        return JSONResponse({"entries": await run_in_threadpool(keep_entries, home, person, given["entries"])})

    @api.get("/sessions/{session_id}/stream")
    async def stream(request: Request, session_id: str) -> Response:
        person = await _person(request, home)
        await run_in_threadpool(session_now, home, person, session_id)  # a session that is not theirs is told before the stream begins
        events = _events(home, person, session_id, heartbeat_s, look_s)
        return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    @api.post("/sessions/{session_id}/stop", status_code=202)
    async def stop(request: Request, session_id: str) -> Response:
        person = await _person(request, home)
        await run_in_threadpool(ask_stop, home, person, session_id)
        return JSONResponse({"asked": True}, 202)

    return api


def _handle_errors(api: FastAPI) -> None:
    @api.exception_handler(InputError)
    async def _wrong(request: Request, error: InputError) -> Response:
        return _error(422, "not_valid", str(error))

    @api.exception_handler(NoSuchSession)
    async def _none(request: Request, error: NoSuchSession) -> Response:
        return _error(404, "no_such_session", error.message)

    @api.exception_handler(Nobody)
    async def _nobody(request: Request, error: Nobody) -> Response:
        return _error(401, "who", "Choose who you are first.")

    @api.exception_handler(TooLarge)
    async def _large(request: Request, error: TooLarge) -> Response:
        return _error(413, "too_large", "This is larger than we can keep. Save it as a file.")

    @api.exception_handler(StoreError)
    async def _store(request: Request, error: StoreError) -> Response:
        return _error(503, error.kind, str(error))


async def _events(home: Home, person: str, session_id: str, heartbeat_s: float, look_s: float) -> AsyncIterator[bytes]:
    """What changes of a session: `state` at first and at each change, `stop` once it was asked for, and heartbeats, to its end."""
    clock = asyncio.get_running_loop().time
    told: str | None = None
    stopped = False
    beat = clock() + heartbeat_s
    while True:
        try:
            seen = await run_in_threadpool(session_now, home, person, session_id)
        except StoreError as error:
            yield _event("link", {"reason": error.kind})  # whoever listens reconnects, and is told the state again
            return
        if seen.stop_asked and not stopped:
            stopped = True
            yield _event("stop", {"session_id": session_id})
        if seen.state != told:
            told = seen.state
            yield _event("state", {"state": told})
        if told != "running":
            return
        await asyncio.sleep(look_s)
        if clock() >= beat:
            beat = clock() + heartbeat_s
            yield _event("heartbeat", {})


def _event(name: str, data: dict[str, str]) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), msgspec.json.encode(data))
