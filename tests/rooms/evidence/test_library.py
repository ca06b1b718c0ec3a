"""In: the shelves with one thing changed. Out: the change is seen: in what is pooled, told and drawn, or as a fault with its file."""

import pytest

from roost.base.errors import DataFileError
from roost.base.prior import DEFAULT, SCEPTICAL, Prior
from roost.evidence.forest import forest_svg
from roost.evidence.library import faults, read_library
from roost.evidence.tell import claim_text, for_a_clinician, for_a_person
from tests.rooms.evidence.shelves import folders, study

SECOND = '{name: "pain", compute: "percent", given: {events: 1, n: 2}, expect: {percent: 50}}'
LONG = "Some people who have a back that hurts will say so and they may well mean it too, but no"
HARD = "Institutional considerations notwithstanding, circumspection necessitates preparatory verification. " * 9


def with_study(text=None, name="made_up_2026"):
    shelves = folders()
    shelves["studies"][name] = study() if text is None else text
    return shelves


def changed(shelf, name, old, new):
    shelves = folders()
    text = shelves[shelf][name].decode()
    assert old in text
    shelves[shelf][name] = text.replace(old, new, 1).encode()
    return shelves


def found_in(shelves):
    try:
        return [str(fault) for fault in faults(read_library(shelves))]
    except DataFileError as error:
        return [str(error)]


def test_nothing_is_wrong_with_our_own_shelves():
    assert found_in(folders()) == []


def test_one_study_file_changes_pool_plot_page_and_prior_without_code():
    before, after = read_library(folders()), read_library(with_study())
    was, now = (library.results["sham_traction_pain"] for library in (before, after))
    assert (was.pooled.k, now.pooled.k) == (2, 3)
    assert (was.direction, now.direction) == ("no_difference", "less")
    plots = [
        forest_svg([result for result in library.results.values() if result.comparison.file.plot == "pain"]) for library in (before, after)
    ]
    assert "Made up 2026" in plots[1]
    assert "Made up 2026" not in plots[0]
    claims = [library.lessons["what_the_studies_say"].claim("pull_blind") for library in (before, after)]
    assert "no clear difference" in claim_text(before, claims[0])
    assert "points less pain" in claim_text(after, claims[1])
    assert "points less pain" in " ".join(said.text for said in for_a_person(after))
    priors = [next(prior for prior in library.priors if prior.name == "sham_trials") for library in (before, after)]
    assert priors[0].mean == 0.4
    assert priors[1].mean < -2
    assert "Made up 2026" in priors[1].source
    assert [str(fault) for fault in faults(after)] == []


def test_the_priors_of_the_files_are_those_of_the_base_and_two_made_of_studies_that_are_named():
    library = read_library(folders())
    known = {prior.name: (prior.mean, prior.sd) for prior in library.priors}
    assert known == {"sham_trials": (0.4, 0.5), "open_trials": (-1.2, 0.6)} | {
        prior.name: (prior.mean, prior.sd) for prior in (DEFAULT, SCEPTICAL)
    }
    for prior in library.priors:
        assert isinstance(prior, Prior)
        names = [row.study.short for result in library.results.values() for row in result.usable]
        assert prior.source == "design" or any(name.removesuffix(", a review") in prior.source for name in names)


def test_without_studies_there_is_no_pooled_figure_and_no_prior_of_it():
    shelves = folders()
    for name in ("beurskens_1997", "schimmel_2009", "wang_2022", "cheng_2020", "amjad_2022"):
        del shelves["studies"][name]
    library = read_library(shelves)
    assert library.results["sham_traction_pain"].direction == "none"
    assert [prior.name for prior in library.priors] == ["default", "sceptical"]
    assert for_a_person(library)[0].text.startswith("Nobody knows")


