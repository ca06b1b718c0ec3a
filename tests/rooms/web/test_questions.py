"""In: a person who answers the pages one after the other, without scripts. Out: kept as they go, checked, screened; help comes first."""

import re

import pytest

from roost.app.people import add_person
from roost.app.questionnaire import draft, next_page, pages
from roost.app.screen_person import latest_screening
from roost.screen.screening import Verdict
from tests.answers import answer_all, harmless
from tests.rooms.web.conftest import browser

PAGES_AT_MOST = 15
NOTHING_TO_TELL = {
    "about": {"birth_day": "2", "birth_month": "5", "birth_year": "1981", "sex": "F"},
    "ticks": {"ticks": "none"},
    "reading": {"systolic": "121", "diastolic": "77", "taken": "today"},
    "body": {"height_unit": "cm", "height_cm": "172", "mass_unit": "kg", "mass_kg": "74", "limit_unit": "kg", "limit_kg": "136",
             "doctor_agreed": "no"},
    "words": {"conditions": "eczema", "medicines_choice": "none", "symptoms": "aching lower back"},
}  # fmt: skip


def fields_of(page):
    return NOTHING_TO_TELL.get(page.kind) or {ask.fact: "no" for ask, _ in page.asks}


def walk(client, home, person, **instead):
    """Sends each page as the answer to the one before leads to it; `instead` gives the fields of some pages. The paths, in order."""
    seen, path = [], "/questions"
    for _ in range(3 * PAGES_AT_MOST):
        answer = client.get(path)
        if answer.status_code == 200:
            return seen
        path = answer.headers["location"]
        if not path.startswith("/questions/"):
            seen.append(path)
            return seen
        name = path.removeprefix("/questions/")
        page = next(page for page in pages(home, person) if page.id == name)
        sent = client.post(path, data=instead.get(name) or fields_of(page))
        assert sent.status_code == 303, sent.text
        seen.append(path)
        if not sent.headers["location"].startswith("/questions/"):
            return [*seen, sent.headers["location"]]
        path = "/questions"
    raise AssertionError(f"the questions never end: {seen}")


def verdict_of(home, person):
    return latest_screening(home, person).screening.verdict


def test_the_common_path_is_short_and_leads_to_a_check_and_a_result(anns, home, ann):
    seen = walk(anns, home, ann)
    assert len(seen) - 1 <= PAGES_AT_MOST
    assert seen[0] == "/questions/about"
    assert seen[-1] == "/check"
    assert "See my result" in anns.get("/check").text
    assert anns.post("/check").headers["location"] == "/result"
    assert verdict_of(home, ann) is Verdict.ok
    assert "We found no reason to stop" in anns.get("/result").text


def test_red_flags_come_before_all_other_questions(anns, home, ann):
    asked = [page for page in pages(home, ann) if page.asks]
    with_flags = [any(rule.red_flag for _, rule in page.asks) for page in asked]
    assert with_flags == sorted(with_flags, reverse=True)
    assert with_flags[0]


def test_nothing_is_ticked_beforehand(anns, home, ann):
    for page in pages(home, ann):
        assert " checked" not in anns.get(f"/questions/{page.id}").text, page.id


def test_continue_without_a_choice_is_an_error_on_each_page(anns, home, ann):
    for page in pages(home, ann):
        answer = anns.post(f"/questions/{page.id}", data={"from": ""})
        text = answer.text
        assert answer.status_code == 422, page.id
        assert "<title>Error:" in text
        assert text.index('class="error-summary"') < text.index("<h1>")
        assert "autofocus" in text
        links = re.findall(r'<li><a href="#([\w-]+)">(.*?)</a>', text[text.index("error-summary") : text.index("<h1>")])
        assert links
        for field, words in links:
            assert f'id="{field}"' in text, (page.id, field)
            assert re.search(rf'id="{field}-error">.*?{re.escape(words)}', text), (page.id, field)
        assert draft(home, ann) == {}


def test_none_of_these_and_not_sure_stand_on_each_page_with_ticks(anns, home, ann):
    for page in pages(home, ann):
        if page.kind == "ticks":
            text = anns.get(f"/questions/{page.id}").text
            assert "None of these" in text
            assert "not sure" in text


def test_each_page_says_why_it_asks_and_how_far_the_source_was_read(anns, home, ann):
    for page in pages(home, ann):
        text = anns.get(f"/questions/{page.id}").text
        assert "Why we ask this" in text, page.id
        for _, rule in page.asks:
            for source in rule.sources:
                assert source.cite.split("'")[0].split("&")[0] in text.replace("&#39;", "'"), (page.id, source.id)


