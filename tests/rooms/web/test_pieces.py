"""In: what is typed on each kind of page. Out: a piece of PROFILE.json, or each wrong field by name; and the same fields back."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roost.app.questionnaire import Page
from roost.base.errors import InputError
from roost.web.pieces import UNNAMED, at_field, form_of, piece_of
from roost.web.visit import Form, Wrong

TODAY = date(2026, 3, 1)
FACTS = ("sight", "heart", "bone")


def page(kind, facts=FACTS, saved=None):
    asks = tuple((SimpleNamespace(fact=fact), None) for fact in facts)
    return Page(id="p", part=1, kind=kind, title="", hint="", asks=asks, given=saved)


def form(**fields):
    return Form({name: value if isinstance(value, list) else [value] for name, value in fields.items()})


def piece(kind, **fields):
    return piece_of(page(kind), form(**fields), TODAY)


def wrong(kind, **fields):
    with pytest.raises(Wrong) as told:
        piece(kind, **fields)
    return set(told.value.errors)


# --- ticks


@pytest.mark.parametrize(
    ("ticked", "answers"),
    [
        (["none"], {"sight": "no", "heart": "no", "bone": "no"}),
        (["heart"], {"sight": "no", "heart": "yes", "bone": "no"}),
        (["not_sure"], {"sight": "not_sure", "heart": "not_sure", "bone": "not_sure"}),
        (["sight", "not_sure"], {"sight": "yes", "heart": "not_sure", "bone": "not_sure"}),
        (["sight", "made_up"], {"sight": "yes", "heart": "no", "bone": "no"}),
    ],
)
def test_what_is_ticked_is_yes_and_the_rest_no_or_not_sure(ticked, answers):
    assert piece("ticks", ticks=ticked) == {"answers": answers}


@pytest.mark.parametrize("ticked", [[], ["none", "heart"], ["none", "not_sure"]])
def test_nothing_ticked_or_none_and_something_is_wrong(ticked):
    assert wrong("ticks", ticks=ticked) == {"ticks"}


# --- one choice each


@pytest.mark.parametrize("kind", ["one", "details"])
def test_each_question_wants_an_answer(kind):
    assert wrong(kind, sight="yes") == {"heart", "bone"}
    assert wrong(kind, sight="maybe", heart="no", bone="no") == {"sight"}
    assert piece(kind, sight="yes", heart="no", bone="not_sure") == {"answers": {"sight": "yes", "heart": "no", "bone": "not_sure"}}


def counting(saved=None):
    asks = tuple((SimpleNamespace(fact=fact), None) for fact in ("heart", "pain_days"))
    return Page(id="p", part=1, kind="details", title="", hint="", asks=asks, given=saved, numbers=frozenset({"pain_days", "age_years"}))


@pytest.mark.parametrize(
    ("fields", "answer"), [({"pain_days": "4"}, 4), ({"pain_days": "0"}, 0), ({"pain_days_unsure": "yes"}, "not_sure")]
)
def test_a_question_for_a_number_takes_a_number_or_not_sure_and_shows_it_again(fields, answer):
    typed = form(heart="no", **fields)
    saved = piece_of(counting(), typed, TODAY)
    assert saved == {"answers": {"heart": "no", "pain_days": answer}}
    again = form_of(counting(saved))
    assert all(again.text(name) == typed.text(name) for name in ("heart", "pain_days", "pain_days_unsure"))


@pytest.mark.parametrize("fields", [{}, {"pain_days": "often"}, {"pain_days": "-3"}, {"pain_days": "4", "pain_days_unsure": "yes"}])
def test_a_number_that_is_none_or_comes_with_not_sure_is_wrong_and_named_with_all_else(fields):
    with pytest.raises(Wrong) as told:
        piece_of(counting(), form(**fields), TODAY)
    assert set(told.value.errors) == {"heart", "pain_days"}


def test_the_doctors_agreement_is_an_answer_too():
    assert piece("body", **body(doctor_agreed="not_sure"))["answers"] == {"doctor_agreed": "not_sure"}
    assert wrong("body", **body(doctor_agreed="")) == {"doctor_agreed"}


# --- about


def born(day="2", month="5", year="1981", **more):
    return {"birth_day": day, "birth_month": month, "birth_year": year, "sex": "F"} | more


def test_a_birth_date_and_a_sex():
    assert piece("about", **born()) == {"person": {"birth_date": "1981-05-02", "sex": "F"}}


def test_who_would_rather_not_say_leaves_it_unknown():
    assert piece("about", birth_unsaid="yes", sex="unsaid") == {"person": {}}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, {"birth_day", "sex"}),
        (born(day="31", month="2"), {"birth_day"}),
        (born(year="81"), {"birth_day"}),
        (born(year="MCMX"), {"birth_day"}),
        (born(day="²"), {"birth_day"}),
        (born(birth_unsaid="yes"), {"birth_day"}),
        (born(sex="W"), {"sex"}),
    ],
)
def test_a_date_that_is_none_is_wrong(fields, where):
    assert wrong("about", **fields) == where


# --- blood pressure


def test_a_reading_of_today_keeps_its_day():
    assert piece("reading", systolic="121", diastolic="77", taken="today") == {
        "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77, "taken_at": "2026-03-01"}]
    }


def test_two_readings_of_another_day():
    fields = {"systolic": "181", "diastolic": "99", "systolic_2": "178", "diastolic_2": "97"}
    made = piece("reading", **fields, taken="before", taken_day="20", taken_month="2", taken_year="2026")
    assert [(one["systolic_mmHg"], one["taken_at"]) for one in made["readings"]] == [(181, "2026-02-20"), (178, "2026-02-20")]


def test_a_reading_that_nobody_knows():
    assert piece("reading", unknown="yes") == {"readings": []}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, {"systolic", "taken"}),
        ({"systolic": "121", "taken": "today"}, {"diastolic"}),
        ({"systolic": "12.1", "diastolic": "-7", "taken": "today"}, {"systolic", "diastolic"}),
        ({"systolic": "121", "diastolic": "77"}, {"taken"}),
        ({"systolic": "121", "diastolic": "77", "taken": "before"}, {"taken_day"}),
        ({"systolic": "121", "diastolic": "77", "taken": "today", "systolic_2": "120"}, {"diastolic_2"}),
        ({"systolic": "121", "diastolic": "77", "taken": "today", "diastolic_2": "80"}, {"systolic_2"}),
        ({"unknown": "yes", "systolic": "121"}, {"systolic"}),
    ],
)
def test_a_reading_with_a_part_missing_is_wrong(fields, where):
    assert wrong("reading", **fields) == where


# --- body and table


def body(**more):
    fields = {"height_unit": "cm", "height_cm": "172", "mass_unit": "kg", "mass_kg": "74,5", "limit_unit": "lb", "limit_lb": "300"}
    return fields | {"doctor_agreed": "no"} | more


def test_each_amount_in_the_unit_that_was_chosen():
    assert piece("body", **body()) == {
        "person": {"height": {"cm": "172"}, "mass": {"kg": "74.5"}},
        "table": {"max_user_mass": {"lb": "300"}},
        "answers": {"doctor_agreed": "no"},
    }


def test_feet_and_stone_and_the_heights_of_the_label():
    fields = body(height_unit="ftin", height_ft="5", height_in="10", mass_unit="stlb", mass_st="11", mass_st_lb="9")
    made = piece("body", **fields, range_unit="ftin", low_ft="4", low_in="10", high_ft="6", high_in="6")
    assert made["person"] == {"height": {"ft": "5", "in": "10"}, "mass": {"st": "11", "lb": "9"}}
    assert made["table"]["min_user_height"] == {"ft": "4", "in": "10"}
    assert made["table"]["max_user_height"] == {"ft": "6", "in": "6"}


def test_inches_and_pounds_may_be_left_out():
    fields = body(height_unit="ftin", height_ft="5", mass_unit="stlb", mass_st="11")
    assert piece("body", **fields)["person"] == {"height": {"ft": "5"}, "mass": {"st": "11"}}


def test_not_sure_leaves_an_amount_unknown():
    made = piece("body", height_unit="not_sure", mass_unit="not_sure", limit_unit="not_sure", doctor_agreed="not_sure")
    assert made == {"person": {}, "table": {}, "answers": {"doctor_agreed": "not_sure"}}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, {"height_unit", "mass_unit", "limit_unit", "doctor_agreed"}),
        (body(height_cm=""), {"height_cm"}),
        (body(height_unit="ftin"), {"height_ft"}),  # typed in a field of another unit
        (body(mass_kg="seventy"), {"mass_kg"}),
        (body(mass_kg="7.4.5"), {"mass_kg"}),
        (body(limit_unit="stone"), {"limit_unit"}),
        (body(range_unit="cm", low_cm="x"), {"low_cm"}),
    ],
)
def test_an_amount_without_a_unit_or_a_figure_is_wrong(fields, where):
    assert wrong("body", **fields) == where


# --- in their own words


def words(**more):
    return {"conditions_choice": "none", "medicines": "emollient cream\n\n zapain ", "symptoms": "back pain"} | more


def test_one_entry_in_a_line_and_none_is_an_empty_list():
    assert piece("words", **words(free_text=" I swim. ")) == {
        "conditions": [],
        "medicines": ["emollient cream", "zapain"],
        "symptoms": ["back pain"],
        "free_text": "I swim.",
    }


def test_who_is_not_sure_leaves_a_list_unknown_or_adds_a_doubt_to_it():
    made = piece("words", **words(conditions_choice="not_sure", medicines_choice="not_sure"))
    assert "conditions" not in made
    assert made["medicines"] == ["emollient cream", "zapain", UNNAMED]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, {"conditions", "medicines", "symptoms"}),
        (words(medicines_choice="none"), {"medicines"}),
        (words(conditions_choice=["none", "not_sure"]), {"conditions"}),
        (words(free_text="a" * 5_001), {"free_text"}),
    ],
)
def test_an_empty_list_needs_a_tick(fields, where):
    assert wrong("words", **fields) == where


def test_the_doubt_of_a_list_is_understood_by_nobody():
    from roost.app import books
    from roost.words.profile import Profile
    from roost.words.read import read_words

    for name in ("conditions", "medicines", "symptoms"):
        answers = read_words(Profile(today=TODAY, **{name: ("eczema", UNNAMED)}), books.concepts())
        assert (name, UNNAMED) in {(missed.field, missed.text) for missed in answers.not_understood}


# --- there and back


amount = st.integers(1, 999).map(str)
CASES = st.one_of(
    st.tuples(st.just("ticks"), st.sets(st.sampled_from(["sight", "heart", "not_sure"]), min_size=1).map(lambda s: {"ticks": sorted(s)})),
    st.tuples(st.just("details"), st.fixed_dictionaries({fact: st.sampled_from(["yes", "no", "not_sure"]) for fact in FACTS})),
    st.tuples(st.just("about"), st.sampled_from([born(), born(sex="unsaid"), {"birth_unsaid": "yes", "sex": "M"}])),
    st.tuples(st.just("reading"), st.sampled_from([{"unknown": "yes"}, {"systolic": "121", "diastolic": "77", "taken": "today"},
        {"systolic": "181", "diastolic": "99", "systolic_2": "178", "diastolic_2": "97", "taken": "today"}])),
    st.tuples(st.just("body"), st.builds(lambda h, m, t, r: h | m | t | r,
        st.one_of(st.builds(lambda n: {"height_unit": "cm", "height_cm": n}, amount), st.just({"height_unit": "not_sure"}),
                  st.builds(lambda n, i: {"height_unit": "ftin", "height_ft": n, "height_in": i}, amount, amount)),
        st.one_of(st.builds(lambda n: {"mass_unit": "lb", "mass_lb": n}, amount),
                  st.builds(lambda n, i: {"mass_unit": "stlb", "mass_st": n, "mass_st_lb": i}, amount, amount)),
        st.builds(lambda n, said: {"limit_unit": "kg", "limit_kg": n, "doctor_agreed": said}, amount, st.sampled_from(["yes", "not_sure"])),
        st.sampled_from([{}, {"range_unit": "cm", "low_cm": "147", "high_cm": "198"}, {"range_unit": "ftin", "high_ft": "6"}]))),
    st.tuples(st.just("words"), st.sampled_from([words(), words(conditions_choice="not_sure"), words(medicines_choice="not_sure")])),
)  # fmt: skip


@given(CASES)
def test_what_was_kept_is_shown_so_that_sending_it_again_means_the_same(case):
    kind, fields = case
    made = piece(kind, **fields)
    assert piece_of(page(kind, saved=made), form_of(page(kind, saved=made)), TODAY) == made


def test_stone_and_pounds_come_back_as_stone_and_pounds():
    made = piece("body", **body(mass_unit="stlb", mass_st="11", mass_st_lb="9"))
    back = form_of(page("body", saved=made))
    assert (back.text("mass_unit"), back.text("mass_st"), back.text("mass_st_lb"), back.text("mass_lb")) == ("stlb", "11", "9", "")


@pytest.mark.parametrize("kind", ["ticks", "details", "about", "reading", "body", "words"])
def test_a_page_that_was_never_sent_has_nothing_filled_in(kind):
    assert form_of(page(kind)) == Form()


# --- where an error is shown


@pytest.mark.parametrize(
    ("key", "fields", "field"),
    [
        ("person.birth_date", {}, "birth_day"),
        ("person.mass", {"mass_unit": "stlb"}, "mass_st"),
        ("person.mass.kg", {"mass_unit": "kg"}, "mass_kg"),
        ("person.height", {"height_unit": "ftin"}, "height_ft"),
        ("table.max_user_mass", {"limit_unit": "lb"}, "limit_lb"),
        ("table.min_user_height", {"range_unit": "cm"}, "low_cm"),
        ("readings[0]", {}, "systolic"),
        ("readings[1]", {}, "systolic_2"),
        ("readings[0].taken_at", {}, "taken"),
        ("answers.glaucoma", {}, "glaucoma"),
    ],
)
def test_what_the_rooms_below_refuse_is_shown_at_its_field(key, fields, field):
    assert at_field(InputError("it is wrong: mend it", key=key), form(**fields)).errors == {field: "It is wrong: mend it."}
