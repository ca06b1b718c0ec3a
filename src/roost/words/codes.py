"""In: a code of a public list, and the codes that concepts name. Out: which concepts it means, and whether that is a yes or a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from roost.words.answers import Concept
from roost.words.profile import CodeEntry

__all__ = ["Codebook", "Sense", "code_text", "weigh"]

# What programs write for the four lists, without case and marks; FHIR addresses too.
_SYSTEMS = {
    "icd10cm": "icd10cm",
    "icd10": "icd10cm",
    "httphl7orgfhirsidicd10cm": "icd10cm",
    "httphl7orgfhirsidicd10": "icd10cm",
    "snomed": "snomed",
    "snomedct": "snomed",
    "httpsnomedinfosct": "snomed",
    "atc": "atc",
    "httpwwwwhoccnoatc": "atc",
    "rxnorm": "rxnorm",
    "httpwwwnlmnihgovresearchumlsrxnorm": "rxnorm",
}
_BY_PREFIX = ("icd10cm", "atc")  # a code below a known one means the same; SNOMED CT and RxNorm numbers carry no hierarchy

Sense = tuple[Concept, str]
"""A concept, and what meeting it does: `yes`, `ask` (has other uses), `noted` (changes nothing), `missed` (no rule knows it), `hint`."""


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def code_text(entry: CodeEntry) -> str:
    """How a code is shown to a person: its display text where it has one, and the code."""
    code = f"{entry.system} {entry.code}"
    return f"{entry.display} ({code})" if entry.display.strip() else code


class Codebook:
    """The concepts by their codes."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_code: dict[tuple[str, str], list[tuple[Concept, str]]] = {}
        for concept in concepts:
            for code in concept.codes if concept.role != "names" else ():
                self._by_code.setdefault((code.system, _plain(code.code).upper()), []).append((concept, code.use))

    def meaning(self, system: str, code: str) -> Sequence[Sense]:
        """What a code means; nothing for one we don't know. In each rule the longest code that fits decides."""
        longest: dict[str, int] = {}
        found: list[Sense] = []
        for length, concept, use in self._fitting(_SYSTEMS.get(_plain(system).lower(), ""), _plain(code).upper()):
            if longest.setdefault(concept.rule, length) == length:
                found.append((concept, _effect(concept, use)))
        return weigh(found)

    def _fitting(self, system: str, code: str) -> Iterator[tuple[int, Concept, str]]:
        shortest = 2 if system in _BY_PREFIX else len(code)
        for length in range(len(code), shortest - 1, -1):
            for concept, use in self._by_code.get((system, code[:length]), ()):
                yield length, concept, use


def _effect(concept: Concept, use: str) -> str:
    if concept.role == "asked":
        return "yes" if use == "trigger" else "ask"
    return "noted" if concept.role == "harmless" else "missed"


def weigh(senses: Sequence[Sense]) -> Sequence[Sense]:
    """Of all that one word or code can mean, what counts: what a rule asks about, else what no rule knows, else what is harmless."""
    if len(senses) < 2:
        return senses
    kept: dict[tuple[str, str, str], Sense] = {}
    for concept, effect in senses:
        place = (concept.fact, concept.rule, concept.label)
        if kept.get(place, (concept, ""))[1] != "yes":
            kept[place] = (concept, effect)
    every = list(kept.values())
    for strong in (("yes", "ask"), ("missed",), ("hint",)):
        if chosen := [sense for sense in every if sense[1] in strong]:
            return chosen
    return every
