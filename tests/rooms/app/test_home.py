"""In: a folder. Out: a home with the real clock and ids; entries carry the time and zone of the moment."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from roost.app.home import data_folder, open_home
from roost.base.errors import InputError, StoreError
from roost.track.entry_types import Pain
from tests.answers import BEGIN


def test_a_home_that_is_opened_has_a_clock_with_a_zone_and_ids_in_order(tmp_path):
    home = open_home(str(tmp_path / "data"))
    ids = [home.new_id() for _ in range(5)]
    assert home.now().utcoffset() is not None
    assert ids == sorted(set(ids))
    assert {uuid.UUID(one).version for one in ids} == {7}
    home.store.close()


def test_a_place_that_can_not_be_used_says_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        open_home(str(tmp_path / "file" / "data"))
    with pytest.raises(InputError):
        open_home("mysql://localhost/roost")


def test_an_entry_is_of_now_with_its_zone(home):
    entry = home.entry("ann", "pain", Pain(average=4))
    assert (entry.occurred_at, entry.recorded_at, entry.offset_min) == (BEGIN, BEGIN, 60)
    assert (entry.actor, entry.device, entry.type_version, entry.amends) == ("self", "", 1, None)
    assert entry.payload == {"average": 4, "for_day": None, "note": ""}


def test_a_plain_payload_is_copied(home):
    payload = {"name": "Ann"}
    entry = home.entry("ann", "person", payload)
    payload["name"] = "Ben"
    assert entry.payload == {"name": "Ann"}


def test_kept_entries_are_read_back(home, clock):
    entry = home.entry("ann", "pain", Pain(average=4))
    clock.at += timedelta(days=1)
    assert home.keep(entry) == ["stored"]
    assert home.keep(entry) == ["already"]
    assert home.store.read() == [entry]


def test_the_data_folder_is_the_usual_one(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert data_folder() == Path("/somewhere/roost")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert data_folder() == Path.home() / ".local" / "share" / "roost"
