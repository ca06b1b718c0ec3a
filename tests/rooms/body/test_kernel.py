"""In: pressures and volumes at their ends. Out: the kernel's curves stay finite and go the right way."""

import pytest

from roost.app.estimate_body import constants
from roost.body import kernel
from roost.body.circulation import prepare
from roost.body.person import body_of

P, _ = prepare(constants(), body_of(178, 80))


def test_veins_stiffen_as_they_fill_and_never_jump():
    volumes = list(range(-200, 2_500, 50))
    pressures = [kernel.stiffening(float(volume), 50.0, 1_500.0) for volume in volumes]
    assert pressures == sorted(pressures)
    assert pressures[0] == -4
    at_the_end = 1.5 * 2 * 1_500 / 3.141592653589793
    assert kernel.stiffening(at_the_end + 1e-6, 50.0, 1_500.0) == pytest.approx(
        kernel.stiffening(at_the_end - 1e-6, 50.0, 1_500.0), rel=1e-6
    )


def test_an_empty_heart_beats_nothing_and_a_full_one_has_an_end():
    assert kernel.stroke(-1.0, 100.0, 4.0) == 0
    assert kernel.stroke(5.0, 100.0, 4.0) < kernel.stroke(50.0, 100.0, 4.0) <= 100


def test_the_brain_keeps_its_flow_until_its_vessels_can_do_no_more():
    rest = P[kernel.BRAIN_PRESSURE]
    limits = (P[kernel.BRAIN_FLOW], P[kernel.AUTO_LOW], P[kernel.AUTO_HIGH])
    flows = [kernel.kept_flow(rest * share, rest, *limits) for share in (-1.0, 0.3, 0.8, 1.0, 1.5, 3.0)]
    assert flows == sorted(flows)
    assert flows[0] == 0
    assert flows[2] == flows[3] == flows[4] == P[kernel.BRAIN_FLOW]


def test_the_parameters_stand_where_their_names_do():
    assert len(P) == len(kernel.PARAMETERS)
    assert all(getattr(kernel, name.removesuffix("_mmHg").upper()) == i for i, name in enumerate(kernel.PARAMETERS))
