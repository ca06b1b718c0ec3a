"""In: SQLite and PostgreSQL. Out: a backup comes back byte by byte, to either, and what was there before is kept."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from roost.app.home import Home
from roost.app.keep_backup import Stands, back_up, restore
from roost.app.people import add_person
from roost.app.screen_person import latest_screening, screen_person
from roost.base.errors import StoreError
from roost.store.open import open_store
from tests.answers import Clock, answer_all
from tests.entries import entry, uuid7

NUL = {"text": "Grüße, 痛み \u0000 'x'", "for_day": None}


def rows(store):
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT * FROM entries ORDER BY seq"))]


@pytest.fixture
def home(open_here):
    home = Home(open_here(), Clock(), uuid7)
    ann = add_person(home, "Ann").id
    answer_all(home, ann)
    screen_person(home, ann)
    home.keep(entry("note", NUL, person=ann, offset_min=-570))
    return home


def bring_back(home, file, where, **more):
    return restore(file, where, now=home.now, new_id=uuid7, **more)


def test_what_was_kept_comes_back_byte_by_byte_and_in_its_order(home, where, tmp_path, open_here):
    before = rows(home.store)
    done = back_up(home, tmp_path / "b")
    assert (done.entries, done.people) == (len(before), 1)
    home.keep(entry(person="late"))
    now_there = rows(home.store)
    home.store.close()
    assert bring_back(home, tmp_path / "b", where).reason == "holds_entries"
    again = open_here()
    assert rows(again) == now_there
    again.close()
    bring_back(home, tmp_path / "b", where, replace=True)
    assert rows(open_here())[: len(before)] == before


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_it_comes_back_to_an_empty_place_of_either_kind_and_goes_on_from_there(home, tmp_path, kind, request):
    before = rows(home.store)
    back_up(home, tmp_path / "b")
    other = str(tmp_path / "other") if kind == "sqlite" else request.getfixturevalue("postgres").database()
    done = bring_back(home, tmp_path / "b", other)
    assert (done.entries, done.people, done.screen_again, done.kept_aside) == (len(before), 1, 1, None)
    again = open_store(other)
    try:
        there = rows(again)
        assert there[: len(before)] == before
        assert [row[5] for row in there[len(before) :]] == ["brought_back"]
        assert again.add([entry(person="new")]) == ["stored"]
        assert rows(again)[-1][0] > there[-1][0]
    finally:
        again.close()


def test_a_result_of_the_backup_does_not_stand_until_the_person_is_screened_again(home, where, tmp_path, open_here):
    back_up(home, tmp_path / "b")
    home.store.close()
    bring_back(home, tmp_path / "b", where, replace=True)
    again = Home(open_here(), home.now, uuid7)
    ann = again.store.read(types=("person",))[0].person
    assert latest_screening(again, ann).ended_by == "brought_back"
    screen_person(again, ann)
    assert latest_screening(again, ann).ended_by is None


def test_what_was_there_is_kept_aside_whole(home, where, tmp_path, open_here):
    back_up(home, tmp_path / "b")
    home.keep(entry(person="late"))
    there = rows(home.store)
    home.store.close()
    aside = bring_back(home, tmp_path / "b", where, replace=True).kept_aside
    if "schema" in aside:
        store = open_here()
        with store.engine.connect() as connection:
            kept = [tuple(row) for row in connection.execute(text(f"SELECT * FROM {aside.split()[-1]}.entries ORDER BY seq"))]
    else:
        with closing(sqlite3.connect(aside)) as old:
            kept = old.execute("SELECT * FROM entries ORDER BY seq").fetchall()
    assert kept == there
    # And a second time, in the same second.
    if "schema" not in aside:
        second = bring_back(home, tmp_path / "b", where, replace=True).kept_aside
        assert second != aside
        with closing(sqlite3.connect(aside)) as old:
            assert old.execute("SELECT count(*) FROM entries").fetchone() == (len(there),)


def test_while_roost_runs_nothing_is_put_back(home, where, tmp_path):
    back_up(home, tmp_path / "b")
    before = rows(home.store)
    with pytest.raises(StoreError, match="uses") as refused:
        bring_back(home, tmp_path / "b", where, replace=True)
    assert refused.value.kind == "locked"
    assert rows(home.store) == before


def test_a_backup_is_not_written_over_unless_told(home, tmp_path):
    (tmp_path / "b").write_text("something dear")
    assert isinstance(back_up(home, tmp_path / "b"), Stands)
    assert (tmp_path / "b").read_text() == "something dear"
    assert back_up(home, tmp_path / "b", replace=True).entries
