"""In: SESSION.json. Out: its SessionLog, made by the coach's machine alone."""

from __future__ import annotations

from roost.app import books
from roost.coach.log import SessionLog
from roost.coach.session_json import parse_session, replay

__all__ = ["replay_file"]


def replay_file(data: bytes, *, file: str) -> SessionLog:
    """Replays a session.

    Raises:
        InputError: the file can't be read or is not valid; names file, line and key.
    """
    return replay(parse_session(data, file=file), books.coach())
