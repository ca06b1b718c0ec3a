"""In: the coach's files, right and broken. Out: a book, or an error: nobody goes down by half a book."""

import pytest

from roost.base.errors import DataFileError
from roost.coach.book import book_json, read_book
from roost.plan import caps
from roost.store.shelf import shelf_file
from tests.rooms.coach.small import BOOK, FILES

MACHINE = shelf_file("coach/machine.yaml")


def without(folder, *names):
    return FILES | {folder: {name: data for name, data in FILES[folder].items() if name not in names}}


def with_(folder, name, *change):
    return FILES | {folder: {**FILES[folder], name: FILES[folder][name].replace(*(part.encode() for part in change))}}


@pytest.mark.parametrize(
    ("machine", "files", "says"),
    [
        (MACHINE.replace(b"  hold:\n", b"  holding:\n"), FILES, "the states must be"),
        (MACHINE.replace(b"[level, level_rest, help]", b"[level, zap, help]", 1), FILES, "zap"),
        (MACHINE.replace(b"settled: hold", b"settled: zap"), FILES, "zap"),
        (MACHINE, without("stop_rules", "other"), "other"),
        (MACHINE, without("stop_rules", "no_answer"), "silence"),
        (MACHINE, without("checklists", "ankle_lock"), "ankle lock"),
        (MACHINE, without("cues", "stay_still"), "stay_still"),
        (MACHINE, with_("stop_rules", "faint", "fact: symptom", "fact: zap"), "unanswered_s"),
        (MACHINE, with_("stop_rules", "no_answer", "at_least: 45", "at_least: 4.5"), "unanswered_s"),
        (MACHINE, with_("stop_rules", "faint", "grade: 3", "grade: 4"), "grade"),
        (MACHINE, with_("cues", "hold", "sound: chime", "sound: horn"), "sound"),
    ],
)
def test_a_broken_or_missing_part_is_an_error(machine, files, says):
    with pytest.raises(DataFileError, match=says):
        read_book(machine, **files)


def test_one_rule_may_serve_several_symptoms():
    files = with_("stop_rules", "faint", "{fact: symptom, is: faint}", "{fact: symptom, any_of: [faint, blackout]}")
    assert read_book(MACHINE, **files).by_symptom["blackout"] == "faint"


def test_the_browser_gets_plain_data_and_the_caps():
    plain = book_json(BOOK)
    assert plain["caps"] == {
        "head_down_deg": caps.HEAD_DOWN_DEG,
        "bout_s": caps.BOUT_S,
        "inverted_s_per_session": caps.INVERTED_S_PER_SESSION,
        "way_up_s": caps.WAY_UP_S,
    }
    assert set(plain["stop_rules"]["faint"]) == {"title", "cue", "action", "end", "grade"}
    assert set(plain["checklists"]["table"]) == {"title", "ask", "how", "no"}
    assert plain["cues"]["hold"]["say"] == BOOK.cues["hold"].say
    assert tuple(plain["missed"]) == (30_000, "missed_check")
