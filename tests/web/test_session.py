"""In: a session in a browser, with a driven clock. Out: it ends as SAFETY.md promises, whatever the page, the clock or the network do."""

import re

import pytest

from roost.app.keep_diary import diary_of
from tests.web.coach import Coach


@pytest.fixture
def coach(anns_page, roost):
    made = Coach(anns_page, roost.address)
    made.start()
    return made


def session_of(roost):
    """The one session that the store has."""
    [session] = diary_of(roost.home, roost.ann).days[-1].sessions
    return session


def log_of(roost):
    [entry] = roost.home.store.read(person=roost.ann, types=("session",))
    return entry.payload["log"]


def test_a_full_session_is_logged_as_planned(coach, roost):
    coach.begin()
    assert coach.cue == "Does the table stand firm and swing smoothly?"
    coach.check_all()
    coach.close_lock()
    assert coach.cue == "Lie back and tap to begin."
    for bout in (1, 2):
        coach.go_down()
        assert coach.cue == "Hold. Breathe out."
        assert coach.page.locator("#where").inner_text() == f"Hang {bout} of 2"
        assert coach.page.locator("#big").inner_text() == "0:55"
        coach.wait(30)
        assert (coach.cue, coach.ground) == ("Still OK?", "ask")
        coach.tap()
        assert coach.cue == "Hold. Breathe out."
        coach.wait(25)
        assert coach.cue == "Come up half-way, slowly."
        if bout == 1:
            coach.wait(23)
            coach.tap()
            assert coach.cue == "Wait here, level."
            coach.wait(61)
            assert coach.cue == "Go down again, or come upright."
    coach.come_up()
    assert coach.cue == "Open the lock. Sit two minutes."
    coach.done()
    assert coach.page.locator("h1").inner_text() == "Sit for two minutes. How are you?"
    session = session_of(roost)
    assert (session.ended, session.completed, session.worst_grade) == ("upright", True, 0)
    assert 160 <= session.inverted_s <= 172


def test_the_ankle_lock_can_not_be_tapped_through(coach):
    coach.begin()
    coach.check_all()
    pull = coach.page.locator(".pull")
    for _ in range(6):
        pull.click()
        coach.wait(0.5)
    assert pull.inner_text() == "Keep pulling: 2 seconds"
    assert coach.events.count("check") == len(coach.kept()["plan"]["next"]["checks"]) - 1
    coach.wait(2.5)
    pull.click()
    assert coach.cue == "Lie back and tap to begin."


def test_a_no_ends_it_kindly_before_it_begins(coach, roost):
    coach.begin()
    coach.press("No")
    assert coach.cue == "Not today, then."
    assert "Mend it or have it looked at first." in coach.page.locator("#step").inner_text()
    coach.press("Leave it out today")
    coach.page.wait_for_url("**/today")
    assert log_of(roost)["ended"] == "not_started"


def test_stop_from_each_state_begins_the_return_at_once(coach):
    coach.get_ready()
    coach.tap()
    coach.wait(2)
    coach.stop()
    assert coach.cue == "Come up slowly now."
    assert coach.page.locator("#stop-more").inner_text() == "Keep coming up. Stay locked in."
    coach.wait(10)
    coach.stop()
    assert coach.cue == "Wait here, half-way."
    coach.tap()
    assert coach.cue == "Wait here, level."
    coach.wait(60)
    assert coach.cue == "Come upright slowly. Then tap.", "nothing goes down again"
    coach.tap()
    coach.stop()
    assert coach.cue == "Stay upright. Keep the lock closed."


def test_stop_while_it_is_asked_whether_all_is_well(coach):
    coach.hang()
    coach.wait(30)
    assert coach.ground == "ask"
    coach.stop()
    assert coach.cue == "Come up slowly now."


@pytest.mark.parametrize("key", ["x", " ", "Enter", "Escape", "ArrowDown", "5"])
def test_any_key_stops(coach, key):
    coach.hang()
    coach.page.keyboard.press(key)
    assert coach.cue == "Come up slowly now."
    assert coach.kept()["events"][-1]["by"] == "key"


def test_keys_that_only_move_or_modify_stop_nothing(coach):
    coach.hang()
    for key in ("Tab", "Shift", "Control", "Alt"):
        coach.page.keyboard.press(key)
    assert coach.cue == "Hold. Breathe out."


def test_the_letter_o_answers_and_only_when_asked(coach):
    coach.hang()
    coach.wait(30)
    coach.page.keyboard.press("o")
    assert coach.cue == "Hold. Breathe out."
    coach.page.keyboard.press("o")
    assert coach.cue == "Come up slowly now."


