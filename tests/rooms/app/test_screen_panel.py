"""In: a panel as bytes. Out: one row a line, in order, as the lines are read; what can't be read is set aside with its number."""

import io
import json

import pytest

from roost.app import screen_panel as module
from roost.app.screen_panel import screen_panel
from roost.app.screen_profile import screen_profile_file

GOOD = json.dumps({"today": "2026-03-01", "conditions": ["glaucoma"]}).encode()


def rows(data):
    return list(screen_panel(io.BytesIO(data), file="people.ndjson"))


def test_each_line_gives_what_it_gives_alone():
    found = rows(b"\xef\xbb\xbf" + GOOD + b"\r\n\n" + GOOD)
    assert [row.line for row in found] == [1, 3]
    assert [row.screening for row in found] == [screen_profile_file(GOOD, file="")] * 2
    assert sum(row.size for row in found) == len(GOOD) * 2 + 5


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "line 2"),
        (b"\xff\xfe", "line 2"),
        (b"[" * 100_000, "line 2"),
        (b"null", "line 2"),
        (b'{"today": "2026-03-01", "person": {"mass": {"value": 74}}}', "line 2: person.mass: needs a unit"),
        (b'{"today": "2026-03-01", "answers": {"nobody_asks": "yes"}}', "line 2: answers.nobody_asks"),
        (b'{"today": "2026-03-01", "age": 3}', "line 2: age"),
    ],
)
def test_a_bad_line_is_set_aside_with_its_number_and_the_rest_goes_on(bad, says):
    before, wrong, after = rows(GOOD + b"\n" + bad + b"\n" + GOOD)
    assert (wrong.line, wrong.screening) == (2, None)
    assert f"people.ndjson, {says}" in str(wrong.error)
    assert before.screening == after.screening


def test_a_line_too_long_is_set_aside_and_never_held_whole(monkeypatch):
    monkeypatch.setattr(module, "LONGEST_LINE", len(GOOD) + 1)
    asked = []

    class Counted(io.BytesIO):
        def readline(self, size=-1, /):
            asked.append(size)
            return super().readline(size)

    found = list(screen_panel(Counted(GOOD + b"\n" + b" " * 500 + GOOD + b"\n" + GOOD), file="p"))
    assert [(row.line, row.screening is None) for row in found] == [(1, False), (2, True), (3, False)]
    assert "too long" in str(found[1].error)
    assert set(asked) == {len(GOOD) + 1}


def test_a_row_is_given_before_the_next_line_is_read():
    class Endless(io.RawIOBase):
        taken = 0

        def readline(self, size=-1, /):
            self.taken += 1
            return GOOD + b"\n"

    lines = Endless()
    panel = screen_panel(lines, file="p")
    for number in range(1, 5):
        assert next(panel).line == number == lines.taken
