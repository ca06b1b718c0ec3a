"""In: a name. Out: the people of this home, each with an id. The pages show names and nothing about health."""

from __future__ import annotations

from dataclasses import dataclass

from roost.app.home import Home
from roost.base.errors import InputError
from roost.track.entry import current

__all__ = ["NAME_LENGTH", "Someone", "add_person", "people", "someone"]

NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of this home."""

    id: str
    name: str


def people(home: Home) -> list[Someone]:
    """Everybody, in the order in which they came."""
    return [Someone(entry.person, entry.payload["name"]) for entry in current(home.store.read(types=("person",)))]


def someone(home: Home, person: str) -> Someone | None:
    """The person with this id, or None when there is none."""
    return next((one for one in people(home) if one.id == person), None)


def add_person(home: Home, name: str) -> Someone:
    """Adds a person.

    Raises:
        InputError: no name, one that is too long, or one that is taken (`name`).
        StoreError: nothing was saved.
    """
    name = " ".join(name.split())
    if not name:
        raise InputError("Type a name. Any name that you know it by will do.", key="name")
    if len(name) > NAME_LENGTH:
        raise InputError(f"That name is too long. Use at most {NAME_LENGTH} letters.", key="name")
    if any(one.name.casefold() == name.casefold() for one in people(home)):
        raise InputError(f"{name} is here already. Choose that name, or type another one.", key="name")
    person = home.new_id()
    home.keep(home.entry(person, "person", {"name": name}))
    return Someone(person, name)
