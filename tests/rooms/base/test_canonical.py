from dataclasses import dataclass
from decimal import Decimal

from roost.base.canonical import canonical_json, content_hash


@dataclass(frozen=True)
class Pair:
    b: int
    a: Decimal


def test_the_same_content_gives_the_same_bytes_in_any_order():
    assert canonical_json({"b": 1, "a": 2}) == canonical_json({"a": 2, "b": 1})
    assert content_hash(Pair(1, Decimal("2"))) == content_hash(Pair(1, Decimal("2")))
    assert content_hash(Pair(1, Decimal("2"))) != content_hash(Pair(1, Decimal("3")))
    assert len(content_hash(1)) == 32
