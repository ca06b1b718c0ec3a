"""In: studies and guidelines. Out: the bibliography as BibTeX and as CSL-JSON. Titles stand as we noted them, some of them shortened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from roost.evidence.guideline import Guideline
from roost.evidence.study import Paper, Study

__all__ = ["bibtex", "csl_json"]

BIBTEX = {"article": "article", "thesis": "phdthesis", "registration": "misc", "report": "techreport"}
CSL = {"article": "article-journal", "thesis": "thesis", "registration": "webpage", "report": "report"}
_SPECIAL = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}", "\\": r"\textbackslash{}"}


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{kind}{{{key},\n{body}}}\n"


def _author(name: str) -> str:
    """`Prasad KSM` as BibTeX wants it; a body in braces, so that it is not taken for a person."""
    family, _, given = name.rpartition(" ")
    return f"{_tex(family)}, {given}" if family and re.fullmatch(r"[A-Z]{1,4}", given) else f"{{{_tex(name)}}}"


def _paper_fields(paper: Paper, note: str) -> list[tuple[str, str]]:
    where = {"thesis": "school", "report": "institution"}
    fields = [("author", " and ".join(_author(name) for name in paper.authors)), ("title", f"{{{_tex(paper.title)}}}")]
    fields += [("year", str(paper.year or "")), ("journal", _tex(paper.journal)), ("volume", paper.volume), ("number", paper.issue)]
    fields += [("pages", paper.pages.replace("-", "--")), ("doi", paper.doi), ("url", paper.url), ("note", _tex(note))]
    if paper.type in where:
        fields.append((where[paper.type], _tex(paper.authors[0])))
    return fields


def bibtex(studies: Iterable[Study], guidelines: Iterable[Guideline]) -> str:
    """All of them, one entry each, keyed by the name of its file."""
    entries = [
        _entry(BIBTEX[one.file.paper.type], one.name, _paper_fields(one.file.paper, f"read: {one.level.value.replace('_', ' ')}"))
        for one in studies
    ]
    entries += [
        _entry("misc", one.name, [("author", f"{{{_tex(one.file.body)}}}"), ("title", f"{{{_tex(one.file.title)}}}"),
                                  ("year", str(one.file.updated or one.file.year)), ("doi", one.file.doi), ("url", one.file.url)])
        for one in guidelines
    ]  # fmt: skip
    return "\n".join(entries)


def _csl_author(name: str) -> dict[str, str]:
    family, _, given = name.rpartition(" ")
    return {"family": family, "given": given} if family and re.fullmatch(r"[A-Z]{1,4}", given) else {"literal": name}


def _csl(key: str, kind: str, authors: Iterable[str], title: str, year: int | None, **more: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, "type": kind, "author": [_csl_author(name) for name in authors], "title": title}
    if year is not None:
        item["issued"] = {"date-parts": [[year]]}
    return item | {name.replace("_", "-"): value for name, value in more.items() if value}


def csl_json(studies: Iterable[Study], guidelines: Iterable[Guideline]) -> list[dict[str, Any]]:
    """The same as items of CSL-JSON, for reference managers and pandoc."""
    items = [
        _csl(one.name, CSL[paper.type], paper.authors, paper.title, paper.year, container_title=paper.journal, volume=paper.volume,
             issue=paper.issue, page=paper.pages, DOI=paper.doi, PMID=paper.pmid, URL=paper.url, note=f"read: {one.level.value}")
        for one in studies
        for paper in [one.file.paper]
    ]  # fmt: skip
    items += [
        _csl(one.name, "report", [one.file.body], one.file.title, one.file.updated or one.file.year, DOI=one.file.doi, URL=one.file.url)
        for one in guidelines
    ]
    return items
