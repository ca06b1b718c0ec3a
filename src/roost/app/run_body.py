"""In: a person and an angle, a recorded session, or how many to draw. Out: an estimate, traces, or a table of a cohort."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TYPE_CHECKING, Any

from roost.app.estimate_body import constants
from roost.base.errors import InputError, RoostError
from roost.body import kernel
from roost.body.circulation import STEP_S, fast, prepare, run_rows
from roost.body.cohort import draw
from roost.body.estimate import BodyEstimate, estimate, validity
from roost.body.eye import eye_change
from roost.body.person import Body
from roost.body.scenario import Protocol, Traces, protocol_of, traces
from roost.body.tension import tension
from roost.coach.events import Angle
from roost.coach.session_json import parse_session

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

__all__ = ["body_cohort", "body_estimate", "body_traces", "cohort_table", "session_protocol"]

PLAIN_DRAWN, FAST_DRAWN = 0, 200
MOST = 10_000_000


def body_estimate(body: Body, head_down_deg: float, minutes: float) -> BodyEstimate:
    """What an angle does to a body: the closed-form tier."""
    return estimate(constants(), body, head_down_deg, minutes)


def body_traces(body: Body, protocol: Protocol) -> Traces:
    """What an angle over time does: the circulation tier, with its band where the compiler is there."""
    using = fast()
    return traces(constants(), body, protocol, drawn=PLAIN_DRAWN if using is kernel else FAST_DRAWN, using=using)


def session_protocol(data: bytes, *, file: str) -> Protocol:
    """The angles of a recorded SESSION.json, in seconds from the first of them.

    Raises:
        InputError: it can't be read, or holds fewer than two angles.
    """
    events = parse_session(data, file=file).events
    angles = [(event.t_ms / 1000, float(event.head_down_deg)) for event in events if isinstance(event, Angle)]
    try:
        return protocol_of(angles)
    except InputError as error:
        raise error.at(file=file, line=None) from None


def body_cohort(count: int, protocol: Protocol, *, seed: int, threads: int | None = None) -> dict[str, list[Any]]:
    """Draws persons and runs each through a protocol: one row a person, as columns. The seed alone decides them, not the threads.

    Args:
        count: how many.
        protocol: `hold(30, 3)`, or `session_protocol` of a recorded session. Pull and eye are those of its deepest angle.
        seed: of the persons.
        threads: as many as there are cores, if not told.

    Raises:
        InputError: there are none or too many to draw.
    """
    if not 1 <= count <= MOST:
        raise InputError(f"{count} persons can't be drawn: give 1 to {MOST}", key="cohort")
    known, using = constants(), fast()
    head_down_deg, minutes = protocol.deepest_deg, protocol.minutes_down

    def one(number: int) -> tuple[Any, ...]:
        drawn = draw(known, seed, number)
        body = drawn.body
        p, y = prepare(drawn.constants, body)
        # Readings at rest, and a row each second: the highest and the last count.
        rows = run_rows(p, y, protocol.times_s, protocol.degrees, step_s=STEP_S, every_s=1.0, using=using)
        pressure, rate, output = rows[0 :: kernel.READINGS], rows[1 :: kernel.READINGS], rows[2 :: kernel.READINGS]
        pull = tension(known, body, "L3-4", head_down_deg).newton
        return (
            number, body.sex, body.age_years, body.height_cm, body.mass_kg, float(pressure[0]), float(pressure[-1]), float(max(pressure)),
            float(rate[0]), float(rate[-1]), float(output[0]), float(output[-1]), eye_change(known, head_down_deg, minutes).median,
            pull.low, pull.median, pull.high, validity(body, head_down_deg, minutes).within,
        )  # fmt: skip

    with ThreadPoolExecutor(threads or cpu_count() or 1) as pool:
        rows = list(pool.map(one, range(count), chunksize=64))
    return {name: [row[i] for row in rows] for i, name in enumerate(COLUMNS)}


COLUMNS = (
    "number", "sex", "age_years", "height_cm", "mass_kg", "map_rest_mmHg", "map_mmHg", "map_highest_mmHg", "hr_rest", "hr",
    "output_rest_L_min", "output_L_min", "iop_change_mmHg", "tension_low_N", "tension_N", "tension_high_N", "within_validity",
)  # fmt: skip


def cohort_table(columns: dict[str, list[Any]], about: dict[str, str]) -> pyarrow.Table:
    """The same as an Arrow table, with what it is in its metadata.

    Raises:
        RoostError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise RoostError("a table of a cohort needs pyarrow: install roost[cohort]") from None
    return pa.table(columns).replace_schema_metadata(about)
