"""Roost takes a person with back pain through inversion therapy with care, and finds out whether it helps them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["Finding", "Trial", "answer", "body_cohort", "body_estimate", "body_of", "body_traces", "design"]
__version__ = "0.1.0"

# Loaded on first use, so that `import roost.screen` stays light.
_PLACES = {"Finding": "roost.answer.finding", "Trial": "roost.answer.trial", "design": "roost.answer.power"}
_PLACES |= dict.fromkeys(("body_cohort", "body_estimate", "body_traces"), "roost.app.run_body") | {"body_of": "roost.body.person"}


def __getattr__(name: str) -> Any:
    if name == "answer":
        return import_module("roost.answer")
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'roost' has no attribute {name!r}")
