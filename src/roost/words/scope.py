"""In: one clause as items in order. Out: how each thing in it is meant: yes, no, not sure, or somebody else's. After NegEx and ConText.

A cue reaches only over words that say nothing ("no history of"), and over a list ("no glaucoma, stroke or fits"). Whatever else stands
between ends its reach, and what is not clearly denied counts as said: doubt ends on the cautious side.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roost.words.answers import Cue
from roost.words.lexicon import Found

__all__ = ["Clause", "Item", "meant", "theirs"]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of a clause.

    `kind`: found, hint ("disease"), cue, light and filler (say nothing), general ("problems"), limit ("recent"), join (`text` is or, and,
    comma), mark, number, or word.
    """

    kind: str
    text: str = ""
    found: Found | None = None
    cue: Cue | None = None


Clause = Sequence[Item]
_PERSONAL = ("i", "me", "my", "myself", "mine", "im", "ive", "id")  # here somebody else's part of a sentence ends
_SILENT = ("light", "general", "limit", "hint", "number")
_BINDING = ("with", "from", "for")
_HAVING = ("diagnosed", "suffer", "suffers", "suffered", "suffering")
_ANY_JOIN = ("and", "or", "comma")
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
    before, after = _before(clause, at), _after(clause, at)
    if after == "no":
        return "no"  # an answer counts more than the doubt before it: "tested for glaucoma, negative"
    said = {before, after, "not_sure" if questioned else ""} - {""}
    return "yes" if not said else "no" if said == {"no"} else "not_sure"


def _before(clause: Clause, at: int) -> str:
    """What a cue before it says of it: no, not_sure or "" for nothing."""
    joins: list[str] = []
    last, limited = "found", False
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
            return _reaches(clause, at, item.cue, joins, limited=limited and clause[at].kind == "found")
        elif item.kind not in _SILENT or item.text == "my":  # no problems with my glaucoma
            return ""
        limited = limited or item.kind == "limit" or _binds(clause, place)
        last = item.kind if item.kind in ("join", "found") else last
    return ""


def _binds(clause: Clause, place: int) -> bool:
    """Whether what is denied is another thing than the one it goes with: "no tablets for glaucoma", but "never diagnosed with glaucoma"."""
    return clause[place].text in _BINDING and (place == 0 or not clause[place - 1].text.endswith(_HAVING))


def _reaches(clause: Clause, at: int, cue: Cue, joins: Sequence[str], *, limited: bool) -> str:
    listed = [*joins, *_joins_behind(clause, at)]
    closed = "or" in listed and "and" not in listed and "none" not in listed  # no glaucoma, stroke or fits
    allowed = {"or", *cue.through, *(["comma"] if closed else [])}
    if cue.does == "doubt":
        return "not_sure" if set(joins) <= allowed | {"and"} else ""
    if cue.does != "deny":
        return ""
    if set(joins) <= allowed and not limited:
        return "no"
    return "" if "comma" in joins and not _is_mere_list(clause, at) else "not_sure"


def _is_mere_list(clause: Clause, at: int) -> bool:
    """Whether nothing follows but more of the list: "no fever, chest pain", but not "no fever, chest pain since yesterday"."""
    return all(item.kind in (*_SILENT, "found", "join", "mark") for item in clause[at + 1 :])


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
    joins: list[str] = []  # those that lead to another thing, which the cue may speak of alone
    open_joins: list[str] = []
    for place in range(at + 1, len(clause)):
        item = clause[place]
        if item.cue is not None:
            if item.cue.does not in ("deny", "doubt") or item.cue.side == "before" or not _answers(clause, place, open_joins):
                return ""
            if "comma" in joins:  # stroke, glaucoma: no
                return ""
            return "no" if item.cue.does == "deny" and "and" not in joins else "not_sure"
        if item.kind == "join":
            open_joins.append(item.text)
        elif item.kind == "found" and open_joins:
            joins, open_joins = joins + open_joins, []
        elif item.kind not in (*_SILENT, "mark"):
            return ""
    return ""


def _answers(clause: Clause, place: int, joins: Sequence[str]) -> bool:
    """Whether a cue answers what it follows, rather than speaks of what comes next: "stroke, no glaucoma", "stroke, nothing else"."""
    cue = clause[place].cue
    rest = list(itertools.takewhile(lambda item: item.kind not in ("join", "mark"), clause[place + 1 :]))
    if cue is None or not set(joins) <= {*cue.through, *(_ANY_JOIN if cue.side == "after" else ())}:
        return False
    return not rest if cue.at_end else all(item.kind in ("light", "filler", "number") for item in rest)


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
    near = True
    for item in clause[place + 1 : place + 2 + _VERB_WITHIN]:
        if item.text in (*cue.follow, ":", "-") or (near and item.kind == "found"):
            return True
        if item.kind == "join" or item.text in _PERSONAL:
            return False
        near = near and item.kind in _SILENT
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
