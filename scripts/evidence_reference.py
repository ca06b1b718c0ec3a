"""In: the files of the evidence. Out: the generated pages: each study and what rests on it, both ways; two articles, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from roost.app.evidence import RestsOn, evidence, rests_on
from roost.evidence.bibliography import bibtex, csl_json
from roost.evidence.study import Study
from roost.evidence.tell import READ, claim_text, for_a_clinician

__all__ = ["pages"]

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
MADE = "Made by `make docs` from the files in `src/roost/evidence`; a change here is lost."
FAIRNESS = {
    "fair": "fair",
    "fair_with_more_to_say": "fair, with more to say",
    "too_strong": "too strong",
    "not_shown": "not shown",
    "left_out": "left out",
    "no_claim": "no claim",
}


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "/").replace("\n", " ").strip() for cell in cells) + " |\n"


def _head(*cells: str) -> str:
    return _row(cells) + _row(["---"] * len(cells))


def _study_row(study: Study) -> str:
    file = study.file
    used = ", ".join(dict.fromkeys(use.comparison for use in file.usable_for if use.example)) or f"not used: {file.not_usable}"
    name = f"[{study.short}](../../src/roost/evidence/studies/{study.name}.yaml)"
    return _row([name, file.design, study.people or "", READ[study.level], file.bias.level.replace("_", " "), used])


def _users(users: Iterable[RestsOn]) -> str:
    return "; ".join(f"{user.kind} {user.name}" for user in users)


def evidence_page() -> str:
    """Certainty, studies, and what rests on what."""
    library = evidence()
    text = f"# Evidence\n\n{MADE} No clinician has signed the judgements.\n\n## Certainty\n\n"
    text += _head("question", "studies with a number", "people", "effect", "certainty", "why", "heterogeneity")
    for row in for_a_clinician(library):
        cells = (row.question, row.studies, row.people or "", f"{row.effect} ({row.benefit})", row.certainty, "; ".join(row.why))
        text += _row([*cells, row.heterogeneity])
    text += "\n## Priors\n\n" + _head("name", "mean", "SD", "made from")
    text += "".join(_row([prior.name, prior.mean, prior.sd, prior.source]) for prior in library.priors)
    text += "\n## Studies\n\n" + _head("study", "design", "people", "read", "bias", "used for")
    text += "".join(_study_row(study) for study in library.studies.values())
    text += "\n## What rests on a source\n\n" + _head("source", "what rests on it")
    text += "".join(_row([name, _users(users)]) for name, users in rests_on().items())
    by_user: dict[RestsOn, list[str]] = {}
    for name, users in rests_on().items():
        for user in users:
            by_user.setdefault(user, []).append(name)
    text += "\n## On what a thing rests\n\n" + _head("thing", "sources")
    return text + "".join(_row([f"{user.kind} {user.name}", ", ".join(names)]) for user, names in sorted(by_user.items(), key=_place))


def _place(item: tuple[RestsOn, list[str]]) -> tuple[str, str]:
    return item[0].kind, item[0].name


def articles_page() -> str:
    """Both articles, line by line, with the claims that answer each line."""
    library = evidence()
    text = f"# Two articles, line by line\n\n{MADE} What the articles say stands here in our words.\n"
    for seed in library.seeds.values():
        text += f"\n## {seed.file.title}\n\n" + _head("what it says", "how fair", "why", "where we answer", "our answer")
        for statement in seed.file.statements:
            answers = []
            for answered in statement.answered:
                page, _, id_ = answered.partition(".")
                claim = library.lessons[page].claim(id_)
                answers.append(claim_text(library, claim) if claim is not None else "")
            text += _row([statement.says, FAIRNESS[statement.fairness], statement.why, ", ".join(statement.answered), " / ".join(answers)])
    return text


def pages() -> dict[Path, str]:
    """Each generated file with what it should hold."""
    library = evidence()
    items = csl_json(library.studies.values(), library.guidelines.values())
    return {
        REFERENCE / "evidence.md": evidence_page(),
        REFERENCE / "articles.md": articles_page(),
        REFERENCE / "bibliography.bib": bibtex(library.studies.values(), library.guidelines.values()),
        REFERENCE / "bibliography.json": msgspec.json.format(msgspec.json.encode(items), indent=1).decode() + "\n",
    }
