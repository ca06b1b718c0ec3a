"""In: event lists as a person makes them. Out: the states that the machine goes through, and when."""

from dataclasses import replace

import pytest

from roost.base.errors import DataFileError
from roost.coach.events import read_event
from roost.coach.machine import new_session, rows_of
from roost.plan.caps import INVERTED_S_PER_SESSION
from tests.rooms.coach.small import (
    BOOK,
    CHECKS,
    DONE,
    HOLD,
    LEVEL_REST,
    LOWERING,
    PLAN,
    READY,
    RETURNING,
    START,
    UPRIGHT,
    WAY_UP,
    angle,
    event,
    log,
    plan,
    run,
    states,
    tap,
)

BY = ("tap", "key", "knock", "spotter", "sensor")


def names(events, given=PLAN, mode="manual"):
    return [state for _, state, _ in states(events, given, mode)]


def last(events, given=PLAN, mode="manual"):
    return states(events, given, mode)[-1]


# -- before


def test_a_session_of_one_bout_goes_down_and_up_in_stages():
    assert states(DONE, plan(bouts=1)) == [
        (0, "preflight", "start"),
        (11, "ready", "checked"),
        (20, "lowering", "begin_lowering"),
        (24, "hold", "ok"),
        (80, "returning", "bout_over"),
        (105, "level_rest", "at_level"),
        (170, "upright", "at_upright"),
        (230, "checkout", "upright_held"),
    ]


def test_the_ankle_lock_must_be_the_last_and_five_seconds_after_the_one_before():
    early = [*READY[:3], event(8, "check", item="ankle_lock", answer="yes")]
    assert names(early) == ["preflight"]
    assert names([*early, event(9, "check", item="ankle_lock", answer="yes")])[-1] == "ready"
    not_last = [*START, event(9, "check", item="ankle_lock", answer="yes"), *READY[1:3]]
    assert names([event_at | {"t_ms": i * 9000} for i, event_at in enumerate(not_last)]) == ["preflight"]


def test_a_check_that_is_repeated_or_not_of_the_plan_changes_nothing():
    more = [*READY[:3], event(5, "check", item="table", answer="yes"), event(6, "check", item="zap", answer="no"), READY[3]]
    assert states(more) == states(READY)


@pytest.mark.parametrize("item", CHECKS)
@pytest.mark.parametrize("before", [START, READY], ids=["first", "after all"])
def test_one_no_ends_it_for_today(item, before):
    ended = [*before, event(30, "check", item=item, answer="no"), *[{**one, "t_ms": one["t_ms"] + 60_000} for one in READY]]
    assert last(ended) == (30, "stopped", f"no:{item}")
    assert log(ended).ended == "not_started"


@pytest.mark.parametrize("before", [[], START, READY[:3]], ids=["before the start", "unchecked", "ankle lock open"])
def test_lowering_without_all_checks_is_not_taken_and_does_not_conform(before):
    made = log([*before, event(20, "begin_lowering"), event(90, "end")])
    assert "lowering" not in {state.state for state in made.states}
    assert (made.ended, made.conforms, made.inverted_s) == ("not_started", False, 0)


@pytest.mark.parametrize("before", [[], START, READY], ids=["before the start", "preflight", "ready"])
@pytest.mark.parametrize("by", BY)
def test_stop_before_lowering_is_stopped(before, by):
    made = log([*before, tap(30, "stop", by), event(40, "begin_lowering"), event(50, "end")])
    assert (made.states[-1].state, made.states[-1].why, made.ended) == ("stopped", "stop", "not_started")
    assert made.stop is not None
    assert (made.stop.t_ms, made.stop.by, made.stop.reason, made.stop.rule, made.stop.grade) == (30_000, by, None, None, None)


def test_closing_before_lowering_is_no_session():
    assert last([*READY, event(30, "end"), event(31, "begin_lowering")]) == (30, "stopped", "end")


def test_a_second_start_and_what_comes_before_the_first_change_nothing():
    assert states([event(0, "check", item="table", answer="yes"), tap(0, "ok"), *START, event(1, "start")]) == [(0, "preflight", "start")]


def test_a_page_out_of_sight_does_not_lower():
    assert names([*READY, event(15, "hidden"), event(20, "begin_lowering")])[-1] == "ready"
    assert names([*READY, event(15, "hidden"), event(16, "visible"), event(20, "begin_lowering")])[-1] == "lowering"


