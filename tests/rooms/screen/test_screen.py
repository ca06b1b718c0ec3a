from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from roost.plan.caps import CEILING
from roost.screen.screening import SignOff, Spotter, Verdict
from roost.words.answers import Mention, NotUnderstood
from roost.words.profile import Reading
from tests.rooms.screen.small import FILES, TODAY, answers, ask, rule, rules, screened, without


def test_nothing_found_is_ok_and_limited_by_the_caps():
    screening = screened(answers())
    assert screening.verdict is Verdict.ok
    assert screening.limits == CEILING
    assert (screening.because, screening.unknown, screening.act_by) == ((), (), None)
    assert screening.valid_until == TODAY + timedelta(days=90)


@pytest.mark.parametrize(
    ("fact", "verdict", "act_by"), [("sight", "ask_first", None), ("heart", "do_not_invert", None), ("numb", "urgent", "now")]
)
def test_a_risky_answer_gives_the_verdict_of_its_rule(fact, verdict, act_by):
    screening = screened(answers({fact: True}))
    assert (screening.verdict.value, screening.act_by) == (verdict, act_by)
    assert screening.limits is None
    assert screening.because[0].matched == (fact,)


@pytest.mark.parametrize("facts", list(permutations(("sight", "heart", "numb"), 2)))
def test_the_gravest_rule_wins_and_stands_first(facts):
    screening = screened(answers(dict.fromkeys(facts, True)))
    verdicts = [reason.verdict for reason in screening.because]
    assert screening.verdict is max(verdicts) is verdicts[0]
    assert len(verdicts) == 2


@pytest.mark.parametrize("fact", ["sight", "heart", "numb", "expecting"])
def test_a_missing_answer_never_lets_through(fact):
    screening = screened(without(fact))
    assert screening.verdict is Verdict.ask_first
    assert [item.fact for item in screening.unknown] == [fact]
    assert [item.fact for item in screening.ask_next] == [fact]


def test_an_unknown_caution_puts_its_limits_on():
    screening = screened(answers(age_years=None))
    assert screening.verdict is Verdict.caution
    assert (screening.limits.head_down_deg, screening.limits.spotter) == (30, Spotter.in_room)


@pytest.mark.parametrize(("age", "verdict"), [(64, Verdict.ok), (65, Verdict.caution)])
def test_a_threshold_holds_on_both_sides(age, verdict):
    screening = screened(answers(age_years=age))
    assert screening.verdict is verdict
    assert [reason.matched for reason in screening.because] == ([("age_years 65",)] if age == 65 else [])


def test_a_follow_up_that_does_not_apply_is_no():
    assert screened(answers({"drops": False})).unknown == ()


def test_a_follow_up_that_applies_is_asked_and_one_that_may_apply_asks_what_it_hangs_on():
    assert {item.fact for item in screened(answers({"drops": True})).unknown} == {"drops_long"}
    assert {item.fact for item in screened(without("drops")).unknown} == {"drops"}
    assert {item.fact for item in screened(answers({"drops": True, "drops_long": True})).unknown} == {"drops_daily"}
    assert screened(answers({"drops": True, "drops_long": False})).verdict is Verdict.ok


def test_a_question_that_is_not_for_men_is_no_for_them():
    assert screened(without("expecting", sex="M")).verdict is Verdict.ok
    assert screened(without("expecting", sex="X")).verdict is Verdict.ask_first
    assert screened(without("expecting", sex=None)).verdict is Verdict.ask_first


@pytest.mark.parametrize("said", [{"answers": {"expecting": "not_sure"}}, {}])
def test_not_sure_counts_as_yes_where_the_question_says_so(said):
    given = without("expecting", **said)
    if not said:
        given = replace(given, mentions=(Mention("conditions", "maybe expecting", "expecting", "expecting", "not_sure"),))
    assert screened(given).verdict is Verdict.do_not_invert
    assert screened(without("sight", answers={"sight": "not_sure"})).verdict is Verdict.ask_first


def test_an_answer_of_no_stands_against_a_doubt_in_words():
    doubt = Mention("conditions", "expecting?", "expecting", "expecting", "not_sure")
    assert screened(replace(answers(), mentions=(doubt,))).verdict is Verdict.ok


def test_a_rule_of_the_session_is_no_part_of_a_screening():
    assert screened(answers({"drink": True})).verdict is Verdict.ok


def test_a_grave_verdict_still_lists_what_could_be_graver():
    open_flag = without("numb")
    screening = screened(replace(open_flag, known={**open_flag.known, "heart": True}))
    assert screening.verdict is Verdict.do_not_invert
    assert [item.fact for item in screening.ask_next] == ["numb"]


def test_the_same_answers_give_the_same_bytes():
    assert screened(answers({"sight": True})).hash == screened(answers({"sight": True})).hash
    assert screened(answers({"sight": True})).hash != screened(answers()).hash


def test_what_was_not_understood_is_listed_and_counts_in_a_rule():
    book = rules(odd=rule("", when="{fact: condition_not_understood, is: yes}"))
    given = replace(answers(conditions=("zap",)), not_understood=(NotUnderstood("conditions", "zap"),))
    screening = screened(given, book=book)
    assert screening.verdict is Verdict.ask_first
    assert screening.not_understood == (NotUnderstood("conditions", "zap"),)
    assert screening.because[0].matched == ("zap",)


