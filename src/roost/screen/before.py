"""In: what a person says before a session, the rules, the time. Out: Holds: why this session waits, and until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from roost.base.logic import evaluate
from roost.screen.rules import SESSION, Ask, Rule, RuleSet
from roost.screen.screening import Verdict

__all__ = ["Hold", "asked_before", "holds_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Why a session waits.

    Args:
        rule: the name of the rule.
        is_urgent: whether help is needed first.
        tell: what the person is told.
        until: when it is over; None where the person has to be screened again.
    """

    rule: str
    is_urgent: bool
    tell: str
    until: datetime | None


def asked_before(rules: RuleSet, *, with_reading: bool) -> tuple[tuple[Ask, Rule], ...]:
    """The questions of the check before a session, each with its rule, the gravest first.

    Args:
        rules: all rules; those of `scope: session` ask here.
        with_reading: whether the Screening wants a blood pressure reading before each session.
    """
    return tuple((ask, rule) for rule in _here(rules, with_reading=with_reading).values() for ask in rule.ask)


def _here(rules: RuleSet, *, with_reading: bool) -> dict[str, Rule]:
    return {name: rule for name, rule in rules.rules.items() if rule.scope == SESSION and (with_reading or not rule.only_with_reading)}


def holds_of(rules: RuleSet, said: Collection[str], now: datetime, *, with_reading: bool) -> tuple[Hold, ...]:
    """What holds this session, in the order in which it was asked; empty where nothing does.

    Args:
        rules: all rules.
        said: the facts that were answered with yes. All others of the check were answered with no, in one tap for all of them.
        now: with its zone. What is said to have been within some hours may have been just now.
        with_reading: as for `asked_before`.

    Returns:
        One hold for each rule that is true, or that can't be told from what was asked.
    """
    here = _here(rules, with_reading=with_reading)
    facts = {ask.fact: ask.fact in said for rule in here.values() for ask in rule.ask}
    return tuple(
        Hold(rule=name, is_urgent=rule.verdict is Verdict.urgent, tell=rule.tell, until=_until(rule, now))
        for name, rule in here.items()
        if evaluate(rule.when, facts) is not False
    )


def _until(rule: Rule, now: datetime) -> datetime | None:
    """After its hours, after the next Screening (None), or on the next day."""
    if rule.screen_again:
        return None
    if rule.hold_hours is not None:
        return now + timedelta(hours=rule.hold_hours)
    return datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
