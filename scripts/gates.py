"""In: build/tests*.xml and .coverage of a whole run. Out: coverage by room, then the count of tests; exit 1 below a gate."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import coverage

WHOLE = ("words", "screen", "plan", "coach")  # every branch
REST = 95.0  # per cent, in all other rooms
KINDS = ("tests", "failures", "errors", "skipped")


def measured() -> dict[str, dict[str, Any]]:
    """What coverage knows of each file of ours."""
    run = coverage.Coverage()
    run.load()
    out = Path("build/coverage.json")
    run.json_report(outfile=str(out))
    files: dict[str, dict[str, Any]] = json.loads(out.read_text())["files"]
    return files


def below() -> list[str]:
    """Prints the share of statements and branches that ran, by room, and says which rooms are below their gate."""
    rooms: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for name, file in sorted(measured().items()):
        rooms[Path(name).parent.parts[2] if len(Path(name).parts) > 3 else "roost"].append((name, file))
    found = []
    for room, files in sorted(rooms.items()):
        whole = sum(file["summary"]["num_statements"] + file["summary"]["num_branches"] for _, file in files)
        run = sum(file["summary"]["covered_lines"] + file["summary"]["covered_branches"] for _, file in files)
        share, gate = 100 * run / whole if whole else 100.0, 100.0 if room in WHOLE else REST
        print(f"coverage {room:8} {share:6.2f} %  (gate {gate:g} %)")
        if share < gate:
            found.append(room)
            for name, file in files:
                if file["missing_lines"] or file["missing_branches"]:
                    print(f"    {name}: lines {file['missing_lines']}, branches {file['missing_branches']}")
    return found


def main() -> int:
    """Prints the table and the count."""
    rooms = below()
    suites = [suite for path in Path("build").glob("tests*.xml") for suite in ElementTree.parse(path).getroot().iter("testsuite")]
    tests, failed, errors, skipped = (sum(int(suite.get(key, "0")) for suite in suites) for key in KINDS)
    if rooms:
        print(f"FAILED: coverage below its gate in {', '.join(rooms)}")
    print(f"{tests - failed - errors - skipped} passed, {failed} failed, {errors} errors, {skipped} skipped")
    return bool(rooms or failed or errors)


if __name__ == "__main__":
    sys.exit(main())
