"""In: an entry that is a code, and the lexicon. Out: what it says. Where its name and its code disagree, it is not understood."""

from __future__ import annotations

from roost.words.entry import Said, What, read_entry
from roost.words.lexicon import Lexicon
from roost.words.profile import CodeEntry

__all__ = ["read_code"]


def read_code(entry: CodeEntry, field: str, lexicon: Lexicon) -> Said:
    """Reads a code. What its display text says counts too, but never makes an unknown code known."""
    senses = lexicon.codes.meaning(entry.system, entry.code)
    things = [What(concept, effect) for concept, effect in senses if effect != "missed"]
    shown = read_entry(entry.display, field, lexicon)
    missed = not things or (not shown.is_empty and _disagree(things, shown))
    named = [thing for thing in shown.things if _key(thing) not in {_key(own) for own in things}]
    return Said((*things, *named), missed)


def _key(thing: What) -> tuple[str, ...]:
    concept = thing.concept
    return (concept.fact,) if concept.fact else (concept.rule, concept.label)


def _disagree(things: list[What], shown: Said) -> bool:
    """Whether the name says something else than the code; a harmless code needs a name that we know."""
    named = {_key(thing) for thing in shown.things}
    if named:
        return named.isdisjoint(_key(thing) for thing in things)
    return all(thing.status == "noted" for thing in things)
