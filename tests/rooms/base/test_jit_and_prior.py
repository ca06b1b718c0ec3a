from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roost.base import jit
from roost.base.errors import InputError
from roost.base.prior import Prior, parse_prior

TWINS = """
import sys
import numpy as np
from roost.answer import kernel, power
from roost.base import jit
from roost.base.prior import DEFAULT
world = power.Scenario(effect=-1.0, pairs=3, missing=0.3)
verdicts, better, sds = power.simulate(world, 1.0, DEFAULT, 6, "twins")
print(jit.compiled("roost.answer.kernel") is not kernel, [f"{x:.9e}" for x in better + sds])
"""


def run(*words: str, **extra: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(Path(jit.__file__).parents[2]), **extra}
    return subprocess.run([sys.executable, "-c", TWINS, *words], capture_output=True, text=True, check=True, env=environment).stdout


def test_compiled_and_plain_kernels_give_the_same_figures() -> None:
    compiled, plain = run(), run("plain", ROOST_NO_JIT="1")
    assert compiled.startswith("True")
    assert plain.startswith("False")
    assert compiled.split(" ", 1)[1] == plain.split(" ", 1)[1]


def test_without_numba_kernels_stay_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    from roost.answer import kernel

    monkeypatch.setitem(sys.modules, "numba", None)
    assert jit.compiled("roost.answer.kernel") is kernel
    monkeypatch.undo()
    monkeypatch.setenv("ROOST_NO_JIT", "1")
    assert jit.compiled("roost.answer.kernel") is kernel


def test_compiling_leaves_the_plain_kernels_as_they_are() -> None:
    from roost.answer import kernel

    before = kernel.cdf
    twin = jit.compiled("roost.answer.kernel")
    assert kernel.cdf is before
    assert twin.cdf is not before
    assert twin is jit.compiled("roost.answer.kernel")


@pytest.mark.parametrize("text", ["1", "1,2,3", "a,b", "0,0", "0,-1", "nan,1", "0,inf"])
def test_a_prior_without_mean_and_spread_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="prior-effect"):
        parse_prior(text)


def test_a_prior_is_read_as_mean_and_sd() -> None:
    assert parse_prior(" -0.5 , 1.5", "mine") == Prior("mine", -0.5, 1.5, "chosen")
