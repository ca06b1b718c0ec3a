"""Out of this room: Answers. What is known by fact id, the words that led there, and what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roost.base.logic import Value
from roost.words.profile import Profile

__all__ = ["Answers", "Code", "Concept", "Cue", "Mention", "NotUnderstood"]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a public list that stands for a concept. `use` is `trigger` (strong by itself) or `ask` (has other uses: ask why)."""

    system: str
    code: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that text or a code can mean.

    Args:
        fact: the fact id it answers with yes; "" for what no rule asks about.
        rule: the rule file that asks about it, or the terms file.
        kind: condition, medicine or symptom: whose list answers it with no when nothing in it says yes.
            `detail` for a follow-up, which no list answers; `measure` for what is measured.
        label: how we name it when we say what we understood.
        terms: words and phrases, lower case.
        alone: words that mean it only where an entry of its own list holds nothing else ("blood pressure" among conditions).
        codes: codes that mean it.
        role: `asked` by a rule; `harmless`, which changes nothing; `unplaced`, a name we know of something that no rule asks about,
            so that it is not understood; `names`, another name for what its codes mean.
        within_days: for an event, how long it counts; one that is said to be longer ago changes nothing.
        ever: words with which it counts however long ago ("spine").
        dated_by: the event by whose time this is a yes, when that is within `within_days`.
        of: words of which one must stand beside that event ("stent").
        reading: a blood pressure (top, low, days) that is a yes where either number is reached, and it is not longer ago.
        takes: `yes_no` or `number`: what an answer to it may be.
    """

    fact: str
    rule: str
    kind: str
    label: str
    terms: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    role: str = "asked"
    within_days: int | None = None
    ever: tuple[str, ...] = ()
    dated_by: str = ""
    of: tuple[str, ...] = ()
    reading: tuple[int, int, int] | None = None
    takes: str = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Phrases that say how the words around them are meant. See `ContextFile` for what each `does`.

    Args:
        does: deny, doubt, yes, other, turn, light, filler, general, limit, hint or plain.
        side: whether what they speak of comes after them (`before`), stands before them (`after`), or `both`.
        through: whether they reach on through a `comma` or an `and`.
        at_end: whether they answer what stood before only as the last word ("stroke: no", not "stroke, nothing else").
        not_after: words before them in the clause that undo them ("can't walk without pain").
        follow: words that must come after them ("my mother had").
        fields: the lists they count in; all when empty.
        phrases: the phrases.
        endings: endings of single words that do the same ("itis").
    """

    does: str
    side: str = "before"
    through: tuple[str, ...] = ()
    at_end: bool = False
    not_after: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something a person wrote that we could not place. `field` is conditions, medicines, symptoms or free_text."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing we understood: where it stood, the person's words, what we make of it, and how it is meant.

    `status` is yes, no, not_sure, someone_else (somebody else has it), or noted (it changes nothing). The label is "" for a sentence
    that names nothing of ours and is only shown back.
    """

    field: str
    text: str
    label: str
    fact: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is known of a person.

    Args:
        profile: the numbers (age, mass, height, readings, table) and the day.
        known: values by fact id. A fact that is not here is unknown.
        words: the person's words by fact id, for those that words led to.
        mentions: all that was understood, to be shown back.
        not_understood: all that was not.
    """

    profile: Profile
    known: Mapping[str, Value]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
