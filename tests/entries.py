"""In: a few words. Out: an Entry, for the tests of all that keeps or reads entries."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from roost.track.entry import Entry

MOMENT = datetime(2026, 3, 1, 19, 30, tzinfo=UTC)
_numbers = count(1)


def uuid7(number=None):
    """A UUID of version 7 that counts up, so that tests do not depend on the clock."""
    return f"019508a0-5c00-7000-8000-{next(_numbers) if number is None else number:012x}"


def entry(kind="pain", payload=None, *, person="ann", at=MOMENT, offset_min=0, **more):
    local = at.astimezone(timezone(timedelta(minutes=offset_min)))
    made = {
        "id": uuid7(),
        "person": person,
        "actor": "self",
        "device": "",
        "type": kind,
        "type_version": 1,
        "occurred_at": local,
        "offset_min": offset_min,
        "recorded_at": at,
        "payload": {"average": 4, "for_day": None, "note": ""} if payload is None else payload,
        "amends": None,
    }
    return Entry(**made | more)
