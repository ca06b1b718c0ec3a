"""In: the files of words/terms, as bytes by name. Out: Concepts for what no rule asks about: harmless things, the complaint, names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.words.answers import Code, Concept
from roost.words.text import plain_words, spread

__all__ = ["TermsExample", "TermsFile", "read_terms", "read_terms_files"]


class TermCode(Strict, frozen=True, kw_only=True):
    """A code of a public list."""

    system: Literal["icd10cm", "snomed", "atc", "rxnorm"]
    code: str
    display: str


class Term(Strict, frozen=True, kw_only=True):
    """One thing and what people call it. `reasons` are uses that change nothing, for a medicine that has others too."""

    label: str
    terms: tuple[str, ...] = ()
    codes: tuple[TermCode, ...] = ()
    reasons: tuple[str, ...] = ()


class TermsExample(Strict, frozen=True, kw_only=True):
    """One entry, and whether it is understood."""

    text: str
    field: Literal["conditions", "medicines", "symptoms", "free_text"]
    missed: bool = False


class TermsFile(Strict, frozen=True, kw_only=True):
    """One list. `role` says what its words do: see `Concept`."""

    title: str
    kind: Literal["condition", "medicine", "symptom"]
    role: Literal["harmless", "unplaced", "names"]
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    entries: tuple[Term, ...]
    examples: tuple[TermsExample, ...]


def read_terms_files(files: Mapping[str, bytes]) -> dict[str, TermsFile]:
    """Reads and checks the files, by name.

    Raises:
        DataFileError: a file that is wrong; names file, line and key.
    """
    found = {name: parse_yaml(data, TermsFile, file=f"{name}.yaml") for name, data in sorted(files.items())}
    for name, file in found.items():
        for key in ("facts", "sources", "entries", "examples"):
            if not getattr(file, key):
                raise DataFileError("needs at least one", file=f"{name}.yaml", key=key)
        for i, term in enumerate(file.entries):
            for j, word in enumerate(term.terms):
                if not plain_words(word):
                    raise DataFileError(f"{word!r} holds no word", file=f"{name}.yaml", key=f"entries[{i}].terms[{j}]")
            if file.role == "names" and not term.codes:
                raise DataFileError("a name needs the code it stands for", file=f"{name}.yaml", key=f"entries[{i}].codes")
    return found


def read_terms(files: Mapping[str, bytes]) -> tuple[Concept, ...]:
    """All concepts of all files.

    Raises:
        DataFileError: a file that is wrong; names file, line and key.
    """
    found: list[Concept] = []
    for name, file in read_terms_files(files).items():
        for term in file.entries:
            codes = tuple(Code(code.system, code.code, "trigger") for code in term.codes)
            terms = spread(term.terms) or (term.label,)
            found.append(Concept(fact="", rule=name, kind=file.kind, label=term.label, terms=terms, codes=codes, role=file.role))
            if term.reasons:
                both = tuple(f"{word} for {reason}" for word in terms for reason in term.reasons)
                label = f"{term.label}, for a reason that changes nothing"
                found.append(Concept(fact="", rule=name, kind=file.kind, label=label, terms=both, role="harmless"))
    return tuple(found)
