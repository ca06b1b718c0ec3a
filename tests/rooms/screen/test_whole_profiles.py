"""Whole people through words and screening, on both sides of what was decided: the verdict, how soon, and the rules that say so."""

import pytest

from roost.app import books
from roost.base.datafile import to_dataclass
from roost.plan.caps import CEILING
from roost.screen.screen import screen
from roost.screen.screening import Screening
from roost.screen.sign_off import sign_offs_of
from roost.words.profile import ProfileFile, profile_of
from roost.words.read import read_words

# The example of the design, word for word.
WELL = {
    "today": "2026-03-01",
    "person": {"birth_date": "1981-05-02", "sex": "F", "mass": {"value": 74, "unit": "kg"}, "height": {"value": 172, "unit": "cm"}},
    "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77}],
    "table": {"max_user_mass": {"value": 136, "unit": "kg"}},
    "conditions": ["eczema"],
    "medicines": ["emollient cream"],
    "symptoms": ["aching lower back since moving house"],
    "answers": {"pregnant": "no"},
    "free_text": "I swim twice a week.",
}


def screened(**changes) -> Screening:
    profile = profile_of(to_dataclass({key: value for key, value in (WELL | changes).items() if value is not ...}, ProfileFile, file=""))
    rules = books.rules()
    answers = read_words(profile, books.concepts())
    return screen(answers, rules, CEILING, sign_offs_of(profile.sign_offs, rules, CEILING))


def reading(top, low, at=None):
    return {"systolic_mmHg": top, "diastolic_mmHg": low} | ({"taken_at": at} if at else {})


def person(**changes):
    return {key: value for key, value in (WELL["person"] | changes).items() if value is not ...}


def letter(*rules, until="2026-06-01", **limits):
    return [{"rules": list(rules), "by": "Dr Example", "date": "2026-02-20", "until": until} | ({"limits": limits} if limits else {})]