def test_what_was_typed_stays_when_a_field_is_wrong(anns):
    fields = NOTHING_TO_TELL["body"] | {"mass_kg": "seventy"}
    text = anns.post("/questions/body_and_table", data=fields).text
    assert 'id="height_cm" name="height_cm" value="172"' in text
    assert 'id="mass_kg" name="mass_kg" value="seventy"' in text
    assert 'href="#mass_kg"' in text


@pytest.mark.parametrize(
    ("page", "fields", "words"),
    [
        ("about", {"birth_year": "2999"}, "still to come"),
        ("blood_pressure", {"systolic": "77", "diastolic": "121"}, "swapped"),
        ("blood_pressure", {"systolic": "900"}, "not possible"),
        ("body_and_table", {"mass_kg": "740"}, "not possible"),
        ("body_and_table", {"height_cm": "72"}, "fit"),
    ],
)
def test_the_impossible_is_refused_at_its_field(anns, home, ann, page, fields, words):
    kind = next(one.kind for one in pages(home, ann) if one.id == page)
    answer = anns.post(f"/questions/{page}", data=NOTHING_TO_TELL[kind] | fields)
    assert answer.status_code == 422
    assert words in answer.text
    field = re.search(r'<li><a href="#([\w-]+)">', answer.text)[1]
    assert f'id="{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text


def test_it_can_be_left_and_taken_up_where_it_was(app, home, ann):
    first = browser(app, ann)
    first.post("/questions/about", data=NOTHING_TO_TELL["about"])
    first.post("/questions/legs_and_bladder", data={"ticks": "none"})
    later = browser(app, ann)
    assert "What you said before is kept" in later.get("/").text
    assert later.get("/questions").headers["location"] == f"/questions/{next_page(home, ann).id}"
    back = later.get("/questions/about").text
    assert 'name="birth_year" value="1981"' in back
    assert re.search(r'value="none" checked', later.get("/questions/legs_and_bladder").text)


def test_a_follow_up_comes_only_where_a_tick_needs_it(anns, home, ann):
    assert not any(page.kind == "details" for page in pages(home, ann))
    sent = anns.post("/questions/bones", data={"ticks": "steroid_tablets"})
    assert sent.headers["location"] == "/questions/bones_more"
    assert anns.post("/questions/bones_more", data={}).status_code == 422


def test_how_many_days_is_typed_as_a_number_and_shown_in_the_check(anns, home, ann):
    answer_all(home, ann)
    assert anns.post("/questions/head_and_ears", data={"ticks": "migraine"}).headers["location"] == "/questions/head_and_ears_more"
    shown = anns.get("/questions/head_and_ears_more").text
    assert 'type="text" id="migraine_days"' in shown
    assert 'name="migraine_days_unsure"' in shown
    refused = anns.post("/questions/head_and_ears_more", data={"migraine_days": "often", "aura_or_severe_headache": "no"})
    assert refused.status_code == 422
    assert 'value="often"' in refused.text
    anns.post("/questions/head_and_ears_more", data={"migraine_days": "3", "aura_or_severe_headache": "no"})
    assert draft(home, ann)["head_and_ears_more"] == {"answers": {"migraine_days": 3, "aura_or_severe_headache": "no"}}
    assert re.search(r"On how many days a month[^<]*</dt>\s*<dd[^>]*>[^\d]*3\b", anns.get("/check").text)


def test_a_page_that_does_not_apply_leads_on(anns):
    assert anns.get("/questions/bones_more").headers["location"] == "/questions"
    gone = anns.post("/questions/bones_more", data={"steroids_over_3_months": "yes"})
    assert gone.status_code in (303, 422)


# --- help comes first


def test_a_sign_that_needs_help_now_is_answered_at_once(anns, home, ann):
    anns.post("/questions/about", data=NOTHING_TO_TELL["about"])
    sent = anns.post("/questions/legs_and_bladder", data={"ticks": "numb_saddle"})
    assert sent.headers["location"] == "/result"
    assert verdict_of(home, ann) is Verdict.urgent
    text = anns.get("/result").text
    assert "Get help now" in text
    assert "Numb genitals, bottom or inner thighs" in text
    assert "Could it be cauda equina?" in text
    assert 'href="tel:112"' in text
    assert "local emergency number" in text
    for absent in ('class="brand"', 'class="tabs"', "/plan", "/today"):
        assert absent not in text
    links = re.findall(r'href="(/[a-z][^"]*)"', text[text.index("<main") :])
    assert links == ["/check", "/check"], "only the way to help, and back to a mistake"
    assert text.rindex("I made a mistake") > text.rindex("Do not use the table")