def test_a_key_pressed_twice_does_not_confirm_anything(coach):
    coach.hang()
    for _ in range(4):
        coach.page.keyboard.press("Enter")
    assert "at_level" not in coach.events


def test_silence_brings_the_person_up_and_the_alarm_never_ends_by_itself(coach):
    coach.hang()
    coach.wait(31)
    assert coach.cue == "Still OK?"
    coach.wait(9)
    assert coach.cue == "Still OK? Answer now."
    coach.wait(21)
    assert coach.cue == "Wait here, half-way.", "the minute is over too"
    coach.wait(30)
    assert (coach.ground, coach.cue) == ("attention", "Come up now.")
    coach.wait(600)
    assert (coach.ground, coach.loud) == ("attention", 9)


def test_a_return_that_nobody_confirms_rings_louder_and_louder(coach):
    coach.hang()
    coach.stop()
    coach.wait(31)
    assert coach.ground == "attention"
    assert coach.page.locator("#disc").inner_text().startswith("Are you level?")
    quiet = coach.loud
    coach.wait(30)
    assert coach.loud > quiet
    coach.wait(300)
    assert coach.loud == 9
    coach.tap()
    assert coach.cue == "Wait here, level."
    assert coach.loud == 0


def test_a_page_out_of_sight_begins_a_return_and_never_goes_on_by_itself(coach):
    coach.hang()
    coach.page.evaluate(
        "() => { Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange')); }"
    )
    coach.page.evaluate("() => { delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange')); }")
    assert coach.events[-2:] == ["hidden", "visible"]
    assert coach.ground == "attention"
    assert coach.page.locator("#note").inner_text() == "The page was out of sight"
    coach.wait(5)
    assert coach.cue != "Hold. Breathe out."


def test_a_clock_that_stood_still_begins_a_return(coach):
    coach.hang()
    coach.page.clock.fast_forward(8_000)
    assert "stall" in coach.events
    assert coach.ground == "attention"
    assert coach.page.locator("#note").inner_text() == "The phone stood still"


def test_a_wall_clock_set_back_changes_nothing(coach):
    coach.hang()
    coach.page.evaluate("() => { Date.now = () => 0; }")
    coach.wait(10)
    assert coach.page.locator("#big").inner_text() == "0:45"


def test_a_page_closed_in_a_hold_opens_at_are_you_upright(coach, roost):
    coach.hang()
    coach.wait(5)
    coach.open()
    assert (coach.cue, coach.ground) == ("Are you upright?", "attention")
    coach.tap()
    assert coach.cue == "Stay upright. Keep the lock closed."
    coach.wait(62)
    coach.done()
    assert session_of(roost).ended == "upright"
    assert not log_of(roost)["conforms"], "nobody waited level"


def test_not_upright_yet_goes_on_with_the_return(coach):
    coach.hang()
    coach.open()
    coach.press("No, not yet")
    assert coach.cue in ("Come up slowly now.", "Wait here, half-way.", "Come up to level. Then tap.")
    coach.tap()
    assert coach.cue == "Wait here, level."


def test_a_page_closed_over_its_check_list_goes_on_where_it_was(coach):
    coach.begin()
    coach.press("Yes")
    second = coach.cue
    coach.open()
    assert coach.cue == second


def test_the_server_may_go_in_the_middle_and_the_log_is_sent_once_it_is_back(coach, roost):
    coach.hang()
    coach.page.route("**/api/**", lambda route: route.abort())
    coach.stop()
    coach.come_up()
    coach.tap()
    coach.page.get_by_text("Roost does not answer").wait_for()
    assert len(coach.unsent()) == 1
    coach.wait(6)
    assert len(coach.unsent()) == 1
    coach.page.unroute("**/api/**")
    coach.press("Send it now")
    coach.page.wait_for_url("**/after")
    assert coach.unsent() == []
    assert session_of(roost).ended == "upright"


def test_a_log_that_waits_is_sent_by_the_page_of_today(coach, roost):
    coach.hang()
    coach.page.route("**/api/**", lambda route: route.abort())
    coach.stop()
    coach.come_up()
    coach.tap()
    coach.page.get_by_text("Roost does not answer").wait_for()
    coach.page.unroute("**/api/**")
    coach.page.goto(f"{roost.address}/today")
    coach.page.get_by_role("heading", name="How did your session go?").wait_for()
    assert coach.unsent() == []


