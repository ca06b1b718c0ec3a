"""In: bodies that can and can't be. Out: closed-form figures against hand-made ones; what is refused; what is flagged."""

import json
import subprocess
import sys

import pytest

import roost
from roost.app.estimate_body import constants, studies
from roost.app.run_body import body_cohort, body_estimate, body_traces, cohort_table, session_protocol
from roost.base.errors import DataFileError, InputError, RoostError
from roost.body.constants import read_constants
from roost.body.estimate import LABEL, estimate, estimate_json
from roost.body.eye import eye_change
from roost.body.heart import heart_change
from roost.body.load import joint_load, net_force
from roost.body.person import body_of, check_angle, check_minutes
from roost.body.scenario import hold, protocol_of
from roost.body.stature import segment_mm, stature_mm
from roost.body.tension import cranial_share, joint_share, tension
from roost.store.shelf import shelf_folder

C = constants()
MAN = body_of(178, 80, sex="M", age_years=45)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"height_cm": "5.1", "mass_kg": 80}, "height_cm"),
        ({"height_cm": 178, "mass_kg": 300}, "mass_kg"),
        ({"height_cm": 178, "mass_kg": 500}, "mass_kg"),
        ({"height_cm": 178, "mass_kg": 12}, "mass_kg"),
        ({"height_cm": "tall", "mass_kg": 80}, "height_cm"),
        ({"height_cm": 178, "mass_kg": 80, "sex": "male"}, "sex"),
        ({"height_cm": 178, "mass_kg": 80, "age_years": 140}, "age"),
        ({"height_cm": 178, "mass_kg": 80, "hr": 7}, "hr"),
        ({"height_cm": 178, "mass_kg": 80, "map_mmHg": 12}, "map_mmHg"),
        ({"height_cm": 178, "mass_kg": 80, "iop_mmHg": 90}, "iop_mmHg"),
    ],
    ids=str,
)
def test_nonsense_is_refused_by_name(given, key):
    with pytest.raises(InputError) as refused:
        body_of(given.pop("height_cm"), given.pop("mass_kg"), **given)
    assert refused.value.key == key


@pytest.mark.parametrize("deg", [150, -91, "steep"])
def test_an_angle_counted_from_upright_is_refused(deg):
    with pytest.raises(InputError):
        check_angle(deg)


@pytest.mark.parametrize("minutes", [-1, 121, "nan"])
def test_minutes_that_can_not_be_shown_are_refused(minutes):
    with pytest.raises(InputError):
        check_minutes(minutes)


@pytest.mark.parametrize(
    ("sex", "level", "share"),
    [
        ("M", "T12-L1", 0.393),
        ("M", "L3-4", 0.491),
        ("M", "L5-S1", 0.530),
        ("F", "T12-L1", 0.370),
        ("F", "L3-4", 0.458),
        ("F", "L5-S1", 0.501),
    ],
)
def test_the_share_above_a_level_is_that_of_the_notes(sex, level, share):
    assert cranial_share(C, sex, level) == pytest.approx(share, abs=0.001)


def test_arms_that_hold_the_frame_do_not_hang():
    assert cranial_share(C, "M", "L3-4", arms_held=True) == pytest.approx(0.392, abs=0.001)


def test_unknown_and_x_are_the_mean_of_women_and_men():
    mean = (cranial_share(C, "M", "L3-4") + cranial_share(C, "F", "L3-4")) / 2
    assert cranial_share(C, None, "L3-4") == cranial_share(C, "X", "L3-4") == pytest.approx(mean)


@pytest.mark.parametrize(("deg", "low", "high"), [(30, 3.3, 24.6), (45, 17.4, 34.7), (60, 30.3, 42.5), (90, 49.1, 49.1), (10, 0, 8.5)])
def test_the_interval_of_friction_is_that_of_the_notes(deg, low, high):
    share = tension(C, MAN, "L3-4", deg).share_of_weight
    assert 100 * share.low == pytest.approx(low, abs=0.1)
    assert 100 * share.high == pytest.approx(high, abs=0.1)


