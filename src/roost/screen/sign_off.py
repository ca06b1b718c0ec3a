"""In: the `sign_offs` of a profile. Out: SignOff with checked dates, rules and limits. A sign-off lifts only the rules that it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roost.base.datafile import to_dataclass
from roost.base.errors import InputError
from roost.screen.rules import RuleLimits, RuleSet
from roost.screen.screening import Limits, SignOff
from roost.screen.tighten import tighten
from roost.words.profile import SignOffEntry

__all__ = ["UNSTATED", "sign_offs_of"]

# What holds where a clinician set no limits: the cautious profile of the research notes (proposed_plan.caps, design).
UNSTATED = RuleLimits(head_down_deg=30, slow_steps=True)


def sign_offs_of(entries: Sequence[SignOffEntry], rules: RuleSet, ceiling: Limits) -> tuple[SignOff, ...]:
    """Checks what was typed in from letters.

    Args:
        entries: as in PROFILE.json.
        rules: all rules, for their names.
        ceiling: the hard caps; limits of a sign-off can only be stricter.

    Raises:
        InputError: a rule that does not exist, a date that is none, an end before the beginning, a limit that is none.
    """
    return tuple(_sign_off(entry, f"sign_offs[{i}]", rules, ceiling) for i, entry in enumerate(entries))


def _sign_off(entry: SignOffEntry, key: str, rules: RuleSet, ceiling: Limits) -> SignOff:
    for name in entry.rules:
        if name not in rules.rules:
            raise InputError(f"there is no rule called {name!r}: copy the name from the letter", key=f"{key}.rules")
    if not entry.by.strip():
        raise InputError("needs the name of the clinician who signed", key=f"{key}.by")
    begin, end = _day(entry.date, f"{key}.date"), _day(entry.until, f"{key}.until")
    if end < begin:
        raise InputError(f"{end} is before {begin}: check both dates", key=f"{key}.until")
    try:
        own = UNSTATED if entry.limits is None else to_dataclass(entry.limits, RuleLimits, file="", ours=False)
    except InputError as error:
        raise InputError(error.message, key=".".join(part for part in (f"{key}.limits", error.key) if part)) from None
    return SignOff(rules=entry.rules, by=entry.by.strip(), date=begin, until=end, limits=tighten(ceiling, own))


def _day(text: str, key: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a date: write it as 2026-03-01", key=key) from None