# -- below level


def test_without_a_word_the_hold_begins_twenty_seconds_after_the_lowering():
    assert last([*LOWERING, event(40, "link_lost")]) == (40, "hold", "settled")
    assert last([*LOWERING, event(39.999, "link_lost")]) == (20, "lowering", "begin_lowering")


def test_whoever_says_ok_on_the_dot_is_in_time():
    assert last([*LOWERING, tap(40, "ok")]) == (40, "hold", "ok")


def test_the_bout_counts_from_the_beginning_of_the_lowering():
    assert last([*LOWERING, tap(39, "ok"), tap(60, "ok"), event(200, "link_lost")], plan(bouts=1))[:2] == (110, "attention")
    assert (80, "returning", "bout_over") in states([*LOWERING, tap(39, "ok"), tap(60, "ok"), event(200, "link_lost")])


def test_a_bout_shorter_than_the_lowering_ends_all_the_same():
    assert states([*LOWERING, event(60, "link_lost")], plan(bout_s=15))[-1] == (35, "returning", "bout_over")


@pytest.mark.parametrize("before", [LOWERING, HOLD, RETURNING, LEVEL_REST, UPRIGHT, DONE[:-1]], ids=lambda events: names(events)[-1])
@pytest.mark.parametrize("by", BY)
def test_stop_begins_the_return_at_once_and_nothing_goes_down_again(before, by):
    at = before[-1]["t_ms"] / 1000 + 1
    later = [
        event(at + 5, "begin_lowering"),
        tap(at + 200, "at_level"),
        event(at + 261, "begin_lowering"),
        event(at + 300, "begin_lowering"),
    ]
    made = states([*before, tap(at, "stop", by), *later])
    assert [state for t, state, _ in made if t > at and state in ("ready", "lowering", "hold")] == []
    assert run([*before, tap(at, "stop", by)]).state in ("returning", "level_rest", "upright")
    if before in (LOWERING, HOLD):
        assert (at, "returning", "stop") in made


def test_stop_takes_the_reason_and_its_rule():
    made = log([*HOLD, tap(30, "stop", "spotter", reason="chest_pain")]).stop
    assert (made.by, made.reason, made.rule, made.grade) == ("spotter", "chest_pain", "chest_pain", 3)
    other = log([*HOLD, tap(30, "stop", "spotter", reason="the cat came in")]).stop
    assert (other.reason, other.rule, other.grade) == ("the cat came in", None, None)


@pytest.mark.parametrize("kind", ["hidden", "stall"])
@pytest.mark.parametrize("before", [LOWERING, HOLD], ids=["lowering", "hold"])
def test_a_hidden_page_or_a_stalled_clock_begins_a_return_and_never_goes_on(kind, before):
    more = {"gap_ms": 3000} if kind == "stall" else {}
    gone = [*before, event(30, kind, **more), event(31, "visible"), tap(32, "ok")]
    assert last(gone) == (30, "returning", kind)
    assert names([*gone, tap(40, "at_level"), event(101, "begin_lowering")])[-1] == "level_rest"
    assert log(gone).stop.reason == kind


@pytest.mark.parametrize("kind", ["link_lost", "link_back", "start", "end", "visible"])
def test_what_makes_no_sense_in_the_hold_changes_nothing(kind):
    assert names([*HOLD, event(30, kind), event(31, "check", item="table", answer="no"), event(32, "begin_lowering")])[-1] == "hold"
    assert log([*HOLD, event(30, kind), event(32, "begin_lowering")]).conforms


def test_a_short_gap_of_the_clock_is_no_stall():
    assert names([*HOLD, event(30, "stall", gap_ms=2999)])[-1] == "hold"


# -- still OK?


LONG = plan(bout_s=240, bouts=1)


def test_the_question_comes_each_thirty_seconds_after_the_last_answer():
    made = log([*HOLD, tap(60, "ok"), tap(70, "ok"), tap(101, "ok"), event(102, "link_lost")], LONG)
    assert (made.checks_asked, made.checks_answered) == (2, 2)  # at 54 and at 100; the answer at 70 was not asked for