OLD = {"birth_date": ...}
PEOPLE = [
    # nothing found, and what changes nothing
    ("the example of the design", {}, "ok", None, ""),
    ("a man who was not asked about pregnancy", {"person": person(sex="M"), "answers": {}, "conditions": []}, "ok", None, ""),
    ("who only says none", {"conditions": ["none"], "medicines": ["nil"], "symptoms": ["no"]}, "ok", None, ""),
    ("denials and a mother's illness", {"conditions": ["no glaucoma", "my mother had a stroke"]}, "ok", None, ""),
    ("a reading of 139 over 89", {"readings": [reading(139, 89)]}, "ok", None, ""),
    ("a low reading of last summer", {"readings": [reading(121, 77, "2025-07-01")]}, "ok", None, ""),
    (
        "right at the limit of the table",
        {
            "person": person(mass={"value": 100, "unit": "kg"}, height={"value": 190, "unit": "cm"}),
            "table": {"max_user_mass": {"value": 100, "unit": "kg"}},
        },
        "ok",
        None,
        "",
    ),
    (
        "steroid tablets for a week",
        {"medicines": ["prednisolone"], "answers": {"steroids_over_3_months": "no", "back_pain_new_in_4_weeks": "no"}},
        "ok",
        None,
        "",
    ),
    ("a beta blocker before a speech", {"medicines": ["propranolol"], "answers": {"taken_for_pressure_or_heart": "no"}}, "ok", None, ""),
    ("diabetes with an old pain", {"conditions": ["type 2 diabetes"], "answers": {"back_pain_new_in_4_weeks": "no"}}, "ok", None, ""),
    ("one sign of inflammation", {"symptoms": ["stiff in the morning"]}, "ok", None, ""),
    ("a mild asthma and its inhaler", {"conditions": ["mild asthma"], "medicines": ["blue inhaler"]}, "ok", None, ""),
    ("an ordinary antihistamine", {"conditions": ["hay fever"], "medicines": ["cetirizine"]}, "ok", None, ""),
    ("who keeps fit", {"free_text": "I keep fit."}, "ok", None, ""),
    ("nerve pain medicine with its reason", {"medicines": ["duloxetine for nerve pain"]}, "ok", None, ""),
    (
        "a cataract operation long ago",
        {"conditions": ["cataract operation"], "answers": {"eye_surgery_within_3_months": "no"}},
        "ok",
        None,
        "",
    ),
    ("fever fits as a child", {"conditions": ["febrile convulsions as a child"]}, "ok", None, ""),
    ("no headache day a month", {"answers": {"migraine_days": 0}}, "ok", None, ""),
    ("no health check at 64", {"person": person(**OLD, age_years=64), "answers": {"no_health_check_in_12_months": "yes"}}, "ok", None, ""),
    (
        "metformin, eyes and feet checked",
        {"medicines": ["metformin"], "answers": {"back_pain_new_in_4_weeks": "no", "diabetes_not_checked": "no"}},
        "ok",
        None,
        "",
    ),
    # urgent, now
    ("can't feel when she pees", {"symptoms": ["can't feel when I pee"]}, "urgent", "now", "cauda_equina"),
    ("numb saddle in a sentence", {"free_text": "I am numb between my legs since Monday."}, "urgent", "now", "cauda_equina"),
    (
        "chest pain beside much else",
        {"symptoms": ["chest pain"], "conditions": ["glaucoma"], "medicines": ["warfarin"]},
        "urgent",
        "now",
        "heart_attack_signs glaucoma anticoagulant",
    ),
    ("tearing pain", {"symptoms": ["tearing pain"]}, "urgent", "now", "aneurysm_signs"),
    ("slurred speech", {"symptoms": ["slurred speech"]}, "urgent", "now", "stroke_signs"),
    (
        "a swollen calf and no breath",
        {"symptoms": ["swollen calf", "suddenly breathless"]},
        "urgent",
        "now",
        "heart_attack_signs breathless_with_swollen_calf clot_in_leg",
    ),
    (
        "very high twice with a new sign",
        {"readings": [reading(182, 100), reading(185, 99)], "answers": {"pregnant": "no", "new_sign_with_high_pressure": "yes"}},
        "urgent",
        "now",
        "blood_pressure_crisis_with_symptom blood_pressure_crisis blood_pressure_very_high high_blood_pressure",
    ),
    ("a plan to end her life", {"free_text": "I am going to kill myself."}, "urgent", "now", "plan_to_die"),
    # urgent, today
    ("foot drop", {"symptoms": ["foot drop"]}, "urgent", "today", "leg_weakness"),
    ("fever", {"symptoms": ["fever"]}, "urgent", "today", "infection_signs"),
    ("flashes of light", {"symptoms": ["flashes of light"]}, "urgent", "today", "eye_emergency"),
    ("a swollen calf", {"symptoms": ["swollen calf"]}, "urgent", "today", "clot_in_leg"),
    ("thoughts of death", {"symptoms": ["I want to die"]}, "urgent", "today", "thoughts_of_death"),
    ("fell off a ladder", {"symptoms": ["fell off a ladder"]}, "urgent", "today", "crash_or_high_fall"),
    (
        "slipped at 65",
        {"person": person(**OLD, age_years=65), "symptoms": ["slipped on ice"]},
        "urgent",
        "today",
        "injury_with_severe_pain_or_weak_bone recent_injury age_65_or_over",
    ),
    (
        "slipped with severe pain",
        {"symptoms": ["slipped on ice"], "answers": {"injury_pain_severe": "yes"}},
        "urgent",
        "today",
        "injury_with_severe_pain_or_weak_bone recent_injury",
    ),
    (
        "diabetes and new pain",
        {"conditions": ["type 2 diabetes"], "answers": {"back_pain_new_in_4_weeks": "yes"}},
        "urgent",
        "today",
        "infection_with_new_pain",
    ),
    (
        "thin bones and a sudden pain",
        {"conditions": ["thin bones"], "answers": {"new_pain_with_weak_bone": "yes", "new_pain_sudden_or_severe": "yes"}},
        "urgent",
        "today",
        "sudden_pain_in_weak_bone new_pain_in_weak_bone osteoporosis",
    ),
    (
        "cancer and numb legs",
        {
            "conditions": ["breast cancer"],
            "answers": {"weak_numb_or_unsteady": "yes", "cancer_active_or_in_bone": "no", "back_pain_new_in_3_months": "no"},
        },
        "urgent",
        "today",
        "cancer_with_nerve_signs earlier_cancer",
    ),
    (
        "very high twice, no new sign",
        {"readings": [reading(182, 100), reading(185, 99)], "answers": {"new_sign_with_high_pressure": "no"}},
        "urgent",
        "today",
        "blood_pressure_crisis blood_pressure_very_high high_blood_pressure",
    ),
    # do not invert
    ("losing weight without trying", {"symptoms": ["losing weight without trying"]}, "do_not_invert", "days", "cancer_signs"),
    ("a new hump", {"symptoms": ["new hump"]}, "do_not_invert", "days", "new_hump"),
    (
        "cancer and new pain",
        {
            "conditions": ["breast cancer"],
            "answers": {"weak_numb_or_unsteady": "no", "cancer_active_or_in_bone": "no", "back_pain_new_in_3_months": "yes"},
        },
        "do_not_invert",
        "days",
        "cancer_with_new_pain earlier_cancer",
    ),
    (
        "slipped at 44 with mild pain",
        {"symptoms": ["slipped on ice"], "answers": {"injury_pain_severe": "no"}},
        "do_not_invert",
        None,
        "recent_injury",
    ),
    ("drops for pressure", {"medicines": ["latanoprost"]}, "do_not_invert", None, "glaucoma"),
    ("torn retina", {"conditions": ["torn retina"]}, "do_not_invert", None, "retina"),
    ("a mini-stroke", {"conditions": ["mini-stroke"]}, "do_not_invert", None, "stroke"),
    ("a weak heart", {"conditions": ["weak heart"]}, "do_not_invert", None, "heart_failure"),
    ("pregnant", {"answers": {"pregnant": "yes"}}, "do_not_invert", None, "pregnancy"),
    ("not sure whether pregnant", {"answers": {"pregnant": "not_sure"}}, "do_not_invert", None, "pregnancy"),
    ("17", {"person": person(**OLD, age_years=17)}, "do_not_invert", None, "under_18"),
    ("over the limit of the table", {"table": {"max_user_mass": {"value": "73.9", "unit": "kg"}}}, "do_not_invert", None, "table_limit"),
    (
        "taller than the table",
        {"table": WELL["table"] | {"max_user_height": {"value": 171, "unit": "cm"}}},
        "do_not_invert",
        None,
        "table_height",
    ),
    ("very high once", {"readings": [reading(182, 100)]}, "do_not_invert", None, "blood_pressure_very_high high_blood_pressure"),
    (
        "very high six days before a good one",
        {"readings": [reading(182, 90, "2026-02-23"), reading(121, 77)]},
        "do_not_invert",
        None,
        "blood_pressure_very_high high_blood_pressure",
    ),
    ("epilepsy", {"conditions": ["epilepsy"]}, "do_not_invert", None, "epilepsy epilepsy_long_over"),
    ("epilepsy tablets alone", {"medicines": ["epilepsy tablets"]}, "do_not_invert", None, "epilepsy"),
    ("a shunt", {"conditions": ["shunt"]}, "do_not_invert", None, "pressure_in_the_head"),
    ("concussion last month", {"conditions": ["concussion last month"]}, "do_not_invert", None, "head_injury_within_3_months"),
    ("an ear infection", {"conditions": ["ear infection"]}, "do_not_invert", None, "eye_ear_or_sinus_infection"),
    ("memory problems", {"conditions": ["memory problems"]}, "do_not_invert", None, "dementia_or_confusion"),
    (
        "a cataract operation last week",
        {"conditions": ["cataract operation last week"]},
        "do_not_invert",
        None,
        "eye_surgery_within_6_weeks eye_surgery_within_3_months",
    ),
    # ask first
    ("140 over 80", {"readings": [reading(140, 80)]}, "ask_first", None, "high_blood_pressure"),
    ("150 nine days before a good one", {"readings": [reading(150, 90, "2026-02-20"), reading(121, 77)]}, "ok", None, ""),
    ("BP tablets and a good reading", {"medicines": ["BP tablets"]}, "ask_first", None, "high_blood_pressure"),
    ("a beta blocker, reason not told", {"medicines": ["propranolol"]}, "ask_first", None, ""),
    ("no reading", {"readings": []}, "ask_first", None, ""),
    ("a reading of 135 that is four months old", {"readings": [reading(135, 77, "2025-11-01")]}, "ask_first", None, ""),
    ("Eliquis", {"medicines": ["Eliquis"], "answers": {"blood_thinner_for_stroke": "no"}}, "ask_first", None, "anticoagulant"),
    ("thin bones", {"conditions": ["thin bones"], "answers": {"new_pain_with_weak_bone": "no"}}, "ask_first", None, "osteoporosis"),
    ("drops for lashes", {"medicines": ["Latisse"]}, "ask_first", None, "lash_drops"),
    ("a birth last week", {"answers": {"birth_within_6_weeks": "yes"}}, "ask_first", None, "birth_within_6_weeks"),
    (
        "two signs of inflammation",
        {"symptoms": ["stiff in the morning", "better when I move"], "answers": {"pattern_over_3_months": "yes"}},
        "ask_first",
        None,
        "inflammatory_back_pain",
    ),
    (
        "a treated cancer, pain as ever",
        {
            "conditions": ["breast cancer"],
            "answers": {"weak_numb_or_unsteady": "no", "cancer_active_or_in_bone": "no", "back_pain_new_in_3_months": "no"},
        },
        "ask_first",
        None,
        "earlier_cancer",
    ),
    ("a medicine nobody knows", {"medicines": ["zzqq drops"]}, "ask_first", None, "unknown_medicine"),
    ("a condition nobody knows", {"conditions": ["zzqq syndrome"]}, "ask_first", None, "unknown_condition"),
    ("a feeling nobody knows", {"symptoms": ["zzqq in my toe"]}, "ask_first", None, "unknown_symptom"),
    ("no list of medicines", {"medicines": ...}, "ask_first", None, ""),
    ("no list of symptoms", {"symptoms": ...}, "ask_first", None, ""),
    ("no list of conditions", {"conditions": ...}, "ask_first", None, ""),
    ("limit of the table not known", {"table": {}}, "ask_first", None, ""),
    ("weight not known", {"person": person(mass=...)}, "ask_first", None, ""),
    ("199 cm, range not known", {"person": person(height={"value": 199, "unit": "cm"})}, "ask_first", None, ""),
    ("age not known", {"person": person(birth_date=...)}, "ask_first", None, ""),
    ("not sure about glaucoma", {"answers": {"glaucoma": "not_sure"}}, "ask_first", None, ""),
    (
        "no fit for ten years, no medicine for five",
        {"conditions": ["epilepsy"], "answers": {"fit_in_10_years_or_medicine_in_5": "no"}},
        "ask_first",
        None,
        "epilepsy_long_over",
    ),
    ("lamotrigine, reason not told", {"medicines": ["lamotrigine"]}, "ask_first", None, ""),
    ("gabapentin, reason not told", {"medicines": ["gabapentin"]}, "ask_first", None, "drowsy_medicine"),
    (
        "migraine on 4 days a month",
        {"conditions": ["migraine"], "answers": {"migraine_days": 4}},
        "ask_first",
        None,
        "headache_often_or_severe migraine",
    ),
    ("migraine, days not told", {"conditions": ["migraine"]}, "ask_first", None, "migraine"),
    ("migraine with aura", {"conditions": ["migraine with aura"]}, "ask_first", None, "headache_often_or_severe migraine"),
    ("dizzy", {"symptoms": ["dizzy"]}, "ask_first", None, "vertigo"),
    ("betahistine, reason not told", {"medicines": ["betahistine"]}, "ask_first", None, ""),
    ("asthma, how it is not told", {"conditions": ["asthma"]}, "ask_first", None, ""),
    ("home oxygen", {"conditions": ["home oxygen"]}, "ask_first", None, "lung_disease"),
    ("gallstones", {"conditions": ["gallstones"]}, "ask_first", None, "kidney_or_gallbladder"),
    ("high myopia", {"conditions": ["high myopia"]}, "ask_first", None, "high_myopia"),
    (
        "66, no health check",
        {"person": person(**OLD, age_years=66), "answers": {"no_health_check_in_12_months": "yes"}},
        "ask_first",
        None,
        "older_without_health_check age_65_or_over",
    ),
    (
        "66, two falls",
        {"person": person(**OLD, age_years=66), "conditions": ["two falls this year"]},
        "ask_first",
        None,
        "older_with_falls age_65_or_over",
    ),
    # caution
    ("65", {"person": person(**OLD, age_years=65)}, "caution", None, "age_65_or_over"),
    ("migraine on 3 days a month", {"conditions": ["migraine"], "answers": {"migraine_days": 3}}, "caution", None, "migraine"),
    ("claustrophobia", {"conditions": ["claustrophobia"]}, "caution", None, "panic_or_claustrophobia"),
    ("codeine", {"medicines": ["codeine"]}, "caution", None, "drowsy_medicine"),
    ("gabapentin for sciatica", {"medicines": ["gabapentin for sciatica"]}, "caution", None, "drowsy_medicine"),
    ("a CPAP machine", {"conditions": ["CPAP"]}, "caution", None, "sleep_apnoea"),
    ("gliclazide", {"medicines": ["gliclazide"]}, "caution", None, "low_sugar_medicine"),
    ("a birth three months ago", {"answers": {"birth_within_6_months": "yes"}}, "caution", None, "birth_within_6_months"),
    ("not sure about a birth", {"answers": {"birth_within_6_months": "not_sure"}}, "caution", None, ""),
    # sign-offs
    ("high pressure, signed", {"conditions": ["high blood pressure"], "sign_offs": letter("high_blood_pressure")}, "caution", None, ""),
    (
        "high pressure, signed, ended",
        {"conditions": ["high blood pressure"], "sign_offs": letter("high_blood_pressure", until="2026-02-28")},
        "ask_first",
        None,
        "high_blood_pressure",
    ),
    (
        "high pressure and thin bones, one signed",
        {
            "conditions": ["high blood pressure", "thin bones"],
            "answers": {"new_pain_with_weak_bone": "no"},
            "sign_offs": letter("high_blood_pressure"),
        },
        "ask_first",
        None,
        "osteoporosis",
    ),
    ("glaucoma, signed", {"conditions": ["glaucoma"], "sign_offs": letter("glaucoma")}, "do_not_invert", None, "glaucoma"),
    ("a limit not known, signed", {"table": {}, "sign_offs": letter("table_limit")}, "ask_first", None, ""),
    (
        "very high once, signed",
        {"readings": [reading(182, 100)], "sign_offs": letter("high_blood_pressure", "blood_pressure_very_high")},
        "do_not_invert",
        None,
        "blood_pressure_very_high",
    ),
    # bones, joints, belly, operations and weight
    ("a new hip", {"conditions": ["new hip"]}, "ask_first", None, "metal_or_new_joint"),
    ("a slipped vertebra of unknown grade", {"conditions": ["slipped vertebra"]}, "ask_first", None, "slipped_or_loose_spine"),
    (
        "a slipped vertebra of grade 2",
        {"conditions": ["slipped vertebra"], "answers": {"unstable_spine": "yes"}},
        "do_not_invert",
        None,
        "unstable_spine slipped_or_loose_spine",
    ),
    (
        "a narrow canal that troubles nothing",
        {"conditions": ["spinal stenosis"], "answers": {"legs_ache_on_walking": "no", "stenosis_severe": "no"}},
        "caution",
        None,
        "spinal_stenosis",
    ),
    (
        "a narrow canal and legs that ache on walking",
        {"conditions": ["spinal stenosis"], "answers": {"legs_ache_on_walking": "yes", "stenosis_severe": "no"}},
        "ask_first",
        None,
        "spinal_stenosis_with_leg_symptoms spinal_stenosis",
    ),
    ("a very narrow canal", {"conditions": ["severe spinal stenosis"]}, "do_not_invert", None, "severe_spinal_stenosis spinal_stenosis"),
    ("a soft hernia", {"conditions": ["hernia"], "answers": {"hernia_stuck": "no"}}, "ask_first", None, "hernia"),
    ("a hernia that is stuck", {"conditions": ["hernia"], "answers": {"hernia_stuck": "yes"}}, "urgent", "now", "stuck_hernia hernia"),
    (
        "reflux kept quiet by a daily tablet",
        {
            "conditions": ["acid reflux"],
            "medicines": ["omeprazole"],
            "answers": {"acid_tablet_for_reflux": "yes", "reflux_severe": "no", "hiatus_hernia": "no"},
        },
        "caution",
        None,
        "reflux",
    ),
    ("a tablet that guards the stomach", {"medicines": ["omeprazole"], "answers": {"acid_tablet_for_reflux": "no"}}, "ok", None, ""),
    (
        "an operation of last week",
        {"conditions": ["surgery last week"], "answers": {"spine_operation_in_12_months": "no"}},
        "do_not_invert",
        None,
        "surgery_within_6_weeks surgery",
    ),
    (
        "an arm that broke 7 months ago",
        {"conditions": ["broken arm"], "answers": {"bone_broken_in_6_months": "no", "leg_bone_broken": "no", "spine_bone_broke": "no"}},
        "ok",
        None,
        "",
    ),
    (
        "methotrexate for the skin",
        {
            "medicines": ["methotrexate"],
            "answers": {"medicine_is_for_cancer": "no", "medicine_for_inflamed_joints": "no", "back_pain_new_in_4_weeks": "no"},
        },
        "ok",
        None,
        "",
    ),
    (
        "a body mass index of 30",
        {"person": person(mass={"value": "97.2", "unit": "kg"}, height={"value": 180, "unit": "cm"})},
        "ask_first",
        None,
        "obesity",
    ),
    (
        "a gram less",
        {"person": person(mass={"value": "97.199", "unit": "kg"}, height={"value": 180, "unit": "cm"})},
        "ok",
        None,
        "",
    ),
]


