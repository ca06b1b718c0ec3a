"""In: one entry of a list or one sentence, and the lexicon. Out: what stands in it, how it is meant, whether words are left over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from roost.words.answers import Concept, Cue
from roost.words.lexicon import Found, Hit, Lexicon
from roost.words.numbers import Pressure, pressures_in
from roost.words.scope import Item, meant, theirs
from roost.words.text import Kind, Token, tokens_of
from roost.words.times import Day, Past, times_in

__all__ = ["Said", "What", "read_entry"]

_KINDS = {"conditions": "condition", "medicines": "medicine", "symptoms": "symptom"}
_ENDS = (".", ";", "!", "?")
_LONGEST_CLAUSE = 80  # items; a cue reaches no further, which keeps the time in bounds
_UNREADABLE = 4  # words in a row of which none is known to us: another language, or no words at all
_QUERY = Cue(does="doubt")  # ?stroke
_PRESSURE = Concept(fact="", rule="", kind="condition", label="A blood pressure", role="harmless")
_PARTS = ("and", "or", ";", ".", "!", "?", "but", "then", "after", "before")  # behind them stands another thing
_JOINS = {"or": "or", "nor": "or", "and": "and", ",": "comma", "/": "or"}


@dataclass(frozen=True, slots=True)
class What:
    """One thing and how it is meant: yes, no, not_sure, ask (has other uses), noted or someone_else; and when, where that is told.

    `pressure` is the blood pressure that it stands for.
    """

    concept: Concept
    status: str
    past: Past | None = None
    pressure: Pressure | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one entry or sentence says.

    Args:
        things: what we understood, in order.
        missed: something in it is not understood.
        is_empty: it only says none, or nothing at all.
        is_theirs: it speaks of somebody else.
    """

    things: tuple[What, ...] = ()
    missed: bool = False
    is_empty: bool = False
    is_theirs: bool = False


def read_entry(text: str, field: str, lexicon: Lexicon, day: Day | None = None) -> Said:
    """Reads one entry of a list (`conditions`, `medicines`, `symptoms`) or one sentence (`free_text`).

    Without a day no time in it counts: all is as if it were now.

    In a list each word must be accounted for; in a sentence only what looks like an illness, a medicine, an operation or a symptom.
    """
    tokens = tokens_of(text)
    in_list = field != "free_text"
    if all(token.kind == Kind.mark for token in tokens):
        return Said(is_empty=True)
    hits = lexicon.cues(tokens, field)
    pressures = {one.start: one for one in pressures_in(tokens)}
    figures = [Found(one.start, one.end, ((_PRESSURE, "noted"),)) for one in pressures.values()]
    founds = lexicon.concepts(tokens, hits, hints=not in_list, more=figures)
    if in_list and all(effect == "missed" for found in founds for _, effect in found.senses):
        founds = lexicon.alone(tokens, hits, _KINDS[field]) or founds
    items = list(_items(tokens, hits, founds))
    if in_list and _only_says_none(items):
        return Said(is_empty=True)
    times = times_in(tokens, day) if day is not None else []
    stops = sorted([*(found.start for found in founds), *(at for at, token in enumerate(tokens) if token.text in _PARTS)]) if times else []
    things: list[What] = []
    missed, is_theirs = not in_list and _is_unreadable(tokens, lexicon), False
    for sentence in _split(items, _is_end, last=True):
        questioned = _is_question(sentence)
        for clause in _split(sentence, _is_turn, last=False):
            others = theirs(clause)
            is_theirs = is_theirs or len(others) > 1  # more than the person alone
            for at, item in enumerate(clause):
                if item.found is not None:
                    status = meant(clause, at, others, questioned=questioned)
                    found, lost = _weighed(item.found, status, near=_has_neighbour(clause, at))
                    past = _when(item.found, times, stops)
                    things += [_timed(what, past, tokens, pressures.get(item.found.start)) for what in found]
                    missed = missed or lost
                missed = missed or (in_list and item.kind == "word" and at not in others)
    missed = missed or (in_list and not things and not is_theirs)
    return Said(tuple(things), missed, False, is_theirs)


def _items(tokens: Sequence[Token], hits: Sequence[Hit], founds: Sequence[Found]) -> Iterator[Item]:
    """The tokens as items in order; what we understood stands before a cue that it overlaps."""
    taken = {at for found in founds for at in range(found.start, found.end)}
    parts: list[tuple[int, Found | Hit]] = [(found.start, found) for found in founds]
    for hit in hits:
        if taken.isdisjoint(range(hit.start, hit.end)):
            parts.append((hit.start, hit))
            taken.update(range(hit.start, hit.end))
    begins: dict[int, list[Found | Hit]] = {}
    for start, part in parts:
        begins.setdefault(start, []).append(part)
    fresh = True  # at the beginning of a sentence
    for at, token in enumerate(tokens):
        for part in begins.get(at, ()):
            yield from [_of_found(part, token.text)] if isinstance(part, Found) else _of_hit(part, tokens)
        if at not in taken:
            answered = any(isinstance(part, Hit) and part.cue.side != "before" for part in begins.get(at + 1, ()))  # glaucoma? no
            yield _of_question(fresh, answered) if token.text == "?" else _of_token(token, tokens[at + 1 : at + 2])
        fresh = token.kind == Kind.mark and (token.text in _ENDS or fresh)


