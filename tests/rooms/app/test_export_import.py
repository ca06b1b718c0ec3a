"""In: what is kept of a person. Out: it leaves as JSON or a table and comes back the same; what can't be true does not come in."""

import csv
import io
import json
import shutil

import pytest

from roost.answer.read_trial import read_trial
from roost.app.export_person import _diary_table, chosen, diary_csv, entries_csv, export_json, safe
from roost.app.home import Home
from roost.app.import_person import import_person
from roost.app.keep_diary import diary_of, keep_note, save_pain, skip_session, tick_care
from roost.app.people import add_person, people
from roost.app.screen_person import latest_screening
from roost.app.tell_event import report_event
from roost.base.errors import InputError
from roost.store.open import open_store
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.web.stories import session_done

EVIL = ['=HYPERLINK("http://x","y")', "+1", "-1+2", "@SUM(1)", "\t=1", " \r=1", "|calc", "＝1+1", "\x00=1", '"; =1', "a\n=1"]


@pytest.fixture
def anns(home, screened, clock):
    """Ann, with a session, an event, and notes that a spreadsheet would run."""
    session_done(home, screened)
    clock.evening(1)
    save_pain(home, screened, 4, note=EVIL[0])
    for line in EVIL[1:]:
        keep_note(home, screened, line)
    report_event(home, screened, "mild_headache")
    report_event(home, screened, "light_headed")
    skip_session(home, screened, "pause")
    tick_care(home, screened, "walking")
    clock.evening(2)
    return chosen(home, None)


@pytest.fixture
def other(tmp_path, empty):
    shutil.copytree(empty, tmp_path / "other")
    store = open_store(str(tmp_path / "other"))
    yield Home(store, Clock(Clock().at.replace(month=4)), uuid7)
    store.close()


def test_what_is_exported_comes_in_whole_and_only_once(home, anns, other):
    data = export_json(home, anns)
    done = import_person(other, data, file="EXPORT.json")
    kept = home.store.read()
    assert (done.stored, done.already, done.conflict, done.screen_again) == (len(kept), 0, 0, True)
    assert other.store.read()[: len(kept)] == kept
    assert latest_screening(other, anns.id).ended_by == "brought_back"
    before = other.store.read()
    again = import_person(other, data, file="EXPORT.json")
    assert (again.stored, again.already, again.screen_again) == (0, len(kept), False)
    assert other.store.read() == before
    assert diary_of(other, anns.id).day(diary_of(home, anns.id).days[1].date) == diary_of(home, anns.id).days[1]


def test_what_stands_here_under_the_same_id_stays(home, anns, other):
    raw = json.loads(export_json(home, anns))
    import_person(other, json.dumps(raw).encode(), file="")
    pain = next(one for one in raw["entries"] if one["type"] == "pain")
    pain["payload"]["average"] = 9
    done = import_person(other, json.dumps(raw).encode(), file="")
    assert (done.stored, done.conflict) == (0, 1)
    assert 9 not in {day.pain for day in diary_of(other, anns.id).days}


