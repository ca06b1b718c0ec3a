"""In: the source of the pure rooms. Out: none asks the clock, the disk, the network or chance, nor a room that it may not know."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "roost"
PURE = ("base", "words", "screen", "plan", "coach", "track", "body", "evidence", "answer", "share")
# base/jit.py reads one switch of the environment (ROOST_NO_JIT): the one door to the compiler.
FILES = sorted(file for room in PURE for file in (SOURCE / room).rglob("*.py") if file != SOURCE / "base" / "jit.py")
CALLS = {"open", "input", "print", "now", "utcnow", "today", "urlopen", "uuid4", "uuid7", "getenv", "read_text", "read_bytes"}
MODULES = {"os", "io", "pathlib", "time", "random", "secrets", "socket", "subprocess"}
MODULES |= {"shutil", "tempfile", "uuid", "uuid6", "urllib", "http"}
BOOKSHELVES = {"roost.body", "roost.evidence"}


def impurities(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CALLS:
                found.append(f"line {node.lineno} calls {name}()")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            found += [f"line {node.lineno} imports {name}" for name in names if name.partition(".")[0] in MODULES]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_pure_room_asks_neither_clock_nor_disk_nor_network_nor_chance(file):
    assert impurities(file.read_text()) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_the_journey_does_not_read_the_bookshelves(file):
    room = file.relative_to(SOURCE).parts[0]
    imported = {node.module for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.ImportFrom) and node.module}
    if room in ("words", "screen", "plan", "coach", "track"):
        assert not [module for module in imported if ".".join(module.split(".")[:2]) in BOOKSHELVES]


@pytest.mark.parametrize(
    "line", ["import random", "from time import time", "datetime.now()", "date.today()", "open('x')", "path.read_text()"]
)
def test_the_check_sees_what_it_is_for(line):
    assert impurities(line)
