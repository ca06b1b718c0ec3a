"""In: the studies of pressure, rate, output and veins. Out: the head-down values by least squares with priors, and each misfit.

With `--write` the values go into `body/constants/head_down.yaml`, and the table `heart_by_angle.yaml` is made anew: how the middle
body and 95 % of drawn bodies change at each angle. The closed-form tier and the browser read that table.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from roost.app.estimate_body import constants, studies
from roost.body.circulation import fast, prepare, run_rows, run_trace
from roost.body.cohort import Drawn, draw_inside
from roost.body.constants import Constants
from roost.body.eye import column_mmHg
from roost.body.person import Body, body_of
from roost.body.studies import Point

__all__ = ["ANGLES", "FREE", "Row", "changes", "main", "misfits", "residuals", "table"]

FOLDER = Path(__file__).parent.parent / "src" / "roost" / "body" / "constants"
FREE = ("k_thorax", "k_belly", "k_vessel", "k_upright", "k_set", "w_aorta", "fill_right", "fill_left", "rr_scale", "r_scale")
ANGLES = tuple(range(-90, 91, 15))
TILT_S, AFTER_S = 10.0, 190.0  # ten seconds to tilt, three minutes there
DRAWN = 400
# How far a study may be missed, by what it measured: spread between studies more than within them.
TOLERATED = {"map": 5.0, "map_eye": 2.5, "hr": 4.0, "output_share": 0.06, "stroke_share": 0.25, "indifference_cm": 4.0, "opp": 5.0}
LOOSE = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """A measured change, what the model makes of it, and how far it may miss."""

    study: str
    point: Point
    model: float
    tolerated: float


def changes(known: Constants, body: Body, degrees: float, seconds: float = AFTER_S) -> dict[str, float]:
    """What three minutes at an angle change from lying."""
    after = run_trace(known, body, [0, TILT_S, seconds], [0, degrees, degrees], every_s=seconds, using=fast())
    output = after.output[1] / after.output[0]
    beats = after.hr[1] / after.hr[0]
    pressure = after.map_mmHg[1] - after.map_mmHg[0]
    column = known("circulation", "mmHg_per_cm") * np.sin(np.radians(degrees))
    central = after.central_mmHg[1] - after.central_mmHg[0]
    return {
        "map": pressure,
        "hr": after.hr[1] - after.hr[0],
        "output_share": output - 1,
        "stroke_share": output / beats - 1,
        "brain_flow_share": after.brain_flow[1] / after.brain_flow[0] - 1,
        "map_eye": pressure + column_mmHg(known, body, degrees),
        "indifference_cm": central / column if degrees else 0.0,
    }


def misfits(known: Constants) -> list[Row]:
    """Each measured change beside the model's."""
    body = body_of("169.3", "70.3", sex="M")
    angles = {angle for study in studies() for point in study.points for angle in (point.from_deg, point.to_deg)}
    made = {angle: changes(known, body, angle) for angle in angles}
    found = []
    for study in studies():
        for point in study.points:
            if point.what in made[0]:
                before = made[point.from_deg][point.what] if point.from_deg else 0.0
                found.append(Row(study.name, point, made[point.to_deg][point.what] - before, _tolerated(point)))
    return found


def _tolerated(point: Point) -> float:
    """How far a figure may be missed: less where it was measured well, more where it is another posture or our own reading."""
    tolerated = TOLERATED.get(point.what, 0.1)
    return tolerated * LOOSE if point.loose else min(tolerated, 2 * point.sd) if point.sd else tolerated


def residuals(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[float]:
    """Misfits in units of what is tolerated, then the distance of each value from the middle of its range in units of half of it."""
    known = constants().changed("head_down", **dict(zip(FREE, map(float, values), strict=True)))
    priors = constants().files["head_down"]
    away = [
        (value - (priors[key].low + priors[key].high) / 2) / (priors[key].high - priors[key].low)
        for key, value in zip(FREE, values, strict=True)
    ]
    return [(row.model - row.point.change) / row.tolerated for row in misfits(known)] + away


def fitted() -> Constants:
    """The fit, from the values that stand in the file."""
    priors = constants().files["head_down"]
    start = [min(max(priors[key].value, priors[key].low + 1e-3), priors[key].high - 1e-3) for key in FREE]
    bounds = ([priors[key].low for key in FREE], [priors[key].high for key in FREE])
    found = least_squares(residuals, start, bounds=bounds, diff_step=[1e-3] * len(FREE), x_scale=np.array(bounds[1]) - np.array(bounds[0]))
    return constants().changed("head_down", **{key: round(float(value), 3) for key, value in zip(FREE, found.x, strict=True)})


def table(known: Constants) -> str:
    """The file `heart_by_angle.yaml`."""
    body = body_of("169.3", "70.3")
    drawn = [draw_inside(known, 1, number, body) for number in range(DRAWN)]
    lines = [
        "title: How the heart's pressure, rate and output change with the angle, three minutes after the tilt",
        "sources:",
        '  - {id: FITC, cite: "The circulation tier of this package, 400 drawn bodies", where: "scripts/fit_circulation.py",'
        ' says: "Made by the script: value is the middle body, low and high hold 95 % of bodies. Simulated, not measured.",'
        ' checked: "2026-11-25", level: design}',
        "facts: [invtable2017, cbf2012, lemarr1984]",
        "values:",
        '  tau: {value: 15, unit: "s", low: 5, high: 30, source: FITC, says: "time in which 63 % of the change is done"}',
    ]
    for degrees in ANGLES:
        middle = changes(known, body, degrees)
        many = _many(drawn, degrees)
        for place, (what, unit) in enumerate((("map", "mmHg"), ("hr", "1/min"), ("output_share", "1"))):
            low, high = (float(one) for one in np.percentile(many[:, place], [2.5, 97.5]))
            value = round(middle[what], 3) + 0.0
            low, high = min(round(low, 3), value) + 0.0, max(round(high, 3), value) + 0.0
            says = f"change from lying, at {degrees} degrees below level"
            lines.append(f'  {what}_{degrees}: {{value: {value}, unit: "{unit}", low: {low}, high: {high}, source: FITC, says: "{says}"}}')
    return "\n".join(lines) + "\n"


def _many(drawn: list[Drawn], degrees: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = []
    for one in drawn:
        p, y = prepare(one.constants, one.body)
        out = run_rows(p, y, [0, TILT_S, AFTER_S], [0, degrees, degrees], step_s=0.2, every_s=AFTER_S, using=fast())
        found.append((out[8] - out[0], out[9] - out[1], out[10] / out[2] - 1))
    return np.array(found)


def main() -> None:
    """Prints the fit and its misfits."""
    known = fitted() if "--keep" not in sys.argv else constants()
    print({key: known("head_down", key) for key in FREE})
    for row in misfits(known):
        point = row.point
        about = f"{point.what} {point.from_deg} to {point.to_deg}"
        print(f"{row.study:22} {about:28} measured {point.change:7.2f}  model {row.model:7.2f}  misfit {row.model - point.change:+6.2f}")
    if "--write" in sys.argv:
        path = FOLDER / "head_down.yaml"
        text = path.read_text("utf-8")
        for key in FREE:
            text = re.sub(rf"(  {key}: {{value: )[-0-9.]+", rf"\g<1>{known('head_down', key)}", text)
        path.write_text(text, "utf-8")
        (FOLDER / "heart_by_angle.yaml").write_text(table(known), "utf-8")


if __name__ == "__main__":
    main()