@pytest.mark.parametrize(("joint", "share"), [("ankle", 0.97), ("knee", 0.89), ("hip", 0.60)])
def test_the_share_at_a_joint_is_that_of_the_notes(joint, share):
    assert joint_share(C, "M", joint) == pytest.approx(share, abs=0.005)
    assert joint_load(C, MAN, joint, 90).high == pytest.approx(share * 80 * 9.81, rel=0.01)


def test_a_disc_is_unloaded_before_it_is_pulled():
    assert net_force(C, 100) == (-50, "unloading")
    assert net_force(C, 300) == (150, "tension")


def test_spread_is_wider_for_the_heavy_and_nothing_when_level():
    heavy = body_of(178, 110, sex="M")
    spread = tension(C, heavy, "L3-4", 90).spread
    assert (spread.high - spread.low) / 110 > (tension(C, MAN, "L3-4", 90).spread.high - tension(C, MAN, "L3-4", 90).spread.low) / 80
    assert tension(C, MAN, "L3-4", 0).spread.high == 0
    held_by_friction = tension(C, MAN, "L3-4", 10)
    assert held_by_friction.spread.low == held_by_friction.newton.median == 0


def test_a_segment_never_leaves_the_measured_range():
    assert segment_mm(C, 25, 5_000, 20) == 4.0
    assert segment_mm(C, None, 51, 20) == segment_mm(C, 50, 51, 20) == pytest.approx(1.2)
    assert segment_mm(C, 70, 51, 0) == pytest.approx(0.2)


def test_stature_is_gained_lying_and_head_down_only():
    assert stature_mm(C, MAN, -45, 20).high == 0
    assert 0 < stature_mm(C, MAN, 0, 20).median < stature_mm(C, MAN, 90, 20).median


def test_the_table_of_the_heart_is_what_the_circulation_says():
    from scripts.fit_circulation import changes

    for deg in (-75, 30, 90):
        made = changes(C, body_of("169.3", "70.3"), deg)
        for what in ("map", "hr", "output_share"):
            assert heart_change(C, what, deg, 60).median == pytest.approx(made[what], abs=0.01)


def test_the_values_that_stand_are_those_of_the_fits():
    from scripts import fit_eye

    assert fit_eye.fit().values == {key: C("eye", key) for key in ("linear", "square", "upright")}


@pytest.mark.parametrize("file", ["head_down", "eye_course"])
def test_no_fitted_value_can_be_moved_for_a_better_fit(file):
    from scripts import fit_circulation, fit_eye

    free, away = {
        "head_down": (fit_circulation.FREE, fit_circulation.residuals),
        "eye_course": (fit_eye.FREE, fit_eye.course_residuals),
    }[file]

    def misfit(**moved):
        return sum(one * one for one in away([moved.get(key, C(file, key)) for key in free]))

    best = misfit()
    for key in free:
        one = C.files[file][key]
        for step in (-0.02, 0.02):
            assert misfit(**{key: one.value + step * (one.high - one.low)}) > best, (key, step)


def test_an_estimate_has_the_keys_of_the_contract():
    made = estimate_json(body_estimate(MAN, 30.0, 3.0))
    assert set(made) >= {"tension", "heart", "eye", "ankle_load_N", "stature_mm", "flags", "validity"}
    assert set(made["tension"]["L3-4"]) == {"newton", "share_of_weight", "spread"}
    for place, keys in {"heart": {"map", "hr"}, "eye": {"map", "iop", "opp"}}.items():
        assert set(made[place]) == keys
        for one in made[place].values():
            assert set(one) == {"low", "median", "high", "change"}
            assert one["low"] <= one["median"] <= one["high"]
            assert one["change"]["low"] <= one["change"]["median"] <= one["change"]["high"]
    assert made["validity"]["label"] == LABEL == "simulated, not measured"


def test_the_names_of_the_package_do_the_same():
    made = roost.body_estimate(roost.body_of(178, 80, sex="M", age_years=45), 30, 3)
    assert made == body_estimate(MAN, 30.0, 3.0)
    assert roost.body_traces is body_traces
    assert roost.body_cohort is body_cohort


