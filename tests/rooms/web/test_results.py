"""In: people whose answers lead to each verdict. Out: a page that says what it is, what led to it, what would change it, what to do now."""

import re
from dataclasses import replace

import pytest

from roost.app.questionnaire import next_page
from roost.app.screen_person import latest_screening, screen_person
from roost.plan.caps import CEILING
from roost.screen.screening import Spotter, Verdict
from roost.web.verdicts import limit_words
from tests.answers import answer_all, harmless

ORDER = ["Your result, 1 March 2026", "What led to this", "What would change this", "What to do now", "Get help at once if"]


def saying(home, person, page, *facts, answer="yes"):
    """The harmless answers of a page, but these."""
    found = {"answers": {}}
    from roost.app.questionnaire import pages

    for one in pages(home, person):
        if one.id == page:
            found = harmless(home, one)
    return {"answers": found["answers"] | dict.fromkeys(facts, answer)}


def screened_with(home, ann, **instead):
    answer_all(home, ann, **instead)
    return screen_person(home, ann)


def no_signature_is_claimed(text):
    assert "No clinician has signed our rules" in text
    assert "doctor&#39;s agreement from everybody" in text or "a doctor has agreed" in text
    assert not re.search(r"\b(safe|cleared|approved|proven)\b", text, re.IGNORECASE)


def test_no_reason_to_stop(anns, home, ann):
    assert screened_with(home, ann).verdict is Verdict.ok
    text = anns.get("/result").text
    assert "We found no reason to stop" in text
    assert [text.index(words) for words in ORDER] == sorted(text.index(words) for words in ORDER)
    assert "Blood pressure 121 over 77" in text
    assert "This does not change your result" in text
    assert "<strong>60°</strong>" in text
    assert "<strong>15°</strong>" in text
    assert "5 min" in text
    assert 'href="/plan"' in text
    assert "30 May 2026" in text
    no_signature_is_claimed(text)


def test_no_reason_to_stop_with_a_limit(anns, home, ann):
    born = saying(home, ann, "pregnancy", "birth_within_6_months")
    assert screened_with(home, ann, pregnancy=born).verdict is Verdict.caution
    text = anns.get("/result").text
    assert "No reason to stop, with a limit" in text
    assert "<strong>30°</strong>" in text
    assert "Gave birth 6 weeks to 6 months ago" in text
    assert "We step up more slowly" in text
    assert [text.index(words) for words in ORDER] == sorted(text.index(words) for words in ORDER)
    no_signature_is_claimed(text)


def test_ask_your_doctor_first_shows_the_letter_beside_it(anns, home, ann):
    tablets = saying(home, ann, "heart_and_blood", "blood_pressure_tablets")
    words = {"conditions": [], "medicines": ["qqzz little blue ones"], "symptoms": [], "free_text": ""}
    assert screened_with(home, ann, heart_and_blood=tablets, own_words=words).verdict is Verdict.ask_first
    text = anns.get("/result").text
    assert "A doctor should look at 2 of your answers first" in text
    assert "qqzz little blue ones" in text
    assert "May this person try a tilting table?" in text
    assert 'href="/letter"' in text
    assert [text.index(words) for words in ORDER] == sorted(text.index(words) for words in ORDER)
    no_signature_is_claimed(text)
    letter = anns.get("/letter").text
    for part in ("Ann, born 2 May 1981", "High blood pressure, known or treated", "Rule: high_blood_pressure.", "qqzz little blue ones",
                 "the eye vessels", "Gianakopoulos", "Please do not", "Name, signature, date", "No clinician has signed"):  # fmt: skip
        assert part in letter, part


def test_one_answer_is_one_answer(anns, home, ann):
    screened_with(home, ann, eyes=saying(home, ann, "eyes", "lash_drops"))
    text = anns.get("/result").text
    assert "look at one of your answers first" in text
    assert "One answer stops us" in text


@pytest.mark.parametrize(("more", "visit"), [([], False), (["high blood pressure"], True)])
def test_three_reasons_to_ask_a_doctor_advise_a_visit(anns, home, ann, more, visit):
    words = {"conditions": ["new hip", "scoliosis", *more], "medicines": [], "symptoms": [], "free_text": ""}
    assert screened_with(home, ann, own_words=words).verdict is Verdict.ask_first
    assert ("book a visit" in anns.get("/result").text) == visit
    for page in ("/result", "/letter"):
        assert ("please see the person yourself" in anns.get(page).text) == visit


@pytest.mark.parametrize(("told", "advised"), [("my mother has glaucoma", True), ("my mother had a stroke", False), ("no glaucoma", False)])
def test_glaucoma_in_the_family_advises_an_eye_check_and_is_no_rule(anns, home, ann, told, advised):
    words = {"conditions": [told], "medicines": [], "symptoms": [], "free_text": ""}
    assert screened_with(home, ann, own_words=words).verdict is Verdict.ok
    assert ("have your eyes checked too" in anns.get("/result").text) == advised


def test_what_is_not_sure_is_named_as_such(anns, home, ann):
    screened_with(home, ann, heart_and_blood=saying(home, ann, "heart_and_blood", "anticoagulant", "stroke", answer="not_sure"))
    text = anns.get("/result").text
    assert "Do you take a blood thinner" in text
    assert "You are not sure, or you did not say" in text
    assert "You find out what you were not sure about" in text
    assert text.count("Have you ever had a stroke") == 2, "once on the page, once in the letter"


def test_do_not_use_inversion_says_why_and_what_helps_instead(anns, home, ann):
    assert screened_with(home, ann, eyes=saying(home, ann, "eyes", "glaucoma")).verdict is Verdict.do_not_invert
    text = anns.get("/result").text
    assert "Why we say no" in text
    assert "What helps backs" in text
    assert "Walking" in text
    assert "Make a plan without a table" in text
    assert "Words for your doctor" in text
    assert 'class="letter"' not in text
    assert anns.get("/letter").headers["location"] == "/result"
    no_signature_is_claimed(text)


