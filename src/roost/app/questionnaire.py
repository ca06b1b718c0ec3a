"""In: what a person answered so far. Out: the pages of the questionnaire with their state; a page is saved when it is sent.

Each saved page holds a piece of PROFILE.json, so the pages and the command line are screened by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from roost.app import books
from roost.app.home import Home
from roost.base.datafile import to_dataclass
from roost.base.errors import InputError
from roost.base.logic import Value, evaluate
from roost.screen.rules import Ask, Group, Rule, RuleSet
from roost.screen.screen import facts_of
from roost.track.entry import Entry, current
from roost.words.profile import Profile, ProfileFile, profile_of
from roost.words.read import read_words

__all__ = ["Page", "draft", "draft_profile", "first_open", "keep_piece", "next_page", "pages", "save_page"]

# Pages with fields of their own; all others are ticks made from the rules.
OWN_KIND = {"blood_pressure": "reading", "body_and_table": "body", "own_words": "words"}
LISTS = ("conditions", "medicines", "symptoms")
PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: one subject.

    Args:
        id: also its place in the address.
        part: 1 to 5.
        kind: about, ticks, one (a single question), details, reading, body or words.
        title: the question.
        hint: a line below it.
        asks: the questions that it puts, each with its rule.
        given: the piece of PROFILE.json that was saved, None when it was not sent yet.
        numbers: those of its facts that take a number for an answer.
    """

    id: str
    part: int
    kind: str
    title: str
    hint: str
    asks: tuple[tuple[Ask, Rule], ...]
    given: Mapping[str, Any] | None
    numbers: frozenset[str] = frozenset()

    @property
    def done(self) -> bool:
        """Whether it was sent, and answers all that it asks now."""
        if self.given is None:
            return False
        answered = self.given.get("answers", {})
        return self.kind not in ("ticks", "one", "details") or all(ask.fact in answered for ask, _ in self.asks)


def _kept(home: Home, person: str) -> dict[str, Entry]:
    """The newest entry of each page."""
    return {entry.payload["page"]: entry for entry in current(home.store.read(person=person, types=("page",)))}


def draft(home: Home, person: str) -> dict[str, Mapping[str, Any]]:
    """The newest piece of PROFILE.json by page."""
    return {page: entry.payload["given"] for page, entry in _kept(home, person).items()}


def draft_profile(home: Home, person: str) -> Profile:
    """What the person told us so far, as a profile of today."""
    return profile_of(_merged(home, draft(home, person)))


def _merged(home: Home, given: Mapping[str, Mapping[str, Any]]) -> ProfileFile:
    whole: dict[str, Any] = {"today": home.now().date().isoformat(), "person": {}, "answers": {}}
    for piece in given.values():
        for key, value in piece.items():
            if key in ("person", "answers"):
                whole[key].update(value)
            else:
                whole[key] = value
    named = _named_in_lists(whole)
    whole["answers"] = {fact: answer for fact, answer in whole["answers"].items() if answer != "no" or fact not in named}
    return to_dataclass(whole, ProfileFile, file="", ours=False)


def _named_in_lists(whole: Mapping[str, Any]) -> set[str]:
    """The facts that the person's own words name with yes or a doubt. "None of these" on an earlier page does not stand against them."""
    lists = {key: whole[key] for key in LISTS if whole.get(key)}
    if not lists:
        return set()
    profile = profile_of(to_dataclass({"today": whole["today"], **lists}, ProfileFile, file="", ours=False))
    return {mention.fact for mention in read_words(profile, books.concepts()).mentions if mention.status in ("yes", "not_sure")}


def pages(home: Home, person: str) -> list[Page]:
    """All pages that apply to this person now, in order. Follow-ups come right after the page that made them needed."""
    return _pages(home, draft(home, person))


def _pages(home: Home, given: Mapping[str, Mapping[str, Any]]) -> list[Page]:
    profile = profile_of(_merged(home, given))
    rules = books.rules()
    facts = facts_of(read_words(profile, books.concepts()), rules)
    found = [Page(id="about", part=1, kind="about", title="Who is this about?", hint="", asks=(), given=given.get("about"))]
    for group in rules.groups:
        found += _group_pages(group, rules, given, facts, profile.sex)
    return found


def _group_pages(
    group: Group, rules: RuleSet, given: Mapping[str, Mapping[str, Any]], facts: Mapping[str, Value], sex: str | None
) -> list[Page]:
    asks = rules.on_page[group.id]
    first = [(ask, rule) for ask, rule in asks if ask.only_if is None and ask.kind != "measure"]
    ticks = tuple((ask, rule) for ask, rule in first if sex is None or ask.not_for_sex != sex)
    details = tuple((ask, rule) for ask, rule in asks if ask.only_if is not None and evaluate(ask.only_if, facts) is True)
    found = []
    kind = OWN_KIND.get(group.id) or ("one" if len(ticks) == 1 else "ticks")
    if ticks or group.id in OWN_KIND:
        here = given.get(group.id)
        found.append(Page(id=group.id, part=group.part, kind=kind, title=group.title, hint=group.hint, asks=ticks, given=here))
    if details:
        more = f"{group.id}_more"
        title = details[0][0].question if len(details) == 1 else "A little more about that"
        here = given.get(more)
        found.append(Page(id=more, part=group.part, kind="details", title=title, hint="", asks=details, given=here, numbers=rules.numbers))
    return found


def first_open(found: Sequence[Page], after: str | None = None) -> Page | None:
    """The first page after `after` (or of all) that is not done, else the first of all that is not; None when all are."""
    places = [page.id for page in found]
    start = places.index(after) + 1 if after in places else 0
    return next((page for page in [*found[start:], *found[:start]] if not page.done), None)


def next_page(home: Home, person: str, after: str | None = None) -> Page | None:
    """The same of all pages that apply to this person now."""
    return first_open(pages(home, person), after)


def save_page(home: Home, person: str, page: str, given: Mapping[str, Any]) -> None:
    """Saves what was sent from one page.

    Args:
        home: the home.
        person: whose page.
        page: the id of the page.
        given: a piece of PROFILE.json.

    Raises:
        InputError: something impossible, or a fact that nobody asks; names the key. Nothing is saved then.
        StoreError: nothing was saved.
    """
    kept = _kept(home, person)
    before = {name: entry.payload["given"] for name, entry in kept.items()}
    if page not in {one.id for one in _pages(home, before)}:
        raise InputError("This page does not apply any more. Go on with the next one.", key="page")
    read_words(profile_of(_merged(home, before | {page: given})), books.concepts())
    _keep(home, person, page, given, kept.get(page))


def keep_piece(home: Home, person: str, page: str, given: Mapping[str, Any]) -> None:
    """Keeps a piece of PROFILE.json under the name of its page, in place of the one that was kept before.

    Raises:
        StoreError: nothing was saved.
    """
    _keep(home, person, page, given, _kept(home, person).get(page))


def _keep(home: Home, person: str, page: str, given: Mapping[str, Any], before: Entry | None) -> None:
    plain: dict[str, Any] = msgspec.to_builtins(given)
    home.keep(home.entry(person, "page", {"page": page, "given": plain}, amends=before.id if before is not None else None))
