"""In: our own data files as bytes. Out: the same, with the plain data in them, kept from an earlier start where nothing changed.

To read YAML takes most of the time of a start. What was kept counts only while each byte of each file and of their reader is the
same as then, and only when it is whole and this user's own. In any doubt the files themselves are read.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from importlib.resources import files as package_files
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import msgspec

from roost.base.datafile import ReadBefore, read_plain
from roost.base.errors import DataFileError

__all__ = ["cache_folder", "with_plain"]

_OTHERS_MAY_WRITE = 0o022
_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def cache_folder() -> Path:
    """The usual folder for what a program can make again: XDG_CACHE_HOME on Linux, else `.cache`, in `roost`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "roost"


def with_plain(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, each with the plain data in it; as they are where one can't be read, so that its reader says why.

    Args:
        name: of their place in the package, as `screen/rules`.
        files: their bytes by name.
    """
    if not files:
        return {}
    with suppress(OSError, RuntimeError):  # no home, no folder, no rights: nothing is kept, and nothing is missed
        path = cache_folder() / f"{name.replace('/', '.')}.json"
        state = _state(files)
        kept = _read(path, state)
        if kept is None:
            try:
                kept = {each: read_plain(data, file=each) for each, data in files.items()}
            except DataFileError:
                return dict(files)
            _write(path, state, kept)
        return {each: ReadBefore.of(data, kept[each]) for each, data in files.items()}
    return dict(files)


def _state(files: Mapping[str, bytes]) -> bytes:
    """Changes with any byte of any file, of our reader, and of the version of PyYAML."""
    found = find_spec("yaml")
    readers = {
        "our reader": package_files("roost").joinpath("base", "datafile.py").read_bytes(),
        "yaml": Path(found.origin).read_bytes() if found is not None and found.origin else b"",
    }
    digest = hashlib.sha256()
    for name, data in [*sorted(files.items()), *readers.items()]:
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.digest()


def _seal(state: bytes, body: bytes) -> bytes:
    return hashlib.sha256(state + body).hexdigest().encode()


def _read(path: Path, state: bytes) -> dict[str, object] | None:
    """What was kept for this state, or None. The seal over both is the first line."""
    try:
        about = path.stat()
        if about.st_uid != os.getuid() or about.st_mode & _OTHERS_MAY_WRITE:
            return None
        seal, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return cast("dict[str, object]", _decode(body)) if seal == _seal(state, body) else None


def _write(path: Path, state: bytes, plain: dict[str, object]) -> None:
    body = _encode(plain)
    if repr(_decode(body)) != repr(plain):  # what JSON would change is not kept
        return
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by this user alone
        try:
            with open(handle, "wb") as file:
                file.write(_seal(state, body) + b"\n" + body)
            os.replace(draft, path)
        except OSError:
            os.unlink(draft)
            raise
