"""In: PROFILE.json. Out: a Screening; what is wrong is named with file, line and key."""

import pytest

from roost.app.screen_profile import screen_profile_file
from roost.base.errors import InputError


def test_a_profile_with_nothing_in_it_is_not_ok():
    assert screen_profile_file(b'{"today": "2026-03-01"}', file="P.json").verdict.value == "ask_first"


@pytest.mark.parametrize(
    ("data", "line", "key"),
    [
        (b'{\n"today": "2026-03-01",\n"answers": {"no_such_fact": "yes"}}', 3, "answers.no_such_fact"),
        (b'{"today": "2026-03-01",\n"person": {"mass": {"value": 74}}}', 2, "person.mass"),
        (
            b'{"today": "2026-03-01",\n"sign_offs": [{"rules": ["x"], "by": "a", "date": "2026-01-01", "until": "2026-05-01"}]}',
            2,
            "sign_offs[0].rules",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(data, line, key):
    with pytest.raises(InputError) as refused:
        screen_profile_file(data, file="P.json")
    assert (refused.value.file, refused.value.line, refused.value.key) == ("P.json", line, key)
