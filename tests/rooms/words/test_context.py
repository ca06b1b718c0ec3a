import pytest

from roost.base.errors import DataFileError
from roost.words.context import read_context

FILE = """
title: T
does: deny
side: both
through: [comma]
phrases: [no]
facts: [H01]
sources: [{id: S, cite: c, where: w, says: s, checked: "2026-01-01", level: design}]
examples: [{text: no glaucoma}]
"""


def test_a_file_becomes_a_cue():
    (cue,) = read_context({"no": FILE.encode()})
    assert (cue.does, cue.side, cue.through, cue.phrases) == ("deny", "both", ("comma",), ("no",))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("phrases: [no]", "", "phrases"),
        ("phrases: [no]", 'phrases: [no, "!?"]', "phrases[1]"),
        ("facts: [H01]", "facts: []", "facts"),
        ("examples: [{text: no glaucoma}]", "examples: []", "examples"),
        ("does: deny", "does: shout", "does"),
        ("side: both", "sides: both", "sides"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(old, new, key):
    with pytest.raises(DataFileError) as caught:
        read_context({"no": FILE.replace(old, new).encode()})
    assert (caught.value.file, caught.value.key) == ("no.yaml", key)


def test_endings_may_stand_without_phrases():
    assert read_context({"x": FILE.replace("phrases: [no]", "endings: [itis]").encode()})[0].endings == ("itis",)
