"""In: nothing. Out: how long a pooled analysis with its plot takes, warm, against SciPy's t-test of as many numbers in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable

from roost.app.evidence import evidence
from roost.evidence.comparison import result_of
from roost.evidence.forest import forest_svg
from roost.evidence.pool import pool

__all__ = ["pooled_and_drawn", "sides"]

EFFECTS = (-0.889, -1.585, -1.348, -1.442, -0.218, -0.786, -1.621, 0.012, -0.469, -1.371, -0.339, 0.446, -0.017)
VARIANCES = (0.326, 0.195, 0.415, 0.020, 0.051, 0.007, 0.223, 0.004, 0.056, 0.073, 0.012, 0.533, 0.071)


def pooled_and_drawn() -> float:
    """Milliseconds for all comparisons pooled again, thirteen studies by REML with the interval of Hartung and others, and the plot."""
    library = evidence()
    begun = time.perf_counter()
    results = [result_of(comparison, library.studies) for comparison in library.comparisons.values()]
    pool(EFFECTS, VARIANCES, "REML", "plain")
    forest_svg([result for result in results if result.comparison.file.plot == "pain"])
    return (time.perf_counter() - begun) * 1000


def _t_test() -> float:
    from scipy.stats import ttest_1samp

    begun = time.perf_counter()
    ttest_1samp(EFFECTS, 0.0)
    return (time.perf_counter() - begun) * 1000


def sides() -> dict[str, Callable[[], float]]:
    """Ours and the peer, to be timed by turns."""
    return {"ours": pooled_and_drawn, "peer": _t_test}