def test_a_clinician_sees_reasons_and_that_heterogeneity_is_not_reliable():
    rows = {row.question: row for row in for_a_clinician(read_library(folders()))}
    sham = rows["Is pain less after traction than after a pretended pull?"]
    assert (sham.studies, sham.people, sham.effect, sham.certainty) == ("2 of 3", 211, "+0.4 (−0.5 to +1.3)", "very low")
    assert len(sham.why) == 3
    assert "not reliable with 2 studies" in sham.heterogeneity
    assert rows["Do fewer people have disc surgery with inversion?"].effect == "0.30 (0.10 to 0.85)"
    assert all(row.why for row in rows.values())


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("expect: {low: -35, high: -25}", "expect: {low: -35, high: -24}", "high is printed as -24, and works out as -25"),
        ("expect: {low: -35, high: -25}", "expect: {}", "expects something"),
        ("expect: {low: -35, high: -25}", "expect: {lower: -35}", "lower is no part of interval"),
        ("given: {estimate: -30, low: -35, high: -25}", "given: {estimate: -30, low: -35}", "interval needs high"),
        ("given: {estimate: -30, low: -35, high: -25}", "given: {estimate: -30, low: -25, high: -25}", "no width"),
        ('example: "pain", people', 'example: "gain", people', "no example 'gain'"),
        ('example: "pain", people', "people", "says why"),
        ("sham_traction_pain", "sham_pain", "no comparison sham_pain"),
        ("funding:", "fundings:", "fundings: this key is not known"),
        ('level: "full_text"\nfacts', 'level: "memory"\nfacts', "level"),
        ("  - {id: ", "  #- {id: ", "sources"),
        ("n: {randomised: 200}", 'n: {randomised: 200}\noutcomes: {pain: {arms: {x: {mean: 1}}}}', "no arm has the name x"),
        ("examples:\n", f"examples:\n  - {SECOND}\n", "two examples"),
    ],
)  # fmt: skip
def test_a_slip_in_a_study_is_seen(old, new, what):
    faults_found = found_in(with_study(study((old, new))))
    assert faults_found
    assert what in faults_found[0]
    assert "made_up_2026.yaml" in faults_found[0]


@pytest.mark.parametrize(
    ("shelf", "name", "old", "new", "what"),
    [
        ("learn", "does_it_help", "read: 24", "read: 26", "people is 26, and the study file says 24"),
        ("studies", "prasad_2012", "randomised: 24", "randomised: 25", "people is 24, and the study file says 25"),
        ("learn", "does_it_help", "prasad_2012.n.randomised", "prasad_2012.n.nobody", "there is no figure"),
        ("learn", "does_it_help", "of: \"prasad_2012.n.randomised\"", "of: \"kim_2013.n.randomised\"", "not among its sources"),
        ("learn", "does_it_help", "{people} people before", "24 people before", "has 24 typed into it"),
        ("learn", "does_it_help", "Some people say so", "It is safe, some say", "says 'safe'"),
        ("learn", "does_it_help", "Some people say so. No", LONG, "sentence of"),
        ("learn", "does_it_help", '    sources:\n      - "prasad_2012"\n', "    sources: []\n", "names no source"),
        ("learn", "does_it_help", '      - "SEED2"', '      - "SEED9"', "no source SEED9"),
        ("learn", "does_it_help", "read_as: {mendelow_2021: \"maker\"}", "read_as: {mendelow_2021: \"secondary\"}", "with the maker alone"),
        ("learn", "does_it_help", 'reads: "One', 'reads: "Two', "reads: One trial"),
        ("learn", "set_up", "read: 5", "read: 6", "does not say so"),
        ("learn", "set_up", "Do this each time.", HARD, "hard to read"),
        ("learn", "what_the_studies_say", 'comparison: "sham_traction_pain"', 'comparison: "sham"', "no comparison sham"),
        ("learn", "what_the_studies_say", 'id: "pull_open"', 'id: "pull_blind"', "two claims have one id"),
        ("comparisons", "sham_traction_pain", "estimate: 0.37", "estimate: 0.38", "estimate is written as 0.38"),
        ("comparisons", "sham_traction_pain", '- "schimmel_2009"', '- "nobody_2009"', "no study nobody_2009"),
        ("comparisons", "sham_traction_pain", "pooled: true", "pooled: false", "why_not_pooled"),
        ("priors", "sham_trials", "mean: 0.4", "mean: -0.4", "it is Prior"),
        ("priors", "sham_trials", "comparison:", "# comparison:", "the others a `comparison`"),
        ("priors", "sham_trials", 'comparison: "sham_traction_pain"', 'comparison: "sham"', "no comparison sham"),
        ("guidelines", "nice_ng59", 'stance: "against"', 'stance: "for"', "on traction it is for"),
        ("guidelines", "nice_ng59", '- "NG59"', '- "WHO23"', "WHO23 is nice_ng59 already"),
        ("seeds", "seed_1", "what_it_cannot_promise.lymph", "what_it_cannot_promise.limp", "no claim what_it_cannot_promise.limp"),
        ("seeds", "seed_1", 'expect: "not_shown"', 'expect: "fair"', "is not fair"),
        ("seeds", "seed_1", 'id: "common"', 'id: "evidence_based"', "two statements"),
    ],
)  # fmt: skip
def test_a_slip_between_files_is_seen(shelf, name, old, new, what):
    faults_found = found_in(changed(shelf, name, old, new))
    assert any(what in fault for fault in faults_found), faults_found
    assert all(".yaml" in fault for fault in faults_found)
