"""Each rule file's own examples, through the same words and screening as a person's answers; and the shape of every file."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from roost.app import books
from roost.base.datafile import to_dataclass
from roost.base.logic import All, Any, Condition, Fact, evaluate, facts_in
from roost.base.sources import Level
from roost.screen.measurements import MEASURED
from roost.screen.rules import Example, Rule
from roost.screen.screen import facts_of
from roost.screen.screening import Verdict
from roost.words.answers import Answers
from roost.words.profile import ProfileFile, profile_of
from roost.words.read import read_words

RULES = books.rules()
EXAMPLES = [pytest.param(name, one, id=f"{name}: {one.name}") for name, rule in RULES.rules.items() for one in rule.examples]
EACH = pytest.mark.parametrize("name", list(RULES.rules))
# The ids of the facts that stand in the research notes: 59 contraindications, 13 red flags, and TEST for the tests of the house.
IDS = """
HTN HTN_CRISIS HF ACS CHD CIED STROKE CAROTID ANEURYSM ANTICOAG ANTIPLT BLEEDDIS DVT_ACUTE DVT_HX SICKLE HYPOTENSION PVD_SKIN
GLAUCOMA RETINA EYE_SURG CONJ ICP HEADINJ EPILEPSY MIGRAINE VERTIGO EAR SINUS COGN ALCOHOL PANIC OSTEOP FRACTURE IMPLANT INSTAB
CORD SPINE_TUMOUR SPINE_INF CES NEURO STENOSIS SCOLIOSIS INFLAM ANKLE TRAUMA PREG HIATAL HERNIA GERD OBESITY WEIGHT_LIMIT SURGERY
RESP VARICES KIDNEY_GB DIABETES CHILD OLDER MEDS_UNKNOWN RF_CES RF_NEURO RF_FRACTURE RF_CANCER RF_INFECTION RF_AAA RF_CARDIAC
RF_STROKE RF_BP RF_EYE RF_DVT RF_INFLAM RF_MENTAL TEST
"""
FACTS = {*IDS.split(), "session.before"}
ALWAYS_KNOWN = {"text_not_understood"}  # a text that was not written holds nothing
BANNED = re.compile(r"\b(safe|safely|cleared|clearance|approved|proven|guarantee\w*|fine)\b", re.IGNORECASE)


def answers_of(example: Example) -> Answers:
    raw = {"today": "2026-03-01"} | example.given
    return read_words(profile_of(to_dataclass(raw, ProfileFile, file="")), books.concepts())


def outcome(rule: Rule, example: Example) -> str:
    value = evaluate(rule.when, facts_of(answers_of(example), RULES))
    return {True: "fires", False: "quiet", None: "unknown"}[value]


def comparisons(condition: Condition) -> Iterator[Fact]:
    match condition:
        case All(parts) | Any(parts):
            for part in parts:
                yield from comparisons(part)
        case Fact():
            yield condition
        case other:
            raise AssertionError(f"{other} turns an answer round: put the question the other way")


def sentences(text: str) -> list[list[str]]:
    return [re.findall(r"[^\W_][\w'’/-]*", part) for part in re.split(r"(?<=[.?!])\s+", text) if part.strip()]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_of_a_rule_holds(name, example):
    assert outcome(RULES.rules[name], example) == example.expect


@EACH
def test_a_rule_shows_when_it_fires_when_it_is_quiet_and_when_it_can_not_be_told(name):
    rule = RULES.rules[name]
    wanted = {"fires", "quiet"} if set(facts_in(rule.when)) <= ALWAYS_KNOWN else {"fires", "quiet", "unknown"}
    assert {example.expect for example in rule.examples} >= wanted


@EACH
def test_a_rule_shows_both_sides_of_each_threshold(name):
    rule = RULES.rules[name]
    facts = [facts_of(answers_of(example), RULES) for example in rule.examples]
    limits = [(part.fact, part.to[0]) for part in comparisons(rule.when) if part.test != "is"]
    for fact, value in limits:
        step = 1 if isinstance(value, int) else Decimal("0.01")
        shown = {known[fact] for known in facts if fact in known}
        assert {value, value - step} <= shown, f"{fact}: no example at {value} or at {value - step}"


@EACH
def test_a_rule_names_its_facts_and_says_where_it_is_from(name):
    rule = RULES.rules[name]
    assert set(rule.facts) <= FACTS
    for source in rule.sources:
        assert all((source.cite, source.where, source.says)), source.id
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.checked), source.id
        assert isinstance(source.level, Level)
    assert len({source.id for source in rule.sources}) == len(rule.sources)


def test_all_thirteen_red_flags_and_the_twelve_first_rules_stand():
    carried = {fact for rule in RULES.rules.values() for fact in rule.facts}
    assert {fact for fact in FACTS if fact.startswith("RF_")} <= carried
    assert {"HTN", "HTN_CRISIS", "GLAUCOMA", "RETINA", "STROKE", "HF", "ANTICOAG", "PREG", "OSTEOP"} <= carried
    assert {"WEIGHT_LIMIT", "CHILD", "MEDS_UNKNOWN"} <= carried


@EACH
def test_a_red_flag_comes_first_and_is_marked(name):
    rule = RULES.rules[name]
    flagged = any(fact.startswith("RF_") for fact in rule.facts)
    assert rule.red_flag == flagged
    if rule.verdict is Verdict.urgent:
        assert rule.red_flag or rule.facts == ("HERNIA",)  # asked of those with a hernia alone, so it stands beside that
        assert rule.say


@EACH
def test_a_sign_off_lifts_what_asks_first_and_nothing_graver(name):
    rule = RULES.rules[name]
    assert (rule.lifts == "sign_off") == (rule.verdict <= Verdict.ask_first)
    if rule.lifts == "never":
        assert rule.facts[0] in {"WEIGHT_LIMIT", "CHILD"}


@pytest.mark.parametrize("fact", list(RULES.asks))
def test_a_question_is_one_short_sentence_with_a_name(fact):
    ask = RULES.asks[fact]
    assert ask.question.endswith("?")
    assert all(len(words) <= 20 for words in sentences(ask.question))
    assert ask.label


@EACH
def test_yes_is_the_risky_answer(name):
    rule = RULES.rules[name]
    for condition in [rule.when, *(ask.only_if for ask in rule.ask if ask.only_if)]:
        for part in comparisons(condition):
            assert part.fact in MEASURED or (part.test, part.to) == ("is", (True,)) or part.test == "at_least", part


@pytest.mark.parametrize("fact", list(RULES.asks))
def test_a_question_is_there_for_a_rule(fact):
    reading = [rule.when for rule in RULES.rules.values()] + [ask.only_if for ask in RULES.asks.values() if ask.only_if]
    assert any(fact in facts_in(condition) for condition in reading)


def words_of(rule: Rule) -> dict[str, str]:
    said = {"tell": rule.tell, "why": rule.why, "say": rule.say, "change": rule.change, "check": rule.check}
    for ask in rule.ask:
        said |= {f"{ask.fact}.{key}": getattr(ask, key) for key in ("question", "label", "hint", "leaves_out")}
    return said


@EACH
def test_words_for_people_are_short_and_promise_nothing(name):
    for where, text in words_of(RULES.rules[name]).items():
        assert not BANNED.search(text), where
        assert all(len(words) <= 20 for words in sentences(text)), where


@EACH
def test_words_for_people_can_be_read_at_eleven(name):
    """Automated readability index of what a person reads of this rule: 4.71 letters a word + 0.5 words a sentence - 21.43."""
    rule = RULES.rules[name]
    parts = sentences(" ".join([rule.tell, rule.why, rule.change]))
    words = [word for part in parts for word in part]
    index = 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(parts) - 21.43
    assert index <= 6


def test_the_pages_hold_few_ticks_and_there_are_at_most_fifteen():
    pages = [group.id for group in RULES.groups]
    assert len(pages) + 1 <= 15  # who it is about is asked too
    ticks = dict.fromkeys(pages, 0)
    for rule in (rule for rule in RULES.rules.values() if rule.scope == "screen"):
        ticks[rule.group] += sum(ask.only_if is None and ask.kind != "measure" for ask in rule.ask)
    assert max(ticks.values()) <= 14, ticks  # the sudden signs are many, and stand on one page: any of them leads to help
    assert [group.part for group in RULES.groups] == sorted(group.part for group in RULES.groups)


def test_red_flags_are_asked_before_all_else():
    order = [group.id for group in RULES.groups]
    screened = [rule for rule in RULES.rules.values() if rule.scope == "screen"]
    alone = [rule.group for rule in screened if rule.red_flag and rule.verdict is Verdict.urgent and rule.act_by == "now"]
    first = [order.index(page) for page in alone if page != "blood_pressure"]
    assert max(first) < min(order.index(rule.group) for rule in screened if not rule.red_flag)
