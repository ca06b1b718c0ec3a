"""In: the benchmark of the synthesis, and Python. Out: both sides are timed; reading the shelves loads no library of numbers."""

import subprocess
import sys

from benchmarks.synthesis import sides


def test_both_sides_are_timed():
    assert all(side() > 0 for side in sides().values())


def test_reading_a_study_loads_no_library_of_numbers():
    loaded = "roost.web.server, roost.cli.main, roost.evidence.library, roost.evidence.tell"
    code = f"import sys, {loaded}; print('numpy' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
