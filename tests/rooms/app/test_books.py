"""In: the data files of the package. Out: each book opens, once."""

import json

import pytest

from roost.app import books

NAMES = ("adverse_events", "coach", "coach_data", "concepts", "instruments", "ladder", "protocols", "rules", "therapies")


@pytest.mark.parametrize("name", NAMES)
def test_each_book_opens_once_and_holds_something(name):
    book = getattr(books, name)()
    assert book
    assert getattr(books, name)() is book


def test_what_the_browser_gets_is_plain_json_with_the_caps():
    plain = json.loads(json.dumps(books.coach_data()))
    assert {"machine", "checklists", "stop_rules", "cues", "caps"} <= plain.keys()
    assert plain["caps"]["head_down_deg"] == 60
