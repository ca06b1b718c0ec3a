"""In: nothing. Out: the hard caps, which no data file, sign-off, setting or import can pass. The browser has a twin of this file.

Changing a cap takes a commit of its own and an ADR. The clinical levels are proposals that no clinician has signed.
"""

from __future__ import annotations

from roost.screen.screening import Limits, Spotter

__all__ = [
    "BOUT_S",
    "CEILING",
    "HEAD_DOWN_DEG",
    "HOURS_BETWEEN_SESSIONS",
    "INVERTED_S_PER_DAY",
    "INVERTED_S_PER_SESSION",
    "RUNG_BOUT_S",
    "SESSIONS_PER_DAY",
    "WAY_UP_S",
]

HEAD_DOWN_DEG = 60  # degrees below level
BOUT_S = 300  # seconds below level at a stretch, the way up included
INVERTED_S_PER_SESSION = 600  # seconds below level in one session
INVERTED_S_PER_DAY = 1_200  # seconds below level in any 24 hours
SESSIONS_PER_DAY = 2
HOURS_BETWEEN_SESSIONS = 4
WAY_UP_S = 30  # kept for the way up with its half-way hold, so a rung's bout is at most BOUT_S - WAY_UP_S
RUNG_BOUT_S = BOUT_S - WAY_UP_S

CEILING = Limits(
    head_down_deg=HEAD_DOWN_DEG,
    bout_s=BOUT_S,
    inverted_s_per_session=INVERTED_S_PER_SESSION,
    inverted_s_per_day=INVERTED_S_PER_DAY,
    sessions_per_day=SESSIONS_PER_DAY,
    spotter=Spotter.in_earshot,
    reading_before_each=False,
    slow_steps=False,
)
