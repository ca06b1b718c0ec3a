"""In: one clause as items in order. Out: how each thing in it is meant: yes, no, not sure, or somebody else's. After NegEx and ConText.

A cue reaches only over words that say nothing ("no history of"), and over a list ("no glaucoma, stroke or fits"). Whatever else stands
between ends its reach, and what is not clearly denied counts as said: doubt ends on the cautious side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roost.words.answers import Cue
from roost.words.lexicon import Found

__all__ = ["Clause", "Item", "meant", "theirs"]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a clause.

    `kind`: found, hint ("disease"), cue, light and filler (say nothing), general ("problems"), join (`text` is or, and, comma), mark,
    number, or word.
    """

    kind: str
    text: str = ""
    found: Found | None = None
    cue: Cue | None = None


Clause = Sequence[Item]
_PERSONAL = ("i", "me", "my", "myself", "mine", "im", "ive", "id")  # here somebody else's part of a sentence ends
_SILENT = ("light", "general", "hint", "number")
_OF_SOMEBODY = ("my", "the", "a", "our")
_VERB_WITHIN = 3  # words between "my mother" and "had"


def meant(clause: Clause, at: int, others: Mapping[int, str], *, questioned: bool) -> str:
    """How the thing at one place is meant: yes, no, not_sure or someone_else.

    Args:
        clause: all its items.
        at: the place of the thing.
        others: from `theirs`.
        questioned: whether the sentence only asks whether it is so.
    """
    if at in others:
        return others[at]
    said = {_before(clause, at), _after(clause, at), "not_sure" if questioned else ""} - {""}
    return "yes" if not said else "no" if said == {"no"} else "not_sure"


def _before(clause: Clause, at: int) -> str:
    """What a cue before it says of it: no, not_sure or "" for nothing."""
    joins: list[str] = []
    last = "found"
    for place in range(at - 1, -1, -1):
        item = clause[place]
        if item.kind == "join":
            joins.append(item.text)
        elif item.kind == "found":
            if last == "found":
                joins.append("none")
        elif item.cue is not None and item.cue.side in ("before", "both"):
            if _undone(clause, place, item.cue) or (item.cue.side == "both" and not _belongs_ahead(clause, place)):
                return ""
            return _reaches(clause, at, item.cue, joins)
        elif item.kind not in _SILENT:
            return ""
        last = item.kind if item.kind in ("join", "found") else last
    return ""


def _reaches(clause: Clause, at: int, cue: Cue, joins: Sequence[str]) -> str:
    if cue.does == "doubt":
        return "not_sure"
    if cue.does != "deny":
        return ""
    listed = [*joins, *_joins_behind(clause, at)]
    closed = "or" in listed and "and" not in listed and "none" not in listed  # no glaucoma, stroke or fits
    allowed = {"or", *cue.through, *(["comma"] if closed else [])}
    return "no" if set(joins) <= allowed else "not_sure"


def _joins_behind(clause: Clause, at: int) -> Iterator[str]:
    """The joins of the list that goes on behind a place."""
    for item in clause[at + 1 :]:
        if item.kind == "join":
            yield item.text
        elif item.kind not in (*_SILENT, "found"):
            return


def _undone(clause: Clause, place: int, cue: Cue) -> bool:
    return any(item.text in cue.not_after for item in clause[:place])


def _after(clause: Clause, at: int) -> str:
    """What a cue behind it says of it ("glaucoma: no"): no, not_sure or "" for nothing."""
    joins: list[str] = []
    for place in range(at + 1, len(clause)):
        item = clause[place]
        if item.cue is not None and item.cue.side in ("after", "both"):
            if _belongs_ahead(clause, place) or item.cue.does not in ("deny", "doubt"):
                return ""
            if item.cue.does == "doubt":
                return "not_sure"
            own = joins[:-1] if joins[-1:] == ["comma"] else joins  # "glaucoma, no"
            return "no" if set(own) <= {"or"} else "not_sure"
        if item.kind == "join":
            joins.append(item.text)
        elif item.kind not in (*_SILENT, "mark", *(["found"] if joins else [])):
            return ""
    return ""


def _belongs_ahead(clause: Clause, place: int) -> bool:
    """Whether a cue speaks of what comes next rather than of what it follows: "stroke, no glaucoma"."""
    rest = clause[place + 1 :]
    if not rest or rest[0].kind in ("join", "mark"):
        return False
    return any(item.kind in ("found", "hint", "word") for item in rest)


def theirs(clause: Clause) -> dict[int, str]:
    """The places in a clause that speak of somebody else ("my mother had a stroke"), as someone_else, or not_sure behind a comma."""
    found: dict[int, str] = {}
    for place, item in enumerate(clause):
        if item.cue is not None and item.cue.does == "other":
            part = _ahead(clause, place) if item.cue.side != "after" and _is_subject(clause, place, item.cue) else {}
            part = {place: "someone_else"} | (part or _behind(clause, place, item.cue))
            found |= {at: status for at, status in part.items() if found.get(at) != "someone_else"}
    return found


def _is_subject(clause: Clause, place: int, cue: Cue) -> bool:
    """Whether the person is who has it: a verb follows, or the thing itself, or a colon."""
    for item in clause[place + 1 : place + 2 + _VERB_WITHIN]:
        if item.text in (*cue.follow, ":", "-") or item.kind == "found":
            return True
        if item.kind == "join" or item.text in _PERSONAL:
            return False
    return False


def _ahead(clause: Clause, place: int) -> dict[int, str]:
    """From the person on, up to where the sentence turns to the writer. Behind a comma it is no longer sure whose it is."""
    found: dict[int, str] = {}
    status, named = "someone_else", False
    for at in range(place + 1, len(clause)):
        item = clause[at]
        if item.text in _PERSONAL or (item.text == "comma" and not named):
            break
        if item.text == "comma":
            status = "not_sure"
        named = named or item.kind == "found"
        if status == "someone_else" or item.kind == "found":
            found[at] = status
    return found


def _behind(clause: Clause, place: int, cue: Cue) -> dict[int, str]:
    """What stands right before: "stroke (mother)", "stroke in my mother", and a whole list before "runs in the family"."""
    whole_list = cue.side == "after"
    near = place - 1
    while near >= 0 and clause[near].text in _OF_SOMEBODY:
        near -= 1
    if not whole_list and not (near >= 0 and _leads_to(clause[near]) and _is_last(clause, place)):
        return {}
    found: dict[int, str] = dict.fromkeys(range(near + 1, place), "someone_else")
    for at in range(near, -1, -1):
        item = clause[at]
        if item.text == "it" or item.kind not in ("found", *_SILENT, "mark", *(("join",) if whole_list else ())):
            break
        if item.text in _PERSONAL and not whole_list:
            return {}
        found[at] = "someone_else"
    return found


def _leads_to(item: Item) -> bool:
    return item.kind == "mark" or item.text in ("in", "of")


def _is_last(clause: Clause, place: int) -> bool:
    return place + 1 == len(clause) or clause[place + 1].kind in ("mark", "join", "number")
