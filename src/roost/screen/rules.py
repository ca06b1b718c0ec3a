"""In: rule files, as bytes by name. Out: RuleSet, checked as a whole; an empty or broken set is an error: nothing is let through."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.logic import Condition, facts_in, numbers_in
from roost.base.sources import Source
from roost.screen.measurements import MEASURED
from roost.screen.screening import Spotter, Verdict
from roost.words.answers import Code, Concept
from roost.words.text import spread

__all__ = ["SESSION", "Ask", "Example", "Group", "Rule", "RuleLimits", "RuleSet", "rule_set"]

SESSION = "session"  # the scope of what is asked before each session, and the page that asks it


class RuleCode(Strict, frozen=True, kw_only=True):
    """A code of a public list, and the list that confirms it."""

    system: Literal["icd10cm", "snomed", "atc", "rxnorm"]
    code: str
    display: str
    use: Literal["trigger", "ask"]


class Ask(Strict, frozen=True, kw_only=True):
    """One question. Yes is always the risky answer.

    `kind` says which list answers it with no when nothing in it says yes (condition, medicine, symptom); `detail` is a follow-up that
    no list answers, put only when `only_if` holds and *no* when it does not hold; `measure` gives a measured fact its question; `today`
    is asked before each session, and answered by nothing else. A condition or a medicine with `only_if` is asked only where that holds; its
    list answers it all the same.
    A fact that a condition compares with a number takes a number, in the unit with which its id ends (`migraine_days`).
    Where `unsure_is_yes`, somebody who says "not sure" counts as yes (may be pregnant); who says nothing stays unknown.
    A code with `use: ask` answers yes where a follow-up asks why, and else leaves the question open.
    `terms` are words that mean it; "(can't|unable to) (pee|wee)" stands for all four ways, and one that begins with "=" for
    these words in this order. `alone` are words that mean it only where an entry of its list holds nothing else.
    `within_days`, `ever`, `dated_by`, `of` and `reading` say how words of time and blood pressures answer it: see `Concept`.
    `hint` is read before the answer; `leaves_out` (what does not count) only by who ticked it.
    """

    fact: str
    kind: Literal["condition", "medicine", "symptom", "detail", "measure", "today"]
    question: str
    label: str = ""
    hint: str = ""
    leaves_out: str = ""
    only_if: Condition | None = None
    not_for_sex: Literal["M"] | None = None
    unsure_is_yes: bool = False
    terms: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    within_days: int | None = None
    ever: tuple[str, ...] = ()
    dated_by: str = ""
    of: tuple[str, ...] = ()
    reading: tuple[int, int, int] | None = None
    codes: tuple[RuleCode, ...] = ()


class RuleLimits(Strict, frozen=True, kw_only=True):
    """What a rule takes off the caps; what is left out stays as it is."""

    head_down_deg: int | None = None
    bout_s: int | None = None
    inverted_s_per_session: int | None = None
    inverted_s_per_day: int | None = None
    sessions_per_day: int | None = None
    spotter: Spotter | None = None
    reading_before_each: bool | None = None
    slow_steps: bool | None = None


class Example(Strict, frozen=True, kw_only=True):
    """A piece of PROFILE.json and what this rule makes of it. `today` is 2026-03-01 unless it says otherwise."""

    name: str
    given: dict[str, Any]
    expect: Literal["fires", "quiet", "unknown"]


class Rule(Strict, frozen=True, kw_only=True):
    """One contraindication, red flag, medicine or combination, as in its file. The file's name is its identity.

    `help` says which page of help an urgent verdict opens; `lifts` what lifts the rule: a clinician's sign-off, another answer, nothing.
    A rule of `scope: session` is asked before each session and holds that session alone: for `hold_hours` where it names them, until
    the person was screened again where `screen_again`, else until tomorrow. `only_with_reading`: asked only where the Screening wants
    a reading before each session.
    """

    title: str
    group: str
    order: int
    scope: Literal["screen", "session"] = "screen"
    hold_hours: int | None = None
    screen_again: bool = False
    only_with_reading: bool = False
    red_flag: bool = False
    ask: tuple[Ask, ...] = ()
    when: Condition
    verdict: Verdict
    act_by: Literal["now", "today", "days"] | None = None
    help: Literal["emergency", "support"] = "emergency"
    tell: str
    why: str
    say: str = ""
    change: str = ""
    check: str = ""
    limits: RuleLimits | None = None
    window: str = ""
    lifts: Literal["sign_off", "answer", "never"] = "answer"
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]


class Group(Strict, frozen=True, kw_only=True):
    """One page of questions: all rules of one subject."""

    id: str
    part: int
    title: str
    hint: str = ""


class Groups(Strict, frozen=True, kw_only=True):
    """The pages, in order."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules by name.

    Args:
        rules: in the order in which they are asked.
        asks: each question by its fact.
        asked_by: the name of its rule by fact.
        groups: the pages, in order.
        on_page: what each page may ask, with the rule, by the id of its group.
        numbers: the facts that a condition compares with a number: the answer to each is one.
        version: it changes with any byte of any file.
    """

    rules: Mapping[str, Rule]
    asks: Mapping[str, Ask]
    asked_by: Mapping[str, str]
    groups: tuple[Group, ...]
    on_page: Mapping[str, tuple[tuple[Ask, Rule], ...]]
    numbers: frozenset[str]
    version: str

    def concepts(self) -> tuple[Concept, ...]:
        """What words and codes can mean, for the room `words`."""
        explained = {fact for ask in self.asks.values() if ask.only_if for fact in facts_in(ask.only_if)}
        return tuple(
            Concept(
                fact=ask.fact,
                rule=self.asked_by[ask.fact],
                kind=ask.kind,
                label=ask.label or ask.question,
                terms=spread(ask.terms),
                alone=ask.alone,
                within_days=ask.within_days,
                ever=ask.ever,
                dated_by=ask.dated_by,
                of=ask.of,
                reading=ask.reading,
                codes=tuple(Code(code.system, code.code, "trigger" if ask.fact in explained else code.use) for code in ask.codes),
                takes="number" if ask.fact in self.numbers else "nothing" if ask.kind == "measure" else "yes_no",
            )
            for ask in self.asks.values()
        )


def rule_set(files: Mapping[str, bytes], groups: bytes) -> RuleSet:
    """Reads and checks all rule files.

    Args:
        files: the bytes of each file by its name without `.yaml`.
        groups: the bytes of groups.yaml.

    Raises:
        DataFileError: no rules at all, or a file that is wrong; names file, line and key.
    """
    if not files:
        raise DataFileError("no rule files were found: Roost can't screen without them. Install it again", file="screen/rules")
    rules = {name: parse_yaml(data, Rule, file=f"{name}.yaml") for name, data in sorted(files.items())}
    pages = parse_yaml(groups, Groups, file="groups.yaml").groups
    ordered = dict(sorted(rules.items(), key=lambda item: (item[1].order, item[0])))
    asks: dict[str, Ask] = {}
    asked_by: dict[str, str] = {}
    for name, rule in ordered.items():
        for ask in rule.ask:
            if ask.fact in asks:
                raise DataFileError(f"{ask.fact} is asked in {asked_by[ask.fact]}.yaml too: keep one", file=f"{name}.yaml", key="ask")
            asks[ask.fact], asked_by[ask.fact] = ask, name
    for name, rule in ordered.items():
        _check(name, rule, asks, {page.id for page in pages})
    digest = hashlib.sha256()
    for name, data in [*sorted(files.items()), ("", groups)]:
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    conditions = [*(rule.when for rule in ordered.values()), *(ask.only_if for ask in asks.values() if ask.only_if)]
    return RuleSet(
        rules=ordered,
        asks=asks,
        asked_by=asked_by,
        groups=pages,
        on_page={page.id: tuple((ask, rule) for rule in ordered.values() if rule.group == page.id for ask in rule.ask) for page in pages},
        numbers=frozenset(fact for condition in conditions for fact in numbers_in(condition)),
        version=digest.hexdigest()[:12],
    )


def _check(name: str, rule: Rule, asks: Mapping[str, Ask], pages: set[str]) -> None:
    file = f"{name}.yaml"
    _check_asks(file, rule, asks)
    _check_scope(file, rule, asks)
    if rule.group not in (pages if rule.scope == "screen" else {SESSION}):
        raise DataFileError(f"{rule.group!r} is no page: use one of {', '.join(sorted(pages))}", file=file, key="group")
    allowed = {Verdict.urgent: ("now", "today"), Verdict.do_not_invert: ("days", None)}.get(rule.verdict, (None,))
    if rule.act_by not in allowed:
        raise DataFileError(f"with {rule.verdict.value} it must be one of {allowed}", file=file, key="act_by")
    if (rule.verdict is Verdict.caution) != (rule.limits is not None):
        raise DataFileError("`limits` goes with `verdict: caution` and with no other", file=file, key="limits")
    if rule.lifts == "sign_off" and rule.verdict > Verdict.ask_first:
        raise DataFileError("a sign-off lifts no rule graver than ask_first: write answer or never", file=file, key="lifts")
    for field in ("sources", "examples", "facts"):
        if not getattr(rule, field):
            raise DataFileError("needs at least one", file=file, key=field)


def _check_asks(file: str, rule: Rule, asks: Mapping[str, Ask]) -> None:
    conditions = [rule.when, *(ask.only_if for ask in rule.ask if ask.only_if)]
    for fact in (fact for condition in conditions for fact in facts_in(condition)):
        if fact not in asks and fact not in MEASURED:
            raise DataFileError(
                f"{fact} is asked nowhere: add it to `ask`, or use one of {', '.join(sorted(MEASURED))}", file=file, key="when"
            )
    for ask in rule.ask:
        if (ask.kind == "measure") != (ask.fact in MEASURED):
            raise DataFileError("`kind: measure` goes with a measured fact and with no other", file=file, key=f"ask.{ask.fact}")
        if ask.only_if is None and ask.kind == "detail":
            raise DataFileError("a detail needs `only_if`", file=file, key=f"ask.{ask.fact}")
        if ask.only_if is not None and ask.kind not in ("detail", "condition", "medicine"):
            raise DataFileError("`only_if` goes with a detail, a condition or a medicine", file=file, key=f"ask.{ask.fact}")
        if ask.dated_by and (ask.dated_by not in asks or ask.within_days is None):
            raise DataFileError("`dated_by` names a fact that is asked, and goes with `within_days`", file=file, key=f"ask.{ask.fact}")
        if ask.fact in _hangs_on(ask.fact, asks):
            raise DataFileError("hangs on itself, by way of its `only_if`: nobody could be asked it", file=file, key=f"ask.{ask.fact}")


def _hangs_on(fact: str, asks: Mapping[str, Ask]) -> set[str]:
    """All facts that a follow-up hangs on, over any number of steps; itself too where they go round in a circle."""
    found: set[str] = set()
    left = [fact]
    while left:
        ask = asks.get(left.pop())
        fresh = set(facts_in(ask.only_if) if ask is not None and ask.only_if is not None else ()) - found
        found |= fresh
        left += fresh
    return found


def _check_scope(file: str, rule: Rule, asks: Mapping[str, Ask]) -> None:
    """What is asked before a session holds that session, and is no part of a screening."""
    of_session = rule.scope == SESSION
    here = [fact for fact in facts_in(rule.when) if fact in asks]
    if any((asks[fact].kind == "today") != of_session for fact in here) or any((ask.kind == "today") != of_session for ask in rule.ask):
        raise DataFileError("`kind: today` goes with `scope: session` and with no other", file=file, key="scope")
    if not of_session and (rule.hold_hours is not None or rule.screen_again or rule.only_with_reading):
        raise DataFileError("`hold_hours`, `screen_again` and `only_with_reading` go with `scope: session`", file=file, key="scope")
    if of_session and rule.verdict < Verdict.do_not_invert:
        raise DataFileError("a rule of `scope: session` holds the session: write do_not_invert or urgent", file=file, key="verdict")
    if rule.hold_hours is not None and (rule.screen_again or rule.verdict is Verdict.urgent):
        raise DataFileError("what needs help or a new screening is not over after some hours", file=file, key="hold_hours")
