"""In: concepts, cues, and the tokens of a text. Out: which concepts and cues stand where. Longest first, whole words, any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from roost.words.answers import Concept, Cue
from roost.words.codes import Codebook, Sense, weigh
from roost.words.text import Kind, Token, plain_words, stem

__all__ = ["Found", "Hit", "Lexicon"]

_SHORT = 4  # a term of one word of up to so many letters stands for itself and its plural only: "fits" is not "fit"
_MOST_SLIPS = 20_000  # typing errors kept in mind, for a server that runs for years
_ONE_SLIP, _TWO_SLIPS = 6, 9  # letters a known word must have for one or two typing errors
_BETWEEN = ("filler", "general", "limit")  # cues that say nothing; they may stand in the plural, and between the words of a term
_EXACT = "="  # before a term: these words in this order, light ones too ("=heat stroke", "=don't want to be here")
_HINT = Concept(fact="", rule="", kind="detail", label="", role="unplaced")


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `start` to `end` (not included) mean `senses`."""

    start: int
    end: int
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `start` to `end` (not included) are a phrase of a cue."""

    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class _Word:
    """One word where it stands, with its stem; for a typing error the stem of the word that was meant."""

    at: int
    token: Token
    stem: str
    is_slip: bool


class Lexicon:
    """All that words can mean, made once for a set of concepts and cues."""

    def __init__(self, concepts: Sequence[Concept], cues: Sequence[Cue]) -> None:
        self.asked = {concept.fact: concept for concept in concepts if concept.fact}
        self.dated_by: dict[str, list[Concept]] = {}
        for concept in concepts:
            if concept.dated_by:
                self.dated_by.setdefault(concept.dated_by, []).append(concept)
        self.by_reading = [concept for concept in concepts if concept.reading]
        self.codes = Codebook(concepts)
        self._phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        self._light: set[str] = set()
        self._ordinary: set[str] = set()
        self._endings: tuple[str, ...] = ()
        for cue in cues:
            self._add_cue(cue)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda pair: -len(pair[0]))
        self._keys: dict[str, list[Sense]] = {}
        self._exact: dict[str, dict[tuple[str, ...], list[Sense]]] = {}
        self._alone: dict[tuple[str, tuple[str, ...]], list[Sense]] = {}
        self._in_phrases: set[str] = set()
        self._longest = 1
        self._words: dict[str, set[str]] = {}
        for concept in concepts:
            self._add_concept(concept)
        for cue in cues:
            for phrase in cue.phrases if cue.does == "hint" else ():
                self._add_term(phrase, [(_HINT, "hint")])
        self._in_terms = {word for words in self._words.values() for word in words}
        self._known = self._in_terms | self._ordinary
        self._slips: dict[str, str] = {}

    def _add_cue(self, cue: Cue) -> None:
        for words in map(plain_words, cue.phrases):
            self._ordinary.update(stem(word) for word in words)
            if cue.does not in ("hint", "plain"):
                self._phrases.setdefault(words[0], []).append((words, cue))
            if cue.does in _BETWEEN and len(words) == 1:
                self._phrases.setdefault(f"{words[0]}s", []).append(((f"{words[0]}s",), cue))
            if cue.does == "light" and len(words) == 1:
                self._light.add(words[0])
        if cue.does == "hint":
            self._endings += cue.endings

    def _add_concept(self, concept: Concept) -> None:
        effect = {"asked": "yes", "harmless": "noted"}.get(concept.role, "missed")
        senses: list[Sense] = [(concept, effect)]
        if concept.role == "names":
            senses = [sense for code in concept.codes for sense in self.codes.meaning(code.system, code.code)] or senses
        for term in concept.terms:
            self._add_term(term, senses)
        for words in map(plain_words, concept.alone):
            self._alone.setdefault((concept.kind, words), []).extend(senses)

    def _add_term(self, term: str, senses: Iterable[Sense]) -> None:
        if term.startswith(_EXACT):
            exact = plain_words(term)
            self._ordinary.update(stem(word) for word in exact)
            self._exact.setdefault(exact[0], {}).setdefault(exact, []).extend(senses)
            return
        words = [word for word in plain_words(term) if word not in self._light]
        if not words:
            return
        stems = [stem(word) for word in words]
        if len(words) == 1 and len(words[0]) <= _SHORT:
            keys = [f"={words[0]}", f"={words[0]}s"]
        else:
            keys = [" ".join(sorted(stems)), "#" + "".join(stems)]
        for key in keys:
            self._keys.setdefault(key, []).extend(senses)
        if len(words) > 1:
            self._in_phrases.update(stems)
            self._longest = max(self._longest, len(words))
        for word in stems:
            self._words.setdefault(word[0], set()).add(word)

    def cues(self, tokens: Sequence[Token], field: str) -> list[Hit]:
        """The phrases of cues that count in a field, from left to right, the longest at each place."""
        texts = [token.text for token in tokens]
        found, at = [], 0
        while at < len(texts):
            hit = next((Hit(at, at + len(words), cue) for words, cue in self._at(texts, at) if not cue.fields or field in cue.fields), None)
            if hit is not None:
                found.append(hit)
            at = hit.end if hit is not None else at + 1
        return found

    def _at(self, texts: Sequence[str], at: int) -> Iterator[tuple[tuple[str, ...], Cue]]:
        for words, cue in self._phrases.get(texts[at], ()):
            if tuple(texts[at : at + len(words)]) == words:
                yield words, cue

    def concepts(self, tokens: Sequence[Token], hits: Sequence[Hit], *, hints: bool, more: Sequence[Found] = ()) -> list[Found]:
        """What the tokens mean, in order; one within a longer one is left out.

        `hints` is False in a list, where each word counts anyway; `more` was found otherwise.
        """
        light = {at for hit in hits if hit.cue.does == "light" for at in range(hit.start, hit.end)}
        light.update(at for at, token in enumerate(tokens) if token.text in self._light)  # also within another cue: "might be"
        filler = {at for hit in hits if hit.cue.does in _BETWEEN for at in range(hit.start, hit.end)}
        candidates = [*((found.end - found.start, found) for found in more), *self._in_order(tokens)]
        run: list[_Word] = []
        for at, token in enumerate(tokens):
            if token.kind == Kind.mark:
                candidates += self._in_run(run, filler)
                run = []
            elif at not in light and (token.kind == Kind.word or token.text in self._in_phrases):
                run.append(_Word(at, token, *self._stem(token)))
        candidates += self._in_run(run, filler)
        chosen: list[Found] = []
        reach = [0] * len(tokens)  # how far a chosen one goes that covers this token
        for _, found in sorted(candidates, key=lambda pair: (-pair[0], pair[1].start)):
            if reach[found.start] < found.end:
                chosen.append(found)
                reach[found.start : found.end] = [max(end, found.end) for end in reach[found.start : found.end]]
        if not hints:
            chosen = [found for found in chosen if found.senses[0][1] != "hint"]
        return sorted(chosen, key=lambda found: found.start)

    def alone(self, tokens: Sequence[Token], hits: Sequence[Hit], kind: str) -> list[Found]:
        """What an entry means that holds but one name, and else only words that say nothing ("blood pressure")."""
        silent = {at for hit in hits if hit.cue.does not in ("filler", "hint", "plain") for at in range(hit.start, hit.end)}
        bare = [at for at, token in enumerate(tokens) if token.kind == Kind.word and at not in silent]
        senses = self._alone.get((kind, tuple(tokens[at].text for at in bare)), ())
        return [Found(bare[0], bare[-1] + 1, tuple(weigh(senses)))] if senses else []

    def _in_order(self, tokens: Sequence[Token]) -> Iterator[tuple[int, Found]]:
        """The terms whose words stand there one by one."""
        texts = tuple(token.text for token in tokens)
        for at, text in enumerate(texts):
            for words, senses in self._exact.get(text, {}).items():
                if texts[at : at + len(words)] == words:
                    yield len(words), Found(at, at + len(words), tuple(weigh(senses)))

    def _stem(self, token: Token) -> tuple[str, bool]:
        """The stem of a word, or that of the known word it is a slip of; and whether it was a slip."""
        plain = stem(token.text)
        if plain in self._known or not token.text.isalpha() or not token.text.isascii():
            return plain, False
        if plain not in self._slips:
            if len(self._slips) > _MOST_SLIPS:
                self._slips.clear()
            self._slips[plain] = self._nearest(plain)
        return self._slips[plain] or plain, bool(self._slips[plain])

    def _nearest(self, word: str) -> str:
        found = (3, "")
        for known in self._words.get(word[0], ()):
            allowed = 2 if len(known) >= _TWO_SLIPS else 1 if len(known) >= _ONE_SLIP else 0
            if allowed and abs(len(known) - len(word)) <= allowed and len(word) >= _ONE_SLIP - 1:
                distance = OSA.distance(word, known, score_cutoff=allowed)
                if distance <= allowed:
                    found = min(found, (distance, known))
        return found[1]

    def _in_run(self, run: Sequence[_Word], filler: Set[int]) -> Iterator[tuple[int, Found]]:
        """What stands in words without a mark between them; fillers may stand between the words of a term, which may hold some itself."""
        own = [word for word in run if word.at not in filler or word.stem in self._in_terms]
        bare = [word for word in own if word.at not in filler]
        yield from self._windows(own)
        if len(bare) < len(own):
            yield from self._windows(bare)

    def _windows(self, run: Sequence[_Word]) -> Iterator[tuple[int, Found]]:
        for place, word in enumerate(run):
            if senses := self._single(word):
                yield 1, Found(word.at, word.at + 1, senses)
            stems, slipped = [word.stem], word.is_slip
            for other in run[place + 1 : place + self._longest]:
                stems.append(other.stem)
                slipped = slipped or other.is_slip
                every = [*self._keys.get("#" + word.stem + other.stem, ())] if len(stems) == 2 else []
                known = word.stem in self._in_phrases and other.stem in self._in_phrases
                every += self._keys.get(" ".join(sorted(stems)), ()) if known else ()
                if every and (senses := _kept(every, slipped)):
                    yield len(stems), Found(word.at, other.at + 1, senses)
                if not known:
                    break

    def _single(self, word: _Word) -> tuple[Sense, ...]:
        token = word.token
        every = [*self._keys.get(f"={token.text}", ()), *self._keys.get(word.stem, ()), *self._keys.get(f"#{word.stem}", ())]
        if every:
            return _kept(every, word.is_slip)
        return ((_HINT, "missed"),) if self.names_something(token) else ()

    def names_something(self, token: Token) -> bool:
        """Whether a word ends like the name of an illness, operation or medicine ("-itis", "-ectomy", "-pril")."""
        word = stem(token.text)
        return token.text.endswith(self._endings) and len(word) > 5 and word not in self._ordinary and token.text not in self._ordinary

    def knows(self, token: Token) -> bool:
        """Whether the word stands in any list of ours."""
        return stem(token.text) in self._known


def _kept(senses: Sequence[Sense], slipped: bool) -> tuple[Sense, ...]:
    """A typing error may only add: it never makes a word harmless."""
    return tuple(sense for sense in weigh(senses) if not slipped or sense[1] != "noted")
