"""In: a writer that is killed at random moments. Out: each entry that was acknowledged is there; a store that forgets is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORGETS = """
import sys
from roost.store.open import Store
keep = Store.add
def add(self, entries):
    entries = list(entries)
    return keep(self, entries[:-1]) + ["stored"] if len(entries) > 1 else keep(self, entries)
Store.add = add
from tests.prove.kill_rounds import kill_rounds
held, figure = kill_rounds(3)
print(figure)
sys.exit(held)
"""


def run(*words):
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout.strip().splitlines()[-1:], done.stderr


@pytest.mark.slow
def test_what_was_acknowledged_outlives_a_kill():
    code, last, errors = run("-m", "tests.prove.kill_rounds", "15")
    assert code == 0, f"{last} {errors}"
    assert last[0].startswith("15 kills")
    assert " 0 lost, 0 half kept" in last[0]


@pytest.mark.slow
def test_a_store_that_forgets_is_noticed():
    code, last, errors = run("-c", FORGETS)
    assert code == 0, f"{last} {errors}"
    assert " 0 lost" not in last[0]
