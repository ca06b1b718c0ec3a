"""In: weeks, people, an answer, days of a test. Out: what each picture draws and says, and that its table says the same."""

import re

import pytest

from roost.web.pictures.people import people_picture
from roost.web.pictures.posterior import Sure, posterior_picture
from roost.web.pictures.strip import StripDay, StripPart, strip_picture
from roost.web.pictures.trial_weeks import TestWeek, trial_weeks_picture, undrawn_picture


def same(text):
    return text


def week(tested, state, pair=1):
    return TestWeek(pair=pair, arm="with" if tested else "without", days="1 to 7 May", is_tested=tested, state=state)


def test_before_the_draw_all_weeks_look_alike():
    shown = undrawn_picture(6, same)
    bars = re.findall(r'<path class="(week[^"]*)" d="M[\d.]+ [\d.]+(v[^"]*)"', shown.wide)
    assert len(bars) == 12
    assert len(set(bars)) == 1
    assert shown.wide.count(">?<") == 12
    assert {row[2] for row in shown.table.rows} == {"nobody knows yet"}


def test_weeks_with_what_is_tested_hang_lower_and_the_arrow_is_at_now():
    weeks = [week(True, "done"), week(False, "now"), week(False, "to_come", 2), week(True, "to_come", 2)]
    shown = trial_weeks_picture(weeks, same)
    deep = [float(depth) for depth in re.findall(r'class="week[^"]*" d="M[\d.]+ [\d.]+v([\d.]+)', shown.wide)]
    assert deep[0] == deep[3] > deep[1] == deep[2]
    assert shown.wide.count('class="now-arrow"') == 1
    assert "Part 2 is now: without." in shown.wide
    assert [row[3] for row in shown.table.rows] == ["over", "now", "still to come", "still to come"]
    assert "is now" not in trial_weeks_picture(weeks[2:], same).wide


@pytest.mark.parametrize("counts", [(72, 27, 1, 0), (0, 0, 0, 100), (25, 25, 25, 25)])
def test_a_hundred_people_stand_there_each_kind_with_a_shape_of_its_own(counts):
    shown = people_picture(counts, ("a", "b", "c", "d"), same)
    for drawn in (shown.wide, shown.narrow):
        assert drawn.count('class="person-mark"') == 100
        assert [drawn.count(f'class="person-{kind}"') for kind in ("helped", "helped-less", "worse-little", "worse")] == list(counts)
    assert [row[1] for row in shown.table.rows] == [str(n) for n in counts]


@pytest.mark.parametrize("mean", [-2.0, 0.0, 3.0])
def test_less_pain_is_left_and_both_important_changes_are_dashed(mean):
    sure = Sure(mean=mean, sd=0.5, ci50=(mean - 0.3, mean + 0.3), ci95=(mean - 1, mean + 1), important=1.0)
    shown = posterior_picture(sure, same)
    for drawn, middle in ((shown.wide, 220), (shown.narrow, 150)):
        dashed = [float(x) for x in re.findall(r'class="sure-enough" x1="([\d.]+)"', drawn)]
        assert dashed[0] < middle < dashed[1]
        assert middle - dashed[0] == pytest.approx(dashed[1] - middle)
        assert drawn.count("help that matters") == 1
        bar = re.search(r'class="sure-50" x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"', drawn)
        assert (float(bar[1]) + float(bar[2])) / 2 == pytest.approx(middle + (middle - 16) * mean / max(abs(mean) + 1.6, 1.4), abs=0.2)
    assert shown.table.rows[2][1] == f"{mean:+.1f}".replace("-", "−")


def test_each_day_has_its_mark_and_a_part_without_an_entry_has_no_line():
    parts = [
        StripPart(number=1, arm="with", is_tested=True, days=tuple(StripDay(date=f"{n} May", pain=n) for n in range(3)), mean=1.0),
        StripPart(
            number=2, arm="without", is_tested=False, days=(StripDay(date="4 May", pain=None), StripDay(date="5 May", pain=None)), mean=None
        ),
    ]
    shown = strip_picture(parts, same)
    counts = [shown.wide.count(f'class="{kind}"') for kind in ("point-on", "point-off", "missing", "mean-line", "beam")]
    assert counts == [3, 0, 2, 1, 1]
    assert shown.table.rows[-1] == ("5 May", "2", "without", "not filled in")
    assert "1, with: 1.0" in shown.wide