def changed(raw, what):
    first, pain = raw["entries"][0], next(one for one in raw["entries"] if one["type"] == "pain")
    screening = next(one for one in raw["entries"] if one["type"] == "screening")
    what(raw, first, pain, screening)
    return json.dumps(raw).encode()


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (lambda raw, *_: raw.pop("person"), "person"),
        (lambda raw, *_: raw.update(version=2), "version"),
        (lambda raw, *_: raw.update(more=1), "more"),
        (lambda raw, first, *_: raw["entries"].remove(first), "no whole export"),
        (lambda raw, first, pain, _: pain["payload"].update(average=11), "payload.average"),
        (lambda raw, first, pain, _: pain["payload"].pop("average"), "payload"),
        (lambda raw, first, pain, _: pain.update(occurred_at="2026-03-01T19:30:00"), "occurred_at"),
        (lambda raw, first, pain, _: pain.update(occurred_at="2026-03-01T19:30:00+01:00:30"), "occurred_at"),
        (lambda raw, first, pain, _: pain.update(occurred_at="2036-03-01T19:30:00+00:00"), "still to come"),
        (lambda raw, first, pain, _: pain.update(recorded_at="2036-03-01T19:30:00+00:00"), "still to come"),
        (lambda raw, first, pain, _: pain.update(type="Pain!"), "type"),
        (lambda raw, first, pain, _: pain.update(amends=uuid7()), "amends"),
        (lambda raw, first, pain, screening: screening["payload"].update(screening={}), "can't read"),
    ],
)  # fmt: skip
def test_what_can_not_be_true_is_refused_and_nothing_is_kept(home, anns, other, what, says):
    with pytest.raises(InputError, match=says):
        import_person(other, changed(json.loads(export_json(home, anns)), what), file="EXPORT.json")
    assert other.store.read() == []


def test_another_person_of_the_same_name_is_refused(home, anns, other):
    add_person(other, "ann")
    with pytest.raises(InputError, match="another ann"):
        import_person(other, export_json(home, anns), file="")
    assert len(people(other)) == 1


def test_no_cell_is_a_formula(home, anns):
    for table in (entries_csv(home, anns), diary_csv(home, anns)):
        for row in csv.reader(io.StringIO(table)):
            for cell in row:
                assert not cell.strip().startswith(tuple("=+-@|＝\t\r\n\0")), cell
    for text in EVIL:
        assert "\n" not in safe(text)
    assert safe("a stiff back") == "a stiff back"


def test_the_table_has_each_entry_and_whether_it_holds(home, anns, clock):
    save_pain(home, anns.id, 6, for_day=diary_of(home, anns.id).days[1].date)
    rows = list(csv.DictReader(io.StringIO(entries_csv(home, anns))))
    assert [row["id"] for row in rows] == [entry.id for entry in home.store.read(person=anns.id)]
    assert [row["holds"] for row in rows if row["type"] == "pain"] == ["no", "yes"]
    assert json.loads(rows[0]["payload"]) == {"name": "Ann"}


def test_the_diary_has_a_row_a_day(home, anns):
    rows = list(csv.DictReader(io.StringIO(diary_csv(home, anns))))
    assert [row["date"] for row in rows] == ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]
    assert [row["pain"] for row in rows] == ["", "4", "", ""]
    assert [row["sessions"] for row in rows] == ["1", "0", "0", "0"]
    assert int(rows[0]["seconds_below_level"]) > 100
    assert (rows[1]["adverse_event"], rows[1]["left_out"], rows[1]["care"]) == ("mild_headache+light_headed", "pause", "walking")


def test_the_diary_of_a_test_is_read_by_the_answer_command(home, anns):
    calendar = [
        {"period": 1, "pair": 1, "arm": "inversion", "from": "2026-03-01", "to": "2026-03-02"},
        {"period": 2, "pair": 1, "arm": "usual", "from": "2026-03-03", "to": "2026-03-03"},
    ]
    trial = read_trial(_diary_table(diary_of(home, anns.id), {"calendar": calendar}).encode())
    assert (trial.day, trial.arm, trial.period) == ((1, 2, 3), ("inversion", "inversion", "usual"), (1, 1, 2))
    assert trial.outcomes["pain"] == (None, 4.0, None)
    assert [harm.name for harm in trial.harms] == ["mild_headache", "light_headed"]


def test_a_person_is_chosen_by_name_or_id(home, anns):
    ben = add_person(home, "Ben")
    assert chosen(home, "ben") == chosen(home, ben.id) == ben
    for name, says in ((None, "Ann, Ben"), ("Cleo", "no Cleo")):
        with pytest.raises(InputError, match=says) as refused:
            chosen(home, name)
        assert refused.value.key == "person"
