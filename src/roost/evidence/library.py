"""In: the files of all shelves of the evidence. Out: Library, checked as a whole: each source is there, and each figure agrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from roost.base.errors import DataFileError
from roost.base.prior import Prior
from roost.base.sources import Source
from roost.evidence.comparison import Comparison, Result, read_comparisons, result_of
from roost.evidence.guideline import Guideline, read_guidelines
from roost.evidence.learn import MOST_READABILITY, Claim, Lesson, faults_of_text, figures_in, filled, read_lessons, readability
from roost.evidence.priors import PriorFile, prior_of, read_priors
from roost.evidence.seed import Seed, read_seeds
from roost.evidence.study import Read, Study, read_studies

__all__ = ["SHELVES", "Library", "faults", "read_library"]

SHELVES = ("studies", "guidelines", "comparisons", "priors", "learn", "seeds")


@dataclass(frozen=True, slots=True)
class Library:
    """All that is known.

    Args:
        studies: by name.
        guidelines: by name.
        comparisons: by name, in their order.
        results: what the studies give in each comparison.
        prior_files: by name, in their order.
        priors: those that there are studies for.
        lessons: by name, in their order.
        seeds: by name.
    """

    studies: Mapping[str, Study]
    guidelines: Mapping[str, Guideline]
    comparisons: Mapping[str, Comparison]
    results: Mapping[str, Result]
    prior_files: Mapping[str, PriorFile]
    priors: tuple[Prior, ...]
    lessons: Mapping[str, Lesson]
    seeds: Mapping[str, Seed]

    def named(self, lesson: Lesson, id_: str) -> Study | Guideline | Source | None:
        """Whom a claim means by a source id."""
        return self.studies.get(id_) or self.guidelines.get(id_) or lesson.source(id_)

    def figure(self, lesson: Lesson, of: str) -> object:
        """What stands where a figure comes from; for a source, its words."""
        first, _, rest = of.partition(".")
        if first == "source":
            source = lesson.source(rest)
            return None if source is None else source.says
        study = self.studies.get(first)
        return None if study is None else study.figure(rest)


def read_library(folders: Mapping[str, Mapping[str, bytes]]) -> Library:
    """Reads all shelves.

    Args:
        folders: for each of SHELVES, the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: the first thing that is wrong, with its file and key. `faults` tells all of them at once.
    """
    studies = read_studies(folders["studies"])
    comparisons = read_comparisons(folders["comparisons"])
    results = {name: result_of(comparison, studies) for name, comparison in comparisons.items()}
    prior_files = read_priors(folders["priors"])
    made = [prior_of(name, file, results) for name, file in prior_files.items() if not file.comparison or file.comparison in results]
    return Library(
        studies=studies,
        guidelines=read_guidelines(folders["guidelines"]),
        comparisons=comparisons,
        results=results,
        prior_files=prior_files,
        priors=tuple(prior for prior in made if prior is not None),
        lessons=read_lessons(folders["learn"]),
        seeds=read_seeds(folders["seeds"]),
    )


def faults(library: Library) -> Iterator[DataFileError]:
    """Everything that does not hold between files: unknown names, figures that differ, texts that are hard to read, examples that fail."""
    yield from _of_uses(library)
    yield from _of_comparisons(library)
    yield from _of_priors(library)
    for lesson in library.lessons.values():
        yield from _of_lesson(library, lesson)
    yield from _of_seeds(library)


def _of_uses(library: Library) -> Iterator[DataFileError]:
    for study in library.studies.values():
        for use in study.file.usable_for:
            if use.comparison not in library.comparisons:
                yield DataFileError(f"there is no comparison {use.comparison}", file=f"studies/{study.name}.yaml", key="usable_for")
    taken: dict[str, str] = {}
    named = [(study.name, study.file.also) for study in library.studies.values()]
    for name, also in [*named, *((guideline.name, guideline.file.also) for guideline in library.guidelines.values())]:
        for id_ in (name, *also):
            if id_ in taken:
                yield DataFileError(f"{id_} is {taken[id_]} already", file=f"{name}.yaml", key="also")
            taken[id_] = name


def _agrees(value: float, written: Decimal | int) -> bool:
    return abs(value - float(written)) <= 0.5 * 10.0 ** int(Decimal(written).as_tuple().exponent) + 1e-9


def _of_comparisons(library: Library) -> Iterator[DataFileError]:
    for name, comparison in library.comparisons.items():
        for example in comparison.file.examples:
            file = f"comparisons/{name}.yaml"
            if missing := set(example.studies) - library.studies.keys():
                yield DataFileError(f"there is no study {', '.join(sorted(missing))}", file=file, key="examples")
                continue
            pooled = result_of(comparison, library.studies, example.studies).pooled
            if pooled is None:
                yield DataFileError("these studies give no pooled figure", file=file, key="examples")
                continue
            found = {"estimate": pooled.estimate, "low": pooled.ci95[0], "high": pooled.ci95[1], "se": pooled.se, "k": float(pooled.k)}
            for key, written in example.expect.items():
                if key not in found or not _agrees(found[key], written):
                    yield DataFileError(
                        f"{key} is written as {written}, and works out as {found.get(key, 'nothing')}", file=file, key="examples"
                    )


def _of_priors(library: Library) -> Iterator[DataFileError]:
    for name, file in library.prior_files.items():
        where = f"priors/{name}.yaml"
        if file.comparison and file.comparison not in library.comparisons:
            yield DataFileError(f"there is no comparison {file.comparison}", file=where, key="comparison")
            continue
        for example in file.examples:
            results = {key: result_of(one, library.studies, example.studies) for key, one in library.comparisons.items()}
            prior = prior_of(name, file, results)
            if prior is None or not (_agrees(prior.mean, example.mean) and _agrees(prior.sd, example.sd)):
                yield DataFileError(f"with {', '.join(example.studies) or 'no study'} it is {prior}", file=where, key="examples")


def _of_lesson(library: Library, lesson: Lesson) -> Iterator[DataFileError]:
    file, where = lesson.file, f"learn/{lesson.name}.yaml"
    for claim in file.claims:
        for fault in _of_claim(library, lesson, claim):
            yield DataFileError(f"{claim.id}: {fault}", file=where, key="claims")
    for text in (file.title, file.tell):
        for fault in faults_of_text(text):
            yield DataFileError(fault, file=where, key="tell")
    body = " ".join([file.tell, *(filled(claim.tell, claim.figures) for claim in file.claims if claim.tell)])
    if (found := readability(body)) > MOST_READABILITY:
        yield DataFileError(f"is hard to read: {found:.1f}, and {MOST_READABILITY:g} is the most", file=where, key="claims")
    for example in file.examples:
        named = lesson.claim(example.claim)
        reads = None if named is None else filled(named.tell, named.figures)
        if reads != example.reads:
            yield DataFileError(f"{example.claim} reads: {reads}", file=where, key="examples")


def _of_claim(library: Library, lesson: Lesson, claim: Claim) -> Iterator[str]:
    yield from (f"there is no source {id_}" for id_ in claim.sources if library.named(lesson, id_) is None)
    if claim.comparison and claim.comparison not in library.comparisons:
        yield f"there is no comparison {claim.comparison}"
    yield from (f"read_as names {id_}, which is not among its sources" for id_ in claim.read_as if id_ not in claim.sources)
    for text in (claim.tell, claim.say, claim.question):
        yield from faults_of_text(text)
    held = figures_in(f"{claim.tell} {claim.say} {claim.question}")
    if held != claim.figures.keys():
        yield f"figures are {', '.join(sorted(claim.figures)) or 'none'}, and the text has {', '.join(sorted(held)) or 'none'}"
    for name, figure in claim.figures.items():
        first = figure.of.partition(".")[0]
        if first != "source" and first not in claim.sources:
            yield f"{name} comes from {first}, which is not among its sources"
        value = library.figure(lesson, figure.of)
        if isinstance(value, str):
            if not _stands_in(str(figure.read), value):
                yield f"{name} is {figure.read}, and {figure.of} does not say so"
        elif not isinstance(value, int | Decimal):
            yield f"{name}: there is no figure {figure.of}"
        elif not _agrees(float(value), figure.read):
            yield f"{name} is {figure.read}, and the study file says {value}"
        if _is_makers(library, figure.of) and claim.read_as.get(first) != "maker":
            yield f"{name} was read with the maker alone: add `read_as: {{{first}: maker}}`"


def _is_makers(library: Library, of: str) -> bool:
    """Whether a figure is that of an outcome that only the maker tells."""
    study, _, path = of.partition(".")
    outcome = path.split(".")[1] if path.startswith("outcomes.") and study in library.studies else ""
    return bool(outcome) and library.studies[study].figure(f"outcomes.{outcome}.level") is Read.maker


def _stands_in(number: str, words: str) -> bool:
    return number in [part.strip(".") for part in words.replace(",", "").replace("%", " ").replace(";", " ").split()]


def _of_seeds(library: Library) -> Iterator[DataFileError]:
    for name, seed in library.seeds.items():
        where = f"seeds/{name}.yaml"
        by_id = {statement.id: statement for statement in seed.file.statements}
        if len(by_id) < len(seed.file.statements):
            yield DataFileError("two statements have one id", file=where, key="statements")
        for statement in seed.file.statements:
            for answered in statement.answered:
                page, _, claim = answered.partition(".")
                lesson = library.lessons.get(page)
                if lesson is None or lesson.claim(claim) is None:
                    yield DataFileError(f"{statement.id}: there is no claim {answered}", file=where, key="statements")
        for example in seed.file.examples:
            found = by_id.get(example.statement)
            if found is None or found.fairness != example.expect:
                yield DataFileError(f"{example.statement} is not {example.expect}", file=where, key="examples")
