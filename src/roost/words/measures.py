"""In: a Profile whose text may give a weight, the label of the table or an age. Out: the same, with those that make it graver.

Words never lower a figure, and never fill one in that would let more through: what is missing is asked all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roost.base.build import check_mass
from roost.base.errors import InputError
from roost.base.units import Mass
from roost.words.numbers import masses_in, number_at
from roost.words.profile import Profile
from roost.words.text import Token, plain_words, sentences, tokens_of

__all__ = ["with_words"]

_LABEL = frozenset(("sticker", "label", "plate", "limit", "maximum", "max", "rated", "capacity", "holds", "takes"))
_WEIGH = frozenset(("weigh", "weight", "im", "am"))
_OTHERWISE = frozenset(plain_words("lost lose gained gain lift lifted lifting carry carried dumbbell he she husband wife was want"))
_AFTER_AGE = ("years", "year", "yrs", "yr", "yo", "and", "with", "but", "now", "old", "this", "next", "so")
_GROWN, _ELDER, _OLDEST = 18, 65, 120


def with_words(profile: Profile) -> Profile:
    """The profile with what its text says, where that is graver: too heavy for the table, under 18, 65 or over."""
    for sentence in sentences(profile.free_text):
        tokens = tokens_of(sentence)
        profile = _with_age(_with_mass(profile, tokens), [token.text for token in tokens], tokens)
    return profile


def _with_mass(profile: Profile, tokens: Sequence[Token]) -> Profile:
    words = {token.text for token in tokens}
    of_label, of_person = not words.isdisjoint(_LABEL), not words.isdisjoint(_WEIGH)
    amounts = [mass for mass in masses_in(tokens) if _is_possible(mass)]
    if len(amounts) != 1 or not words.isdisjoint(_OTHERWISE):
        return profile
    amount, mass, limit = amounts[0], profile.mass, profile.max_user_mass
    if of_label and mass is not None and amount < mass and (limit is None or amount < limit):
        return replace(profile, max_user_mass=amount)
    if of_person and not of_label and limit is not None and amount > limit and (mass is None or amount > mass):
        return replace(profile, mass=amount)
    return profile


def _is_possible(mass: Mass) -> bool:
    try:
        check_mass(mass, "")
    except InputError:
        return False
    return True


def _with_age(profile: Profile, texts: Sequence[str], tokens: Sequence[Token]) -> Profile:
    """ "I am 66", "I'm a seventy year old man", "aged 70"."""
    for at in range(len(tokens)) if profile.age_years is None else ():
        ahead = [text for text in texts[max(0, at - 3) : at] if text != "a"]
        number = number_at(tokens, at) if ahead[-2:] == ["i", "am"] or ahead[-1:] in (["im"], ["aged"]) else None
        after = texts[number[1]] if number is not None and number[1] < len(texts) else ""
        if number is not None and (after in _AFTER_AGE or not after.isalpha()) and (number[0] < _GROWN or _ELDER <= number[0] <= _OLDEST):
            return replace(profile, age_years=int(number[0]))
    return profile
