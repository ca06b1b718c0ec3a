import pytest

from tests.rooms.words.small import entry, read


@pytest.mark.parametrize(
    ("field", "one", "known", "missed"),
    [
        ("conditions", entry("icd10cm", "I63.9"), {"stroke": True}, False),
        ("conditions", entry("icd10cm", "I63.9", "Stroke, unspecified"), {"stroke": True}, False),
        ("conditions", entry("icd10cm", "L20.9", "Eczema"), {"stroke": False}, False),
        ("conditions", entry("icd10cm", "L20.9"), {"stroke": False}, False),
        ("conditions", entry("icd10cm", "Z99.1"), {"stroke": False}, True),
        ("conditions", entry("icd10cm", "Z99.1", "Eczema"), {"stroke": False}, True),
        ("conditions", entry("icd10cm", "Z99.1", "Stroke"), {"stroke": True}, True),
        ("medicines", entry("atc", "B01AA03", "warfarin 5 mg"), {"thinner": True}, False),
        ("medicines", entry("atc", "N02BE01", "Warfarin"), {"thinner": True}, True),
        ("medicines", entry("atc", "B01AA03", "Paracetamol"), {"thinner": True}, True),
        ("medicines", entry("atc", "B01AA03", "Zorbitol"), {"thinner": True}, False),
        ("medicines", entry("atc", "N02BE01", "Zorbitol"), {"thinner": False}, True),
        ("medicines", entry("atc", "N02BE01", "none"), {"thinner": False}, False),
        ("medicines", entry("rxnorm", "11289"), {"thinner": True}, False),
    ],
)
def test_a_code_and_its_name_must_agree(field, one, known, missed):
    answers = read(**{field: (one,)})
    assert {fact: answers.known.get(fact) for fact in known} == known
    assert bool(answers.not_understood) == missed


def test_a_code_with_other_uses_leaves_its_question_open():
    answers = read(medicines=(entry("atc", "C07AB07", "atenolol"),))
    assert "pressure" not in answers.known
    assert [(mention.fact, mention.status) for mention in answers.mentions] == [("pressure", "not_sure")]
    assert not answers.not_understood


def test_an_unknown_code_is_listed_with_its_name():
    assert read(conditions=(entry("icd10cm", "Z99.1", "Machine"),)).not_understood[0].text == "Machine (icd10cm Z99.1)"
