"""In: words after `roost evidence`. Out: what studies found, for a person or a clinician; a table pooled; the files checked."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from roost.base.errors import InputError
from roost.cli.streams import print_json, read_file

__all__ = ["app"]

app = typer.Typer(
    name="evidence",
    help="What studies of inversion found, with each source and how far we read it.\n\nExample: roost evidence --clinician",
    invoke_without_command=True,
    no_args_is_help=False,
    add_completion=False,
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class MethodName(StrEnum):
    """How tau squared is estimated. EE holds all true effects to be one."""

    EE = "EE"
    DL = "DL"
    PM = "PM"
    REML = "REML"
    ML = "ML"


class MeasureName(StrEnum):
    """What is made of counts (RR, OR, RD) or of means (MD, SMD)."""

    RR = "RR"
    OR = "OR"
    RD = "RD"
    MD = "MD"
    SMD = "SMD"


@app.callback()
def evidence(
    context: typer.Context,
    clinician: Annotated[bool, typer.Option("--clinician", help="A table of certainty, with the reasons.")] = False,
    json: Json = False,
) -> None:
    """What studies of inversion found, with each source and how far we read it.

    Example: roost evidence --clinician
    """
    if context.invoked_subcommand is not None:
        return
    from roost.app.evidence import evidence as library_of
    from roost.evidence.library import Library

    library: Library = library_of()
    if json:
        print_json(_as_json(library))
    elif clinician:
        _say_to_a_clinician(library)
    else:
        _say_to_a_person(library)


def _as_json(library: Any) -> dict[str, Any]:
    from dataclasses import asdict

    import msgspec

    from roost.evidence.tell import for_a_clinician, for_a_person

    return {
        "version": 1,
        "person": [asdict(said) for said in for_a_person(library)],
        "clinician": [asdict(row) for row in for_a_clinician(library)],
        "comparisons": [
            {
                "name": name,
                "measure": result.comparison.file.measure,
                "unit": result.comparison.file.unit,
                "pooled": None if result.pooled is None else asdict(result.pooled),
                "studies": [
                    {
                        "name": row.study.name,
                        "level": row.study.level.value,
                        "estimate": None if row.effect is None else row.effect.estimate,
                        "se": None if row.effect is None else row.effect.se,
                        "note": row.use.note,
                    }
                    for row in result.rows
                ],
            }
            for name, result in library.results.items()
        ],
        "priors": [asdict(prior) for prior in library.priors],
        "studies": {name: msgspec.to_builtins(study.file) for name, study in library.studies.items()},
        "guidelines": {name: msgspec.to_builtins(guideline.file) for name, guideline in library.guidelines.items()},
    }


def _sources(library: Any, ids: tuple[str, ...]) -> str:
    from roost.evidence.tell import READ

    said = []
    for id_ in ids:
        if study := library.studies.get(id_):
            said.append(f"{study.short} ({READ[study.level]})")
        elif guideline := library.guidelines.get(id_):
            said.append(f"{guideline.file.short} ({guideline.file.level.value.replace('_', ' ')})")
        else:
            said.append(id_)
    return "; ".join(said)


def _say_to_a_person(library: Any) -> None:
    from rich.console import Console

    from roost.evidence.tell import for_a_person

    console = Console(highlight=False, soft_wrap=True)
    for said in for_a_person(library):
        console.print(said.text, style="bold" if not said.sources else None, markup=False)
        if said.sources:
            console.print(f"    {_sources(library, said.sources)}", style="dim", markup=False)
    console.print("No clinician has signed this. More: roost evidence --clinician", style="dim")


def _say_to_a_clinician(library: Any) -> None:
    from rich.console import Console

    from roost.evidence.tell import for_a_clinician

    console = Console(highlight=False, soft_wrap=True)
    for row in for_a_clinician(library):
        console.print(row.question, style="bold", markup=False)
        people = "not told" if row.people is None else row.people
        console.print(f"  studies with a number: {row.studies}; people: {people}; effect: {row.effect} ({row.benefit})", markup=False)
        console.print(f"  certainty: {row.certainty}", markup=False)
        for why in row.why:
            console.print(f"    - {why}", markup=False)
        console.print(f"  heterogeneity: {row.heterogeneity}", markup=False)
        console.print(f"  {_sources(library, row.sources)}", style="dim", markup=False)
    for guideline in library.guidelines.values():
        console.print(f"{guideline.file.short}: {guideline.file.tell} ({guideline.file.level.value})", markup=False)
    console.print("The judgements of certainty are ours, made the way GRADE makes them. No clinician has signed them.", style="dim")


@app.command()
def pool(
    table: Annotated[str, typer.Argument(help="TABLE.csv, or - for standard input.")],
    method: Annotated[MethodName, typer.Option(help="EE, DL, PM, REML or ML.")] = MethodName.REML,
    measure: Annotated[MeasureName | None, typer.Option(help="For counts RR, OR or RD; for means MD or SMD.")] = None,
    hksj: Annotated[bool, typer.Option("--hksj", help="The interval of Hartung, Knapp, Sidik and Jonkman.")] = False,
    hksj_guard: Annotated[bool, typer.Option("--hksj-guard", help="The same, and never narrower than the usual one.")] = False,
    json: Json = False,
    svg: Annotated[bool, typer.Option("--svg", help="Print the forest plot as SVG instead.")] = False,
) -> None:
    """Pool a table: yi,vi; or ai,n1i,ci,n2i with --measure RR, OR or RD; or m1i,sd1i,n1i,m2i,sd2i,n2i with --measure MD or SMD.

    RR and OR are pooled as logarithms. Half a person is added to each cell of a study with an empty cell, as metafor does, and the
    study is named.

    Example: roost evidence pool TABLE.csv --method REML --hksj --json
    """
    from roost.app.pool_table import plot_file, pool_file
    from roost.evidence.effect_size import Measure
    from roost.evidence.pool import Hksj

    if hksj and hksj_guard:
        raise typer.BadParameter("choose --hksj or --hksj-guard, not both")
    if json and svg:
        raise typer.BadParameter("choose --json or --svg, not both")
    named: Measure | None = None if measure is None else measure.value
    interval: Hksj = "plain" if hksj else "guard" if hksj_guard else "no"
    data = read_file(table)
    found = pool_file(data, file=table, method=method.value, hksj=interval, measure=named)
    if svg:
        typer.echo(plot_file(data, file=table, method=method.value, hksj=interval, measure=named), nl=False)
    elif json:
        print_json(found)
    else:
        _say_pooled(found)
    if found["set_aside"]:
        raise typer.Exit(7)


def _say_pooled(found: dict[str, Any]) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    low, high = found["ci95"]
    console.print(
        f"{found['method']}, {found['k']} studies: {found['estimate']:.4f} ({low:.4f} to {high:.4f}), p {found['p']:.4g}", style="bold"
    )
    if ratio := found.get("ratio"):
        console.print(f"  as a ratio: {ratio['estimate']:.3f} ({ratio['ci95'][0]:.3f} to {ratio['ci95'][1]:.3f})")
    low, high = found["prediction95"]
    console.print(f"  the next study may fall from {low:.4f} to {high:.4f}")
    console.print(f"  tau² {found['tau2']:.4f}, I² {found['i2']:.1f} %, Q {found['q']:.3f} (p {found['q_p']:.4g})")
    if not found["heterogeneity_is_reliable"]:
        console.print("  With fewer than five studies these figures of heterogeneity are not reliable.")
    if found["half_added_to"]:
        console.print(f"  An empty cell, so a half was added to each cell of: {', '.join(found['half_added_to'])}", markup=False)
    if "refused" in found["small_studies"]:
        refused = found["small_studies"]["refused"]
        console.print(f"  Small studies are not checked: {refused['have']} are fewer than {refused['needed']}.")
    for row in found["set_aside"]:
        console.print(f"  Set aside: line {row['line']}, {row['name']}: {row['why']}", markup=False)


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="A folder with studies, guidelines, comparisons, priors, learn and seeds.")] = None,
    json: Json = False,
) -> None:
    """Check every file: sources, examples worked out again, figures in texts, words, reading age.

    Example: roost evidence check
    """
    from roost.app.evidence import check_evidence

    library, found = check_evidence(None if folder is None else _folders(folder))
    if json:
        print_json(
            {"version": 1, "faults": [{"file": fault.file, "line": fault.line, "key": fault.key, "what": fault.message} for fault in found]}
        )
    else:
        for fault in found:
            typer.echo(str(fault))
        if library is not None and not found:
            claims = sum(len(lesson.file.claims) for lesson in library.lessons.values())
            typer.echo(f"{len(library.studies)} studies, {len(library.guidelines)} guidelines, {claims} claims: nothing is wrong.")
    if found:
        raise typer.Exit(3)


def _folders(folder: Path) -> dict[str, dict[str, bytes]]:
    from roost.evidence.library import SHELVES

    if not folder.is_dir():
        raise InputError("is no folder. Check the name", file=str(folder))
    return {shelf: {path.stem: path.read_bytes() for path in sorted((folder / shelf).glob("*.yaml"))} for shelf in SHELVES}


@app.command()
def forest() -> None:
    """The forest plot of pain as an SVG file, on standard output.

    Example: roost evidence forest > forest.svg
    """
    from roost.app.evidence import evidence as library_of
    from roost.evidence.forest import forest_svg

    plotted = [result for result in library_of().results.values() if result.comparison.file.plot == "pain"]
    typer.echo(forest_svg(plotted), nl=False)


@app.command()
def sources(
    csl: Annotated[bool, typer.Option("--csl", help="CSL-JSON instead of BibTeX.")] = False,
    used: Annotated[bool, typer.Option("--used", help="What of Roost rests on each source, instead of the bibliography.")] = False,
    json: Json = False,
) -> None:
    """The bibliography, as BibTeX or CSL-JSON; or what of Roost rests on each source.

    Example: roost evidence sources --used
    """
    from dataclasses import asdict

    from roost.app.evidence import evidence as library_of
    from roost.app.evidence import rests_on
    from roost.evidence.bibliography import bibtex, csl_json

    library = library_of()
    if used and json:
        print_json({id_: [asdict(user) for user in users] for id_, users in rests_on().items()})
    elif used:
        for id_, users in rests_on().items():
            typer.echo(f"{id_}: " + "; ".join(f"{user.kind} {user.name}" for user in users))
    elif csl or json:
        print_json(csl_json(library.studies.values(), library.guidelines.values()))
    else:
        typer.echo(bibtex(library.studies.values(), library.guidelines.values()), nl=False)
