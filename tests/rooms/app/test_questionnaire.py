"""In: what a person answers. Out: the pages that apply now, each with its state; what was sent is kept, what is wrong is not."""

import pytest

from roost.app import books
from roost.app.questionnaire import PARTS, draft, draft_profile, next_page, pages, save_page
from roost.base.errors import InputError
from roost.words.read import read_words
from tests.answers import answer_all, harmless


def page(home, person, wanted):
    return next(one for one in pages(home, person) if one.id == wanted)


def test_red_flags_come_first_and_their_own_words_last(home, ann):
    found = pages(home, ann)
    assert (found[0].id, found[-1].id) == ("about", "own_words")
    flags = [any(rule.red_flag for _, rule in one.asks) for one in found[1:] if one.asks]
    assert flags[0]
    assert flags == sorted(flags, reverse=True) or not any(flags[6:])
    assert [one.part for one in found] == sorted(one.part for one in found)
    assert {one.part for one in found} == set(range(1, PARTS + 1))


def test_nothing_is_answered_beforehand(home, ann):
    assert all(one.given is None and not one.done for one in pages(home, ann))
    assert next_page(home, ann).id == "about"
    assert draft(home, ann) == {}


def test_the_common_path_has_at_most_fifteen_pages_and_ends(home, ann):
    assert len(answer_all(home, ann)) <= 15
    assert next_page(home, ann) is None
    assert all(one.done for one in pages(home, ann))


def test_every_question_of_the_rules_is_asked_on_some_page(home, ann):
    asked = {ask.fact for one in pages(home, ann) for ask, _ in one.asks}
    first = {ask.fact for ask in books.rules().asks.values() if ask.only_if is None and ask.kind not in ("measure", "today")}
    assert first - {"pregnant_or_may_be"} <= asked | {"pregnant_or_may_be"}
    assert asked <= {ask.fact for rule in books.rules().rules.values() for ask in rule.ask}


def test_what_is_asked_before_each_session_is_on_no_page(home, ann):
    asked = {ask.fact for one in pages(home, ann) for ask, _ in one.asks}
    before = {ask.fact for rule in books.rules().rules.values() if rule.scope == "session" for ask in rule.ask}
    assert before
    assert not before & asked


def test_a_page_that_was_left_can_be_taken_up_where_it_was(home, ann):
    save_page(home, ann, "about", harmless(home, page(home, ann, "about")))
    following = next_page(home, ann, after="about")
    assert following.id == pages(home, ann)[1].id
    assert next_page(home, ann, after="own_words").id == following.id
    assert next_page(home, ann, after="no such page").id == following.id


def test_what_was_sent_again_counts_and_the_old_answer_stays_on_record(home, ann):
    for sex in ("F", "M"):
        save_page(home, ann, "about", {"person": {"birth_date": "1981-05-02", "sex": sex}})
    assert draft_profile(home, ann).sex == "M"
    assert [entry.payload["given"]["person"]["sex"] for entry in home.store.read(types=("page",))] == ["F", "M"]


def test_a_question_that_one_sex_need_not_answer_is_left_out(home, ann):
    before = {ask.fact for one in pages(home, ann) for ask, _ in one.asks}
    save_page(home, ann, "about", {"person": {"birth_date": "1981-05-02", "sex": "M"}})
    after = {ask.fact for one in pages(home, ann) for ask, _ in one.asks}
    left_out = before - after
    assert left_out
    assert all(books.rules().asks[fact].not_for_sex == "M" for fact in left_out)


def test_a_tick_that_needs_more_brings_a_page_right_after_it(home, ann):
    answer_all(home, ann)
    detail = next(ask for ask in books.rules().asks.values() if ask.only_if is not None and ask.kind == "detail")
    rule = books.rules().rules[books.rules().asked_by[detail.fact]]
    here = page(home, ann, rule.group)
    ids = {one.id for one in pages(home, ann)}
    save_page(home, ann, here.id, {"answers": {ask.fact: "yes" for ask, _ in here.asks}})
    found = pages(home, ann)
    more = next(one for one in found if one.id not in ids)
    assert found[found.index(more) - 1].id in (here.id, more.id.removesuffix("_more"))
    assert more.kind == "details"
    assert not more.done
    assert next_page(home, ann, after=here.id).kind == "details"


def test_a_page_is_done_only_when_all_that_it_asks_now_is_answered(home, ann):
    here = next(one for one in pages(home, ann) if one.kind == "ticks")
    some = {"answers": {here.asks[0][0].fact: "no"}}
    save_page(home, ann, here.id, some)
    assert not page(home, ann, here.id).done
    save_page(home, ann, here.id, {"answers": {ask.fact: "no" for ask, _ in here.asks}})
    assert page(home, ann, here.id).done


@pytest.mark.parametrize(
    ("wanted", "given", "key"),
    [
        ("about", {"person": {"birth_date": "2999-01-01"}}, "person.birth_date"),
        ("about", {"person": {"colour": "red"}}, "person.colour"),
        ("blood_pressure", {"readings": [{"systolic_mmHg": 77, "diastolic_mmHg": 121}]}, "readings[0]"),
        ("body_and_table", {"person": {"mass": {"value": 74}}}, "person.mass"),
        ("legs_and_bladder", {"answers": {"no_such_fact": "yes"}}, "answers.no_such_fact"),
        ("no_such_page", {}, "page"),
    ],
)
def test_what_is_impossible_is_refused_by_name_and_not_kept(home, ann, wanted, given, key):
    with pytest.raises(InputError) as refused:
        save_page(home, ann, wanted, given)
    assert refused.value.key == key
    assert home.store.read(types=("page",)) == []


def test_the_draft_of_one_person_is_not_that_of_another(home, ann):
    from roost.app.people import add_person

    ben = add_person(home, "Ben").id
    answer_all(home, ann)
    assert draft(home, ben) == {}


@pytest.mark.parametrize(("entry", "known"), [("glaucoma", True), ("glaucoma: not sure", None), ("glaucoma: no", False), ("eczema", False)])
def test_none_of_these_does_not_stand_against_what_the_person_names_later(home, ann, entry, known):
    answer_all(home, ann, own_words={"conditions": [entry], "medicines": [], "symptoms": [], "free_text": ""})
    profile = draft_profile(home, ann)
    assert draft(home, ann)["eyes"]["answers"]["glaucoma"] == "no"
    assert read_words(profile, books.concepts()).known.get("glaucoma") is known
