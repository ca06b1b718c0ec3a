import json
from datetime import date
from decimal import Decimal

import pytest

from roost.base.errors import InputError
from roost.words.profile import age_on, check_answer, read_profile

# The example of the design, word for word.
EXAMPLE = """{"today": "2026-03-01",
 "person": {"birth_date": "1981-05-02", "sex": "F", "mass": {"value": 74, "unit": "kg"}, "height": {"value": 172, "unit": "cm"}},
 "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77}],
 "table": {"max_user_mass": {"value": 136, "unit": "kg"}},
 "conditions": ["eczema"], "medicines": ["emollient cream"], "symptoms": ["aching lower back since moving house"],
 "answers": {"pregnant": "no"}, "free_text": "I swim twice a week."}"""


def test_the_example_of_the_design_is_read():
    profile = read_profile(EXAMPLE.encode())
    assert (profile.today, profile.birth_date, profile.age_years, profile.sex) == (date(2026, 3, 1), date(1981, 5, 2), 44, "F")
    assert (profile.mass.gram, profile.height.mm, profile.max_user_mass.gram) == (74_000, 1_720, 136_000)
    assert profile.readings[0].taken_at is None
    assert profile.conditions == ("eczema",)


def changed(path, value):
    whole = json.loads(EXAMPLE)
    place = whole
    *way, last = path
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (["today"], "1 March", "today"),
        (["person", "birth_date"], "2026-03-02", "person.birth_date"),
        (["person", "birth_date"], "1890-01-01", "person.birth_date"),
        (["person", "age_years"], 50, "person.age_years"),
        (["person", "sex"], "female", "person.sex"),
        (["person", "mass"], {"value": 74}, "person.mass"),
        (["person", "mass"], {"value": 74, "unit": "kg", "more": 1}, "person.mass"),
        (["person", "mass"], {}, "person.mass"),
        (["person", "mass"], {"kg": True}, "person.mass"),
        (["person", "mass"], {"value": 74, "unit": "stones"}, "person.mass"),
        (["person", "mass"], {"value": 401, "unit": "kg"}, "person.mass"),
        (["person", "mass"], {"value": 19, "unit": "kg"}, "person.mass"),
        (["person", "mass"], {"value": 300, "unit": "kg"}, "person.mass"),
        (["person", "height"], {"value": 5.1, "unit": "m"}, "person.height"),
        (["person", "height"], {"value": 172, "unit": "m"}, "person.height"),
        (["person", "height"], {"value": 40, "unit": "cm"}, "person.height"),
        (["table", "max_user_mass"], {"value": 1360, "unit": "kg"}, "table.max_user_mass"),
        (["table", "min_user_height"], {"value": 30, "unit": "cm"}, "table.min_user_height"),
        (["readings", 0, "systolic_mmHg"], 77, "readings[0]"),
        (["readings", 0, "systolic_mmHg"], 321, "readings[0]"),
        (["readings", 0, "diastolic_mmHg"], 19, "readings[0]"),
        (["readings", 0, "taken_at"], "yesterday", "readings[0].taken_at"),
        (["readings", 0, "taken_at"], "2026-03-02T08:00:00+00:00", "readings[0].taken_at"),
        (["readings", 0, "systolic"], 120, "readings[0].systolic"),
        (["weight"], 74, "weight"),
        (["today"], ..., ""),
    ],
)
def test_what_is_impossible_or_unknown_is_refused_by_file_line_and_key(path, value, key):
    with pytest.raises(InputError) as caught:
        read_profile(changed(path, value), file="p.json")
    assert (caught.value.key, caught.value.file, caught.value.line) == (key, "p.json", 1)


def test_a_table_whose_heights_are_swapped_is_refused():
    heights = {"min_user_height": {"cm": 198}, "max_user_height": {"cm": 147}}
    with pytest.raises(InputError) as caught:
        read_profile(changed(["table"], heights))
    assert caught.value.key == "table.min_user_height"


@pytest.mark.parametrize("amount", [{"st": 11, "lb": 9}, {"value": 163, "unit": "lb"}, {"value": "74,0", "unit": "kg"}])
def test_a_mass_comes_in_each_unit(amount):
    assert 73_900 <= read_profile(changed(["person", "mass"], amount)).mass.gram <= 74_100


def test_feet_and_inches_are_added():
    assert read_profile(changed(["person", "height"], {"ft": 5, "in": 10})).height.mm == 1_778


@pytest.mark.parametrize(("mass", "fits"), [(35.5, False), (35.6, True), (207.0, True), (207.1, False)])
def test_a_mass_must_fit_the_height_on_both_sides(mass, fits):
    data = changed(["person", "mass"], {"value": mass, "unit": "kg"})
    if fits:
        assert read_profile(data).mass is not None
    else:
        with pytest.raises(InputError, match="check both units"):
            read_profile(data)