@pytest.mark.parametrize("by", ["tap", "key", "knock", "spotter"])
def test_a_person_answers(by):
    assert names([*HOLD, tap(60, "ok", by), event(84, "link_lost")], LONG)[-1] == "hold"


def test_a_sensor_does_not_answer_for_a_person():
    made = log([*HOLD, tap(60, "ok", "sensor"), event(85, "link_lost")], LONG)
    assert (made.states[-1].state, made.checks_answered) == ("returning", 0)
    rest = [*HOLD, event(85, "link_lost"), tap(90, "ok", "sensor"), event(100, "link_lost")]
    assert last(rest, LONG) == (99, "attention", "no_answer")


def test_no_answer_is_the_call_to_come_up_then_level_and_help():
    silent = [*HOLD, event(600, "link_lost")]
    assert states(silent, LONG)[-2:] == [(84, "returning", "missed_check"), (99, "attention", "no_answer")]
    made = log(silent, LONG)
    assert (made.stop.t_ms, made.stop.rule, made.stop.grade, made.ended) == (84_000, "no_answer", 3, "not_confirmed")


@pytest.mark.parametrize("sign", [tap(90, "ok"), tap(90, "stop"), tap(90, "at_level")], ids=["ok", "stop", "at_level"])
def test_a_sign_of_life_on_the_way_up_ends_the_search_for_help(sign):
    assert "no_answer" not in {why for _, _, why in states([*HOLD, sign, event(400, "link_lost")], LONG)}


def test_level_by_the_sensor_is_no_sign_of_life():
    assert last([*HOLD, tap(90, "at_level", "sensor"), event(110, "link_lost")], LONG) == (99, "help", "no_answer")
    assert log([*HOLD, tap(90, "at_level", "sensor"), event(110, "link_lost")], LONG).ended == "level"
    up = [*HOLD, tap(90, "at_level", "sensor"), tap(95, "at_upright", "sensor"), event(110, "link_lost")]
    assert last(up, LONG) == (99, "help", "no_answer")
    assert log(up, LONG).ended == "not_confirmed"


def test_a_question_that_is_open_when_the_bout_ends_is_let_go():
    assert names([*HOLD, event(100, "link_lost"), tap(101, "at_level")])[-1] == "level_rest"


def test_the_search_goes_on_when_nobody_confirms_a_slow_return():
    slow = replace(BOOK, no_answer=(75_000, "no_answer"))
    session = new_session(slow, LONG, "manual")
    for each in [*HOLD, event(400, "link_lost")]:
        session.handle(read_event(each))
    assert [(t_ms, state, why) for t_ms, state, why in session.states][-2:] == [
        (114_000, "attention", "not_confirmed"),
        (129_000, "attention", "no_answer"),
    ]


# -- the way up


def test_a_return_that_nobody_confirms_becomes_an_alarm_that_never_ends_by_itself():
    silent = [*HOLD, tap(30, "stop"), event(59.999, "link_lost")]
    assert last(silent)[1] == "returning"
    alarm = [*silent, event(61, "end"), event(100_000, "link_lost"), tap(100_001, "ok")]
    assert last(alarm) == (60, "attention", "not_confirmed")
    made = log(alarm)
    assert (made.ended, made.inverted_s, made.conforms) == ("not_confirmed", 100_001 - 20, False)


def test_a_longer_hold_half_way_leaves_more_time_for_the_word():
    slow = plan(way_up=(replace(WAY_UP[0], hold_s=30), *WAY_UP[1:]))
    assert last([*HOLD, tap(30, "stop"), event(90, "link_lost")], slow) == (75, "attention", "not_confirmed")


@pytest.mark.parametrize("by", BY)
def test_each_way_to_say_level_and_upright_counts(by):
    made = log([*HOLD, tap(30, "stop"), tap(45, "at_level", by), tap(110, "at_upright", by)])
    assert [state.state for state in made.states][-2:] == ["level_rest", "upright"]
    assert (made.ended, made.inverted_s, made.conforms) == ("upright", 25, True)


@pytest.mark.parametrize("kind", ["at_level", "at_upright"])
@pytest.mark.parametrize("before", [LOWERING, HOLD], ids=["lowering", "hold"])
def test_whoever_came_up_without_a_word_is_taken_at_their_word(before, kind):
    made = log([*before, tap(50, kind)])
    assert made.states[-1].state == {"at_level": "level_rest", "at_upright": "upright"}[kind]
    assert (made.inverted_s, made.conforms) == (30, kind == "at_level")


