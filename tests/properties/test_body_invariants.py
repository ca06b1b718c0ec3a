"""In: any body, angle and time. Out: what must hold of each: order, growth, conservation, and that the seed alone decides a cohort."""

from hypothesis import given, settings
from hypothesis import strategies as st

from roost.app.estimate_body import constants
from roost.body import kernel
from roost.body.circulation import prepare, run_trace
from roost.body.estimate import estimate
from roost.body.person import body_of
from roost.body.tension import LEVELS, tensions

C = constants()
BODIES = st.builds(
    lambda height, bmi, sex, age: body_of(height, round(bmi * (height / 100) ** 2, 1), sex=sex, age_years=age),
    st.integers(145, 205),
    st.floats(16, 45),
    st.sampled_from(["F", "M", "X", None]),
    st.one_of(st.none(), st.integers(18, 90)),
)
ANGLES = st.floats(-90, 90)
DOWN = st.floats(0, 90)


def ranges(made):
    yield from (one for pull in made.tension.values() for one in (pull.newton, pull.share_of_weight))
    yield from (made.ankle_load_N, made.knee_load_N, made.hip_load_N, made.segment_mm, made.stature_mm)
    for reading in (made.heart.map, made.heart.hr, made.eye.map, made.eye.iop, made.eye.opp):
        yield reading
        yield reading.change


@given(BODIES, ANGLES, st.floats(0, 120))
def test_low_is_never_above_high(body, deg, minutes):
    assert all(one.low <= one.median <= one.high for one in ranges(estimate(C, body, deg, minutes)))


@given(BODIES, DOWN, DOWN)
def test_a_steeper_angle_pulls_no_less_and_presses_the_eye_no_less(body, one, other):
    a, b = sorted((one, other))
    less, more = estimate(C, body, a, 3), estimate(C, body, b, 3)
    for level in LEVELS:
        assert less.tension[level].newton.low <= more.tension[level].newton.low
        assert less.tension[level].newton.high <= more.tension[level].newton.high
    assert less.eye.iop.change.median <= more.eye.iop.change.median
    assert less.ankle_load_N.high <= more.ankle_load_N.high


@given(BODIES, DOWN)
def test_what_hangs_lower_in_the_body_pulls_no_less(body, deg):
    pulls = [tensions(C, body, deg)[level].newton.high for level in LEVELS]
    assert pulls == sorted(pulls)
    assert pulls[-1] <= estimate(C, body, deg, 1).hip_load_N.high


@given(BODIES, DOWN)
def test_head_up_and_head_down_by_the_same_angle_weigh_the_same_column(body, deg):
    down, up = (estimate(C, body, one, 60) for one in (deg, -deg))
    columns = [made.eye.map.change.median - made.heart.map.change.median for made in (down, up)]
    assert abs(sum(columns)) < 1e-9


@settings(max_examples=12, deadline=None)
@given(BODIES, st.lists(ANGLES, min_size=2, max_size=4))
def test_blood_is_kept_whatever_the_table_does(body, angles):
    times = [4.0 * i for i in range(len(angles))]
    made = run_trace(C, body, times, angles, using=kernel)
    assert max(made.volume_ml) - min(made.volume_ml) <= 1e-9 * made.volume_ml[0]


@settings(max_examples=12, deadline=None)
@given(BODIES)
def test_a_body_at_rest_does_not_move(body):
    p, y = prepare(C, body)
    d, seen = [0.0] * kernel.STATES, [0.0] * kernel.STATES
    kernel.flow_and_pressure(y, p, 0.0, d, seen)
    assert max(abs(one) for one in d) < 1e-9
