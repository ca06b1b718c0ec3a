"""In: entries. Out: the store in memory says and gives what SQLite says and gives."""

import pytest

from roost.base.errors import InputError
from roost.store.memory import MemoryStore
from roost.store.open import open_store
from tests.entries import entry, uuid7


def test_it_answers_as_a_database_does(tmp_path):
    first, note, other = entry(), entry("note", {"text": "Grüße \u0000", "for_day": None}, offset_min=-570), entry(person="ben")
    steps = [[first, note, other], [first], [entry(id=first.id, device="phone")], [entry(amends=first.id)], []]
    memory, database = MemoryStore(), open_store(str(tmp_path / "data"))
    assert [memory.add(step) for step in steps] == [database.add(step) for step in steps]
    for asked in ({}, {"person": "ann"}, {"types": ("note",)}, {"person": "ann", "types": ("pain",)}, {"person": "nobody"}):
        assert memory.read(**asked) == database.read(**asked)
    for store in (memory, database):
        with pytest.raises(InputError, match="not here"):
            store.add([entry(amends=uuid7())])
        store.close()
