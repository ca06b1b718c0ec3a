"""In: text as a person wrote it. Out: its pieces in one plain form (words, numbers, marks), and its sentences. Takes any Unicode."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Kind", "Token", "plain_words", "sentences", "spread", "stem", "tokens_of"]


class Kind:
    """What a piece of text is. Plain strings, because they are compared a great deal."""

    word = "word"
    number = "number"
    mark = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One word in lower case without accents and apostrophes, one number, or one mark."""

    text: str
    kind: str

    @property
    def is_foreign(self) -> bool:
        """Whether it is a word in letters other than Latin ones, which we can't read."""
        return self.kind == Kind.word and not self.text.isascii()


# What shows nothing: soft hyphens, zero-width spaces, marks of direction. Control characters become a space.
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PIECE = re.compile(
    r"(?i)"
    r"(?P<reading>\d{2,3} ?/ ?\d{2,3}(?![/\d]))"  # a blood pressure, 150/95
    r"|(?P<number>\d+(?:[.,:/-]\d+)*%?)"
    r"|(?P<short>\b(?:n/a|w/o|n\.a\b))"  # n/a, w/o and n.a.
    r"|(?P<word>[^\W\d_](?:[^\W_]|['’`´](?=[^\W\d_])|[-‐‑](?=[^\W\d_]))*)"
    r"|(?P<mark>[^\w\s]|\n)"
)
_HYPHEN = re.compile("[-‐‑]")  # inside a word it joins two: mini-stroke
_SHORTENED = str.maketrans("", "", "/.")
_APOSTROPHES = str.maketrans("", "", "'’`´")
_SAME = {"–": "-", "—": "-", "−": "-", "•": ";", "·": ";", "‽": "?", "？": "?", "；": ";", "，": ",", "：": ":", "。": ".", "\n": ";"}
_AS_WORD = {"&": "and", "+": "and"}
_WHOLE = ("glasses", "aids")  # no plurals of what they look like
_SENTENCE = re.compile(r"(?<=[.!?;。？！])(?=\s|\Z)|[\n\r\u2028\u2029•]+|(?<=[。？！])")


def _clean(text: str) -> str:
    shown = text if text.isascii() else unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return _CONTROL.sub(" ", shown)


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """One word without case, accents and apostrophes."""
    if word.isascii():
        return word.lower().translate(_APOSTROPHES)
    spread = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def tokens_of(text: str) -> list[Token]:
    """The pieces of a text, in order.

    >>> [token.text for token in tokens_of("Ménière's disease, 20mg")]
    ['menieres', 'disease', ',', '20', 'mg']
    """
    found = []
    for match in _PIECE.finditer(_clean(text)):
        piece, group = match.group(), match.lastgroup
        if group == "word":
            found += [Token(_plain(part), Kind.word) for part in _HYPHEN.split(piece)]
        elif group == "short":
            found.append(Token(piece.lower().translate(_SHORTENED), Kind.word))
        elif group == "mark":
            same = _SAME.get(piece, piece)
            word = _AS_WORD.get(same)
            found.append(Token(word, Kind.word) if word else Token(same, Kind.mark))
        elif group == "reading":
            found.append(Token(piece, Kind.word if _is_reading(piece) else Kind.number))
        else:
            found.append(Token(piece, Kind.number))
    return found


def _is_reading(piece: str) -> bool:
    """Whether two numbers with a stroke may be a blood pressure rather than a date or a share."""
    top, low = (int(number) for number in piece.split("/"))
    return 70 <= top <= 320 and 30 <= low < top


_CHOICE = re.compile(r"\(([^()]*)\)")


def spread(terms: Iterable[str]) -> tuple[str, ...]:
    """Terms with each choice in brackets written out, each once.

    >>> spread(["(can't|unable to) (pee|pass water)", "wet myself"])
    ("can't pee", "can't pass water", 'unable to pee', 'unable to pass water', 'wet myself')
    """
    found: dict[str, None] = {}
    for term in terms:
        parts = _CHOICE.split(term)  # what stands between choices, and the choices, by turns
        choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
        found.update(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in itertools.product(*choices)))
    return tuple(found)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a phrase from a data file, in the form that `tokens_of` gives."""
    if text.isascii() and text.replace(" ", "").isalpha():  # most are; this halves the time that a start takes
        return tuple(text.lower().split())
    return tuple(token.text for token in tokens_of(text) if token.kind != Kind.mark)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without the ending of its plural; rough, and the same for text and data files.

    >>> [stem(word) for word in ("tablets", "pregnancies", "diagnosis", "weakness", "rashes")]
    ['tablet', 'pregnancy', 'diagnosis', 'weakness', 'rash']
    """
    if word.endswith("che"):
        return word[:-1]  # so that ache and aches, patch and patches meet
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _WHOLE:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def sentences(text: str) -> list[str]:
    """The sentences of a text as they were written, without those that hold nothing."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]
