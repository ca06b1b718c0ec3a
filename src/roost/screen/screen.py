"""In: Answers, the rules, the ceiling of limits, sign-offs. Out: Screening. The gravest rule wins; what is not known never counts as no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from roost.base.canonical import content_hash
from roost.base.logic import Condition, Value, evaluate, support, undecided
from roost.screen.measurements import LISTS, measured, readings_end
from roost.screen.rules import Ask, Rule, RuleSet
from roost.screen.screening import Limits, Question, Reason, Screening, SignOff, Unknown, Verdict, strictest
from roost.screen.tighten import tighten
from roost.words.answers import Answers

__all__ = ["VALID_DAYS", "facts_of", "screen"]

_AGREED: dict[object, str] = {True: "yes", False: "no", "not_sure": "not_sure"}
_SOON = (None, "days", "today", "now")
VALID_DAYS = 90  # a Screening ends after 90 days (H03 of the hazard list, design)


def facts_of(answers: Answers, rules: RuleSet) -> dict[str, Value]:
    """All that is known, by fact: answers, measurements, and follow-ups that do not apply (which are no)."""
    facts: dict[str, Value] = {**answers.known, **measured(answers)}  # a measurement beats what is said of it
    unsure = {fact for fact, said in answers.profile.answers.items() if said == "not_sure"}
    unsure.update(mention.fact for mention in answers.mentions if mention.status == "not_sure")
    for ask in rules.asks.values():
        if ask.unsure_is_yes and ask.fact in unsure:
            facts.setdefault(ask.fact, True)
        if ask.not_for_sex is not None and answers.profile.sex == ask.not_for_sex:
            facts.setdefault(ask.fact, False)
    changed = True
    while changed:  # a detail may hang on another detail
        changed = False
        for ask in rules.asks.values():
            if ask.only_if is not None and ask.fact not in facts and evaluate(ask.only_if, facts) is False:
                facts[ask.fact] = False
                changed = True
    return facts


def screen(answers: Answers, rules: RuleSet, ceiling: Limits, sign_offs: Sequence[SignOff] = ()) -> Screening:
    """What our rules say of one person on `answers.profile.today`.

    Args:
        answers: what is known, and what was not understood.
        rules: all rules.
        ceiling: the hard caps as limits, from `plan.caps`.
        sign_offs: what clinicians lifted; those not yet or no longer in force are left aside.

    Returns:
        Screening: verdict, limits, reasons, what is unknown, and what to ask next.

    Source: safety_decisions.md of the research notes; DESIGN 4.
    """
    today = answers.profile.today
    facts = facts_of(answers, rules)
    lifted = _lifted(sign_offs, rules, today)
    outcomes = {name: evaluate(rule.when, facts) for name, rule in rules.rules.items() if rule.scope == "screen"}
    acting = {name: outcome for name, outcome in outcomes.items() if outcome is not False and name not in lifted}
    used = {name: by for name, by in lifted.items() if outcomes.get(name, False) is not False}
    signed = [sign_off for by in used.values() for sign_off in by]
    fired = {name: rules.rules[name] for name, outcome in acting.items() if outcome}
    unsure = {name: rules.rules[name] for name, outcome in acting.items() if outcome is None}

    verdict = _verdict(fired.values(), unsure.values(), lifted_any=bool(used))
    act_by = _act_by(fired.values(), verdict)
    unknown = tuple(
        Unknown(fact=fact, rule=name, could_become=rule.verdict)
        for name, rule in _gravest_first(unsure)
        for fact in dict.fromkeys(_open(rule.when, facts, rules))
    )
    screening = Screening(
        version=1,
        today=today,
        verdict=verdict,
        act_by=act_by,
        valid_until=_valid_until(answers, signed),
        limits=_limits(ceiling, [*fired.values(), *unsure.values()], signed) if verdict.lets_invert else None,
        because=tuple(_reason(name, rule, facts, answers, rules) for name, rule in _gravest_first(fired)),
        unknown=unknown,
        not_understood=answers.not_understood,
        mentions=answers.mentions,
        ask_next=_ask_next(unknown, rules, _gravity(verdict, act_by)),
        lifted_by=tuple(
            {"rule": name, "by": sign_off.by, "until": sign_off.until.isoformat()} for name in sorted(used) for sign_off in used[name]
        ),
        doctor_agreed=_AGREED.get(answers.known.get("doctor_agreed")),
        rules_version=rules.version,
        hash="",
    )
    return replace(screening, hash=content_hash(screening))


def _lifted(sign_offs: Sequence[SignOff], rules: RuleSet, today: date) -> dict[str, list[SignOff]]:
    """Which rules are lifted today, and by which sign-offs. A rule that no sign-off can lift stays."""
    lifted: dict[str, list[SignOff]] = {}
    for sign_off in sign_offs:
        for name in sign_off.rules if sign_off.date <= today <= sign_off.until else ():
            if name in rules.rules and rules.rules[name].lifts == "sign_off":
                lifted.setdefault(name, []).append(sign_off)
    return lifted


def _verdict(fired: Iterable[Rule], unsure: Iterable[Rule], *, lifted_any: bool) -> Verdict:
    """The gravest of: each rule that fired; ask_first for each that can't be told and is graver than caution; caution when lifted."""
    verdicts = [Verdict.ok, *(rule.verdict for rule in fired)]
    verdicts += [Verdict.caution if rule.verdict <= Verdict.caution and not rule.red_flag else Verdict.ask_first for rule in unsure]
    if lifted_any:
        verdicts.append(Verdict.caution)
    return max(verdicts)


