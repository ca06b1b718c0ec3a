"""In: the numerical functions of a module, in plain Python. Out: on request their compiled twins: the one door to numba.

One person's answer takes milliseconds in plain Python, less than loading the compiler does. So a kernel is plain Python, and stays so;
who wants many answers asks for `compiled(module)`, a second module with the same names. Where numba is missing, or ROOST_NO_JIT=1 is
set, that is the plain module itself.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from threading import Lock
from types import FunctionType, ModuleType
from typing import Any, TypeVar

__all__ = ["compiled", "kernel"]

F = TypeVar("F", bound=Callable[..., object])
_KERNELS: dict[str, list[str]] = {}
_TWINS: dict[str, ModuleType] = {}
_LOCK = Lock()


def kernel(function: F) -> F:
    """Marks a function that may be compiled. It must read alike to Python and numba: numbers, loops, `math`, indexed vectors.

    A kernel may call kernels that stand above it, and those of another module through that module's name.
    """
    _KERNELS.setdefault(function.__module__, []).append(function.__name__)
    return function


def compiled(module: str) -> Any:
    """The compiled twin of a module of kernels: the same names, the same figures, hundreds of times faster.

    No fast maths, no threads inside, cached on disk: the same input gives the same bytes on any number of threads.

    Args:
        module: its full name, as `roost.answer.kernel`; it must be imported already.

    Returns:
        A module: the twin, or the plain one where there is no numba or ROOST_NO_JIT=1.
    """
    plain = sys.modules[module]
    if os.environ.get("ROOST_NO_JIT") == "1":
        return plain
    try:
        from numba import njit
    except ImportError:
        return plain
    with _LOCK:
        if not _TWINS:
            _spare_scipy()
        if module not in _TWINS:
            _TWINS[module] = _twin(plain, njit(cache=True, nogil=True, fastmath=False, error_model="numpy"))
    return _TWINS[module]


def _spare_scipy() -> None:
    """Has numba's array maths loaded without scipy.linalg: half of the time of a first call goes into asking whether that is there.

    It is (scipy is among our dependencies), so numba's answer is the same; kernels use no matrices, and who does asks again.
    """
    from numba.np import linalg

    ask = linalg.ensure_blas
    linalg.ensure_blas = lambda: None
    try:
        importlib.import_module("numba.np.arraymath")
    finally:
        linalg.ensure_blas = ask


def _twin(plain: ModuleType, compile_one: Callable[[Any], Any]) -> ModuleType:
    """Each kernel again, with a view of its module in which kernels are compiled; other modules of kernels must be twins already."""
    seen = dict(vars(plain))
    for name, value in seen.items():
        if isinstance(value, ModuleType) and value.__name__ in _TWINS:
            seen[name] = _TWINS[value.__name__]
    twin = ModuleType(f"{plain.__name__} (compiled)")
    for name in _KERNELS[plain.__name__]:
        old = vars(plain)[name]
        new = FunctionType(old.__code__, seen, name, old.__defaults__)
        new.__module__, new.__qualname__ = old.__module__, old.__qualname__
        seen[name] = compile_one(new)
        setattr(twin, name, seen[name])
    return twin
