"""In: a copy of the house with one thing broken. Out: the gate that is there for it goes red."""

import pytest

from tests.house.copies import copy_of_the_house, run_in

pytestmark = pytest.mark.slow

BREAKS = {
    "a pure room reads a library of numbers": ("src/roost/plan/caps.py", "import rich\n", "Pure rooms"),
    "a lower room knows a higher one": ("src/roost/words/answers.py", "import roost.screen.rules\n", "The journey"),
    "a page goes straight to the store": ("src/roost/web/__init__.py", "import roost.store.shelf\n", "Pages and commands"),
    "a room without a place on the map": ("src/roost/utility/__init__.py", '"""In: x. Out: y."""\n', "The journey"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return copy_of_the_house(tmp_path_factory.mktemp("house"))


LINT = "import sys; from importlinter.cli import lint_imports_command as run; sys.argv = ['x', '--no-cache', '--no-logo']; run()"


def test_the_contracts_hold_where_nothing_is_broken(house):
    done = run_in(house, "-c", LINT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_contract_is_seen(house, name):
    file, line, contract = BREAKS[name]
    path = house / file
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text((before or "") + line)
    try:
        done = run_in(house, "-c", LINT)
    finally:
        if before is None:
            path.unlink()
            path.parent.rmdir()
        else:
            path.write_text(before)
    assert done.returncode == 1, done.stdout + done.stderr
    assert [row for row in done.stdout.splitlines() if row.startswith(contract) and row.endswith("BROKEN")]
