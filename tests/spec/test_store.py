"""In: SQLite and PostgreSQL. Out: both keep, refuse and read entries in the same way."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from roost.base.errors import InputError, StoreError
from tests.entries import MOMENT, entry, uuid7


@pytest.fixture
def store(open_here):
    return open_here()


def test_what_is_kept_is_read_back_as_it_was(store):
    kept = entry(
        "note",
        {"text": "Grüße, 痛み \u0000 'DROP TABLE'", "for_day": None, "deep": [1, 2.5, None, {"a": True}]},
        at=datetime(2026, 3, 1, 19, 30, 1, 234567, tzinfo=UTC),
        offset_min=-570,
        device="phone",
        actor="Dr Example",
    )
    assert store.add([kept]) == ["stored"]
    assert store.read() == [kept]
    assert store.read()[0].occurred_at.utcoffset() == timedelta(minutes=-570)


def test_sending_twice_stores_once(store):
    once = entry()
    later = replace(once, recorded_at=once.recorded_at + timedelta(hours=5))
    assert store.add([once]) == ["stored"]
    assert store.add([later, later]) == ["already", "already"]
    assert store.read() == [once]


def test_the_same_entry_twice_in_one_go_is_stored_once(store):
    once = entry()
    assert store.add([once, once]) == ["stored", "already"]


@pytest.mark.parametrize(
    "other",
    [
        {"payload": {"average": 5, "for_day": None, "note": ""}},
        {"person": "ben"},
        {"type": "note"},
        {"type_version": 2},
        {"occurred_at": MOMENT + timedelta(seconds=1)},
        {"offset_min": 60},
        {"actor": "Dr Example"},
        {"device": "phone"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_id_with_other_bytes_is_a_conflict_and_changes_nothing(store, other):
    once = entry()
    store.add([once])
    assert store.add([replace(once, **other), entry(id=uuid7(999_999))]) == ["conflict", "stored"]
    assert store.read()[0] == once


def test_the_order_of_keys_is_no_other_bytes(store):
    once = entry(payload={"a": 1, "b": 2})
    store.add([once])
    assert store.add([replace(once, payload={"b": 2, "a": 1})]) == ["already"]


def test_a_correction_is_a_new_entry_and_the_old_one_stays(store):
    first = entry()
    correction = entry(amends=first.id)
    assert store.add([first, correction]) == ["stored", "stored"]
    assert store.read() == [first, correction]


def test_a_correction_of_what_is_not_here_is_refused_and_nothing_of_it_is_kept(store):
    with pytest.raises(InputError, match="not here") as refused:
        store.add([entry(), entry(amends=uuid7(77))])
    assert refused.value.key == "amends"
    assert store.read() == []


@pytest.mark.parametrize("words", ["UPDATE entries SET payload = '{}'", "DELETE FROM entries"])
def test_no_row_can_be_changed_or_taken_away(store, words):
    kept = entry()
    store.add([kept])
    with pytest.raises(DBAPIError, match="never changed or deleted"), store.engine.begin() as connection:
        connection.execute(text(words))
    assert store.read() == [kept]


def test_entries_are_read_in_the_order_in_which_they_were_recorded(store):
    """Not by the phone's clock, and not by the id."""
    late, early = entry(at=MOMENT + timedelta(days=9), id=uuid7(9)), entry(at=MOMENT - timedelta(days=9), id=uuid7(8))
    store.add([late])
    store.add([early])
    assert store.read() == [late, early]


def test_a_person_and_a_type_are_read_by_themselves(store):
    mine, note, other = entry(), entry("note"), entry(person="ben")
    store.add([mine, note, other])
    assert store.read(person="ann") == [mine, note]
    assert store.read(types=("pain",)) == [mine, other]
    assert store.read(person="ann", types=("note", "pain")) == [mine, note]
    assert store.read(person="nobody") == []
    assert store.read(types=()) == []


def test_nothing_to_keep_is_nothing(store):
    assert store.add([]) == []


def test_it_is_all_there_when_opened_again(open_here):
    kept = [entry() for _ in range(3)]
    store = open_here()
    store.add(kept)
    store.close()
    assert open_here().read() == kept
    assert store.read() == kept  # a closed store connects again


def test_threads_write_at_once_and_each_entry_is_kept_once(store):
    mine = [[entry(person=f"person {n % 3}") for _ in range(15)] for n in range(6)]
    shared = entry(person="person 0")
    outcomes = []

    def write(entries):
        outcomes.extend([*(outcome for one in entries for outcome in store.add([one])), *store.add([shared])])

    threads = [threading.Thread(target=write, args=(entries,)) for entries in mine]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("stored") == 6 * 15 + 1
    assert outcomes.count("already") == 5
    found = store.read()
    assert len(found) == 6 * 15 + 1
    for entries in mine:
        assert [one for one in found if one in entries] == entries  # each writer's own order


def test_two_open_stores_see_each_others_entries(open_here):
    one, other = open_here(), open_here()
    kept = entry()
    assert one.add([kept]) == ["stored"]
    assert other.add([kept]) == ["already"]
    assert other.read() == [kept]


def test_what_another_process_adds_is_read_too_and_in_order(open_here):
    one, other = open_here(), open_here()
    kept = []
    for n in range(4):
        kept.append(entry(person="ann" if n != 2 else "ben"))
        (one if n % 2 else other).add(kept[-1:])
        for store in (one, other, one):
            assert store.read(person="ann", types=("pain", "note")) == [each for each in kept if each.person == "ann"]
            assert store.read(person="ann", types=("note",)) == []


def test_what_was_read_is_the_readers_own(store):
    kept = [entry(), entry()]
    store.add(kept)
    for _ in range(3):
        found = store.read(person="ann", types=("pain",))
        assert found == kept
        found.clear()


def test_many_people_are_read_one_after_the_other(store):
    kept = {f"person {n}": entry(person=f"person {n}") for n in range(40)}
    store.add(kept.values())
    for _ in range(2):
        for person, one in kept.items():
            assert store.read(person=person, types=("pain",)) == [one]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(open_here):
    store = open_here()
    store.add([entry()])
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE roost_schema SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version of Roost") as refused:
        open_here()
    assert refused.value.kind == "newer"


def test_the_tables_are_those_that_the_code_names(store):
    """Alembic finds nothing left to migrate."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from roost.store.entries import metadata
    from roost.store.schema import VERSION_TABLE

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_two_processes_may_make_the_tables_at_once(open_here):
    opened, errors = [], []

    def make():
        try:
            opened.append(open_here())
        except Exception as error:  # the assertion below names it
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert opened[0].add([entry()]) == ["stored"]