def test_home_leads_to_help_until_the_answer_has_changed(anns, home, ann):
    anns.post("/questions/about", data=NOTHING_TO_TELL["about"])
    anns.post("/questions/legs_and_bladder", data={"ticks": "numb_saddle"})
    assert anns.get("/").headers["location"] == "/result"
    anns.post("/questions/legs_and_bladder", data={"ticks": "none", "from": "check"})
    assert "no longer counts" in anns.get("/").text
    kept = [entry.payload["given"] for entry in home.store.read(person=ann, types=("page",)) if entry.payload["page"] == "legs_and_bladder"]
    assert [one["answers"]["numb_saddle"] for one in kept] == ["yes", "no"], "a mistake stays on record"


def test_one_more_question_may_turn_today_into_now(anns, home, ann):
    anns.post("/questions/about", data=NOTHING_TO_TELL["about"])
    sent = anns.post("/questions/mood", data={"thoughts_of_death": "yes"})
    assert sent.headers["location"] == "/questions/mood_more"
    assert anns.get("/").headers["location"] == "/result", "who leaves now is not left without help"
    assert anns.post("/questions/mood_more", data={"plan_to_die": "yes"}).headers["location"] == "/result"
    text = anns.get("/result").text
    assert "Call your local emergency number or a crisis line now" in text
    assert "Tell somebody near you" in text
    assert "tablets" not in text


def test_thoughts_of_death_open_the_page_of_support(anns, home, ann):
    anns.post("/questions/mood", data={"thoughts_of_death": "yes"})
    anns.post("/questions/mood_more", data={"plan_to_die": "no"})
    text = anns.get("/result").text
    assert "Get help today" in text
    assert "You are not alone" in text
    assert "ambulance" not in text
    assert "Do not drive yourself" not in text


def test_both_kinds_of_help_stand_on_one_page(anns, home, ann):
    anns.post("/questions/unwell", data={"ticks": ["fever"]})
    anns.post("/questions/mood", data={"thoughts_of_death": "yes"})
    anns.post("/questions/mood_more", data={"plan_to_die": "no"})
    text = anns.get("/result").text
    assert "You are not alone" in text
    assert "Do not drive yourself" in text
    assert "Take your tablets" not in text


# --- check


def test_their_words_stand_in_quotes_and_ours_beside_them(anns, home, ann):
    words = {"conditions": "eczema", "medicines": "qqzz little blue ones", "symptoms": "low back pain", "free_text": ""}
    walk(anns, home, ann, own_words=words)
    text = anns.get("/check").text
    assert "“qqzz little blue ones”" in text
    assert "We do not know this one" in text
    assert "What do you take it for?" in text
    assert "“eczema”" in text
    assert "This does not change your result" in text
    assert "172 cm" in text
    assert "5 feet 8" in text
    assert "11 stone 9" in text
    assert "121 over 77" in text
    assert "1 March 2026" in text


def test_each_answer_can_be_changed_and_leads_back_to_the_check(anns, home, ann):
    walk(anns, home, ann)
    targets = set(re.findall(r'href="(/questions/[^"]+)"', anns.get("/check").text))
    assert targets == {f"/questions/{page.id}?from=check" for page in pages(home, ann)}
    shown = anns.get("/questions/eyes?from=check").text
    assert 'name="from" value="check"' in shown
    sent = anns.post("/questions/eyes", data={"ticks": "glaucoma", "from": "check"})
    assert sent.headers["location"] == "/check"


def test_a_change_that_needs_a_follow_up_asks_it_before_the_check(anns, home, ann):
    walk(anns, home, ann)
    sent = anns.post("/questions/bones", data={"ticks": "steroid_tablets", "from": "check"})
    assert sent.headers["location"] == "/questions/bones_more?from=check"
    assert "Some questions are still open" in anns.get("/check").text
    assert anns.post("/check").headers["location"] == "/questions"