def test_level_changes_nothing():
    made = body_estimate(MAN, 0.0, 5.0)
    for one in (made.heart.map, made.heart.hr, made.eye.map, made.eye.iop, made.eye.opp):
        assert (one.change.low, one.change.median, one.change.high) == (0, 0, 0)


def test_what_was_measured_on_the_person_narrows_the_range():
    known = estimate(C, body_of(178, 80, map_mmHg=90, hr=60, iop_mmHg=14), 30, 3)
    unknown = estimate(C, body_of(178, 80), 30, 3)
    assert known.heart.map.median == pytest.approx(90 + known.heart.map.change.median)
    assert known.heart.map.high - known.heart.map.low < unknown.heart.map.high - unknown.heart.map.low
    assert "pressure_not_known" in unknown.flags
    assert "pressure_not_known" not in known.flags


@pytest.mark.parametrize(
    ("more", "deg", "minutes", "word"),
    [
        ({"age_years": 72}, 30, 3, "60"),
        ({}, 30, 15, "10 minutes"),
        ({}, -45, 3, "below level"),
        ({"pressure_medicine": True}, 30, 3, "medicine"),
        ({"eye_disease": True}, 30, 3, "eye"),
    ],
)
def test_outside_what_was_measured_it_says_so(more, deg, minutes, word):
    validity = estimate(C, body_of(178, 80, **more), deg, minutes).validity
    assert not validity.within
    assert any(word in why for why in validity.why)


def test_a_heavy_person_is_told_too():
    made = estimate(C, body_of(170, 100), 30, 3)
    assert not made.validity.within
    assert "heavier_than_measured" in made.flags
    assert estimate(C, MAN, 30, 3).validity.within


def test_nothing_it_says_calls_an_angle_harmless():
    text = json.dumps(estimate_json(body_estimate(MAN, 30.0, 3.0))).lower()
    assert not [word for word in ("safe", "cleared", "proven", "approved") if word in text]


def test_a_constant_outside_its_range_or_without_source_is_an_error():
    good = shelf_folder("body/constants")["friction"]
    with pytest.raises(DataFileError, match="outside"):
        read_constants({"friction": good.replace(b"value: 0.35", b"value: 0.95")})
    with pytest.raises(DataFileError, match="not among"):
        read_constants({"friction": good.replace(b"source: PTA", b"source: NOBODY")})


def test_each_constant_lies_in_its_range_and_is_explained():
    for group in C.files.values():
        for constant in group.values():
            assert constant.low <= constant.value <= constant.high
            assert constant.says
            assert constant.unit


def test_each_study_names_its_source():
    assert len(studies()) >= 15
    assert all(study.source.where and study.points for study in studies())


def test_a_protocol_is_straight_between_its_knots():
    protocol = protocol_of([(5, 0), (15, 30), (15, 30), (60, 30)])
    assert protocol.times_s == (0, 10, 55)
    assert [protocol.at(t) for t in (0, 5, 10, 99)] == [0, 15, 30, 30]
    assert hold(30, 0).times_s[-1] == 1
    assert protocol.minutes_down == pytest.approx(55 / 60)
    assert hold(30, 10).minutes_down == 10
    assert [hold(deg, 1).deepest_deg for deg in (30, -60, 0)] == [30, -60, 0]


@pytest.mark.parametrize("events", [[], [(0, 3)], [(0, 0), (5, 10), (3, 10)], [(0, 0), (9_000, 10)], [(0, 0), (5, 120)]])
def test_angles_that_make_no_protocol_are_refused(events):
    with pytest.raises(InputError):
        protocol_of(events)


