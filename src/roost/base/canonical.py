"""In: a dataclass. Out: its JSON in one fixed form, and the SHA-256 of that, so that the same input gives the same bytes."""

from __future__ import annotations

import hashlib

import msgspec

__all__ = ["canonical_json", "content_hash"]

_ENCODER = msgspec.json.Encoder(order="sorted", decimal_format="number")


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys, no spaces and UTF-8: the same value gives the same bytes.

    >>> canonical_json({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    return _ENCODER.encode(value)


def content_hash(value: object) -> str:
    """The first 32 hexadecimal digits (128 bits) of the SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical_json(value)).hexdigest()[:32]