def test_coming_upright_before_the_hold_at_level_is_over_does_not_conform():
    short = [*HOLD, tap(30, "stop"), tap(45, "at_level"), tap(104.999, "at_upright")]
    assert (log(short).ended, log(short).conforms) == ("upright", False)
    assert log([*short[:-1], tap(105, "at_upright")]).conforms


def test_level_that_is_not_followed_by_upright_becomes_an_alarm():
    rest = [*RETURNING, tap(105, "at_level"), event(225, "link_lost")]
    assert last(rest, plan(bouts=1)) == (225, "attention", "not_confirmed")
    assert log(rest, plan(bouts=1)).ended == "not_confirmed"
    again = [*rest, tap(230, "at_level"), event(289, "link_lost")]
    assert last(again, plan(bouts=1)) == (230, "level_rest", "at_level")
    assert log([*again, tap(289, "at_upright")], plan(bouts=1)).ended == "upright"


def test_what_stops_a_rest_starts_the_way_up_from_there():
    stopped = [*LEVEL_REST, tap(160, "stop"), event(224, "link_lost")]
    assert last(stopped)[1] == "level_rest"
    assert last([*stopped, event(226, "link_lost")]) == (225, "attention", "not_confirmed")


def test_the_lock_is_opened_only_after_the_hold_upright():
    assert last([*UPRIGHT, event(229, "end"), event(229.9, "link_lost")]) == (170, "upright", "at_upright")
    assert last([*UPRIGHT, event(231, "end"), event(300, "symptom", name="dizziness")])[1] == "checkout"
    assert log([*UPRIGHT, event(231, "end"), event(300, "symptom", name="dizziness")]).symptoms == ()


# -- the next bout


def test_the_next_bout_begins_after_the_rest_and_the_last_one_is_the_last():
    second = [*LEVEL_REST, event(165, "begin_lowering"), tap(168, "ok"), tap(190, "ok"), event(226, "link_lost"), tap(250, "at_level")]
    assert names(second).count("lowering") == 2
    assert names([*second, event(320, "begin_lowering")]).count("lowering") == 2
    made = log([*second, tap(311, "at_upright")])
    assert (made.inverted_s, made.ended, made.conforms, len(made.bouts)) == (170, "upright", True, 2)


def test_the_rest_is_not_cut_short():
    made = log([*LEVEL_REST, event(164, "begin_lowering")])
    assert (made.states[-1].state, made.conforms) == ("level_rest", False)


def test_an_offer_that_nobody_takes_ends_and_silence_leads_up():
    rest = [*LEVEL_REST, event(226, "begin_lowering")]
    assert names(rest)[-1] == "level_rest"
    assert last([*LEVEL_REST, event(286, "link_lost")]) == (285, "attention", "not_confirmed")


@pytest.mark.parametrize(("way_up_s", "bouts"), [(30, 3), (45, 2)], ids=["as planned", "slow"])
def test_no_bout_begins_that_would_pass_the_cap_of_the_session(way_up_s, bouts):
    slow = plan(bout_s=170, bouts=3, way_up=(replace(WAY_UP[0], hold_s=30), *WAY_UP[1:]))
    events, at = list(READY), 20
    for _ in range(3):
        events += [event(at, "begin_lowering"), *[tap(at + t, "ok") for t in range(5, 170, 25)]]
        events.append(tap(at + 170 + way_up_s, "at_level"))
        at += 170 + way_up_s + 60
    assert names(events, slow).count("lowering") == bouts
    assert log(events, slow).inverted_s <= INVERTED_S_PER_SESSION


def test_after_a_return_that_nobody_confirmed_in_time_nothing_goes_down_again():
    assert names([*RETURNING, tap(115, "at_level"), event(176, "begin_lowering")])[-1] == "level_rest"


# -- symptoms and their ends


@pytest.mark.parametrize("name", [name for name, rule in BOOK.stop_rules.items() if rule.end == "upright" and name in BOOK.by_symptom])
def test_most_symptoms_bring_the_person_up_to_upright(name):
    made = log([*HOLD, event(30, "symptom", name=name), tap(50, "at_level"), tap(111, "at_upright"), event(180, "end")])
    assert [state.state for state in made.states][4:] == ["returning", "level_rest", "upright", "checkout"]
    assert (made.ended, made.stop.rule, made.symptoms[0].name) == ("upright", name, name)


