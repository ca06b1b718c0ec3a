import pytest

from roost.words.codes import Codebook, code_text, weigh
from tests.rooms.words.small import asked, code, entry, other

BOOK = Codebook(
    [
        asked("tablets", "medicine", codes=(code("atc", "C03"), code("atc", "C09")), rule="pressure"),
        asked("maybe", "medicine", codes=(code("atc", "C03DA", "ask"),), rule="pressure"),
        asked("weak_heart", "medicine", codes=(code("atc", "C09DX04"), code("atc", "C03C", "ask")), rule="heart"),
        asked("glaucoma", "condition", codes=(code("icd10cm", "H40.05"), code("snomed", "23986001"))),
        other("harmless", "condition", "eczema", codes=(code("icd10cm", "L20"),)),
        other("harmless", "medicine", "harmless water", codes=(code("atc", "C03X"),)),
        other("unplaced", "condition", "asthma", codes=(code("icd10cm", "J45"),)),
        other("names", "medicine", "insulin", codes=(code("atc", "A10A"),)),
    ]
)


def meaning(system, number):
    return {(concept.fact or concept.label, effect) for concept, effect in BOOK.meaning(system, number)}


@pytest.mark.parametrize(
    ("system", "number", "means"),
    [
        ("atc", "C03AA03", {("tablets", "yes")}),
        ("atc", "c03 aa03", {("tablets", "yes")}),
        ("atc", "C03DA01", {("maybe", "ask")}),
        ("atc", "C03CA01", {("tablets", "yes"), ("weak_heart", "ask")}),
        ("atc", "C09DX04", {("tablets", "yes"), ("weak_heart", "yes")}),
        ("atc", "C03X", {("tablets", "yes")}),
        ("atc", "C0", set()),
        ("atc", "A10AB01", set()),
        ("icd10cm", "H40.05", {("glaucoma", "yes")}),
        ("ICD-10-CM", "h4005", {("glaucoma", "yes")}),
        ("http://hl7.org/fhir/sid/icd-10-cm", "H40.053", {("glaucoma", "yes")}),
        ("icd10cm", "H40", set()),
        ("icd10cm", "L20.9", {("eczema", "noted")}),
        ("icd10cm", "J45.909", {("asthma", "missed")}),
        ("http://snomed.info/sct", "23986001", {("glaucoma", "yes")}),
        ("snomed", "239860012", set()),
        ("rxnorm", "23986001", set()),
        ("read", "F45", set()),
        ("atc", "", set()),
    ],
)
def test_a_code_means_what_the_longest_known_code_of_each_rule_means(system, number, means):
    assert meaning(system, number) == means


def test_what_a_rule_asks_for_outweighs_what_is_harmless():
    risk, mild, name = asked("stroke", "condition"), other("harmless", "condition", "x"), other("unplaced", "condition", "y")
    assert weigh([(mild, "noted"), (name, "missed"), (risk, "yes")]) == [(risk, "yes")]
    assert weigh([(mild, "noted"), (name, "missed")]) == [(name, "missed")]
    assert weigh([(risk, "yes"), (risk, "ask")]) == [(risk, "yes")]
    assert weigh([(mild, "noted"), (mild, "noted")]) == [(mild, "noted")]


@pytest.mark.parametrize(("display", "shown"), [("Glaucoma", "Glaucoma (icd10cm H40)"), (" ", "icd10cm H40")])
def test_a_code_is_shown_with_its_name(display, shown):
    assert code_text(entry("icd10cm", "H40", display)) == shown