def _gravity(verdict: Verdict, act_by: str | None) -> tuple[int, int]:
    return list(Verdict).index(verdict), _SOON.index(act_by)


def _act_by(fired: Iterable[Rule], verdict: Verdict) -> str | None:
    return max((rule.act_by for rule in fired if rule.verdict is verdict), key=_SOON.index, default=None)


def _gravest_first(rules: Mapping[str, Rule]) -> list[tuple[str, Rule]]:
    return sorted(rules.items(), key=lambda item: _gravity(item[1].verdict, item[1].act_by), reverse=True)


def _open(condition: Condition, facts: Mapping[str, Value], rules: RuleSet) -> Iterator[str]:
    """The unknown facts that keep a condition open; for a follow-up that may not apply, what it hangs on instead."""
    for fact in undecided(condition, facts):
        ask = rules.asks.get(fact)
        if ask is not None and ask.only_if is not None and evaluate(ask.only_if, facts) is None:
            yield from _open(ask.only_if, facts, rules)
        else:
            yield fact


def _reason(name: str, rule: Rule, facts: Mapping[str, Value], answers: Answers, rules: RuleSet) -> Reason:
    matched: dict[str, None] = {}
    for fact in support(rule.when, facts):
        own = answers.words.get(fact) or tuple(item.text for item in answers.not_understood if item.field == LISTS.get(fact))
        matched.update(dict.fromkeys(own or (_in_words(fact, facts[fact], rules.asks.get(fact)),)))
    sources = tuple(source.id for source in rule.sources)
    return Reason(rule=name, verdict=rule.verdict, tell=rule.tell, matched=tuple(matched), sources=sources)


def _in_words(fact: str, value: Value, ask: Ask | None) -> str:
    """What a known fact says, where the person's own words did not lead to it."""
    label = (ask.label or ask.question) if ask is not None else fact.replace("_", " ")
    if value is True:
        return label
    return f"{label}: no" if value is False else f"{label} {value}"


def _valid_until(answers: Answers, used: Iterable[SignOff]) -> date:
    """90 days, or less when a reading or a sign-off that the verdict rests on ends before."""
    ends = [answers.profile.today + timedelta(days=VALID_DAYS), *(sign_off.until for sign_off in used)]
    readings = readings_end(answers.profile)
    return min([*ends, readings] if readings is not None else ends)


def _limits(ceiling: Limits, rules: Iterable[Rule], used: Iterable[SignOff]) -> Limits:
    limits = ceiling
    for taken in (rule.limits for rule in rules if rule.limits is not None):
        limits = tighten(limits, taken)
    for sign_off in used:
        limits = strictest(limits, sign_off.limits)
    return limits


def _ask_next(unknown: Sequence[Unknown], rules: RuleSet, gravity: tuple[int, int]) -> tuple[Question, ...]:
    """The questions that could make the verdict graver, or are what holds it at ask_first; gravest first, each once."""
    held = gravity <= _gravity(Verdict.ask_first, None)
    facts = dict.fromkeys(item.fact for item in unknown if held or _gravity(item.could_become, rules.rules[item.rule].act_by) > gravity)
    return tuple(Question(fact=fact, question=rules.asks[fact].question) for fact in facts if fact in rules.asks)