@pytest.mark.parametrize("before", [LOWERING, HOLD, RETURNING], ids=["lowering", "hold", "returning"])
@pytest.mark.parametrize("name", ["chest_pain", "faint"])
def test_some_bring_the_person_level_and_no_further(before, name):
    at = before[-1]["t_ms"] / 1000 + 1
    down = [*before, event(at, "symptom", name=name), tap(at + 5, "at_upright"), tap(at + 10, "at_level"), tap(at + 90, "at_upright")]
    assert (names(down)[-1], log(down).ended) == ("help", "level")
    assert log([*down, tap(at + 91, "help_called")]).ended == "help"
    assert log([*before, event(at, "symptom", name=name), event(at + 90, "end")]).ended == "not_confirmed"


@pytest.mark.parametrize("before", [START, READY, LOWERING, HOLD, RETURNING, LEVEL_REST, UPRIGHT], ids=lambda events: names(events)[-1])
@pytest.mark.parametrize("name", ["ankle_slip", "fall", "neck_pain", "arm_weakness"])
def test_after_a_slip_or_a_fall_nobody_moves_the_person(before, name):
    at = before[-1]["t_ms"] / 1000 + 1
    down = [*before, event(at, "symptom", name=name), tap(at + 9, "at_level"), tap(at + 80, "at_upright"), event(at + 90, "end")]
    assert last(down) == (at, "help", name)
    assert log(down).ended == "not_confirmed"
    assert log([*down[:-1], tap(at + 85, "help_called"), event(at + 90, "end"), event(at + 95, "symptom", name="pain")]).ended == "help"


def test_a_faint_after_upright_is_level_again():
    down = [*UPRIGHT, event(180, "symptom", name="faint")]
    assert last(down) == (180, "help", "faint")
    assert log(down).ended == "not_confirmed"
    assert log([*down, tap(190, "at_level")]).ended == "level"


def test_a_mild_symptom_after_upright_is_written_down_and_stopped_nothing():
    made = log([*UPRIGHT, event(180, "symptom", name="dizziness"), event(240, "end")])
    assert (made.ended, made.stop, [symptom.name for symptom in made.symptoms]) == ("upright", None, ["dizziness"])


def test_a_symptom_at_rest_at_level_needs_no_move():
    assert last([*LEVEL_REST, event(110, "symptom", name="chest_pain")]) == (110, "help", "chest_pain")
    assert names([*LEVEL_REST, event(110, "symptom", name="nausea"), event(170, "begin_lowering")])[-1] == "level_rest"


def test_the_gravest_of_several_reasons_decides():
    made = log([*HOLD, event(30, "symptom", name="nausea"), event(31, "symptom", name="chest_pain"), event(32, "symptom", name="pain")])
    assert (made.stop.t_ms, made.stop.rule, made.stop.grade) == (30_000, "chest_pain", 3)
    assert [(symptom.name, symptom.grade) for symptom in made.symptoms] == [("nausea", 1), ("chest_pain", 3), ("pain", 1)]
    assert run([*HOLD, event(30, "symptom", name="chest_pain"), event(31, "symptom", name="fall")]).state == "help"


def test_before_anybody_went_down_a_symptom_ends_it_and_a_grave_one_calls_for_help():
    assert last([*READY, event(15, "symptom", name="dizziness")]) == (15, "stopped", "dizziness")
    assert last([*READY, event(15, "symptom", name="chest_pain")]) == (15, "help", "chest_pain")
    assert log([*READY, event(15, "symptom", name="chest_pain")]).ended == "not_confirmed"
    assert last([*READY, tap(15, "stop"), event(16, "symptom", name="faint")]) == (16, "help", "faint")


# -- help


@pytest.mark.parametrize("before", [LOWERING, HOLD], ids=["lowering", "hold"])
def test_when_help_is_called_whoever_hangs_comes_up_to_level(before):
    called = [*before, tap(30, "help_called", "spotter")]
    assert last(called) == (30, "returning", "help_called")
    assert last([*called, tap(40, "help_called"), tap(50, "at_level")]) == (50, "help", "at_level")
    assert (log(called).ended, log(called).stop.reason, log(called).stop.by) == ("help", "help_called", "spotter")


