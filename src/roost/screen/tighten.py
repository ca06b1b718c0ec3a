"""In: limits, and what a rule or a sign-off takes off them. Out: limits that are stricter or the same, never milder."""

from __future__ import annotations

from dataclasses import replace

from roost.screen.rules import RuleLimits
from roost.screen.screening import Limits, strictest

__all__ = ["tighten"]


def tighten(limits: Limits, by: RuleLimits) -> Limits:
    """The limits with what one rule or sign-off takes off; a milder figure has no effect."""
    given = {name: value for name in by.__struct_fields__ if (value := getattr(by, name)) is not None}
    return strictest(limits, replace(limits, **given))
