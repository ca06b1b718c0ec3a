"""In: files of adverse events, whole and broken. Out: all of them, mild ones first; none at all is an error."""

import pytest

from roost.base.errors import DataFileError
from roost.track.adverse_event import read_adverse_events

FILE = """
title: T
order: {order}
grade: {grade}
ask: "Something happened"
act_by: {act_by}
tell: "Rest."
plan: "Lower."
facts: [X]
sources: [{{id: S, cite: c, where: w, says: s, checked: "2026-01-01", level: design}}]
examples: [{{name: e, days_ago: 1, expect: held}}]
"""


def made(grade=1, act_by="null", order=1):
    return FILE.format(grade=grade, act_by=act_by, order=order).encode()


def test_mild_ones_come_first_then_by_their_order():
    files = {"grave": made(3, "now"), "late": made(order=9), "early": made(order=2), "middling": made(2, "days")}
    assert list(read_adverse_events(files)) == ["early", "late", "middling", "grave"]


@pytest.mark.parametrize(("grade", "act_by"), [(1, "now"), (2, "now"), (3, "null")])
def test_how_soon_to_act_fits_the_grade(grade, act_by):
    with pytest.raises(DataFileError) as refused:
        read_adverse_events({"odd": made(grade, act_by)})
    assert (refused.value.file, refused.value.key) == ("odd.yaml", "act_by")


def test_a_file_without_a_source_is_an_error():
    with pytest.raises(DataFileError) as refused:
        read_adverse_events({"odd": made().replace(b"facts: [X]", b"facts: []")})
    assert refused.value.key == "facts"


def test_a_grade_that_is_none_is_an_error():
    with pytest.raises(DataFileError):
        read_adverse_events({"odd": made(4, "now")})


def test_no_files_at_all_is_an_error():
    with pytest.raises(DataFileError, match="install Roost again"):
        read_adverse_events({})
