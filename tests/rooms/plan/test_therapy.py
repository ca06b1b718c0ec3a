"""In: therapy files. Out: therapies in their order, and who is offered which; a wrong file is named."""

import pytest

from roost.base.errors import DataFileError
from roost.plan.therapy import STRENGTHS, care_beside, fired_in, read_therapies
from roost.screen.screening import Verdict
from tests.rooms.plan.small import screening


def file(order=1, first="false", level="abstract", examples="both", not_with="[fever]", more=""):
    shown = {"both": "- {name: a, fired: [], expect: offered}\n  - {name: b, fired: [fever], expect: not_offered}"}
    shown["one"] = "- {name: a, fired: [], expect: offered}"
    return f"""
title: T
order: {order}
tell: Do it.
dose: A little.
steps: [One., Two.]
cautions: [Stop.]
strength: some
why: It was tried.
first: {first}
not_with: {not_with}
facts: [F]
sources: [{{id: S, cite: c, where: w, says: s, checked: "2026-01-01", level: {level}}}]
examples:
  {shown[examples]}
{more}
""".encode()


def test_therapies_come_in_their_order_and_what_is_first_stands_first():
    therapies = read_therapies({"a": file(2), "b": file(3, first="true"), "c": file(1), "d": file(1)})
    assert [one.name for one in therapies] == ["c", "d", "a", "b"]
    assert [one.therapy for one in care_beside(therapies, ())] == ["b", "c", "d", "a"]


def test_a_therapy_is_not_offered_to_whom_one_of_its_rules_fired():
    therapies = read_therapies({"a": file(), "b": file(not_with="[other]")})
    assert [one.therapy for one in care_beside(therapies, ["fever", "more"])] == ["b"]


def test_the_rules_that_speak_against_it_are_named():
    [therapy] = read_therapies({"a": file(not_with="[fever, cold]")})
    assert therapy.stopped_by(["more", "cold", "fever"]) == ("fever", "cold")
    assert therapy.stopped_by(["more"]) == ()


def test_a_rule_that_a_clinician_lifted_still_counts_for_care():
    who = screening(Verdict.caution, rules=[("slow", Verdict.caution)], lifted=["heart_failure"])
    assert fired_in(who) == {"slow", "heart_failure"}


def test_what_stands_in_a_plan_from_the_start_says_so():
    [therapy] = read_therapies({"a": file(first="true", more="from_the_start: true")})
    assert therapy.from_the_start
    [therapy] = read_therapies({"a": file(first="true")})
    assert not therapy.from_the_start


@pytest.mark.parametrize("strength", STRENGTHS)
def test_each_strength_has_its_words(strength):
    [care] = care_beside(read_therapies({"a": file().replace(b"strength: some", f"strength: {strength}".encode())}), ())
    assert care.strength == STRENGTHS[strength]


def test_care_says_how_strong_the_evidence_is():
    [care] = care_beside(read_therapies({"a": file(first="true")}), ())
    assert (care.title, care.tell, care.strength, care.first) == ("T", "Do it.", "some evidence", True)


@pytest.mark.parametrize(
    ("broken", "key", "says"),
    [
        (file(examples="one"), "examples", "one that is not"),
        (file(first="true", level="secondary"), "first", "needs a source that was read"),
        (file(first="true", level="design"), "first", "needs a source that was read"),
        (file(first="true", level="maker"), "first", "needs a source that was read"),
        (file(not_with="[]"), "not_with", "length >= 1"),
        (file(more="from_the_start: true"), "from_the_start", "only what comes first"),
        (file().replace(b"cautions: [Stop.]", b"cautions: []"), "cautions", "length >= 1"),
        (file(more="zap: 1"), "zap", "not known"),
        (file().replace(b"strength: some", b"strength: huge"), "strength", "Invalid enum value"),
    ],
)
def test_a_wrong_therapy_is_named(broken, key, says):
    with pytest.raises(DataFileError) as caught:
        read_therapies({"odd": broken})
    assert (caught.value.file, caught.value.key) == ("odd.yaml", key)
    assert says in str(caught.value)
