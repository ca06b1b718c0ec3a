"""In: the folder `static`. Out: its files, each at an address that holds a hash of all of them, to be kept by the browser for ever.

One hash for the whole folder, so that files may name each other by relative paths (`./machine.js`, `../icons/bat.svg`).
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["STATIC", "asset", "routes", "version"]

STATIC = Path(__file__).parent / "static"
KEPT = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json"}


@cache
def _files() -> dict[str, bytes]:
    found = sorted(path for path in STATIC.rglob("*") if path.is_file())
    return {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in found}


@cache
def version() -> str:
    """A hash of all static files."""
    digest = hashlib.sha256()
    for name, data in _files().items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:12]


def asset(path: str) -> str:
    """The address of a static file, as `/static/<hash>/css/base.css`.

    Raises:
        KeyError: there is no such file: a page must not name it.
    """
    _files()[path]
    return f"/static/{version()}/{path}"


@cache
def _packed(path: str) -> bytes:
    return gzip.compress(_files()[path], mtime=0)


async def _serve(request: Request) -> Response:
    path = request.path_params["path"]
    if request.path_params["version"] != version() or path not in _files():
        return Response("There is no such file.", 404, media_type="text/plain")
    kind = TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    headers = {"Cache-Control": KEPT, "Vary": "Accept-Encoding"}
    data = _files()[path]
    if "gzip" in request.headers.get("accept-encoding", "") and kind.startswith(("text/", "image/svg", "application/json")):
        data = _packed(path)
        headers["Content-Encoding"] = "gzip"
    return Response(data, headers=headers, media_type=kind)


routes = [Route("/static/{version}/{path:path}", _serve)]