def test_neck_pain_means_stay_and_it_rings_until_help_is_called(coach, roost):
    coach.hang()
    coach.stop()
    coach.press("Neck pain")
    assert (coach.cue, coach.ground) == ("Stay. Do not move. Call for help.", "help")
    assert coach.page.locator("#stop").is_hidden()
    assert coach.page.locator("#call").get_attribute("href") == "tel:112"
    assert coach.page.locator("#orders li").count() == 3
    coach.wait(120)
    assert coach.ground == "help"
    assert coach.page.locator("#call-more").is_visible()
    coach.press("Help is called")
    assert coach.page.locator("#call-more").is_hidden()
    coach.press("Help is here. We are done.")
    coach.page.wait_for_url("**/after")
    assert (session_of(roost).ended, session_of(roost).worst_grade) == ("help", 3)


def test_chest_pain_means_level_and_help(coach):
    coach.hang()
    coach.stop()
    coach.press("Chest pain")
    coach.tap()
    assert (coach.cue, coach.ground) == ("Stay level. Get help.", "help")


def test_a_second_phone_and_a_second_tab_are_refused(coach, roost, open_page):
    coach.begin()
    tab = coach.page.context.new_page()
    tab.add_init_script("localStorage.removeItem('roost-running')")
    tab.goto(f"{roost.address}/session")
    tab.get_by_role("button", name="Yes, I am Ann").click()
    tab.get_by_text("A session is open in another tab.").wait_for()
    other = open_page(roost.ann)
    other.goto(f"{roost.address}/session")
    other.get_by_role("button", name="Yes, I am Ann").click()
    other.get_by_text("A session runs on another phone.").wait_for()


def test_a_screen_that_may_go_dark_is_said_before_the_start(coach):
    coach.page.add_init_script("navigator.wakeLock.request = () => Promise.reject(new Error('low battery'))")
    coach.open()
    coach.press("Yes, I am Ann")
    coach.page.get_by_role("heading", name="Your screen may go dark.").wait_for()
    coach.press("It stays on now")
    assert coach.cue == "Does the table stand firm and swing smoothly?"


def test_a_device_that_keeps_nothing_says_so_and_goes_on(coach):
    coach.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    coach.open()
    coach.begin()
    assert "keeps nothing" in coach.page.locator("#before").inner_text()


def test_the_server_away_before_the_start_is_no_session(coach):
    coach.page.route("**/api/**", lambda route: route.abort())
    coach.press("Yes, I am Ann")
    coach.page.get_by_text("Roost does not answer.").wait_for()


@pytest.mark.parametrize("size", [(390, 844), (320, 568), (1280, 800), (844, 390)], ids=str)
def test_stop_is_a_quarter_of_the_screen_and_nothing_lies_near_it(coach, size):
    width, height = size
    coach.page.set_viewport_size({"width": width, "height": height})

    def near():
        """Where things are: the height of STOP as a share, what can be tapped within 28 px above it, and whether anything scrolls."""
        return coach.page.evaluate(
            """() => {
              const stop = document.getElementById("stop").getBoundingClientRect();
              const near = [...document.querySelectorAll("#stage button, #stage a")].filter((one) => {
                const box = one.getBoundingClientRect();
                const clips = [".choices", ".scene"].map((name) => one.closest(name)?.getBoundingClientRect().bottom ?? box.bottom);
                return one.id !== "stop" && box.height > 0 && Math.min(box.bottom, ...clips) > stop.top - 27.5;
              });
              const root = document.documentElement;
              return [stop.height / innerHeight, stop.width / innerWidth, near.map((one) => one.textContent),
                root.scrollHeight - innerHeight, root.scrollWidth - innerWidth];
            }"""
        )

    def right():
        share, wide, close, down, aside = near()
        return (share >= 0.25 and wide >= 0.99 and close == [] and down <= 0 and aside <= 0) or near()

    coach.get_ready()
    assert right() is True
    coach.go_down()
    assert right() is True
    coach.wait(40)
    assert coach.ground == "ask"
    assert right() is True
    coach.stop()
    assert right() is True
    coach.wait(50)
    assert coach.ground == "attention"
    assert right() is True


def test_less_motion_is_no_motion(coach):
    coach.page.emulate_media(reduced_motion="reduce")
    coach.hang()
    moving = coach.page.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
    )
    assert moving == 0


def test_what_waits_for_a_confirmation_has_a_name_that_fits_it(coach):
    coach.hang()
    coach.stop()
    names = coach.page.locator("#stage button:visible").all_inner_texts()
    assert "I am level" in names
    assert re.match(r"STOP\s", names[-1])
