"""In: the benchmark of the synthesis. Out: warm, a pooled analysis with its plot takes under 50 ms."""

import subprocess
import sys
from statistics import median

from benchmarks.synthesis import LIMIT_MS, pooled_and_drawn, sides


def test_a_pooled_analysis_and_its_plot_take_under_50_ms_warm():
    pooled_and_drawn()
    assert median(pooled_and_drawn() for _ in range(7)) < LIMIT_MS


def test_the_peer_is_timed_too():
    assert all(side() > 0 for side in sides().values())


def test_reading_a_study_loads_no_library_of_numbers():
    loaded = "roost.web.server, roost.cli.main, roost.evidence.library, roost.evidence.tell"
    code = f"import sys, {loaded}; print('numpy' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
