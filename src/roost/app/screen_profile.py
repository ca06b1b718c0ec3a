"""In: a profile. Out: its Screening, by our rules and words. Reads no database."""

from __future__ import annotations

from roost.app import books
from roost.base.datafile import locate
from roost.base.errors import InputError
from roost.plan.caps import CEILING
from roost.screen.screen import screen
from roost.screen.screening import Screening
from roost.screen.sign_off import sign_offs_of
from roost.words.profile import Profile, read_profile
from roost.words.read import read_words

__all__ = ["screen_profile", "screen_profile_file"]


def screen_profile(profile: Profile) -> Screening:
    """Screens a profile on its own day.

    Raises:
        InputError: an answer or a sign-off that is not allowed; names the key.
    """
    rules = books.rules()
    answers = read_words(profile, books.concepts())
    return screen(answers, rules, CEILING, sign_offs_of(profile.sign_offs, rules, CEILING))


def screen_profile_file(data: bytes, *, file: str) -> Screening:
    """Screens PROFILE.json.

    Args:
        data: the bytes of the file.
        file: its name, for messages.

    Raises:
        InputError: what can't be read or is not allowed, with file, line and key.
    """
    profile = read_profile(data, file=file)
    try:
        return screen_profile(profile)
    except InputError as error:
        raise locate(error, data, file=file) from None