def _of_found(found: Found, words: str) -> Item:
    """A hint is no thing of its own: "never been diagnosed with glaucoma"."""
    return Item("hint", words, found=found) if found.senses[0][1] == "hint" else Item("found", found=found)


def _of_hit(hit: Hit, tokens: Sequence[Token]) -> Iterator[Item]:
    words = [token.text for token in tokens[hit.start : hit.end]]
    does = hit.cue.does
    if does in ("light", "filler", "general", "limit"):
        yield from (Item(does, word) for word in words)
    elif does == "turn":
        yield Item("light", words[0], cue=hit.cue)
        yield from (Item("light", word) for word in words[1:])
    else:
        yield Item("cue", " ".join(words), cue=hit.cue)


def _of_question(fresh: bool, answered: bool) -> Item:
    """A question mark: before a thing it doubts it, before an answer it only divides, else it ends a question."""
    return Item("cue", "?", cue=_QUERY) if fresh else Item("mark", ":" if answered else "?")


def _of_token(token: Token, after: Sequence[Token]) -> Item:
    if token.text == "," and after and after[0].text == "who":  # my sister, who is pregnant
        return Item("light", token.text)
    if join := _JOINS.get(token.text):
        return Item("join", join)
    return Item(token.kind, token.text)


def _is_end(item: Item) -> bool:
    return item.kind == "mark" and item.text in _ENDS


def _is_turn(item: Item) -> bool:
    return item.cue is not None and item.cue.does == "turn"


def _split(items: Sequence[Item], at: Callable[[Item], bool], *, last: bool) -> Iterator[list[Item]]:
    """Cuts at items, each of which stays as the last of its part or as the first of the next; and where a part grows too long."""
    part: list[Item] = []
    for item in items:
        if part and (len(part) >= _LONGEST_CLAUSE or (not last and at(item))):
            yield part
            part = []
        part.append(item)
        if last and at(item):
            yield part
            part = []
    if part:
        yield part


def _only_says_none(items: Sequence[Item]) -> bool:
    """Whether there is a no and nothing that it speaks of: "none", "no known illnesses"."""
    denies = [item for item in items if item.cue is not None and item.cue.does == "deny"]
    return bool(denies) and all(item in denies or item.kind in ("light", "general", "limit", "mark", "join") for item in items)


def _is_question(sentence: Sequence[Item]) -> bool:
    """A question that holds nothing but the thing itself: "glaucoma?", "do I have glaucoma?"."""
    return sentence[-1].text == "?" and all(item.kind in ("found", "light", "general", "mark", "join") for item in sentence)


def _has_neighbour(clause: Sequence[Item], at: int) -> bool:
    """Whether something we know by name stands beside it: "paracetamol tablets", "tablets for hay fever"."""
    return any(_is_named(clause[place]) for place in (_beside(clause, at, -1), _beside(clause, at, 1)) if place is not None)


def _beside(clause: Sequence[Item], at: int, step: int) -> int | None:
    place = at + step
    while 0 <= place < len(clause):
        if clause[place].kind not in ("light", "number", "general", "limit", "hint"):
            return place
        place += step
    return None


def _is_named(item: Item) -> bool:
    return item.found is not None and any(effect in ("yes", "ask", "noted") for _, effect in item.found.senses)


def _when(found: Found, times: Sequence[Past], stops: Sequence[int]) -> Past | None:
    """When it was: the nearest of all times told, and only where one of them stands beside it, with no other thing between.

    `stops` are the places where another thing begins, in order.
    """
    after = bisect_left(times, found.start, key=lambda past: past.start)
    for past in times[max(after - 1, 0) : after + 1]:
        low, high = (found.end, past.start) if found.start < past.start else (past.end, found.start)
        if bisect_left(stops, low) >= bisect_left(stops, high):
            return past
    return None


def _timed(what: What, past: Past | None, tokens: Sequence[Token], pressure: Pressure | None) -> What:
    """The same with its time; an event that is longer ago than it counts changes nothing."""
    concept, status = what.concept, what.status
    over = past is not None and concept.within_days is not None and not concept.dated_by and past.least > concept.within_days
    if over and status == "yes" and not any(token.text in concept.ever for token in tokens):
        status = "noted"
    return What(concept, status, past, pressure if concept is _PRESSURE else None)


def _weighed(found: Found, status: str, *, near: bool) -> tuple[list[What], bool]:
    """What a find comes to, and whether it is something that we can't place."""
    things: list[What] = []
    lost = False
    for concept, effect in found.senses:
        said = status in ("yes", "not_sure")
        if effect == "hint":
            lost = lost or (said and not near)
        elif effect == "missed":
            lost = lost or said
            things += [] if said else [What(concept, status)]
        else:
            things.append(What(concept, {"ask": "ask", "noted": "noted"}.get(effect, "yes") if status == "yes" else status))
    return things, lost


def _is_unreadable(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether it is in letters that we can't read, or so many words of which we know none."""
    words = [token for token in tokens if token.kind == Kind.word]
    if any(token.is_foreign for token in words):
        return True
    return len(words) >= _UNREADABLE and not any(lexicon.knows(token) for token in words)
