"""In: a body and any angle over time. Out: Traces: pull, heart and eye second by second, with the band of drawn bodies around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from roost.base.errors import InputError
from roost.base.units import to_decimal
from roost.body.circulation import STEP_S, prepare, run_rows
from roost.body.cohort import draw_inside
from roost.body.constants import Constants
from roost.body.estimate import LABEL, Validity, flags, validity
from roost.body.eye import column_mmHg, eye_sd
from roost.body.eye_course import eye_course
from roost.body.kernel import READINGS
from roost.body.person import Body, Range
from roost.body.tension import tension

__all__ = ["Protocol", "Traces", "hold", "protocol_of", "protocol_of_words", "traces"]

TILT_S = 10.0
LONGEST_S = 7_200
Band = tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Protocol:
    """An angle over time: seconds, growing from 0, and degrees below level at those times; straight between them."""

    times_s: tuple[float, ...]
    degrees: tuple[float, ...]

    def at(self, t: float) -> float:
        """The angle at a time, in degrees below level."""
        knot = min(max(bisect_left(self.times_s, t), 1), len(self.times_s) - 1)
        (t0, t1), (a, b) = self.times_s[knot - 1 : knot + 1], self.degrees[knot - 1 : knot + 1]
        return a + (b - a) * min(max((t - t0) / (t1 - t0), 0.0), 1.0)

    @property
    def deepest_deg(self) -> float:
        """The deepest angle; where the head never goes below level, the one furthest from it."""
        return max(self.degrees) if max(self.degrees) > 0 else min(self.degrees)

    @property
    def minutes_down(self) -> float:
        """For how long the head is below level, in minutes, to the second."""
        return sum(self.at(t + 0.5) > 0 for t in range(round(self.times_s[-1]))) / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What an angle over time does to a body. All tuples have the length of `t_s`.

    Args:
        t_s: seconds.
        head_down_deg: the angle.
        tension_N: pull at L3-4 by friction alone.
        map: mean arterial pressure at the heart, mmHg: the body's own, and the band of bodies with another circulation.
        hr: heart rate, 1/min.
        eye_map: mean arterial pressure at the eye, mmHg.
        iop_change: change of eye pressure from lying, mmHg.
        drawn: how many bodies made the band.
        flags: what is doubtful, at the deepest angle.
        validity: whether people like this were measured so deep and so long; its label says simulated, not measured.
        label: the same label.
    """

    t_s: tuple[float, ...]
    head_down_deg: tuple[float, ...]
    tension_N: Band
    map: Band
    hr: Band
    eye_map: Band
    iop_change: Band
    drawn: int
    flags: tuple[str, ...]
    validity: Validity
    label: str


def hold(head_down_deg: float, minutes: float) -> Protocol:
    """Ten seconds of tilting, then so long there; a shorter time is part of the tilt."""
    end = max(minutes * 60, 1.0)
    tilt = min(TILT_S, end / 2)
    return Protocol((0.0, tilt, end), (0.0, head_down_deg, head_down_deg))


def protocol_of(events: Sequence[tuple[float, float]]) -> Protocol:
    """An angle over time from measured pairs of seconds and degrees.

    Raises:
        InputError: fewer than two, times that do not grow, over two hours, or an angle beyond -90 to 90.
    """
    kept = [pair for i, pair in enumerate(events) if i == len(events) - 1 or events[i + 1][0] != pair[0]]
    if len(kept) < 2:
        raise InputError("has fewer than two measured angles: there is nothing to run", key="events")
    times, degrees = zip(*kept, strict=True)
    if any(b <= a for a, b in pairwise(times)) or times[-1] - times[0] > LONGEST_S:
        raise InputError("the times of its angles must grow, over two hours at most", key="events")
    if any(not -90 <= one <= 90 for one in degrees):
        raise InputError("an angle is beyond -90 to 90 degrees below level", key="events")
    return Protocol(tuple(t - times[0] for t in times), degrees)


def protocol_of_words(text: str, key: str = "over_time") -> Protocol:
    """An angle over time as it is typed: seconds and degrees below level, as `0:0, 10:30, 180:30, 190:0`.

    Raises:
        InputError: a pair can't be read, or the angles make no protocol.

    >>> protocol_of_words("0:0, 10:30, 60:30").degrees
    (0.0, 30.0, 30.0)
    """
    pairs = []
    for piece in text.replace(",", " ").split():
        seconds, colon, degrees = piece.partition(":")
        if not colon:
            raise InputError(f"{piece!r} is not a pair: write seconds, a colon and degrees, as 10:30", key=key)
        pairs.append((float(to_decimal(seconds, key)), float(to_decimal(degrees, key))))
    return protocol_of(pairs)


def _band(middle: Sequence[float], many: Sequence[Sequence[float]]) -> Band:
    """The 2.5 and 97.5 per cent points of the drawn bodies, and the body itself in between."""
    found = []
    for i, one in enumerate(middle):
        ranked = sorted(row[i] for row in many)
        cut = int(0.025 * len(ranked))
        low, high = (ranked[cut], ranked[-1 - cut]) if ranked else (one, one)
        found.append(Range(min(low, one), one, max(high, one)))
    return tuple(found)


def _iop(constants: Constants, body: Body, protocol: Protocol, degrees: Sequence[float], every_s: float) -> Band:
    """The dynamic eye, with the spread between people and studies that the closed form has at that angle."""
    pressure = eye_course(constants, body, protocol.at, (len(degrees) - 1) * every_s, every_s=every_s).iop_mmHg
    sds = [1.96 * eye_sd(constants, deg) for deg in degrees]
    return tuple(Range(one - pressure[0] - sd, one - pressure[0], one - pressure[0] + sd) for one, sd in zip(pressure, sds, strict=True))


def traces(constants: Constants, body: Body, protocol: Protocol, *, drawn: int, using: Any, seed: int = 1, every_s: float = 1.0) -> Traces:
    """Runs the protocol for the body, and for `drawn` bodies with another circulation.

    Args:
        constants: the constants of the body.
        body: who.
        protocol: the angle over time.
        drawn: how many bodies make the band; 0 for none.
        using: the plain kernel or `circulation.fast()`.
        seed: of the drawn bodies.
        every_s: time between readings; a multiple of half a second.
    """

    def run(known: Constants, who: Body) -> list[float]:
        p, y = prepare(known, who)
        rows = run_rows(p, y, protocol.times_s, protocol.degrees, step_s=STEP_S, every_s=every_s, using=using)
        return [float(one) for one in rows]

    own = run(constants, body)
    others = [run(one.constants, one.body) for one in (draw_inside(constants, seed, i, body) for i in range(drawn))]
    t = tuple(i * every_s for i in range(len(own) // READINGS))
    degrees = tuple(protocol.at(one) for one in t)
    pressure = _band(own[0::READINGS], [row[0::READINGS] for row in others])
    columns = [column_mmHg(constants, body, deg) for deg in degrees]
    deepest = protocol.deepest_deg
    return Traces(
        t_s=t,
        head_down_deg=degrees,
        tension_N=tuple(tension(constants, body, "L3-4", deg).newton for deg in degrees),
        map=pressure,
        hr=_band(own[1::READINGS], [row[1::READINGS] for row in others]),
        eye_map=tuple(Range(one.low + c, one.median + c, one.high + c) for one, c in zip(pressure, columns, strict=True)),
        iop_change=_iop(constants, body, protocol, degrees, every_s),
        drawn=drawn,
        flags=tuple(flags(body, deepest, tension(constants, body, "L3-4", deepest).newton)),
        validity=validity(body, deepest, protocol.minutes_down),
        label=LABEL,
    )
