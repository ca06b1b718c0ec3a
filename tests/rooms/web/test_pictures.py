"""In: rungs, weeks, days. Out: pictures that say in words and in a table what they show, and that no text can break."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from roost.plan.plan import Dose, Rung
from roost.web.doses import dose_words
from roost.web.pictures.body import body_picture
from roost.web.pictures.ladder import ladder_picture
from roost.web.pictures.progress import ChartDay, ChartEvent, progress_picture
from roost.web.pictures.svg import hanging, node
from roost.web.pictures.weeks import Week, weeks_picture

FIRST = date(2026, 3, 2)


def same(text):
    return text


def parsed(markup):
    """The picture as XML: what a browser would refuse, this refuses too."""
    return ET.fromstring(str(markup))


def texts(markup):
    return ["".join(part.itertext()) for part in parsed(markup).iter("text")]


def of_class(markup, name):
    return [part for part in parsed(markup).iter() if name in part.get("class", "").split()]


def rungs(*angles, now=0):
    states = ["done"] * now + ["now"] + ["to_come"] * (len(angles) - now - 1)
    return [
        Rung(step=n, dose=Dose(head_down_deg=deg, bout_s=s, bouts=2, rest_s=60), state=state)
        for n, ((deg, s), state) in enumerate(zip(angles, states, strict=True), 1)
    ]


LADDER = rungs((15, 60), (15, 120), (20, 120), (25, 90), now=1)
DAYS = [
    ChartDay(day=FIRST, pain=4, sessions=1),
    ChartDay(day=FIRST + timedelta(1), pain=0),
    ChartDay(day=FIRST + timedelta(2), pain=None, events=(ChartEvent(name="Mild headache", grade=1), ChartEvent(name="Faint", grade=3))),
    ChartDay(day=FIRST + timedelta(3), pain=7, later=True),
    ChartDay(day=FIRST + timedelta(4), pain=None, to_come=True),
]


def all_pictures():
    weeks = [Week(first=FIRST, sessions=0, entries=5, state="done"), Week(first=FIRST + timedelta(7), sessions=3, entries=2, state="now")]
    return {
        "ladder": ladder_picture(LADDER, 30, same),
        "weeks": weeks_picture(weeks, same, str),
        "progress": progress_picture(DAYS, same, str),
    }


@pytest.mark.parametrize(("name", "picture"), all_pictures().items(), ids=lambda value: value if isinstance(value, str) else "")
def test_each_picture_has_a_title_a_description_and_ids_of_its_own(name, picture):
    seen = set()
    for drawn in (picture.wide, picture.narrow):
        svg = parsed(drawn)
        assert svg.get("role") == "img"
        words = {part.get("id"): part.text for part in svg if part.tag in ("title", "desc")}
        assert words[svg.get("aria-labelledby")]
        assert words[svg.get("aria-describedby")]
        assert not seen & words.keys()
        seen |= words.keys()
        assert "style" not in {key for part in svg.iter() for key in part.attrib}, "the headers forbid inline styles"


@pytest.mark.parametrize("picture", all_pictures().values(), ids=all_pictures().keys())
def test_each_picture_has_the_same_as_a_table(picture):
    table = picture.table
    assert table.caption
    assert {len(row) for row in table.rows} == {len(table.heads)}


def test_depth_is_the_angle_and_the_number_the_minutes():
    picture = ladder_picture(LADDER, 30, same)
    for drawn in (picture.wide, picture.narrow):
        assert [text for text in texts(drawn) if text in ("1", "2", "1.5")][:4] == ["1", "2", "2", "1.5"]
        assert "your limit: 30°" in texts(drawn)
        assert [len(of_class(drawn, kind)) for kind in ("bar-done", "bar-now", "bar-to-come")] == [1, 1, 2]
        assert len(of_class(drawn, "dot")) == 8  # two dots a bar
    assert picture.table.rows[1] == ("2", "15°", "2", "2", "now")
    assert "You are on step 2: 15° below level, 2 minutes at a time, 2 times." in parsed(picture.wide).find("desc").text


def test_a_deeper_rung_hangs_lower_and_none_hangs_below_the_limit():
    def foot(bar):
        _, top, straight = bar.get("d").removeprefix("M").replace("v", " ").split("a")[0].split()
        return float(top) + float(straight) + 11  # the corner

    long_ladder = rungs(*[(deg, 180) for deg in range(15, 65, 5)])
    drawn = ladder_picture(long_ladder, 60, same).wide
    [now] = of_class(drawn, "bar-now")
    feet = [foot(bar) for bar in [now, *of_class(drawn, "bar-to-come")]]
    assert feet == sorted(feet)
    [limit] = of_class(drawn, "limit")
    assert max(feet) == pytest.approx(float(limit.get("y1")), abs=0.2)


def test_a_plan_where_nothing_may_be_done_has_no_bar_of_now():
    held = [Rung(step=one.step, dose=one.dose, state="to_come") for one in LADDER]
    picture = ladder_picture(held, 30, same)
    assert of_class(picture.wide, "bar-now") == []
    assert "now" not in texts(picture.wide)
    assert "You are on step" not in parsed(picture.wide).find("desc").text


def test_a_narrow_ladder_of_many_steps_counts_every_second_one():
    many = rungs(*[(15, 60)] * 12, now=3)
    feet = [text for text in texts(ladder_picture(many, 30, same).narrow) if text.isdigit() and text != "1"]
    assert "4" in feet  # the step of now keeps its number
    assert "6" not in feet


def test_weeks_with_sessions_hang_long_and_those_without_short():
    weeks = [
        Week(first=FIRST, sessions=4, entries=7, state="done"),
        Week(first=FIRST, sessions=0, entries=7, state="done"),
        Week(first=FIRST, sessions=1, entries=2, state="now"),
        Week(first=FIRST, sessions=0, entries=0, state="to_come"),
    ]
    drawn = weeks_picture(weeks, same, str).wide
    assert [len(of_class(drawn, kind)) for kind in ("week-on", "week-off", "week-now", "week-off-to-come", "now-arrow")] == [2, 1, 1, 1, 1]


def test_a_day_that_was_not_filled_in_is_a_dash_and_never_a_zero():
    picture = progress_picture(DAYS, same, str)
    for drawn in (picture.wide, picture.narrow):
        assert len(of_class(drawn, "missing")) == 1
        assert len(of_class(drawn, "point-on")) + len(of_class(drawn, "point-off")) == 3
    rows = {row[0]: row[1] for row in picture.table.rows}
    assert rows["2026-03-03"] == "0"
    assert rows["2026-03-04"] == "not filled in"
    assert rows["2026-03-05"] == "7, filled in later"
    assert "3 of 4 days are filled in" in parsed(picture.wide).find("desc").text


def test_a_day_to_come_is_not_drawn_and_not_counted():
    picture = progress_picture(DAYS, same, str)
    assert "2026-03-06" not in {row[0] for row in picture.table.rows}


def test_sessions_hang_from_the_line_and_trouble_shows_its_gravest_grade():
    drawn = progress_picture(DAYS, same, str).wide
    assert len(of_class(drawn, "week-on")) == 1
    [event] = of_class(drawn, "event")
    assert "3" in texts(drawn)
    both = [ChartDay(day=FIRST, pain=1, sessions=1, events=(ChartEvent(name="x", grade=1),))]
    [below] = of_class(progress_picture(both, same, str).wide, "event")
    assert below.get("d").split("v")[0] != event.get("d").split("v")[0], "it hangs below the tab of the session"


def test_the_axis_names_the_first_and_the_last_day():
    assert texts(progress_picture(DAYS, same, str).wide)[-2:] == ["2026-03-02", "2026-03-06"]
    assert texts(progress_picture(DAYS[:1], same, str).wide)[-1] == "2026-03-02"


def test_the_body_turns_by_the_angle_and_says_it():
    drawn = body_picture("b", 20, "title", "words", hollow=True)
    [tilt] = of_class(drawn, "tilt")
    assert tilt.get("transform").endswith("rotate(20)")
    assert texts(drawn) == ["20°"]
    assert of_class(drawn, "hollow")
    assert texts(body_picture("b", 0, "title", "words")) == []
    assert of_class(body_picture("b", -90, "title", "words"), "hollow") == []


def test_no_text_can_break_out_of_a_picture():
    assert "<script>" not in node("text", "<script>", class_='"><script>')
    event = ChartEvent(name="<b>", grade=1)
    parsed(progress_picture([ChartDay(day=FIRST, pain=None, events=(event,))], same, str).wide)


def test_what_hangs_is_straight_on_top_and_round_below():
    assert 'd="M0 0v4a6 6 0 0 0 6 6h28a6 6 0 0 0 6 -6v-4z"' in hanging(0, 0, 40, 10, "x", corner=6)


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ((15, 60, 2), "15° below level. 1 minute, twice."),
        ((20, 90, 1), "20° below level. 1.5 minutes, once."),
        ((20, 120, 3), "20° below level. 2 minutes, 3 times."),
    ],
)
def test_a_dose_is_said_as_a_person_says_it(dose, words):
    deg, bout_s, bouts = dose
    assert dose_words(Dose(head_down_deg=deg, bout_s=bout_s, bouts=bouts, rest_s=60)) == words