def test_traces_hold_the_body_inside_its_band():
    made = body_traces(MAN, hold(30, 1))
    assert made.t_s[-1] == 60
    assert made.head_down_deg[-1] == 30
    for band in (made.map, made.hr, made.eye_map, made.iop_change, made.tension_N):
        assert len(band) == 61
        assert all(one.low <= one.median <= one.high for one in band)
    assert made.map[-1].high > made.map[-1].low
    assert made.iop_change[-1].median == pytest.approx(eye_change(C, 30, 1).median, abs=1)
    assert made.validity.within
    assert made.validity.label == made.label == LABEL
    assert {"between_measured_angles", "output_contested"} <= set(made.flags)
    assert made.iop_change[0].high == 0 < made.iop_change[-1].low
    assert made.eye_map[-1].high - made.eye_map[-1].low > made.map[-1].high - made.map[-1].low  # eyes lie at different heights


@pytest.mark.parametrize(("deg", "minutes", "word"), [(30, 11, "10 minutes"), (-60, 1, "below level")])
def test_traces_outside_what_was_measured_say_so(monkeypatch, deg, minutes, word):
    monkeypatch.setenv("ROOST_NO_JIT", "1")
    validity = body_traces(MAN, hold(deg, minutes)).validity
    assert not validity.within
    assert word in validity.why[0]


def test_without_the_compiler_it_runs_in_plain_python(monkeypatch):
    monkeypatch.setenv("ROOST_NO_JIT", "1")
    made = body_traces(MAN, hold(30, 0.2))
    assert made.drawn == 0
    assert made.map[-1].low == made.map[-1].median == made.map[-1].high


def test_a_cohort_is_the_same_on_any_number_of_threads_and_grows_at_its_end():
    one, two = body_cohort(12, hold(60, 1), seed=3, threads=1), body_cohort(20, hold(60, 1), seed=3, threads=2)
    assert {name: column[:12] for name, column in two.items()} == one
    assert body_cohort(12, hold(60, 1), seed=4)["mass_kg"] != one["mass_kg"]
    assert set(one["sex"]) == {"M", "F"}
    assert one["within_validity"] == [kg / (cm / 100) ** 2 < 30 for kg, cm in zip(one["mass_kg"], one["height_cm"], strict=True)]
    with pytest.raises(InputError):
        body_cohort(0, hold(60, 1), seed=1)


def test_a_cohort_is_an_arrow_table():
    pa = pytest.importorskip("pyarrow")
    table = cohort_table(body_cohort(3, hold(30, 1), seed=1), {"label": LABEL})
    assert isinstance(table, pa.Table)
    assert table.num_rows == 3
    assert table.schema.metadata[b"label"] == LABEL.encode()


def test_without_pyarrow_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RoostError, match=r"roost\[cohort\]"):
        cohort_table({}, {})


def test_a_recorded_session_gives_its_angles():
    from tests.rooms.coach.test_session_json import SESSION

    events = [{"t_ms": 1000 * i, "kind": "angle", "head_down_deg": 2 * i, "quality": "good"} for i in range(6)]
    data = json.dumps(SESSION | {"events": [{"t_ms": 0, "kind": "start"}, *events]}).encode()
    protocol = session_protocol(data, file="s.json")
    assert protocol.times_s == (0, 1, 2, 3, 4, 5)
    assert protocol.degrees == (0, 2, 4, 6, 8, 10)
    with pytest.raises(InputError, match=r"s\.json"):
        session_protocol(json.dumps(SESSION | {"events": [{"t_ms": 0, "kind": "start"}]}).encode(), file="s.json")


def test_the_first_fast_call_spares_itself_scipy_s_linear_algebra():
    code = "import sys, roost.body.circulation as c\nfrom roost.app.estimate_body import constants\nfrom roost.body.person import body_of\n"
    code += "c.run_trace(constants(), body_of(178, 80), [0, 5], [0, 30], using=c.fast())\n"
    code += "print([name for name in ('numba', 'scipy.linalg') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "['numba']"


def test_the_closed_form_tier_loads_no_compiled_part():
    code = "import sys, roost.app.estimate_body, roost.body.estimate, roost.body.scenario\n"
    code += "print([name for name in ('numpy', 'numba', 'scipy', 'sqlalchemy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_generated_page_and_the_vectors_are_up_to_date():
    from scripts.body_pages import generated

    assert [path.name for path, text in generated().items() if path.read_text("utf-8") != text] == []
