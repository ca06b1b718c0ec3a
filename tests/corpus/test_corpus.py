"""The corpus holds: nothing grave gets through, each urgent case is caught, at most one control in ten is held up."""

import hashlib

import pytest

from tests.corpus.score import FOLDER, load, readers, score

# The unseen half is written from grid.yaml by somebody who has not seen the terms. Its SHA-256 is set here in the commit that brings it,
# before it is first scored, and never changes: nothing is tuned on it.
UNSEEN_SHA256 = ""


@pytest.mark.slow
def test_the_seen_half_lets_nothing_grave_through():
    found = score("seen", readers()["full reader"])
    assert (found.missed, found.urgent_caught) == (0, found.urgent)
    assert found.blocked * 10 <= found.controls
    assert found.cases + found.controls >= 200


def test_the_rules_of_the_corpus_are_ours():
    from roost.app import books

    cases, _ = load("seen")
    assert {rule for _, rule, _ in cases} <= set(books.rules().rules)


def test_the_unseen_half_is_as_it_was_written():
    file = FOLDER / "unseen.yaml"
    given = hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else ""
    assert given == UNSEEN_SHA256
