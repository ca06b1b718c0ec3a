"""In: one body beat by beat. Out: the plain kernel says what the compiled one says; beats, valves and refilling go the right way."""

import pytest

from roost.app.estimate_body import constants
from roost.body import pulse
from roost.body.person import body_of
from roost.body.pulsatile import PulseTrace, fast, run_pulse, settle

C = constants()
MAN = body_of("169.3", "70.3", sex="M")
READINGS = PulseTrace.__slots__[1:]


def test_a_chamber_stiffens_and_slackens_once_a_beat():
    made = [pulse.activation(t / 1000, 0.37) for t in range(-50, 700)]
    assert max(made) == pytest.approx(1, abs=1e-4)
    assert made[0] == made[50] == made[-1] == 0
    top = made.index(max(made))
    assert made[50:top] == sorted(made[50:top])
    assert made[top:] == sorted(made[top:], reverse=True)


def test_a_valve_lets_nothing_back():
    assert pulse.through(10, 8, 0.5) == 4
    assert pulse.through(8, 10, 0.5) == 0


def test_the_numbers_stand_where_their_names_do():
    assert [getattr(pulse, name.upper()) for name in pulse.SCALARS] == list(range(len(pulse.SCALARS)))
    assert len(pulse.PLACES) == pulse.RES
    made = settle(C, MAN, turns=0, seconds=1.0, using=fast())
    assert len(made.state) == pulse.STATES
    assert len(made.resistance) == len(pulse.PATHS)
    assert made.scalars[pulse.REFLEXES] == 1


def test_the_compiled_kernel_says_what_the_plain_one_says():
    made = settle(C, MAN, turns=1, seconds=1.0, using=fast())
    plain, compiled = (run_pulse(made, [0, 1, 2], [0, 60, -60], using=using) for using in (pulse, fast()))
    assert len(plain.t_s) == 2
    for name in READINGS:
        assert getattr(compiled, name) == pytest.approx(getattr(plain, name), rel=1e-9), name