@pytest.mark.parametrize("before", [START, READY, RETURNING, LEVEL_REST, UPRIGHT, DONE[:-1]], ids=lambda events: names(events)[-1])
def test_help_that_is_called_is_always_the_end(before):
    at = before[-1]["t_ms"] / 1000 + 1
    assert log([*before, tap(at, "help_called"), event(at + 1, "end")]).ended == "help"


def test_closing_the_page_does_not_end_the_alarm():
    closed = [*HOLD, event(30, "symptom", name="fall"), event(40, "end"), tap(50, "help_called"), event(60, "end"), tap(70, "at_level")]
    assert log(closed[:-3]).ended == "not_confirmed"
    assert log(closed[:-2]).ended == "help"
    assert log(closed).bouts[0].to_ms == 70_000  # closed at 60 s: what comes after changes nothing, the bout runs on


def test_a_sensor_calls_nobody():
    assert log([*HOLD, event(30, "symptom", name="fall"), tap(31, "help_called", "sensor")]).ended == "not_confirmed"


# -- the sensor


DOWN = [*LOWERING, angle(21, 1), angle(22, 6), angle(23, 11), angle(24, 12.5)]


def test_with_a_sensor_the_bout_counts_from_leaving_level_and_the_hold_from_arriving():
    made = log([*DOWN, event(30, "link_lost")], mode="sensor")
    assert [(state.t_ms, state.state, state.why) for state in made.states][-1] == (24_000, "hold", "angle")
    assert made.bouts[0].from_ms == 22_000


def test_with_a_sensor_that_shows_nothing_the_hold_begins_by_itself_and_the_bout_is_uncertain():
    made = log([*LOWERING, event(50, "link_lost")], mode="sensor")
    assert made.states[-1].t_ms == 50_000
    assert made.bouts[0].from_ms == 20_000
    assert made.bouts[0].uncertain
    late = log([*LOWERING, tap(24, "ok"), angle(30, 8)], mode="sensor")
    assert late.bouts[0].from_ms == 20_000  # once the hold has begun, the count is not begun again


def test_the_sensor_at_rest_confirms_level_and_upright():
    up = [angle(31, 8), angle(40, 2), angle(41, 1), angle(42, 0)]
    made = states([*DOWN, tap(30, "stop"), *up], mode="sensor")
    assert made[-1] == (42, "level_rest", "measured")
    whole = [*DOWN, tap(30, "stop"), *up, angle(110, -50), angle(111, -61), angle(113, -80)]
    assert states(whole, mode="sensor")[-1] == (113, "upright", "measured")
    assert log(whole, mode="sensor").ended == "upright"
    alarm = [*DOWN, tap(30, "stop"), *up, event(163, "link_lost"), angle(164, -70), angle(167, -80)]
    assert states(alarm, mode="sensor")[-2:] == [(162, "attention", "not_confirmed"), (167, "upright", "measured")]


def test_a_sensor_that_moves_or_doubts_confirms_nothing():
    assert names([*DOWN, tap(30, "stop"), angle(40, 2), angle(41, 3), angle(42, 1), angle(43.9, 1)], mode="sensor")[-1] == "returning"
    unsure = [angle(40, 2, "uncertain"), angle(43, 1, "uncertain"), angle(44, 1), angle(45, 1, "uncertain"), angle(46, 1)]
    assert names([*DOWN, tap(30, "stop"), *unsure], mode="sensor")[-1] == "returning"
    lost = [angle(40, 1), event(41, "angle_lost"), angle(42.5, 1)]
    assert names([*DOWN, tap(30, "stop"), *lost], mode="sensor")[-1] == "returning"


def test_without_a_sensor_its_angles_change_nothing():
    more = [angle(25, 70), angle(30, 0), angle(33, 0), event(34, "angle_lost"), tap(45, "ok"), tap(70, "ok"), event(80, "link_lost")]
    for events in ([*HOLD, *more], [*LEVEL_REST, angle(110, 20), angle(115, 20)], [*RETURNING, angle(90, 0), angle(95, 0)]):
        made = log(events)
        assert (made.bouts[0].head_down_deg.max, made.bouts[0].uncertain, made.conforms) == (None, False, True)
    assert names([*HOLD, *more])[-1] == "returning"


