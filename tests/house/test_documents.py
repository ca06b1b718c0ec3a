"""In: README and the pages it leads to. Out: what they name is there."""

import re
from pathlib import Path

import pytest

from scripts.sizes import ROOT, our_files

PAGES = [path for path in our_files() if path.suffix == ".md" and path.name != "LICENSE"]
WANTED = "README ARCHITECTURE SAFETY GLOSSARY CONTRIBUTING CHANGELOG".split()  # noqa: SIM905
NEVER_SAID = re.compile(r"\b(?:clearance|proven|approved|guaranteed)\b", re.IGNORECASE)


def targets(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"(?:src|srcset)=\"([^\"]+)\"", text)
    return [target.partition("#")[0] for target in found if "://" not in target and not target.startswith(("#", "mailto:"))]


def test_the_front_pages_are_there():
    assert [name for name in WANTED if not (ROOT / f"{name}.md").exists()] == []
    assert "Apache License" in (ROOT / "LICENSE").read_text()


@pytest.mark.parametrize("document", PAGES, ids=str)
def test_what_a_page_links_to_is_there(document):
    assert [target for target in targets(document) if not (ROOT / document.parent / target).exists()] == []


def test_readme_gives_the_two_commands_and_the_makefile_has_them():
    readme, make = (ROOT / "README.md").read_text(), (ROOT / "Makefile").read_text()
    for command in ("run", "test"):
        assert re.search(rf"^make {command}$", readme, re.MULTILINE)
        assert re.search(rf"^{command}:", make, re.MULTILINE)


@pytest.mark.parametrize("document", ["README.md", "SAFETY.md", "ARCHITECTURE.md"])
def test_a_front_page_promises_nothing(document):
    assert NEVER_SAID.findall((ROOT / document).read_text()) == []


def test_readme_and_safety_say_that_no_clinician_has_signed():
    for page in ("README.md", "SAFETY.md"):
        assert "no clinician has signed" in " ".join((ROOT / page).read_text().split()).lower()


def test_each_room_is_on_the_map():
    page = (ROOT / "ARCHITECTURE.md").read_text()
    rooms = {path.parts[2] for path in our_files() if path.parts[:2] == ("src", "roost") and len(path.parts) > 3}
    assert [room for room in sorted(rooms) if f"`{room}`" not in page] == []


def test_each_decision_has_its_number_and_its_parts():
    pages = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text()
        assert [part for part in ("## Why", "## What follows") if part not in text] == []
