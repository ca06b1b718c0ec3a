"""In: each hazard file. Out: what it names as a control stands, its tests exist, and breaking the control makes them fail."""

import ast
from pathlib import Path

import pytest

from scripts.hazards import FOLDER, ROOT, find_control, hazards

HAZARDS = hazards()
BREAKS = [(name, i) for name, hazard in HAZARDS.items() for i in range(len(hazard.examples))]


def test_there_are_hazards_and_no_two_have_one_number():
    ids = [hazard.id for hazard in HAZARDS.values()]
    assert len(set(ids)) == len(ids) > 10


def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    inside = {f"{one.name}::{node.name}" for one in classes for node in one.body if isinstance(node, ast.FunctionDef)}
    assigned = {f"{node.targets[0].id}" for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
    cases = {f"{name}::runTest" for name in assigned}
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)} | inside | cases


@pytest.mark.parametrize("name", HAZARDS)
def test_each_control_stands(name):
    for control in HAZARDS[name].controls:
        find_control(control)


@pytest.mark.parametrize("name", HAZARDS)
def test_each_test_that_a_hazard_names_exists(name):
    hazard = HAZARDS[name]
    for test in [*hazard.tests, *(test for example in hazard.examples for test in example.tests)]:
        file, _, inside = test.partition("::")
        assert (ROOT / file).is_file(), test
        assert inside.partition("[")[0] in names_in(ROOT / file), test


@pytest.mark.parametrize("name", HAZARDS)
def test_a_control_in_software_can_be_broken_and_has_a_test(name):
    hazard = HAZARDS[name]
    if hazard.controls != ("none in software",):
        assert hazard.tests
        assert hazard.examples
        assert hazard.residual.strip()


@pytest.mark.parametrize(("name", "i"), BREAKS)
def test_each_break_still_finds_its_place(name, i):
    example = HAZARDS[name].examples[i]
    assert (ROOT / example.file).read_text().count(example.find) == 1
    assert example.find != example.replace


@pytest.mark.parametrize("name", HAZARDS)
def test_safety_lists_each_hazard(name):
    assert f"({FOLDER.relative_to(ROOT)}/{name}.yaml)" in (ROOT / "SAFETY.md").read_text()
