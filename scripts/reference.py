"""In: the data files and the types of the contracts. Out: the generated pages of docs/reference. `--check` says which are out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from roost.app import books
from roost.app.check_up import Check
from roost.app.export_person import Export
from roost.app.import_person import Imported
from roost.app.keep_backup import BackedUp, Restored
from roost.body.estimate import BodyEstimate
from roost.body.scenario import Traces
from roost.coach.log import SessionLog
from roost.plan.plan import Plan
from roost.screen.rules import SESSION, Rule
from roost.screen.screening import Screening
from roost.track.entry_types import SENT
from roost.words.profile import ProfileFile
from scripts.evidence_reference import pages as evidence_pages
from scripts.facts_reference import pages as facts_pages
from scripts.hazards import FOLDER, hazards, severities
from scripts.shelves_reference import pages as shelves_pages

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "reference"
CONTRACTS = {"profile": ProfileFile, "screening": Screening, "plan": Plan, "session_log": SessionLog}
CONTRACTS |= {"backed_up": BackedUp, "restored": Restored, "export": Export, "imported": Imported, "check": Check}
CONTRACTS |= {"body_estimate": BodyEstimate, "body_traces": Traces}
CONTRACTS |= {f"entry_{name}": kind for name, kind in SENT.items()}
HEAD = """# Rules of the screening

Made by `make docs` from the files in `src/roost/screen/rules`; a change here is lost. Each file is one rule.
The levels are proposals. **No clinician has signed them.** `design` marks what is our own caution, without a source found yet.

"""
LIFTED = {"sign_off": "a clinician's sign-off", "answer": "another answer", "never": "nothing"}


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ").strip() for cell in cells) + " |\n"


def _rule_row(name: str, rule: Rule, page: str) -> str:
    verdict = rule.verdict.value + (f", {rule.act_by}" if rule.act_by else "")
    sources = ", ".join(f"{source.id} ({source.level.value})" for source in rule.sources)
    return _row([f"[{name}](../../src/roost/screen/rules/{name}.yaml)", rule.title, verdict, page, sources, LIFTED[rule.lifts]])


def rules_page() -> str:
    """The table of all rules in the order of the questionnaire, then what each source says."""
    rules = books.rules()
    pages = {group.id: group.title for group in rules.groups} | {SESSION: "before each session"}
    table = _row(["rule", "what it is about", "verdict", "page", "sources (how far read)", "lifted by"]) + _row(["---"] * 6)
    table += "".join(_rule_row(name, rule, pages[rule.group]) for name, rule in rules.rules.items())
    sources = {(source.id, source.says): source for rule in rules.rules.values() for source in rule.sources}
    said = "".join(f"- **{one.id}** {one.cite}. {one.where}. {one.says} ({one.level.value})\n" for _, one in sorted(sources.items()))
    return f"{HEAD}{table}\n## Sources\n\n{said}"


def safety_page() -> str:
    """SAFETY.md with its table of hazards made again."""
    before, begin, rest = (ROOT / "SAFETY.md").read_text("utf-8").partition("<!-- made by make docs")
    note, table, after = rest.partition("|---|---|---|---|\n")
    folder = FOLDER.relative_to(ROOT)
    rows = [
        _row([f"[{hazard.id} {hazard.title}]({folder}/{name}.yaml)", hazard.sequence, severities[hazard.severity], hazard.residual])
        for name, hazard in sorted(hazards().items(), key=lambda item: item[1].id)
    ]
    return before + begin + note + table + "".join(rows) + after[after.index("<!-- end -->") :]


def schemas() -> dict[str, str]:
    """The JSON schema of each contract, by name."""
    made = {name: msgspec.json.encode(msgspec.json.schema(kind), order="sorted") for name, kind in CONTRACTS.items()}
    # `return` is a word of Python's own, so the field has another name than the key.
    return {name: msgspec.json.format(text, indent=1).decode().replace('"return_"', '"return"') + "\n" for name, text in made.items()}


def generated() -> dict[Path, str]:
    """Each generated file with what it should hold."""
    pages = {REFERENCE / "rules.md": rules_page(), ROOT / "SAFETY.md": safety_page()} | evidence_pages() | facts_pages() | shelves_pages()
    return pages | {REFERENCE / "schemas" / f"{name}.json": text for name, text in schemas().items()}


def out_of_date() -> list[str]:
    """Names of the generated files that do not hold what they should."""
    return [str(path.relative_to(ROOT)) for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]


def main() -> int:
    if "--check" in sys.argv:
        old = out_of_date()
        print(f"out of date: {', '.join(old)}; run make docs" if old else "up to date")
        return bool(old)
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
