"""In: the package. Out: its data files as bytes, by name."""

import pytest

from roost.store.shelf import shelf_file, shelf_folder


def test_a_folder_gives_its_data_files_by_name():
    found = shelf_folder("track/instruments")
    assert found["evening_pain"].startswith(b"title:")
    assert found["evening_pain"] == shelf_file("track/instruments/evening_pain.yaml")


def test_what_is_no_data_file_is_left_out():
    assert shelf_folder("track") == {}


def test_a_file_that_is_missing_is_no_empty_file():
    with pytest.raises(FileNotFoundError):
        shelf_file("track/instruments/nothing.yaml")
