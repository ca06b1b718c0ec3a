"""A rule set small enough to read at a glance, for the tests of the machinery."""

from datetime import date

from roost.plan.caps import CEILING
from roost.screen.rules import rule_set
from roost.screen.screen import screen
from roost.words.answers import Answers
from roost.words.profile import Profile

GROUPS = b"groups:\n  - {id: one, part: 1, title: One}\n  - {id: two, part: 2, title: Two}\n"
TODAY = date(2026, 3, 1)


def rule(ask="", when="{fact: sight, is: yes}", verdict="ask_first", act_by="null", more="", group="one", lifts="sign_off"):
    return f"""
title: T
group: {group}
order: 1
ask: [{ask}]
when: {when}
verdict: {verdict}
act_by: {act_by}
tell: Told.
why: Because.
lifts: {lifts}
facts: [X]
sources: [{{id: S, cite: c, where: w, says: s, checked: "2026-01-01", level: design}}]
examples: [{{name: e, given: {{}}, expect: quiet}}]
{more}
""".encode()


def ask(fact, kind="condition", more=""):
    return f'{{fact: {fact}, kind: {kind}, question: "{fact}?", label: {fact}{more}}}'


FILES = {
    "sight": rule(ask("sight")),
    "heart": rule(ask("heart"), when="{fact: heart, is: yes}", verdict="do_not_invert", lifts="never"),
    "flag": rule(
        ask("numb", "symptom"), when="{fact: numb, is: yes}", verdict="urgent", act_by="now", more="red_flag: true", lifts="answer"
    ),
    "drops": rule(
        ", ".join(
            [
                ask("drops", "medicine"),
                ask("drops_long", "detail", ", only_if: {fact: drops, is: yes}"),
                ask("drops_daily", "detail", ", only_if: {fact: drops_long, is: yes}"),
            ]
        ),
        when="{all: [{fact: drops_long, is: yes}, {fact: drops_daily, is: yes}]}",
        group="two",
    ),
    "age": rule(
        ask("age_years", "measure"),
        when="{fact: age_years, at_least: 65}",
        verdict="caution",
        more="limits: {head_down_deg: 30, spotter: in_room}",
    ),
    "expecting": rule(
        ask("expecting", more=", not_for_sex: M, unsure_is_yes: true"),
        when="{fact: expecting, is: yes}",
        verdict="do_not_invert",
        act_by="days",
        lifts="answer",
    ),
    "evening": rule(
        ask("drink", "today"),
        when="{fact: drink, is: yes}",
        verdict="do_not_invert",
        group="session",
        lifts="answer",
        more="scope: session",
    ),
}
ALL_NO = {"sight": False, "heart": False, "numb": False, "drops": False, "expecting": False}


def rules(**changed):
    return rule_set({**FILES, **changed}, GROUPS)


def answers(known=None, **profile):
    profile = {"today": TODAY, "age_years": 40, "sex": "F"} | profile
    return Answers(profile=Profile(**profile), known=ALL_NO | (known or {}))


def without(*facts, **profile):
    base = answers(**profile)
    return Answers(profile=base.profile, known={fact: value for fact, value in base.known.items() if fact not in facts})


def screened(given, sign_offs=(), book=None):
    return screen(given, book or rules(), CEILING, sign_offs)
