"""In: the library. Out: the honest text: what a person is told in a minute, and what a clinician sees as a table of certainty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roost.evidence.comparison import Certainty, Result
from roost.evidence.learn import Claim, filled
from roost.evidence.library import Library
from roost.evidence.study import Read

__all__ = ["FIRST", "GRADES", "READ", "GradeRow", "Said", "claim_text", "for_a_clinician", "for_a_person", "number", "ranged"]

# The claims a person is told first, in this order: what is known, what harms, what guidelines say, what helps more.
FIRST = (
    ("what_the_studies_say", "pull_blind"),
    ("what_the_studies_say", "pull_open"),
    ("what_the_studies_say", "tables"),
    ("does_it_help", "surgery"),
    ("does_it_help", "less_pain"),
    ("what_the_studies_say", "alone"),
    ("can_it_harm", "paralysed"),
    ("can_it_harm", "pressure"),
    ("what_professionals_say", "recommend"),
    ("what_else_helps", "exercise"),
)
READ: dict[Read, str] = {
    Read.full_text: "whole paper read",
    Read.abstract: "summary read",
    Read.partial_abstract: "part of the summary read",
    Read.secondary: "second-hand",
    Read.registry: "register read",
    Read.maker: "maker's word",
}
GRADES: dict[Certainty, str] = {"high": "high", "moderate": "moderate", "low": "low", "very_low": "very low"}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or two, and the ids of what they rest on."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """One line of a clinician's table.

    Args:
        question: what was asked.
        studies: how many give a number, of how many that were found.
        people: in the pooled figure; None when not told.
        effect: in words, with its range.
        benefit: which way is good.
        certainty: high, moderate, low or very low.
        why: a reason for each step down.
        heterogeneity: what is known of it, or that it is not reliable.
        sources: names of all studies found.
    """

    question: str
    studies: str
    people: int | None
    effect: str
    benefit: str
    certainty: str
    why: tuple[str, ...]
    heterogeneity: str
    sources: tuple[str, ...]


def number(value: float, *, signed: bool = True, digits: int = 1) -> str:
    """A figure with a real minus sign, and a plus where `signed`.

    >>> number(-0.42), number(0.37), number(0.3, signed=False, digits=2)
    ('−0.4', '+0.4', '0.30')
    """
    rounded = round(value, digits) + 0.0  # no -0.0
    text = f"{abs(rounded):.{digits}f}"
    return ("−" if rounded < 0 else "+" if signed and rounded > 0 else "") + text


def ranged(result: Result, estimate: float, ci95: tuple[float, float] | None) -> str:
    """An effect with its range, as a comparison is read: ratios without a sign and to two digits."""
    is_ratio = result.comparison.file.measure == "RR"
    say = [number(result.said(x), signed=not is_ratio, digits=2 if is_ratio else 1) for x in (estimate, *(ci95 or ()))]
    return say[0] + (f" ({say[1]} to {say[2]})" if ci95 else " (range not seen)")


def for_a_person(library: Library) -> tuple[Said, ...]:
    """Ten things, in a fixed order, each with its sources; a claim that a library does not have is left out."""
    said = [Said(library.lessons["does_it_help"].file.tell, ())] if "does_it_help" in library.lessons else []
    for page, id_ in FIRST:
        lesson = library.lessons.get(page)
        claim = lesson.claim(id_) if lesson is not None else None
        if claim is not None:
            said.append(Said(claim_text(library, claim), claim.sources))
    return tuple(said)


def claim_text(library: Library, claim: Claim, say: Callable[[str], str] = str) -> str:
    """A claim in the reader's language: its own words, then the sentence of its comparison as it stands now."""
    own = filled(claim.tell, claim.figures, say) if claim.tell else ""
    if not claim.comparison:
        return own
    result = library.results[claim.comparison]
    return " ".join(part for part in (own, say(result.sentence).replace("{points}", result.points)) if part)


def for_a_clinician(library: Library) -> tuple[GradeRow, ...]:
    """The table of certainty, one row a comparison."""
    return tuple(_row(result) for result in library.results.values())


def _row(result: Result) -> GradeRow:
    file, pooled = result.comparison.file, result.pooled
    if pooled is not None:
        effect = ranged(result, pooled.estimate, pooled.ci95)
    elif result.usable:
        effect = f"not pooled: {file.why_not_pooled}"
    else:
        effect = "no number that can be used"
    heterogeneity = "none to tell"
    if pooled is not None and pooled.k > 1:
        heterogeneity = f"I² {pooled.i2:.0f} %, Q {pooled.q:.2f} (p {pooled.q_p:.2f})"
        if not pooled.heterogeneity_is_reliable:
            heterogeneity += f": not reliable with {pooled.k} studies"
    return GradeRow(
        question=file.question,
        studies=f"{len(result.usable)} of {len(result.rows)}",
        people=result.people if pooled is not None else None,
        effect=effect,
        benefit=file.benefit,
        certainty=GRADES[result.comparison.certainty],
        why=tuple(f"{each.domain.replace('_', ' ')} (−{each.by}): {each.why}" for each in file.down),
        heterogeneity=heterogeneity,
        sources=tuple(dict.fromkeys(row.study.name for row in result.rows)),
    )