def test_none_and_not_sure_are_shown_as_they_were_said(anns, home, ann):
    unsure = {"conditions_choice": "not_sure", "medicines_choice": "none", "symptoms": "low back pain"}
    body = {"height_unit": "not_sure", "mass_unit": "not_sure", "limit_unit": "not_sure", "doctor_agreed": "not_sure"}
    walk(anns, home, ann, own_words=unsure, body_and_table=body, blood_pressure={"unknown": "yes"}, eyes={"ticks": "not_sure"},
         bones={"ticks": ["osteoporosis", "not_sure"]}, about={"birth_unsaid": "yes", "sex": "unsaid"})  # fmt: skip
    text = re.sub(r"\s+", " ", anns.get("/check").text)
    for asked, said in (
        ("Illnesses and operations", "Not sure"),
        ("Medicines", "None"),
        ("Height", "Not sure"),
        ("A doctor has agreed", "Not sure"),
        ("Blood pressure", "You don&#39;t know it"),
        ("Does any of this fit your eyes?", "Not sure"),
        ("Born", "You would rather not say"),
    ):
        assert f"<dt>{asked}</dt> <dd>{said}</dd>" in text, asked
    assert "Not sure about the rest" in text


def test_the_heights_of_the_label_are_shown_in_both_units(anns, home, ann):
    label = NOTHING_TO_TELL["body"] | {"range_unit": "ftin", "low_ft": "4", "low_in": "10", "high_ft": "6", "high_in": "6"}
    walk(anns, home, ann, body_and_table=label)
    text = anns.get("/check").text
    assert "147 cm" in text
    assert "6 feet 6" in text


# --- home


def test_who_is_new_is_led_from_the_first_visit_to_the_questions(nobody, home):
    first = nobody.get("/")
    assert first.status_code == 200
    assert "Does hanging upside down help your back?" in first.text
    assert "No clinician has signed its rules" in first.text
    assert nobody.get("/people").headers["location"] == "/people/new"
    added = nobody.post("/people/new", data={"name": "Ann"})
    assert added.headers["location"] == "/questions"
    assert "For Ann." in nobody.get("/questions/about").text


def test_the_names_show_nothing_about_health(app, home, ann):
    bob = add_person(home, "Bob <b>").id
    answer_all(home, bob, eyes={"answers": {"glaucoma": "yes"} | harmless_eyes(home, bob)})
    text = browser(app).get("/people").text
    assert "Bob &lt;b&gt;" in text
    assert "Ann" in text
    assert "laucoma" not in text
    assert "One table for all of you?" in text


def harmless_eyes(home, person):
    page = next(page for page in pages(home, person) if page.id == "eyes")
    return {fact: answer for fact, answer in harmless(home, page)["answers"].items() if fact != "glaucoma"}


def test_a_person_is_chosen_and_let_go(app, home, ann):
    client = browser(app)
    assert client.get("/").headers["location"] == "/people"
    wrong = client.post("/people", data={"person": "nobody"})
    assert (wrong.status_code, "Choose a name from the list" in wrong.text) == (422, True)
    assert client.post("/people", data={"person": ann}).headers["location"] == "/"
    assert "What comes next, Ann" in client.get("/").text
    left = client.post("/people/leave")
    assert 'roost_person=""' in left.headers["set-cookie"]
    assert client.get("/people/leave").headers["location"] == "/people?next=/"


def test_a_name_is_asked_for_and_not_taken_twice(anns, ann):
    for name, words in (("", "Type a name"), (" ann ", "is here already"), ("a" * 61, "too long")):
        answer = anns.post("/people/new", data={"name": name})
        assert (answer.status_code, words in answer.text) == (422, True)
    assert anns.post("/people/new", data={"name": "Bob", "next": "//evil.test"}).headers["location"] == "/questions"


def test_home_says_what_comes_next(anns, home, ann, clock):
    assert "Start the questions" in anns.get("/").text
    anns.post("/questions/about", data=NOTHING_TO_TELL["about"])
    assert "Go on with the questions" in anns.get("/").text
    walk(anns, home, ann)
    assert "Check my answers" in anns.get("/").text
    anns.post("/check")
    assert anns.get("/").headers["location"] == "/today"
    clock.move(days=91)
    assert "Your last result has ended" in anns.get("/").text


def test_without_a_result_the_result_page_leads_to_the_questions(anns):
    for path in ("/result", "/letter", "/letter/answer"):
        assert anns.get(path).headers["location"] in ("/questions", "/result")
    assert anns.post("/letter/answer", data={"by": "x"}).headers["location"] == "/questions"
