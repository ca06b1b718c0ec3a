"""In: a person and an angle in words of the command line. Out: what the angle does to a body, in plain words, as JSON or as a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roost.base.errors import InputError

if TYPE_CHECKING:
    from roost.body.estimate import BodyEstimate
    from roost.body.scenario import Protocol

__all__ = ["body"]

HELD = "Simulated, not measured. People differ; this is a range. It can't lift a stop."


def body(
    height_cm: Annotated[str | None, typer.Option(help="Height in cm.")] = None,
    mass_kg: Annotated[str | None, typer.Option(help="Mass in kg.")] = None,
    sex: Annotated[str | None, typer.Option(help="F, M or X; leave out what you don't know.")] = None,
    age: Annotated[str | None, typer.Option(help="Age in years.")] = None,
    map_: Annotated[str | None, typer.Option("--map", help="Mean pressure lying at rest, mmHg, when it was measured.")] = None,
    hr: Annotated[str | None, typer.Option(help="Heart rate lying at rest, when it was measured.")] = None,
    iop: Annotated[str | None, typer.Option(help="Eye pressure lying, mmHg, when it was measured.")] = None,
    arms_held: Annotated[bool, typer.Option("--arms-held", help="The hands hold the frame.")] = False,
    angle: Annotated[str, typer.Option(help="Degrees below level: 0 lying, 90 straight down, -90 standing.")] = "30",
    minutes: Annotated[str, typer.Option(help="Minutes at that angle.")] = "3",
    session: Annotated[str | None, typer.Option(help="SESSION.json: run its measured angles instead, for one body or a cohort.")] = None,
    over_time: Annotated[str | None, typer.Option("--over-time", help="Any angles instead: seconds:degrees, as 0:0,10:30,180:30.")] = None,
    trace: Annotated[bool, typer.Option("--trace", help="Second by second, as JSON.")] = False,
    cohort: Annotated[str | None, typer.Option(help="Draw so many persons instead of one.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the drawn persons.")] = 1,
    out: Annotated[str | None, typer.Option(help="Write the cohort to this .arrow or .parquet file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, as BodyEstimate in docs/reference.")] = False,
) -> None:
    """What an angle does to a body, as ranges. A teaching and research model: it can't relax a stop.

    Example: roost body --height-cm 178 --mass-kg 80 --sex M --age 45 --angle 30 --minutes 3 --json
    """
    from roost.body.person import body_of, check_angle, check_minutes

    degrees, held = check_angle(angle), check_minutes(minutes)
    if cohort is not None:
        _cohort(_whole(cohort, "cohort") or 0, _protocol(session, over_time, degrees, held), seed, out)
        return
    for name, given in (("height_cm", height_cm), ("mass_kg", mass_kg)):
        if given is None:
            raise InputError(f"is needed: add --{name.replace('_', '-')}", key=name)
    assert height_cm is not None
    assert mass_kg is not None
    who = body_of(
        height_cm, mass_kg, sex=sex, age_years=_whole(age, "age"), map_mmHg=map_, hr=hr, iop_mmHg=iop, arms_held=arms_held
    )  # fmt: skip
    if session is not None or over_time is not None or trace:
        from roost.app.run_body import body_traces

        _print(body_traces(who, _protocol(session, over_time, degrees, held)))
        return
    from roost.app.run_body import body_estimate

    made = body_estimate(who, degrees, held)
    if json:
        _print(made)
    else:
        _say(made)


def _whole(text: str | None, key: str) -> int | None:
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise InputError(f"{text!r} is not a whole number", key=key) from None


def _print(value: Any) -> None:
    from roost.base.canonical import canonical_json
    from roost.body.estimate import estimate_json

    sys.stdout.write(canonical_json(estimate_json(value)).decode() + "\n")


def _protocol(session: str | None, over_time: str | None, degrees: float, minutes: float) -> Protocol:
    """The angles of a recorded session, those typed, or one held."""
    from roost.app.run_body import session_protocol
    from roost.body.scenario import hold, protocol_of_words

    if session is None:
        return hold(degrees, minutes) if over_time is None else protocol_of_words(over_time)
    try:
        data = Path(session).read_bytes()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}. Check the name", file=session) from None
    return session_protocol(data, file=session)


def _cohort(count: int, protocol: Protocol, seed: int, out: str | None) -> None:
    from statistics import quantiles

    from roost.app.run_body import body_cohort, cohort_table
    from roost.body.estimate import LABEL

    columns = body_cohort(count, protocol, seed=seed)
    about = {"head_down_deg": round(protocol.deepest_deg, 1), "minutes": round(protocol.times_s[-1] / 60, 2), "seed": seed, "label": LABEL}
    if out is not None:
        _write(cohort_table(columns, {key: str(value) for key, value in about.items()}), out)
    change = [after - rest for after, rest in zip(columns["map_mmHg"], columns["map_rest_mmHg"], strict=True)]
    cuts = quantiles(change, n=40, method="inclusive") if count > 1 else change * 39
    spread = {"low": cuts[0], "median": cuts[19], "high": cuts[38]}
    within = sum(columns["within_validity"])
    _print({"persons": count, "within_validity": within, **about, "file": out, "map_change_mmHg": spread})


def _write(table: Any, out: str) -> None:
    if out.endswith(".parquet"):
        from pyarrow import parquet  # type: ignore[import-untyped]

        parquet.write_table(table, out)
        return
    if not out.endswith(".arrow"):
        raise InputError("ends neither in .arrow nor in .parquet: name one of them", file=out)
    from pyarrow import feather

    feather.write_feather(table, out)


def _say(made: BodyEstimate) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    pull = made.tension["L3-4"]
    newton, share = pull.newton, pull.share_of_weight
    console.print(f"Head {made.head_down_deg:g}° below level for {made.minutes:g} minutes.", style="bold")
    console.print(
        f"  Pull on your low back: {newton.low:.0f} to {newton.high:.0f} N, {100 * share.low:.0f} to {100 * share.high:.0f} % of weight."
        " Much of it can be lost as your back rubs on the pad."
    )
    console.print(f"  Pressure at your heart: {_change(made.heart.map.change)} mmHg from lying. Studies do not agree.")
    console.print(f"  Pressure at your eyes: blood {_change(made.eye.map.change)}, in the eye {_change(made.eye.iop.change)} mmHg.")
    console.print(f"  Both ankles carry {made.ankle_load_N.low:.0f} to {made.ankle_load_N.high:.0f} N.")
    for why in made.validity.why:
        console.print(f"  - {why}", markup=False)
    console.print(HELD, style="dim")


def _change(change: Any) -> str:
    return f"{change.low:+.0f} to {change.high:+.0f}".replace("-", "−")
