"""In: `<name>_in.json`, the commands of a journey with their files. Out: what each command answers, to be held against `<name>_out.json`.

`python -m tests.scenarios.journeys` writes the answers again, to be read before they are kept.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from roost.cli.main import run

__all__ = ["FOLDER", "NAMES", "answers", "walk"]

FOLDER = Path(__file__).parent
NAMES = sorted(path.name.removesuffix("_in.json") for path in FOLDER.glob("*_in.json"))
# They change with any byte of any rule, so they are not held.
CHANGING = {"rules_version", "hash", "plan_id", "plan_hash"}


def _held(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "*" if key in CHANGING else _held(part) for key, part in value.items()}
    return [_held(part) for part in value] if isinstance(value, list) else value


def _roost(words: list[str]) -> tuple[int, str, str]:
    """One command in this process: its exit code, and what it printed."""
    out, err = io.StringIO(), io.StringIO()
    with patch.object(sys, "argv", ["roost", *words]), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            run()
        except SystemExit as ended:
            return int(ended.code or 0), out.getvalue(), err.getvalue()


def walk(name: str) -> list[dict[str, Any]]:
    """Runs each command of a journey in one folder; a file stays until a later step writes it again."""
    steps = json.loads((FOLDER / f"{name}_in.json").read_text())["steps"]
    said = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for step in steps:
            for file, content in step.get("files", {}).items():
                (Path(folder) / file).write_text(content if isinstance(content, str) else json.dumps(content))
            code, out, err = _roost(step["roost"])
            answer = _held(json.loads(out)) if out.startswith(("{", "[")) else out
            said.append({"step": step["step"], "exit": code, "answer": answer, "error": err})
    return said


def answers(name: str) -> list[dict[str, Any]]:
    """What is kept of a journey."""
    kept: list[dict[str, Any]] = json.loads((FOLDER / f"{name}_out.json").read_text())
    return kept


if __name__ == "__main__":
    for each in NAMES:
        (FOLDER / f"{each}_out.json").write_text(json.dumps(walk(each), indent=1, ensure_ascii=False) + "\n")
