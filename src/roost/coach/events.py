"""In: one event of SESSION.json. Out: a checked event; each kind has its own type, and `t_ms` counts from any start, never back."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

import msgspec

from roost.base.datafile import to_dataclass
from roost.base.errors import InputError

__all__ = [
    "KINDS",
    "Angle",
    "AngleLost",
    "AtLevel",
    "AtUpright",
    "BeginLowering",
    "By",
    "Check",
    "End",
    "Event",
    "HelpCalled",
    "Hidden",
    "LinkBack",
    "LinkLost",
    "Ok",
    "Stall",
    "Start",
    "Stop",
    "Symptom",
    "Visible",
    "read_event",
]

By = Literal["tap", "key", "knock", "spotter", "sensor"]
Millis = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000_000)]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class _Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What all events carry: milliseconds of a clock that never goes back."""

    t_ms: Millis


class Start(_Event, frozen=True, kw_only=True, tag="start"):
    """The person opens the session."""


class Check(_Event, frozen=True, kw_only=True, tag="check"):
    """One item of today's check-list, put so that yes is the good answer."""

    item: Short
    answer: Literal["yes", "no"]


class Angle(_Event, frozen=True, kw_only=True, tag="angle"):
    """How far the bed's head end is below level, in degrees; 0 lying level, +90 straight down, -90 standing."""

    head_down_deg: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    quality: Literal["good", "uncertain"]


class AngleLost(_Event, frozen=True, kw_only=True, tag="angle_lost"):
    """The sensor has gone silent."""


class BeginLowering(_Event, frozen=True, kw_only=True, tag="begin_lowering"):
    """The person begins to go down."""


class Ok(_Event, frozen=True, kw_only=True, tag="ok"):
    """An answer: the strap is tight, or still OK."""

    by: By


class Stop(_Event, frozen=True, kw_only=True, tag="stop"):
    """STOP. A reason that is the name of a symptom acts like that symptom."""

    by: By
    reason: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class Symptom(_Event, frozen=True, kw_only=True, tag="symptom"):
    """The person feels something. A name that no stop rule knows counts as `other`."""

    name: Short


class AtLevel(_Event, frozen=True, kw_only=True, tag="at_level"):
    """Somebody or something says: level."""

    by: By


class AtUpright(_Event, frozen=True, kw_only=True, tag="at_upright"):
    """Somebody or something says: upright."""

    by: By


class Hidden(_Event, frozen=True, kw_only=True, tag="hidden"):
    """The page goes out of sight."""


class Visible(_Event, frozen=True, kw_only=True, tag="visible"):
    """The page is back in sight."""


class Stall(_Event, frozen=True, kw_only=True, tag="stall"):
    """The page stood still for `gap_ms` milliseconds."""

    gap_ms: Millis


class LinkLost(_Event, frozen=True, kw_only=True, tag="link_lost"):
    """The server can't be reached; the session runs on."""


class LinkBack(_Event, frozen=True, kw_only=True, tag="link_back"):
    """The server is there again."""


class HelpCalled(_Event, frozen=True, kw_only=True, tag="help_called"):
    """Somebody says that help has been called."""

    by: By


class End(_Event, frozen=True, kw_only=True, tag="end"):
    """The person closes the session."""


Event = (
    Start
    | Check
    | Angle
    | AngleLost
    | BeginLowering
    | Ok
    | Stop
    | Symptom
    | AtLevel
    | AtUpright
    | Hidden
    | Visible
    | Stall
    | LinkLost
    | LinkBack
    | HelpCalled
    | End
)
_WORDS: dict[str, tuple[str, ...]] = {"by": get_args(By), "answer": ("yes", "no"), "quality": ("good", "uncertain")}
KINDS: dict[str, type[Event]] = {str(kind.__struct_config__.tag): kind for kind in get_args(Event)}


def read_event(raw: dict[str, Any]) -> Event:
    """Checks one event.

    Raises:
        InputError: a kind that is not known, or a value that is none of the allowed; names the key.
    """
    kind = raw.get("kind")
    found = KINDS.get(kind) if isinstance(kind, str) else None
    if found is None:
        raise InputError(f"{kind!r} is no kind of event: use one of {', '.join(KINDS)}", key="kind")
    for key, allowed in _WORDS.items():
        if key in raw and key in found.__struct_fields__ and raw[key] not in allowed:
            raise InputError(f"{raw[key]!r} is not allowed: use one of {', '.join(allowed)}", key=key)
    return to_dataclass(raw, found, file="", ours=False)
