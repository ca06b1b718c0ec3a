import pytest

from roost.base.errors import DataFileError
from roost.words.terms import read_terms

FILE = """
title: T
kind: medicine
role: names
facts: [H01]
sources: [{id: S, cite: c, where: w, says: s, checked: "2026-01-01", level: design}]
entries:
  - {label: beta blocker, terms: [atenolol, inderal], codes: [{system: atc, code: C07, display: d}], reasons: [stage fright]}
examples: [{text: atenolol, field: medicines}]
"""


def test_an_entry_becomes_a_concept_and_its_harmless_reasons_another():
    name, reason = read_terms({"heart": FILE.encode()})
    assert (name.fact, name.rule, name.role, name.terms, name.codes[0].code) == ("", "heart", "names", ("atenolol", "inderal"), "C07")
    assert (reason.role, reason.terms) == ("harmless", ("atenolol for stage fright", "inderal for stage fright"))


def test_without_terms_the_label_is_the_term():
    (one,) = read_terms({"x": FILE.replace("terms: [atenolol, inderal], ", "").replace(", reasons: [stage fright]", "").encode()})
    assert one.terms == ("beta blocker",)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("examples: [{text: atenolol, field: medicines}]", "examples: []", "examples"),
        ("facts: [H01]", "facts: []", "facts"),
        (", codes: [{system: atc, code: C07, display: d}]", "", "entries[0].codes"),
        ("kind: medicine", "kind: drink", "kind"),
        ("role: names", "rol: names", "rol"),
        ("[atenolol, inderal]", '[atenolol, ""]', "entries[0].terms[1]"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(old, new, key):
    with pytest.raises(DataFileError) as caught:
        read_terms({"heart": FILE.replace(old, new).encode()})
    assert (caught.value.file, caught.value.key) == ("heart.yaml", key)
