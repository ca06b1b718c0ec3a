from decimal import Decimal

import pytest

from roost.base.datafile import Strict, lines_of, locate, parse_json, parse_yaml
from roost.base.errors import DataFileError, InputError
from roost.base.logic import Condition, Fact


class Item(Strict, frozen=True, kw_only=True):
    fact: str
    size: Decimal | int = 0


class Thing(Strict, frozen=True, kw_only=True):
    title: str
    when: Condition
    items: tuple[Item, ...] = ()
    amounts: dict[str, Item] = {}
    last: Item | None = None


GOOD = "title: yes\nwhen: {fact: a, is: yes}\nitems:\n  - {fact: no, size: -1.5}\n"


def test_words_stay_words_and_decimals_stay_exact():
    thing = parse_yaml(GOOD.encode(), Thing, file="x.yaml")
    assert thing.title == "yes"
    assert thing.when == Fact("a", "is", (True,))
    assert thing.items == (Item(fact="no", size=Decimal("-1.5")),)


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        (GOOD + "zap: 1\n", 5, "zap", "allowed are title, when, items, amounts, last"),
        (GOOD.replace("size:", "weight:"), 4, "items[0].weight", "allowed are fact, size"),
        (GOOD + "last: {fact: a, weight: 3}\n", 5, "last.weight", "allowed are fact, size"),
        (GOOD + "amounts:\n  one: {fact: a, weight: 3}\n", None, "", "allowed are fact, size"),
        (GOOD.replace("is: yes", "iss: yes"), 2, "when", "at_least"),
        (GOOD.replace("title: yes", "title: 3"), 1, "title", "Expected `str`"),
        (GOOD + "title: b\n", 5, "title", "twice"),
        ("title: [", 2, "", "can't be read"),
        ("when: {fact: a, is: yes}\n", 1, "", "missing required field `title`"),
        ("", None, "", "Expected `object`"),
    ],
)
def test_a_wrong_data_file_is_named_with_line_and_key(text, line, key, says):
    with pytest.raises(DataFileError) as caught:
        parse_yaml(text.encode(), Thing, file="x.yaml")
    assert caught.value.file == "x.yaml"
    assert says in str(caught.value)
    if line is not None:
        assert (caught.value.line, caught.value.key) == (line, key)


def test_a_data_file_that_is_not_utf8_is_refused():
    with pytest.raises(DataFileError, match="UTF-8"):
        parse_yaml(b"title: \xff", Thing, file="x.yaml")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('{"title":\n x}', 2, "not JSON"),
        ('{"title": "x",\n "when": {"fact": "a", "is": "yes"},\n "zz": 1}', 3, "zz"),
        ('{"title": "x",\n\t"when": {"fact": "a"}}', 2, "is not a condition"),
        ('{"title": 3}', 1, "Expected `str`"),
    ],
)
def test_wrong_json_is_named_with_line_and_key(text, line, says):
    with pytest.raises(InputError) as caught:
        parse_json(text.encode(), Thing, file="x.json")
    assert not isinstance(caught.value, DataFileError)
    assert caught.value.line == line
    assert says in str(caught.value)


def test_json_that_is_not_utf8_is_refused():
    with pytest.raises(InputError, match="not JSON"):
        parse_json(b'{"title": "\xff"}', Thing, file="x.json")


def test_good_json_is_read():
    assert parse_json(b'{"title": "x", "when": {"fact": "a", "is": "yes"}}', Thing, file="x.json").title == "x"


def test_an_error_finds_the_line_of_its_key_or_of_what_is_around_it():
    data = b'{"person":\n {"mass": {"value": 1}}}'
    assert locate(InputError("no", key="person.mass.unit"), data, file="p.json").line == 2
    assert locate(InputError("no", key="elsewhere"), data, file="p.json").line == 1
    placed = InputError("no", file="other.json", line=9)
    assert locate(placed, data, file="p.json") is placed


def test_lines_of_what_can_not_be_read_are_none():
    assert lines_of("[") == {}