def test_some_must_be_seen_within_days(anns, home, ann):
    screening = screened_with(home, ann, unwell=saying(home, ann, "unwell", "weight_lost_unwanted"))
    assert screening.act_by == "days"
    assert "See a doctor within a few days" in anns.get("/result").text


def test_the_table_limit_names_both_weights(anns, home, ann):
    heavy = {"person": {"mass": {"kg": "150"}, "height": {"cm": "172"}}, "table": {"max_user_mass": {"kg": "136"}}}
    screened_with(home, ann, body_and_table=heavy)
    text = anns.get("/result").text
    assert "150 kg (331 lb" in text
    assert "136 kg (300 lb" in text
    assert "spare" not in text
    tall = {
        "person": {"mass": {"kg": "80"}, "height": {"cm": "205"}},
        "table": {"max_user_mass": {"kg": "136"}, "max_user_height": {"cm": "198"}},
    }
    answer_all(home, ann)
    from roost.app.questionnaire import save_page

    save_page(home, ann, "body_and_table", tall)
    screen_person(home, ann)
    assert "205 cm" in anns.get("/result").text


def test_a_child_is_told_its_age(anns, home, ann):
    screened_with(home, ann, about={"person": {"birth_date": "2011-05-02", "sex": "F"}})
    assert "14 years old" in anns.get("/result").text


def test_a_result_that_no_longer_counts_says_so(anns, home, ann, clock):
    screened_with(home, ann)
    assert "no longer counts" not in anns.get("/result").text
    clock.move(days=91)
    assert "This result no longer counts" in anns.get("/result").text


@pytest.fixture
def asked(home, ann):
    """Ann, whose blood pressure is treated."""
    screened_with(home, ann, heart_and_blood=saying(home, ann, "heart_and_blood", "blood_pressure_tablets"))
    return ann


SIGNED = {
    "rules": "high_blood_pressure", "by": "Dr Example", "on_day": "1", "on_month": "3", "on_year": "2026",
    "until_day": "1", "until_month": "5", "until_year": "2026", "degrees": "20", "minutes": "2",
}  # fmt: skip


def test_what_a_doctor_signed_is_typed_in_and_counts_within_its_limits(anns, home, asked):
    assert "High blood pressure, known or treated" in anns.get("/letter/answer").text
    assert anns.post("/letter/answer", data=SIGNED).headers["location"] == "/result"
    screening = latest_screening(home, asked).screening
    assert (screening.verdict, screening.limits.head_down_deg, screening.limits.bout_s) == (Verdict.caution, 20, 120)
    text = anns.get("/result").text
    assert "Dr Example" in text
    assert "1 May 2026" in text


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"rules": ""}, "rules"),
        ({"rules": "glaucoma"}, "rules"),
        ({"by": ""}, "by"),
        ({"on_day": "x"}, "on_day"),
        ({"until_day": "31", "until_month": "2"}, "until_day"),
        ({"until_year": "2025"}, "until_day"),
        ({"degrees": "61"}, "degrees"),
        ({"minutes": "0"}, "minutes"),
    ],
)
def test_a_letter_that_is_not_whole_is_not_taken(anns, asked, fields, where):
    answer = anns.post("/letter/answer", data=SIGNED | fields)
    assert answer.status_code == 422
    assert f'<li><a href="#{where}">' in answer.text
    assert f'id="{where}-error"' in answer.text
    if where != "by":
        assert 'value="Dr Example"' in answer.text


def test_without_limits_the_cautious_ones_hold(anns, home, asked):
    anns.post("/letter/answer", data=SIGNED | {"degrees": "", "minutes": ""})
    assert latest_screening(home, asked).screening.limits.head_down_deg == 30


def test_what_no_letter_lifts_is_named(anns, home, ann):
    unsure = {"person": {"mass": {"kg": "74"}, "height": {"cm": "172"}}, "table": {}}
    assert screened_with(home, ann, body_and_table=unsure).verdict is Verdict.ask_first
    text = anns.get("/letter/answer").text
    assert "What a letter does not change" in text
    assert 'name="rules"' not in text


def test_a_person_with_a_good_result_needs_no_letter(anns, home, ann):
    screened_with(home, ann)
    assert next_page(home, ann) is None
    assert anns.get("/letter/answer").headers["location"] == "/result"


def test_what_limits_say_besides_degrees_and_minutes():
    strict = replace(CEILING, spotter=Spotter.in_room, slow_steps=True, reading_before_each=True)
    assert [words.split()[0] for words in limit_words(strict)] == ["Have", "We", "Measure"]
    assert "in the room each time" in next(iter(limit_words(strict)))
    assert len(list(limit_words(CEILING))) == 1


def test_old_need_for_help_stays_until_an_answer_changes(anns, home, ann, clock):
    anns.post("/questions/legs_and_bladder", data={"ticks": "numb_saddle"})
    clock.move(days=91)
    assert anns.get("/").headers["location"] == "/result"
    assert "Get help now" in anns.get("/result").text
    anns.post("/questions/legs_and_bladder", data={"ticks": "none"})
    assert anns.get("/result").headers["location"] == "/check"


def test_a_reading_and_words_that_are_missing_are_not_said_to_be_fine(anns, home, ann):
    screened_with(home, ann, own_words={"conditions": [], "medicines": [], "symptoms": [], "free_text": ""})
    text = anns.get("/result").text
    assert "What you typed" not in text
    assert "Blood pressure 121 over 77" in text
