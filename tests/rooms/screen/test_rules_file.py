import pytest

from roost.base.errors import DataFileError
from roost.screen.rules import rule_set
from tests.rooms.screen.small import FILES, GROUPS, answers, ask, rule, screened

# A follow-up of a follow-up of the first one: nobody could be asked any of them.
CIRCLE = [ask(one, "detail", f", only_if: {{fact: {before}, is: yes}}") for one, before in (("a", "c"), ("b", "a"), ("c", "b"))]


ODD = ask("odd", "today")


def session(asked=ODD, *, when, verdict="do_not_invert", act_by="null", group="session", more=""):
    return rule(asked, when, verdict, act_by, f"scope: session\n{more}", group, "answer")


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (rule(ask("sight")), "keep one"),
        (rule("", when="{fact: nowhere, is: yes}"), "asked nowhere"),
        (rule(ask("odd", "measure"), when="{fact: odd, is: yes}"), "kind: measure"),
        (rule(ask("systolic_mmHg"), when="{fact: systolic_mmHg, at_least: 3}"), "kind: measure"),
        (rule(ask("odd", "detail"), when="{fact: odd, is: yes}"), "only_if"),
        (rule(ask("odd", "symptom", ", only_if: {fact: sight, is: yes}"), when="{fact: odd, is: yes}"), "only_if"),
        (rule(ask("odd", "detail", ", only_if: {fact: odd, is: yes}"), when="{fact: odd, is: yes}"), "hangs on itself"),
        (rule(", ".join([CIRCLE[0], CIRCLE[1], CIRCLE[2]]), when="{fact: a, is: yes}"), "hangs on itself"),
        (rule(ask("odd", more=", dated_by: nowhere, within_days: 42"), when="{fact: odd, is: yes}"), "dated_by"),
        (rule(ask("odd", more=", dated_by: sight"), when="{fact: odd, is: yes}"), "within_days"),
        (rule(ask("odd", "today"), when="{fact: odd, is: yes}"), "kind: today"),
        (rule("", when="{fact: drink, is: yes}"), "kind: today"),
        (session(ask("odd"), when="{fact: odd, is: yes}"), "kind: today"),
        (session("", when="{fact: sight, is: yes}"), "kind: today"),
        (session(when="{fact: odd, is: yes}", group="one"), "is no page"),
        (session(when="{fact: odd, is: yes}", verdict="ask_first"), "holds the session"),
        (session(when="{fact: odd, is: yes}", more="screen_again: true\nhold_hours: 2"), "not over after some hours"),
        (session(when="{fact: odd, is: yes}", verdict="urgent", act_by="now", more="hold_hours: 2"), "not over after some hours"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", more="hold_hours: 2"), "go with `scope: session`"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", more="screen_again: true"), "go with `scope: session`"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", more="only_with_reading: true"), "go with `scope: session`"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", verdict="do_not_invert"), "lifts"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", group="nine"), "is no page"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", verdict="urgent"), "act_by"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", verdict="ask_first", act_by="now"), "act_by"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", verdict="caution"), "limits"),
        (rule(ask("odd"), when="{fact: odd, is: yes}", more="limits: {bout_s: 60}"), "limits"),
        (rule(ask("odd"), when="{fact: odd, is: yes}").replace(b"facts: [X]", b"facts: []"), "at least one"),
        (rule(ask("odd"), when="{fact: odd, is: yes}").replace(b"verdict: ask_first", b"verdict: fine"), "odd.yaml, line 7"),
    ],
)
def test_a_wrong_rule_file_stops_everything_and_is_named(broken, says):
    with pytest.raises(DataFileError) as caught:
        rule_set({**FILES, "odd": broken}, GROUPS)
    assert says in str(caught.value)
    assert caught.value.file in ("odd.yaml", "sight.yaml")


def test_a_condition_may_be_asked_of_some_alone_and_its_list_answers_it_all_the_same():
    more = rule(ask("odd", more=", only_if: {fact: sight, is: yes}"), when="{fact: odd, is: yes}")
    book = rule_set({**FILES, "odd": more}, GROUPS)
    assert book.asks["odd"].kind == "condition"
    assert screened(answers({"sight": True, "odd": False}), book=book).because[0].rule == "sight"
    assert [item.fact for item in screened(answers({"sight": True}), book=book).unknown] == ["odd"]
    assert screened(answers(), book=book).unknown == ()


def test_no_rules_at_all_is_an_error_and_never_ok():
    with pytest.raises(DataFileError, match="no rule files"):
        rule_set({}, GROUPS)


def test_any_changed_byte_changes_the_version():
    assert rule_set(FILES, GROUPS).version != rule_set({**FILES, "sight": FILES["sight"] + b"\n"}, GROUPS).version
    assert rule_set(FILES, GROUPS).version != rule_set(FILES, GROUPS + b"\n").version


def test_each_question_is_a_concept_for_the_room_words():
    code = '{fact: sight, kind: condition, question: "sight?", terms: [eye], codes: [{system: atc, code: S01E, display: d, use: trigger}]}'
    concepts = {concept.fact: concept for concept in rule_set({**FILES, "sight": rule(code)}, GROUPS).concepts()}
    assert concepts["sight"].label == "sight?"
    assert (concepts["sight"].rule, concepts["sight"].terms, concepts["sight"].codes[0].use) == ("sight", ("eye",), "trigger")


def test_a_code_with_other_uses_answers_yes_only_where_a_follow_up_asks_why():
    code = "codes: [{system: atc, code: C07, display: d, use: ask}]"
    follow = "{fact: why, kind: detail, question: why?, only_if: {fact: blocker, is: yes}}"
    asked = rule(f"{{fact: blocker, kind: medicine, question: b?, {code}}}, {follow}", when="{fact: why, is: yes}")
    alone = rule(f"{{fact: blocker, kind: medicine, question: b?, {code}}}", when="{fact: blocker, is: yes}")
    for given, use in ((asked, "trigger"), (alone, "ask")):
        concepts = {concept.fact: concept for concept in rule_set({**FILES, "odd": given}, GROUPS).concepts()}
        assert [code.use for code in concepts["blocker"].codes] == [use]


def test_what_is_compared_with_a_number_takes_a_number():
    days = "{fact: migraine_days, kind: detail, question: d?, only_if: {fact: sight, is: yes}}"
    missed = ask("symptom_not_understood", "measure")
    book = rule_set({**FILES, "odd": rule(days, when="{fact: migraine_days, at_least: 4}"), "missed": rule(missed)}, GROUPS)
    takes = {concept.fact: concept.takes for concept in book.concepts()}
    assert (takes["migraine_days"], takes["age_years"]) == ("number", "number")
    assert (takes["sight"], takes["symptom_not_understood"]) == ("yes_no", "nothing")
