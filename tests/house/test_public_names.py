"""In: `import roost` in a fresh interpreter. Out: few names, and nothing heavy loaded."""

import json
import subprocess
import sys

import pytest

import roost

HEAVY = {"numpy", "numba", "scipy", "fastapi", "starlette", "sqlalchemy", "typer", "rich", "jinja2", "uvicorn"}
WEB = HEAVY - {"typer", "rich"}


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_roost_has_at_most_25_names_and_each_of_them_is_there():
    assert len(roost.__all__) <= 25
    assert [name for name in roost.__all__ if not hasattr(roost, name)] == []


def test_the_room_of_the_answer_is_also_the_name_that_answers():
    assert roost.__getattr__("answer") is roost.answer  # once the room is loaded, Python no longer asks
    assert callable(roost.answer)


def test_a_name_that_it_does_not_have_is_an_error():
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = roost.nothing_of_ours


@pytest.mark.parametrize("module", ["roost", "roost.words", "roost.screen", "roost.screen.screen", "roost.plan.caps"])
def test_a_pure_room_loads_nothing_heavy(module):
    assert loaded_by(f"import {module}") & HEAVY == set()


def test_the_command_line_does_not_load_the_web_or_the_database_until_it_serves():
    assert loaded_by("import roost.cli.main") & WEB == set()
