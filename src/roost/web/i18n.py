"""In: the languages a browser asks for. Out: each sentence of a page in the first of them that we have; English stands in the code.

Every sentence goes through `gettext` (in templates `_`), those of the data files too: `{{ _(page.title) }}`. `extract_yaml` finds
the latter for `pybabel extract`, as `locale/babel.cfg` says.
"""

from __future__ import annotations

import gettext as catalogs
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

import yaml
from babel.dates import format_date

__all__ = ["ENGLISH", "Language", "choose", "current", "day", "extract_yaml", "gettext", "in_language", "languages", "ngettext"]

LOCALE = Path(__file__).parent / "locale"
# The keys of data files whose text a person reads: those of pages, of sessions and doses, of studies and advice.
OF_PAGES = frozenset({"title", "question", "label", "hint", "leaves_out", "tell", "why", "say", "change", "check", "plan"})
OF_SCALES = frozenset({"low_means", "high_means", "recall", "intro", "change_unknown", "licence"})
OF_DOSES = frozenset(
    {"dose", "steps", "cautions", "ask", "how", "no", "action", "head_down_deg", "bout_s", "bouts", "rest_s", "coming_up", "carry_over"}
)
OF_STUDIES = frozenset({"at", "about", "cite", "design", "funding", "harms_said", "heading", "not_usable", "note", "population", "said"})
OF_ADVICE = frozenset({"says", "scope", "short", "unit", "what", "when", "less", "more", "no_difference", "none"})
TOLD = OF_PAGES | OF_SCALES | OF_DOSES | OF_STUDIES | OF_ADVICE


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code for `lang`, its catalog, and the CLDR locale that writes its dates."""

    code: str
    catalog: catalogs.NullTranslations
    dates: str


ENGLISH = Language("en", catalogs.NullTranslations(), "en_GB")
_current: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def languages() -> dict[str, Language]:
    """English, and each language with a compiled catalog in `locale/<code>/LC_MESSAGES/roost.mo`."""
    found = {"en": ENGLISH}
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/roost.mo")):
        code = path.parts[-3]
        with path.open("rb") as file:
            found[code.replace("_", "-")] = Language(code.replace("_", "-"), catalogs.GNUTranslations(file), code)
    return found


def choose(accepted: str, offered: Mapping[str, Language]) -> Language:
    """The first language of an `Accept-Language` header that we have; English when there is none.

    Args:
        accepted: the header, as `de-CH,de;q=0.9,en;q=0.8`.
        offered: languages by code.
    """
    by_code = {code.lower(): language for code, language in offered.items()}
    for code in _by_wish(accepted):
        language = by_code.get(code) or by_code.get(code.partition("-")[0])
        if language is not None:
            return language
    return ENGLISH


def _by_wish(accepted: str) -> list[str]:
    wishes: list[tuple[float, str]] = []
    for part in accepted.lower().split(",")[:20]:
        code, _, weight = part.partition(";q=")
        try:
            wishes.append((-float(weight or 1), code.strip()))
        except ValueError:
            continue
    return [code for weight, code in sorted(wishes, key=lambda wish: wish[0]) if code and weight < 0]


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Everything inside speaks this language; threads started for it too."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Language:
    """The language of this request."""
    return _current.get()


def gettext(message: str) -> str:
    """The message in the language of this request."""
    return _current.get().catalog.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The message for this number, in the language of this request."""
    return _current.get().catalog.ngettext(one, many, n)


def day(when: date, form: str = "long") -> str:
    """A date in full, as 22 November 2026. `form` is long, full (with the weekday) or a CLDR pattern."""
    return format_date(when, form, locale=_current.get().dates)


def extract_yaml(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterable[tuple[int, str, str, list[str]]]:
    """Gives `pybabel extract` the sentences of a data file: whatever stands under a key that a person reads."""
    return _told(yaml.compose(file.read().decode(), Loader=yaml.CSafeLoader), told=False)


def _told(node: yaml.Node | None, *, told: bool) -> Iterator[tuple[int, str, str, list[str]]]:
    if isinstance(node, yaml.ScalarNode) and told and node.tag.endswith(":str"):
        yield node.start_mark.line + 1, "gettext", node.value, []
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _told(item, told=told)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _told(value, told=key.value in TOLD)