@pytest.mark.parametrize(("changes", "verdict", "act_by", "rules"), [pytest.param(*row[1:], id=row[0]) for row in PEOPLE])
def test_a_whole_person_gets_the_verdict_that_was_decided(changes, verdict, act_by, rules):
    screening = screened(**changes)
    assert (screening.verdict.value, screening.act_by) == (verdict, act_by)
    assert [reason.rule for reason in screening.because] == rules.split()
    if verdict == "ok":
        assert screening.unknown == ()


def test_who_says_nothing_is_asked_everything():
    screening = screened(**dict.fromkeys(WELL, ...) | {"today": "2026-03-01"})
    rules = books.rules()
    assert (screening.verdict.value, screening.because, screening.limits) == ("ask_first", (), None)
    assert {item.rule for item in screening.unknown} == {name for name, rule in rules.rules.items() if rule.scope == "screen"} - {
        "unknown_words"
    }
    assert screening.ask_next[0].fact == "bladder_trouble"
    first = {fact for fact, ask in rules.asks.items() if ask.kind in ("condition", "symptom") and ask.only_if is None}
    assert {item.fact for item in screening.ask_next} >= first


def test_who_measured_a_very_high_pressure_once_is_asked_to_measure_again():
    screening = screened(readings=[reading(182, 100)])
    assert [item.fact for item in screening.ask_next] == ["very_high_again"]
    assert screening.ask_next[0].question.startswith("Sit still for five minutes and measure again.")
    again = screened(readings=[reading(182, 100)], answers={"very_high_again": "yes"})
    assert (again.verdict.value, again.act_by) == ("urgent", "today")
    assert [item.fact for item in again.ask_next] == ["new_sign_with_high_pressure"]


def test_the_limits_of_a_birth_hold_also_when_it_can_not_be_told():
    for said in ("yes", "not_sure"):
        limits = screened(answers={"birth_within_6_months": said}).limits
        assert (limits.head_down_deg, limits.slow_steps) == (30, True)


def test_a_letter_limits_what_it_lifts():
    screening = screened(conditions=["high blood pressure"], sign_offs=letter("high_blood_pressure", until="2026-04-01", head_down_deg=20))
    assert (screening.limits.head_down_deg, screening.valid_until.isoformat()) == (20, "2026-04-01")
    assert screening.lifted_by[0]["rule"] == "high_blood_pressure"


def test_the_persons_own_words_are_the_reason():
    screening = screened(medicines=["the water tablets from Dr Lee", "zzqq drops"])
    matched = {reason.rule: reason.matched for reason in screening.because}
    assert matched["unknown_medicine"][-1] == "zzqq drops"
    assert "the water tablets from Dr Lee" in matched["high_blood_pressure"]
