"""In: recall files and a model number as somebody typed it. Out: found or not; a file that is wrong stops everything."""

import pytest

from roost.app import books
from roost.base.errors import DataFileError
from roost.coach.recalls import find_recall, read_recalls
from roost.store.shelf import shelf_folder

FILES = shelf_folder("coach/recalls")


def test_what_was_not_typed_is_on_no_list():
    assert find_recall(books.recalls(), "") is None
    assert find_recall(books.recalls(), "a table") is None


def test_the_first_that_fits_is_told():
    assert find_recall(books.recalls(), "ste00059fg") is books.recalls()["fitness_gear_2015"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'models: ["831.14595.0", "831.14595", "RBBE1996.0", "RBBE1996"]', b"models: []", "at least one"),
        (b'models: ["831.14595.0"', b'models: ["X1"', "letters and figures"),
        (b"facts: [H19, incidents]", b"facts: []", "at least one"),
        (b"remedy: repair", b"remedy: hope", "remedy"),
    ],
)
def test_a_wrong_file_is_named(old, new, says):
    assert FILES["icon_2007"].count(old) == 1
    with pytest.raises(DataFileError, match=says) as caught:
        read_recalls({"icon_2007": FILES["icon_2007"].replace(old, new)})
    assert caught.value.file == "icon_2007.yaml"
