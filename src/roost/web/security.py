"""In: each request. Out: it goes on only when it is for this computer and from our own pages; each answer carries the strict headers.

Nothing here depends on a page, so no page can forget it. Log lines hold the method, the path and the kind of a defect, never an answer.
"""

from __future__ import annotations

import logging
import re
import traceback

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "Guard", "is_here", "is_own"]

log = logging.getLogger("roost.web")

HERE = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
READING = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it a browser sends `Origin: null` with our own forms, and is_own could not tell them from foreign ones.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
WRONG_HOST = "Roost answers only on this computer. Open the address that it printed when it started, as http://127.0.0.1:8765/."
NOT_OWN = "This was sent from another page than Roost's own, so nothing was saved. Go back to Roost and send it there."


def is_here(headers: Headers) -> bool:
    """Whether the one Host header names this computer. A name that somebody else's page was given by DNS does not."""
    hosts = headers.getlist("host")
    return len(hosts) == 1 and HERE.fullmatch(hosts[0]) is not None


def is_own(headers: Headers, scheme: str) -> bool:
    """Whether what is sent comes from our own page, or from a program that is no browser (a browser names at least one of the two)."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or origin == f"{scheme}://{headers.get('host', '')}"


class Guard:
    """Stands around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses, or lets through; adds the headers either way, and keeps what was typed out of the log."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        done = False

        async def send_with_headers(message: Message) -> None:
            nonlocal done
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            done = message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        headers = Headers(scope=scope)
        if not is_here(headers):
            await PlainTextResponse(WRONG_HOST, 400)(scope, receive, send_with_headers)
        elif scope["method"] not in READING and not is_own(headers, scope["scheme"]):
            await PlainTextResponse(NOT_OWN, 403)(scope, receive, send_with_headers)
        else:
            try:
                await self.app(scope, receive, send_with_headers)
            except Exception as error:
                _note(scope, error)
                if not done:  # an answer that broke off must not look whole
                    raise ConnectionAbortedError from None


def _note(scope: Scope, error: Exception) -> None:
    """Logs where a defect is, without its message: that may hold what a person typed."""
    places = "".join(f"\n  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)[-8:])
    log.error("%s %s failed: %s%s", scope["method"], scope["path"], type(error).__name__, places)
