import pytest

from roost.words.answers import Cue
from roost.words.lexicon import Lexicon
from roost.words.text import Token, tokens_of
from tests.rooms.words.small import asked, other

LEXICON = Lexicon(
    [
        asked("stroke", "condition", "stroke", "mini stroke"),
        asked("fits", "condition", "fits"),
        asked("numb", "symptom", "numb around the bottom"),
        asked("retina", "condition", "detached retina"),
        asked("osteoporosis", "condition", "osteoporosis"),
        asked("thinner", "medicine", "blood thinner"),
        asked("grade", "detail", "grade 2"),
        other("harmless", "medicine", "paracetamol"),
        other("harmless", "condition", "heat stroke"),
        other("harmless", "condition", "stroke"),
        other("unplaced", "condition", "epilepsy"),
        asked("nothing", "condition", "the"),
        asked("none", "condition", "?!"),
    ],
    [
        Cue(does="light", phrases=("the", "of", "my", "around", "or so")),
        Cue(does="filler", phrases=("very", "left")),
        Cue(does="hint", phrases=("tablet",), endings=("itis",)),
        Cue(does="plain", phrases=("strike", "arthritis club")),
        Cue(does="deny", phrases=("no", "no history of")),
        Cue(does="filler", phrases=("pain",), fields=("medicines",)),
    ],
)


def name(concept, effect):
    return f"{effect}:{concept.fact or concept.label}"


def found(text, hints=True):
    tokens = tokens_of(text)
    hits = LEXICON.cues(tokens, "conditions")
    every = LEXICON.concepts(tokens, hits, hints=hints)
    return {" ".join(token.text for token in tokens[one.start : one.end]): [name(*sense) for sense in one.senses] for one in every}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("stroke", {"stroke": ["yes:stroke"]}),
        ("Mini-Stroke", {"mini stroke": ["yes:stroke"]}),
        ("ministroke", {"ministroke": ["yes:stroke"]}),
        ("mini strokes", {"mini strokes": ["yes:stroke"]}),
        ("heat stroke", {"heat stroke": ["noted:heat stroke"]}),
        ("retina of the left detached", {"retina of the left detached": ["yes:retina"]}),
        ("detached, retina", {}),
        ("detached no retina", {}),
        ("fit", {}),
        ("fits", {"fits": ["yes:fits"]}),
        ("bottom or so numb", {"bottom or so numb": ["yes:numb"]}),
        ("grade 2", {"grade 2": ["yes:grade"]}),
        ("grade 3", {}),
        ("osteoperosis", {"osteoperosis": ["yes:osteoporosis"]}),
        ("osteaperosis", {"osteaperosis": ["yes:osteoporosis"]}),
        ("stroek", {"stroek": ["yes:stroke"]}),
        ("strok", {"strok": ["yes:stroke"]}),
        ("strike", {}),
        ("stro", {}),
        ("straeke", {}),
        ("blod thinner", {}),
        ("blood thiner", {"blood thiner": ["yes:thinner"]}),
        ("paracetemol", {}),
        ("epilepsi", {"epilepsi": ["missed:epilepsy"]}),
        ("zorbitis", {"zorbitis": ["missed:"]}),
        ("itis", {}),
        ("arthritis club", {}),
        ("tablets", {"tablets": ["hint:"]}),
        ("the", {}),
    ],
)
def test_the_longest_known_phrase_is_found_in_any_order(text, means):
    assert found(text) == means


def test_in_a_list_a_hint_is_a_word_like_any_other():
    assert found("tablets", hints=False) == {}


def test_the_longest_phrase_of_a_cue_is_taken_at_each_place():
    tokens = tokens_of("no history of stroke, no lefts or so")
    assert [(hit.start, hit.end) for hit in LEXICON.cues(tokens, "conditions")] == [(0, 3), (5, 6), (6, 7), (7, 9)]


def test_a_cue_counts_in_its_own_fields():
    assert LEXICON.cues(tokens_of("pain"), "conditions") == []
    assert len(LEXICON.cues(tokens_of("pain"), "medicines")) == 1


def test_what_was_mistyped_is_kept_in_mind_within_bounds(monkeypatch):
    monkeypatch.setattr("roost.words.lexicon._MOST_SLIPS", 2)
    for word in ("aaaaaa", "bbbbbb", "cccccc", "dddddd"):
        found(word)
    assert len(LEXICON._slips) <= 3


def test_a_word_of_ours_is_known_and_no_other():
    assert LEXICON.knows(Token("strokes", "word"))
    assert not LEXICON.knows(Token("zebra", "word"))
