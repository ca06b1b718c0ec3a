"""In: what a person tells of harm, and of what a clinician said of it. Out: kept, and what it is: its grade and what to do."""

from __future__ import annotations

from datetime import date, timedelta

from roost.app import books
from roost.app.home import Home
from roost.app.keep_diary import line
from roost.base.errors import InputError
from roost.track.adverse_event import AdverseEvent
from roost.track.entry import Entry, current
from roost.track.entry_types import ClinicianSaid, Event
from roost.track.events import DiaryEvent, events_of

__all__ = ["event_entry", "event_kind", "open_events", "report_event", "save_clinician_said"]

AGAIN = timedelta(minutes=1)  # a button that is pressed twice
EVENT_TYPES = ("event", "session", "clinician_said")


def event_kind(name: str) -> AdverseEvent:
    """The kind of adverse event by its name.

    Raises:
        InputError: there is none (`event`).
    """
    found = books.adverse_events().get(name)
    if found is None:
        raise InputError("Choose what happened from the list.", key="event")
    return found


def report_event(home: Home, person: str, name: str, note: str = "", *, session_id: str | None = None) -> AdverseEvent:
    """Keeps an adverse event, with the grade that its file has today. Told twice of one session, or within a minute, it is kept once.

    Args:
        home: the home.
        person: whose.
        name: of one of `books.adverse_events()`.
        note: a line of their own.
        session_id: the session it came from, where the person says so.

    Returns:
        What it is: grade, `act_by`, `tell`, and what it does to the plan. The page shows these at once.

    Raises:
        InputError: there is no such event (`event`), or the note is too long (`note`).
        StoreError: nothing was saved.
    """
    kind = event_kind(name)
    home.keep(*event_entry(home, person, name, kind.grade, session_id=session_id, note=line(note, "note")))
    return kind


def event_entry(home: Home, person: str, name: str, grade: int, *, session_id: str | None, note: str = "") -> list[Entry]:
    """The entry of an event; none where the same was told before: of the same session, or within the last minute."""
    told = home.entry(person, "event", Event(name=name, grade=grade, session_id=session_id, note=note))
    before = [one for one in home.store.read(person=person, types=("event",)) if one.payload == told.payload]
    is_told = any(session_id is not None or told.occurred_at - one.occurred_at < AGAIN for one in before)
    return [] if is_told else [told]


def open_events(home: Home, person: str) -> list[DiaryEvent]:
    """The events of grade 2 and 3 that wait for a clinician's word: none yet, or no letter where grade 3 needs one."""
    found = events_of(current(home.store.read(person=person, types=EVENT_TYPES)))
    return [event for event in found if (event.grade == 2 and not event.clinician_said) or (event.grade == 3 and not event.signed_off)]


def save_clinician_said(
    home: Home, person: str, event_id: str, *, by: str, on: date, may_go_on: bool, letter: bool = False, words: str = ""
) -> None:
    """Keeps what a clinician said of an event. The last word counts.

    Args:
        home: the home.
        person: whose.
        event_id: the id of a DiaryEvent.
        by: the clinician's name.
        on: the day they said it.
        may_go_on: whether they let sessions go on.
        letter: whether it is a letter that names this event; grade 3 needs one.
        words: what they said.

    Raises:
        InputError: no such event (`event_id`), no name (`by`), a day before the event or still to come (`on`), too long (`words`).
        StoreError: nothing was saved.
    """
    events = {event.id: event for event in events_of(current(home.store.read(person=person, types=EVENT_TYPES)))}
    if event_id not in events:
        raise InputError("There is no such event here. Go back to your diary.", key="event_id")
    if not 0 < len(by.strip()) <= 100:
        raise InputError("Type the name of the doctor or nurse, at most 100 letters.", key="by")
    if not events[event_id].at.date() <= on <= home.now().date():
        raise InputError("That day is before it happened, or still to come. Check the day.", key="on")
    said = ClinicianSaid(event_id=event_id, by=by.strip(), on=on, may_go_on=may_go_on, letter=letter, words=line(words, "words"))
    home.keep(home.entry(person, "clinician_said", said))
