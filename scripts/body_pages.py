"""In: the body model and its studies. Out: the page "model against measurement", and the vectors that hold the browser's twin to Python.

`--check` says which of the two is out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from roost.app.estimate_body import constants, constants_data, studies
from roost.body.eye import eye_change, eye_change_steady
from roost.body.heart import heart_change
from roost.body.load import joint_load
from roost.body.person import Range, body_of
from roost.body.stature import segment_mm, stature_from_unloading, stature_mm, unloading
from roost.body.studies import Point, Study
from roost.body.tension import LEVELS, G, pull, tension

__all__ = ["CVSIM", "PAGE", "VECTORS", "generated", "main", "model_of", "page", "vectors"]

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "body_model_against_measurement.md"
VECTORS = ROOT / "tests" / "rooms" / "body" / "vectors.json"
REFERENCE = body_of("169.3", "70.3", sex="M")
# The 21-compartment program of MIT as shipped, run by us as a black box, both reflexes on (notes: cvsim_hdt_own_run): changes of mean
# pressure and rate from lying, and of the output as a share (5,057 ml/min lying; 4,211, 6,290, 7,570 and 8,123 at these angles).
CVSIM = {-75: (6.0, 18.5, -0.167), 30: (-2.6, -5.1, 0.244), 60: (-5.5, -6.7, 0.497), 90: (-6.9, -6.9, 0.606)}
HEAD = """# The body model against what was measured

Made by `python -m scripts.body_pages` from `src/roost/body/studies` and the model; a change here is lost.
**The model is simulated, not measured.** Each row is one printed figure of a study. Misfits are shown, also the large ones.
A star marks a figure that the fit counts less, with the reason below the tables.

What the model must not be used for: to say that an angle does no harm; for anybody's own pressure; for pressure in the skull, a stroke
or a bleed; for discs that heal or stay open; for pain. It can't lift a stop. No study has measured the pull on an inversion table, and
none has measured a disc at 0, 30, 60 and 90 degrees. Between 15 and 60 degrees, where people use tables, it is interpolation.

"""
TIERS = """Changes from lying, three minutes after the tilt. *Averaged* is the tier that everything here uses. *Beat by beat* has 21 places
and its own vessels from Heldt's tables; it shares the reflexes and the fitted head-down block with the averaged tier, so what it proves
is that other vessels say the same. The *ready-made program* is the 21-compartment program of MIT, run by us as shipped. It is right
tilted up and **wrong head-down**: its pressure falls where people's rises, and its output goes up by 61 % where people's stays.
Without the head-down block ours fails too (a test holds that).

