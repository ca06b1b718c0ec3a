"""In: a Profile, and all that words can mean. Out: Answers: what is known, the words that led there, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roost.base.errors import InputError
from roost.base.logic import Value
from roost.words.answers import Answers, Concept, Cue, Mention, NotUnderstood
from roost.words.code_entry import read_code
from roost.words.codes import code_text
from roost.words.entry import Said, read_entry
from roost.words.lexicon import Lexicon
from roost.words.measures import with_words
from roost.words.numbers import Pressure
from roost.words.profile import CodeEntry, Profile, check_answer
from roost.words.text import sentences, tokens_of
from roost.words.times import Day

__all__ = ["read_words"]

_LISTS = {"condition": "conditions", "medicine": "medicines", "symptom": "symptoms"}  # which list answers which kind of question
_AGREED = "doctor_agreed"  # an answer that no rule asks for; it is shown and changes nothing
_made: list[tuple[Sequence[Concept | Cue], Lexicon]] = []
_MOST_MADE = 4


@dataclass(slots=True)
class _Heard:
    """What words said about one fact, with the words."""

    yes: list[str] = field(default_factory=list)
    yes_in_text: bool = False
    no: list[str] = field(default_factory=list)
    unsure: bool = False
    unsure_in_text: bool = False


def read_words(profile: Profile, concepts: Sequence[Concept | Cue]) -> Answers:
    """Reads the lists, the free text and the answers of a profile.

    A list that is present answers with no each question of its kind that nothing says yes to or leaves open. Free text can only add a
    yes or a question; a denial closes only what it names, and never against a yes. An answer by fact id wins over the lists, and over
    the free text where that says no.

    Args:
        profile: what was given.
        concepts: what the rules ask about, the terms and the cues. As one tuple that is used again it is made ready only once.

    Raises:
        InputError: an answer to something that nobody asks, or one of the wrong kind; names the key.
    """
    lexicon = _lexicon(concepts)
    day = Day(profile.today, profile.age_years)
    heard: dict[str, _Heard] = {}
    mentions: list[Mention] = []
    missed: dict[NotUnderstood, None] = {}
    for where, text, said in _pieces(profile, lexicon, day):
        mentions += _mentions(where, text, said)
        if said.missed:
            missed[NotUnderstood(where, text)] = None
        for thing in (thing for thing in said.things if thing.concept.fact and thing.concept.takes == "yes_no"):
            _hear(heard.setdefault(thing.concept.fact, _Heard()), thing.status, text, in_text=where == "free_text")
        for fact in _implied(said, text, lexicon):
            _hear(heard.setdefault(fact, _Heard()), "yes", text, in_text=where == "free_text")
    answers = _checked(profile.answers, lexicon.asked)
    given = {kind for kind, where in _LISTS.items() if getattr(profile, where) is not None}
    known: dict[str, Value] = {fact: False for fact, concept in lexicon.asked.items() if concept.kind in given}
    words: dict[str, tuple[str, ...]] = {}
    for fact in dict.fromkeys([*heard, *answers]):
        here = heard.get(fact) or _Heard()
        value = _settled(answers, fact, here, listed=known.pop(fact, True) is False)
        if value is not None:
            known[fact] = value
        if led := here.yes if value is True else here.no if value is False else []:
            words[fact] = tuple(dict.fromkeys(led))
    if answers.get(_AGREED, True) is None:
        known[_AGREED] = "not_sure"
    return Answers(profile=with_words(profile), known=known, words=words, mentions=tuple(mentions), not_understood=tuple(missed))


def _lexicon(concepts: Sequence[Concept | Cue]) -> Lexicon:
    """The lexicon of these concepts. Making one takes far longer than reading a profile, so the last few are kept."""
    for known, lexicon in _made:
        if known is concepts:
            return lexicon
    lexicon = Lexicon([one for one in concepts if isinstance(one, Concept)], [one for one in concepts if isinstance(one, Cue)])
    if isinstance(concepts, tuple):  # a list could change and still be the same one
        _made.insert(0, (concepts, lexicon))
        del _made[_MOST_MADE:]
    return lexicon


def _pieces(profile: Profile, lexicon: Lexicon, day: Day) -> Iterator[tuple[str, str, Said]]:
    """Each entry and each sentence that says something, with where it stands."""
    for where in _LISTS.values():
        for entry in getattr(profile, where) or ():
            if isinstance(entry, CodeEntry):
                yield where, code_text(entry), read_code(entry, where, lexicon)
            elif not (said := read_entry(entry, where, lexicon, day)).is_empty:
                yield where, entry.strip(), said
    for sentence in sentences(profile.free_text):
        if not (said := read_entry(sentence, "free_text", lexicon, day)).is_empty:
            yield "free_text", sentence, said


def _implied(said: Said, text: str, lexicon: Lexicon) -> Iterator[str]:
    """The facts that are a yes by the time of an event ("a stent two months ago") or by a blood pressure."""
    words: frozenset[str] | None = None
    for thing in said.things:
        past = thing.past
        if thing.pressure is not None and thing.status in ("noted", "not_sure"):
            yield from _reached(thing.pressure, past.least if past is not None else 0, lexicon)
        if past is None or thing.status != "yes":
            continue
        for one in lexicon.dated_by.get(thing.concept.fact, ()):
            if words is None:
                words = frozenset(token.text for token in tokens_of(text))
            if past.least <= (one.within_days or 0) >= past.most - past.least and (not one.of or not words.isdisjoint(one.of)):
                yield one.fact


def _reached(pressure: Pressure, days_ago: int, lexicon: Lexicon) -> Iterator[str]:
    for one in lexicon.by_reading:
        top, low, days = one.reading or (0, 0, 0)
        if (pressure.top >= top or pressure.low >= low) and days_ago <= days:
            yield one.fact


def _mentions(where: str, text: str, said: Said) -> Iterator[Mention]:
    """What is shown back: each thing we understood once, or the whole sentence when it names nothing of ours."""
    if not said.things and not said.missed:
        yield Mention(where, text, "", "", "someone_else" if said.is_theirs and where != "free_text" else "noted")
    shown = {
        (thing.concept.label, thing.concept.fact, "not_sure" if thing.status == "ask" else thing.status): None for thing in said.things
    }
    for label, fact, status in shown:
        yield Mention(where, text, label, fact, status)


def _hear(heard: _Heard, status: str, text: str, *, in_text: bool) -> None:
    if status == "yes":
        heard.yes.append(text)
        heard.yes_in_text = heard.yes_in_text or in_text
    elif status == "no":
        heard.no.append(text)
    elif status in ("not_sure", "ask"):
        heard.unsure = True
        heard.unsure_in_text = heard.unsure_in_text or (in_text and status == "not_sure")


def _settled(answers: Mapping[str, Value | None], fact: str, heard: _Heard, *, listed: bool) -> Value | None:
    """The value of one fact, or None for unknown."""
    answer = answers.get(fact)
    if answer is False:
        return True if heard.yes_in_text else None if heard.unsure_in_text else False
    if answer is not None:
        return answer
    if heard.yes:
        return True
    return None if fact in answers or heard.unsure or not (listed or heard.no) else False


def _checked(given: Mapping[str, object], asked: Mapping[str, Concept]) -> dict[str, Value | None]:
    """The answers by fact id as values; None is not sure.

    Raises:
        InputError: an id that nobody asks for, or a value of the wrong kind; names the key.
    """
    found: dict[str, Value | None] = {}
    for fact, raw in given.items():
        concept = asked.get(fact)
        if concept is None and fact != _AGREED:
            from rapidfuzz import process

            near = process.extractOne(fact, asked.keys(), score_cutoff=80)
            hint = f"did you mean {near[0]}?" if near else "leave it out, or see docs/reference/rules.md"
            raise InputError(f"nobody asks for {fact[:60]!r}: {hint}", key=f"answers.{fact}")
        found[fact] = check_answer(fact, raw, takes=concept.takes if concept else "yes_no")
    return found
