"""In: `<name>_in.json`, the commands of a journey with their files. Out: what each command answers, to be held against `<name>_out.json`.

`python -m tests.scenarios.journeys` writes the answers again, to be read before they are kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "NAMES", "answers", "walk"]

FOLDER = Path(__file__).parent
NAMES = sorted(path.name.removesuffix("_in.json") for path in FOLDER.glob("*_in.json"))
# They change with any byte of any rule, so they are not held.
CHANGING = {"rules_version", "hash", "plan_id", "plan_hash"}


def _held(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "*" if key in CHANGING else _held(part) for key, part in value.items()}
    return [_held(part) for part in value] if isinstance(value, list) else value


def walk(name: str) -> list[dict[str, Any]]:
    """Runs each command of a journey as a process of its own in one folder; a file stays until a later step writes it again."""
    steps = json.loads((FOLDER / f"{name}_in.json").read_text())["steps"]
    said = []
    with tempfile.TemporaryDirectory() as folder:
        for step in steps:
            for file, content in step.get("files", {}).items():
                (Path(folder) / file).write_text(content if isinstance(content, str) else json.dumps(content))
            roost = [sys.executable, "-c", "from roost.cli.main import run; run()", *step["roost"]]
            done = subprocess.run(roost, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
            answer = _held(json.loads(done.stdout)) if done.stdout.startswith(("{", "[")) else done.stdout
            said.append({"step": step["step"], "exit": done.returncode, "answer": answer, "error": done.stderr})
    return said


def answers(name: str) -> list[dict[str, Any]]:
    """What is kept of a journey."""
    kept: list[dict[str, Any]] = json.loads((FOLDER / f"{name}_out.json").read_text())
    return kept


if __name__ == "__main__":
    for each in NAMES:
        (FOLDER / f"{each}_out.json").write_text(json.dumps(walk(each), indent=1, ensure_ascii=False) + "\n")
