"""Invariants 1, 2, 3, 5 and 8 of DESIGN for the Screening, over random people and all real rules."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roost.app import books
from roost.base.canonical import canonical_json
from roost.base.units import Length, Mass
from roost.plan.caps import CEILING
from roost.screen.screen import screen
from roost.screen.screening import Screening, Verdict, strictest
from roost.words.answers import Answers, NotUnderstood
from roost.words.profile import Profile, Reading

TODAY = date(2026, 3, 1)
RULES = books.rules()
ASKED = sorted(fact for fact, ask in RULES.asks.items() if ask.kind != "measure")
# Rare risks, so that the few-yes corner (where milder verdicts live) is well covered.
said = st.dictionaries(st.sampled_from(ASKED), st.just(True), max_size=3)
left_out = st.sets(st.sampled_from(ASKED), max_size=3)
readings = st.lists(st.tuples(st.integers(90, 200), st.integers(50, 130)).filter(lambda pair: pair[0] > pair[1]), max_size=2)
profiles = st.builds(
    Profile,
    today=st.just(TODAY),
    age_years=st.none() | st.integers(16, 90),
    sex=st.sampled_from(["F", "M", "X", None]),
    mass=st.none() | st.integers(45_000, 160_000).map(Mass),
    height=st.none() | st.integers(1_400, 2_050).map(Length),
    readings=readings.map(lambda pairs: tuple(Reading(top, low, None, TODAY) for top, low in pairs)),
    max_user_mass=st.none() | st.just(Mass(136_000)),
)


@st.composite
def people(draw) -> Answers:
    known = dict.fromkeys(ASKED, False) | draw(said)
    for fact in draw(left_out):
        known.pop(fact)
    missed = draw(st.sampled_from([(), (NotUnderstood("free_text", "zap"),)]))
    return Answers(profile=draw(profiles), known=known, not_understood=missed)


def verdict(answers: Answers, rules=RULES) -> Screening:
    return screen(answers, rules, CEILING)


@given(people(), st.sampled_from(ASKED))
def test_replacing_an_answer_by_unknown_is_never_milder_than_no(answers, fact):
    without = {name: value for name, value in answers.known.items() if name != fact}
    unknown = verdict(replace(answers, known=without))
    no = verdict(replace(answers, known={**without, fact: False}))
    assert unknown.verdict >= no.verdict


@given(people(), st.sampled_from(ASKED))
def test_a_yes_is_never_milder_than_a_no(answers, fact):
    yes, no = (verdict(replace(answers, known={**answers.known, fact: value})) for value in (True, False))
    assert yes.verdict >= no.verdict


@given(people(), st.sampled_from(["age_years", "mass", "height", "max_user_mass", "sex"]))
def test_leaving_out_a_measurement_lets_nobody_through_who_was_stopped_by_nothing_else(answers, name):
    missing = verdict(replace(answers, profile=replace(answers.profile, **{name: None})))
    if name in ("mass", "max_user_mass"):
        assert missing.verdict >= Verdict.ask_first
    if name == "sex":
        assert missing.verdict >= verdict(replace(answers, profile=replace(answers.profile, sex="M"))).verdict


@given(people())
def test_leaving_out_the_readings_asks_first(answers):
    assert verdict(replace(answers, profile=replace(answers.profile, readings=()))).verdict >= Verdict.ask_first


@given(people(), st.sampled_from(sorted(RULES.rules)))
def test_adding_a_rule_never_makes_a_verdict_milder(answers, name):
    fewer = replace(RULES, rules={key: rule for key, rule in RULES.rules.items() if key != name})
    assert verdict(answers).verdict >= verdict(answers, fewer).verdict


@given(people())
def test_limits_stand_only_where_inverting_is_let_and_never_pass_the_caps(answers):
    screening = verdict(answers)
    assert (screening.limits is not None) == screening.verdict.lets_invert
    if screening.limits is not None:
        assert strictest(screening.limits, CEILING) == screening.limits


@given(people())
def test_every_verdict_says_why(answers):
    screening = verdict(answers)
    if screening.verdict is Verdict.ok:
        assert not screening.because
        assert not screening.unknown
    else:
        assert screening.because or screening.unknown
    assert all(reason.tell and reason.matched and reason.sources for reason in screening.because)
    assert (screening.act_by is not None) or screening.verdict is not Verdict.urgent


@given(people())
def test_what_is_not_understood_is_never_ok(answers):
    assert verdict(replace(answers, not_understood=(NotUnderstood("free_text", "zap"),))).verdict >= Verdict.ask_first


@given(people())
def test_the_same_person_gives_the_same_bytes(answers):
    turned = replace(answers, known=dict(reversed(list(answers.known.items()))))
    assert canonical_json(verdict(answers)) == canonical_json(verdict(turned))