def test_too_deep_is_told_and_lasting_or_past_the_cap_it_is_the_call_to_come_up():
    deep = [*DOWN, angle(30, 20.1)]
    assert names(deep, mode="sensor")[-1] == "hold"
    assert log([*DOWN, angle(30, 20)], mode="sensor").conforms
    assert not log(deep, mode="sensor").conforms
    assert last([*deep, angle(35, 22), event(41, "link_lost")], mode="sensor") == (40, "returning", "too_deep")
    assert names([*deep, angle(35, 22), angle(39, 20), angle(39.5, 21), event(41, "link_lost")], mode="sensor")[-1] == "hold"
    assert last([*DOWN, angle(30, 60.1)], mode="sensor") == (30, "returning", "too_deep")
    assert log([*DOWN, angle(30, 60.1)], mode="sensor").stop.reason == "too_deep"


def test_whoever_goes_back_to_level_without_a_word_is_at_level():
    assert last([*DOWN, angle(30, 1), angle(32, 0)], mode="sensor") == (32, "level_rest", "measured")
    assert names([*LOWERING, angle(21, 1), angle(24, 0)], mode="sensor")[-1] == "lowering"  # has not left yet


def test_while_the_angle_is_lost_nobody_goes_down_and_the_hold_goes_on():
    assert names([*READY, event(15, "angle_lost"), event(20, "begin_lowering")], mode="sensor")[-1] == "ready"
    assert names([*READY, event(15, "angle_lost"), angle(16, 0, "uncertain"), event(20, "begin_lowering")], mode="sensor")[-1] == "ready"
    assert names([*READY, event(15, "angle_lost"), angle(16, 0), event(20, "begin_lowering")], mode="sensor")[-1] == "lowering"
    assert names([*START, event(1, "angle_lost"), angle(2, 0), *READY[2:], event(20, "begin_lowering")], mode="sensor")[-1] != "lowering"
    before = [*READY[:1], event(1, "angle_lost"), angle(1.5, 0), *READY[1:], event(20, "begin_lowering")]
    assert names(before, mode="sensor")[-1] == "lowering"
    made = log([*DOWN, event(30, "angle_lost"), event(40, "link_lost")], mode="sensor")
    assert (made.states[-1].state, made.bouts[0].uncertain) == ("hold", True)


@pytest.mark.parametrize("before", [READY, LEVEL_REST, UPRIGHT], ids=["ready", "level_rest", "upright"])
def test_below_level_without_having_been_asked_means_come_up(before):
    at = before[-1]["t_ms"] / 1000 + 1
    down = [*before, angle(at, 6), angle(at + 1, 12), angle(at + 2, 14)]
    made = log(down, mode="sensor")
    assert (made.states[-1].state, made.states[-1].why, made.conforms) == ("returning", "below_level", False)
    assert made.bouts[-1].from_ms == round(at * 1000)
    assert "lowering" not in names([*down, tap(at + 9, "at_level"), event(at + 80, "begin_lowering")], mode="sensor")[-2:]


def test_a_bump_at_level_means_nothing():
    assert names([*LEVEL_REST, angle(110, 6), angle(111, 4), angle(112, 6), angle(113, 6, "uncertain")], mode="sensor")[-1] == "level_rest"


# -- the table


@pytest.mark.parametrize(
    ("state", "key", "row", "says"),
    [
        ("hold", "on", {"zap": ("halt", "returning", "returning", "help")}, "zap"),
        ("hold", "on", {"stop": ("zap", "returning", "returning", "help")}, "zap"),
        ("hold", "due", {"zap": "returning"}, "zap"),
    ],
)
def test_a_name_in_the_table_that_does_not_exist_is_an_error(state, key, row, says):
    broken = type(BOOK.machine.states[state])(**{"on": {}, "due": {}, key: row})
    machine = type(BOOK.machine)(
        **{name: getattr(BOOK.machine, name) for name in BOOK.machine.__struct_fields__}
        | {"states": {**BOOK.machine.states, state: broken}}
    )
    with pytest.raises(DataFileError, match=says):
        rows_of(replace(BOOK, machine=machine))