def test_a_child_is_read_and_left_to_the_rules():
    whole = json.loads(EXAMPLE)
    whole["person"] = {"age_years": 9, "mass": {"kg": 28}, "height": {"cm": 130}}
    assert read_profile(json.dumps(whole).encode()).age_years == 9


def test_a_reading_may_have_a_time_or_only_a_day():
    timed = read_profile(changed(["readings", 0, "taken_at"], "2026-02-01T08:30:00+01:00")).readings[0]
    dated = read_profile(changed(["readings", 0, "taken_at"], "2026-02-01")).readings[0]
    assert (timed.taken_on, timed.taken_at is not None) == (date(2026, 2, 1), True)
    assert (dated.taken_on, dated.taken_at) == (date(2026, 2, 1), None)


def test_nothing_but_the_day_is_needed_and_all_else_is_unknown():
    profile = read_profile(b'{"today": "2026-03-01"}')
    assert (profile.age_years, profile.conditions, profile.mass, profile.readings) == (None, None, None, ())


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(2008, 3, 2), date(2026, 3, 1), 17),
        (date(2008, 3, 1), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_turns_on_the_birthday(birth, today, age):
    assert age_on(birth, today) == age


@pytest.mark.parametrize(("raw", "value"), [("yes", True), ("no", False), ("not_sure", None), ("2026-01-01", True), ("2027-01-01", True)])
def test_an_answer_is_yes_no_not_sure_or_the_day_of_a_yes(raw, value):
    assert check_answer("x", raw) is value


@pytest.mark.parametrize("raw", ["maybe", "Yes", "", True, None, [], 4, 1, {"value": 3, "unit": "days"}, {"value": 3}])
def test_any_other_answer_is_refused_by_its_key(raw):
    with pytest.raises(InputError) as caught:
        check_answer("migraine", raw)
    assert caught.value.key == "answers.migraine"


@pytest.mark.parametrize(
    ("fact", "raw", "number"),
    [
        ("migraine_days", 4, 4),
        ("migraine_days", "4", 4),
        ("migraine_days", {"value": 4, "unit": "days"}, 4),
        ("migraine_days", {"value": 1, "unit": "day"}, 1),
        ("migraine_days", {"value": "1.5", "unit": "weeks"}, Decimal("10.5")),
        ("migraine_days", {"value": 1, "unit": "week"}, 7),
        ("since_months", {"value": 2, "unit": "years"}, 24),
        ("systolic_mmHg", {"value": 150, "unit": "mmHg"}, 150),
        ("migraine_days", "not_sure", None),
    ],
)
def test_a_number_comes_in_the_unit_that_its_name_ends_with_or_a_larger_one(fact, raw, number):
    assert check_answer(fact, raw, takes="number") == number


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("yes", "not a number"),
        (True, "needs a number"),
        (None, "needs a number"),
        ([], "needs a number"),
        ({"value": 3}, "needs a number"),
        ({"value": True, "unit": "days"}, "needs a number"),
        ({"value": "many", "unit": "days"}, "not a number"),
        ({"value": 3, "unit": "hours"}, "not its unit"),
        ({"value": 3, "unit": "miles"}, "not its unit"),
        ({"value": -1, "unit": "days"}, "below zero"),
        ("2026-01-01", "not a number"),
    ],
)
def test_a_number_with_a_wrong_unit_or_none_at_all_is_refused(raw, says):
    with pytest.raises(InputError, match=says) as caught:
        check_answer("migraine_days", raw, takes="number")
    assert caught.value.key == "answers.migraine_days"


def test_what_follows_from_the_lists_is_not_answered_by_hand():
    assert check_answer("medicine_not_understood", "not_sure", takes="nothing") is None
    with pytest.raises(InputError, match="not answered here"):
        check_answer("medicine_not_understood", "no", takes="nothing")


@pytest.mark.parametrize("code", [{"system": "atc", "code": "C07"}, {"system": "atc", "code": "C07", "display": "Beta blockers"}])
def test_an_entry_may_be_a_code(code):
    assert read_profile(changed(["medicines"], [code, "paracetamol"])).medicines[0].code == "C07"


@pytest.mark.parametrize("entry", [{"system": "atc"}, {"code": "C07"}, {"system": "atc", "code": "C07", "name": "x"}, 7, None])
def test_an_entry_that_is_neither_words_nor_a_whole_code_is_refused(entry):
    with pytest.raises(InputError) as caught:
        read_profile(changed(["medicines"], [entry]))
    assert caught.value.key.startswith("medicines[")