def test_a_fact_that_is_no_or_measured_is_told_in_words():
    book = rules(odd=rule("", when="{all: [{fact: sight, is: no}, {fact: table_spare_g, under: 5}]}"))
    from roost.base.units import Mass

    given = answers(mass=Mass(80_000), max_user_mass=Mass(80_000))
    assert screened(given, book=book).because[0].matched == ("sight: no", "table spare g 0")


def test_the_persons_own_words_are_shown_as_the_reason():
    given = replace(answers({"sight": True}), words={"sight": ("my eyes",)})
    assert screened(given).because[0].matched == ("my eyes",)


@pytest.mark.parametrize(("said", "shown"), [(True, "yes"), (False, "no"), ("not_sure", "not_sure")])
def test_whether_a_doctor_agreed_is_shown_and_changes_nothing(said, shown):
    screening = screened(answers({"doctor_agreed": said}))
    assert (screening.doctor_agreed, screening.verdict) == (shown, Verdict.ok)
    assert screened(answers()).doctor_agreed is None


def test_the_soonest_of_equal_verdicts_is_told():
    book = rules(later=rule(ask("later"), when="{fact: later, is: yes}", verdict="urgent", act_by="today", lifts="answer"))
    both = screened(answers({"numb": True, "later": True}), book=book)
    assert both.act_by == "now"
    assert [reason.rule for reason in both.because] == ["flag", "later"]
    assert screened(answers({"expecting": True, "later": False}), book=book).act_by == "days"


def test_what_could_be_sooner_is_asked_and_what_could_not_is_not():
    book = rules(later=rule(ask("later"), when="{fact: later, is: yes}", verdict="urgent", act_by="today", lifts="answer"))
    open_flag, open_later = without("numb"), without()
    today = screened(replace(open_flag, known={**open_flag.known, "later": True}), book=book)
    assert (today.verdict, today.act_by, [item.fact for item in today.ask_next]) == (Verdict.urgent, "today", ["numb"])
    now = screened(replace(open_later, known={**open_later.known, "numb": True}), book=book)
    assert ([item.fact for item in now.unknown], now.ask_next) == (["later"], ())


def test_a_result_ends_with_the_reading_it_rests_on():
    reading = Reading(135, 75, datetime(2026, 1, 1, 9), date(2026, 1, 1))
    assert screened(answers(readings=(reading,))).valid_until == date(2026, 4, 1)


# sign-offs

LETTER = SignOff(rules=("sight",), by="Dr Example", date=TODAY, until=TODAY + timedelta(days=30), limits=replace(CEILING, head_down_deg=20))


def test_a_sign_off_lifts_the_rule_it_names_within_its_limits_and_end():
    screening = screened(answers({"sight": True}), [LETTER])
    assert screening.verdict is Verdict.caution
    assert screening.limits.head_down_deg == 20
    assert screening.valid_until == LETTER.until
    assert screening.lifted_by == ({"rule": "sight", "by": "Dr Example", "until": "2026-03-31"},)


def test_two_letters_for_one_rule_leave_the_stricter_limit_and_the_sooner_end():
    other = replace(LETTER, by="Dr Other", until=TODAY + timedelta(days=9), limits=replace(CEILING, bout_s=100))
    screening = screened(answers({"sight": True}), [LETTER, other])
    assert (screening.limits.head_down_deg, screening.limits.bout_s, screening.valid_until) == (20, 100, other.until)


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=31)])
def test_a_sign_off_out_of_its_dates_lifts_nothing(day):
    given = answers({"sight": True}, today=day)
    assert screened(given, [LETTER]).verdict is Verdict.ask_first


def test_a_sign_off_lifts_no_other_rule_and_none_that_can_not_be_lifted():
    both = replace(LETTER, rules=("sight", "heart", "no_such_rule"))
    assert screened(answers({"sight": True, "numb": True}), [LETTER]).verdict is Verdict.urgent
    assert screened(answers({"sight": True, "heart": True}), [both]).verdict is Verdict.do_not_invert


def test_a_sign_off_that_was_not_needed_changes_nothing():
    screening = screened(answers(), [LETTER])
    assert (screening.verdict, screening.lifted_by, screening.limits) == (Verdict.ok, (), CEILING)


def test_adding_a_rule_never_makes_a_verdict_milder():
    extra = {"odd": rule(ask("odd"), when="{fact: odd, is: yes}", verdict="caution", more="limits: {bout_s: 60}")}
    for known in ({}, {"sight": True}, {"heart": True}, {"numb": True}):
        for odd in ({"odd": True}, {"odd": False}, {}):
            assert screened(answers(known | odd), book=rules(**extra)).verdict >= screened(answers(known)).verdict


def test_the_order_of_the_files_changes_nothing():
    turned = dict(reversed(list(FILES.items())))
    from roost.screen.rules import rule_set
    from tests.rooms.screen.small import GROUPS

    assert screened(answers({"sight": True}), book=rule_set(turned, GROUPS)).hash == screened(answers({"sight": True})).hash