"""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def model_of(point: Point, circulation: dict[tuple[str, int, int], float]) -> float | None:
    """What the model makes of a measured figure."""
    known = constants()
    if point.what == "iop":
        return eye_change_steady(known, point.to_deg) - eye_change_steady(known, point.from_deg)
    if point.what == "opp":
        return circulation["map_eye", 0, point.to_deg] - eye_change(known, point.to_deg, 3).median
    if point.what == "segment_mm":
        return segment_mm(known, point.age_years, point.pull_newton or 0.0, point.minutes or 0.0)
    if point.what == "stature_mm":
        newton = pull(0.491, 70, point.to_deg, 0) + point.pull_share * 80 * G
        return stature_from_unloading(known, unloading(known, newton), point.minutes or 0.0).median
    return circulation.get((point.what, point.from_deg, point.to_deg))


def _circulation() -> dict[tuple[str, int, int], float]:
    from scripts.fit_circulation import changes, misfits

    found = {(row.point.what, row.point.from_deg, row.point.to_deg): row.model for row in misfits(constants())}
    for deg in (90, -90):
        found["map_eye", 0, deg] = changes(constants(), REFERENCE, deg)["map_eye"]
    return found


UNITS = {
    "iop": "eye pressure, mmHg", "map": "mean pressure at the heart, mmHg", "map_eye": "mean pressure at the eye, mmHg",
    "opp": "perfusion of the eye, mmHg", "hr": "heart rate, 1/min", "output_share": "heart's output, share",
    "stroke_share": "stroke, share",
    "brain_flow_share": "flow through the brain, share", "indifference_cm": "indifference point, cm below the heart",
    "stature_mm": "stature, mm", "segment_mm": "one segment, mm",
}  # fmt: skip


def _about(point: Point) -> str:
    more = f", pull of {point.pull_share:.0%} of weight" if point.pull_share else ""
    more += f", {point.pull_newton:g} N, band of age {point.age_years}" if point.pull_newton else ""
    more += f", {point.minutes:g} min" if point.minutes is not None else ""
    return f"{point.from_deg}° to {point.to_deg}°, {point.first} first{more}"


def _study_rows(what: str, circulation: dict[tuple[str, int, int], float]) -> str:
    text = _row(["study", "n", "what", "measured (spread as printed)", "model", "misfit"]) + _row(["---"] * 6)
    for study, point in _points():
        if point.what == what:
            model = model_of(point, circulation)
            spread = f" ({point.sd:g})" if point.sd is not None else ""
            said = ["-", "-"] if model is None else [f"{model:+.2f}", f"{model - point.change:+.2f}"]
            name = study.source.cite + (" *" if point.loose else "")
            text += _row([name, str(study.n or "not known"), _about(point), f"{point.change:+g}{spread}", *said])
    return text


def _points() -> Iterable[tuple[Study, Point]]:
    return ((study, point) for study in studies() for point in study.points)


def page() -> str:
    """The page."""
    circulation = _circulation()
    text = HEAD
    for what, unit in UNITS.items():
        if any(point.what == what for _, point in _points()):
            text += f"## {unit[0].upper()}{unit[1:]}\n\n{_study_rows(what, circulation)}\n"
    text += "## Why a figure counts less\n\n"
    text += "".join(sorted({f"- {study.source.cite}: {point.loose}.\n" for study, point in _points() if point.loose}))
    return text + _eye_over_time() + _tiers() + _fitted()


def _eye_over_time() -> str:
    from scripts.fit_eye import course_change

    text = "\n## The eye over time\n\n"
    text += "The dynamic eye (veins, choroid, water) at the minutes of each study, beside the closed form. Traces use it.\n\n"
    text += _row(["study", "what", "measured", "dynamic", "misfit", "closed form"]) + _row(["---"] * 6)
    for study, point in _points():
        if point.what == "iop":
            made, closed = course_change(constants(), point), model_of(point, {}) or 0.0
            cells = [f"{point.change:+g}", f"{made:+.1f}", f"{made - point.change:+.1f}", f"{closed:+.1f}"]
            text += _row([study.source.cite + (" *" if point.loose else ""), _about(point), *cells])
    return text


def _measured(what: str, deg: int) -> str:
    """What people who lay first were measured to do at an angle."""
    found = [(study, point) for study, point in _points() if (point.what, point.from_deg, point.to_deg) == (what, 0, deg)]
    form = "{:+.0%}" if what == "output_share" else "{:+g}"
    return "; ".join(form.format(point.change) + (" *" if point.loose else "") for _, point in found) or "-"


def _tiers() -> str:
    """Both tiers beside people and beside the ready-made program."""
    from roost.body import pulsatile

    using, known = pulsatile.fast(), constants()
    resting = pulsatile.settle(known, REFERENCE, using=using)
    text = "\n## Two tiers, people, and the ready-made program\n\n"
    text += TIERS
    names = ["mean pressure, mmHg", "rate, 1/min", "output"]
    text += _row(["angle", "what", "people", "averaged", "beat by beat", "ready-made program"]) + _row(["---"] * 6)
    pulses = ""
    for deg, program in CVSIM.items():
        made = pulsatile.run_pulse(resting, [0, 5, 15, 195], [0, 0, deg, deg], using=using)
        averaged = changes_of(deg)
        beats = (
            made.map_mmHg[-1] - made.map_mmHg[4],
            made.hr[-1] - made.hr[4],
            made.output[-1] / made.output[4] - 1,
        )
        for name, what, one, other, theirs in zip(names, ("map", "hr", "output_share"), averaged, beats, program, strict=True):
            form = "{:+.0%}" if what == "output_share" else "{:+.1f}"
            text += _row([f"{deg}°", name, _measured(what, deg), *(form.format(round(x, 3) + 0.0) for x in (one, other, theirs))])
        high, low = (one[-1] - one[4] for one in (made.systolic_mmHg, made.diastolic_mmHg))
        pulses += _row([f"{deg}°", f"{high:+.1f}", f"{low:+.1f}"])
    text += (
        "\nHighest and lowest pressure of a beat, from lying, beat by beat. Measured: -75° -1.9 and +6.3 (Heldt 2004); from standing to\n"
    )
    text += "90° +20 and +13 (LeMarr 1984).\n\n" + _row(["angle", "highest, mmHg", "lowest, mmHg"]) + _row(["---"] * 3)
    return text + pulses


def changes_of(deg: int) -> tuple[float, float, float]:
    """Mean pressure, rate and output of the averaged tier, from lying."""
    from scripts.fit_circulation import changes

    made = changes(constants(), REFERENCE, deg)
    return made["map"], made["hr"], made["output_share"]


def _fitted() -> str:
    text = "\n## Values that were fitted\n\n" + _row(["value", "is", "unit", "range", "what it is"]) + _row(["---"] * 5)
    for file in ("head_down", "eye", "eye_course"):
        for key, one in constants().files[file].items():
            if one.source in ("FITC", "REFIT"):
                text += _row([f"{file}.{key}", f"{one.value:g}", one.unit, f"{one.low:g} to {one.high:g}", one.says])
    return text


def _plain(one: Range) -> list[float]:
    return [one.low, one.median, one.high]


def vectors() -> str:
    """Cases with what Python makes of them, and the constants they were made with."""
    known = constants()
    cases: list[dict[str, Any]] = []
    for sex, kg, cm, arms in (("M", 80.0, 178, False), ("F", 61.0, 166, True), ("X", 95.5, 171, False), (None, 70.0, 170, False)):
        body = body_of(cm, str(kg), sex=sex, arms_held=arms)
        for deg in (-90, -45, 0, 5, 20, 30, 47, 60, 75, 90):
            for minutes in (0.0, 0.5, 3.0, 12.0):
                made = {level: _plain(tension(known, body, level, deg).newton) for level in LEVELS}
                made |= {joint: _plain(joint_load(known, body, joint, deg)) for joint in ("ankle", "knee", "hip")}
                made |= {what: _plain(heart_change(known, what, deg, minutes)) for what in ("map", "hr", "output_share")}
                made |= {"iop": _plain(eye_change(known, deg, minutes)), "stature": _plain(stature_mm(known, body, deg, minutes))}
                made = {key: [round(one, 9) + 0.0 for one in value] for key, value in made.items()}
                cases.append({"body": {"sex": sex, "massKg": kg, "armsHeld": arms}, "deg": deg, "minutes": minutes, "made": made})
    rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    return f'{{"constants":{json.dumps(constants_data(), sort_keys=True)},\n"cases":[\n{rows}\n]}}\n'


def generated() -> dict[Path, str]:
    """Each generated file with what it should hold."""
    return {PAGE: page(), VECTORS: vectors()}


def main() -> int:
    """Writes both, or checks them."""
    if "--check" in sys.argv:
        old = [path.name for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]
        print(f"out of date: {', '.join(old)}" if old else "up to date")
        return bool(old)
    for path, text in generated().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
