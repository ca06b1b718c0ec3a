"""In: the language of the request. Out: all words that the session page shows or says, so that its script holds none."""

from __future__ import annotations

from typing import Any

from roost.app.books import coach_data
from roost.web.i18n import gettext

__all__ = ["page_words"]


def _cues() -> dict[str, str]:
    """The cue of each moment. The page can't feel a knock yet, so it never asks for one."""
    told = {name: gettext(cue["say"]) for name, cue in coach_data()["cues"].items()}
    return told | {
        "still_ok": gettext("Still OK?"),
        "still_ok_loud": gettext("Still OK? Answer now."),
        "answer_level": gettext("Come up now."),
        "answer_upright": gettext("Come upright slowly. Then tap."),
    }


def _before() -> dict[str, str]:
    return {
        "before": gettext("Before you hang"),
        "count": gettext("{n} of {m}"),
        "who": gettext("Is this you, {name}?"),
        "who_more": gettext("Each body has its own limit, its own height bar and its own strap."),
        "who_yes": gettext("Yes, I am {name}"),
        "who_no": gettext("No"),
        "now": gettext("Now"),
        "yes": gettext("Yes"),
        "no": gettext("No"),
        "ring": gettext("Ring the bell"),
        "leave": gettext("Leave it out today"),
        "back": gettext("Back to today"),
        "again": gettext("Try again"),
        "pull_start": gettext("I am pulling at it now"),
        "pulling": gettext("Keep pulling: {n} seconds"),
        "pulled": gettext("It held. Nothing moved."),
        "pull_no": gettext("It moved, or I am not sure"),
        "pull_why": gettext("This step can't be rushed. People have been badly hurt when the lock was open."),
        "awake_title": gettext("Your screen may go dark."),
        "awake_more": gettext("This browser does not let us keep it on. Set your phone so that the screen stays on."),
        "awake_yes": gettext("It stays on now"),
        "no_keep": gettext("This browser keeps nothing on the phone. If the page closes, the log is lost."),
        "none_title": gettext("No session now."),
        "none_more": gettext("Today says why, and what you can do."),
        "session_running": gettext("A session runs on another phone. End it there first, or wait 40 minutes."),
        "screen_again": gettext("Your plan has changed. Look at today again."),
        "who_first": gettext("Choose who you are first."),
        "away": gettext("Roost does not answer. Check that it runs on your computer, then try again."),
        "other_tab": gettext("A session is open in another tab. Close this one."),
        "not_today": gettext("Not today, then."),
        "not_today_more": gettext("A session left out for safety is right. It does not count against you."),
        "change": gettext("What would change it"),
    }


def _live() -> dict[str, str]:
    return {
        "hang": gettext("Hang {n} of {m}"),
        "ready": gettext("Ready"),
        "up": gettext("Come up in steps"),
        "no_sensor": gettext("No angle from this phone"),
        "time_left": gettext("{t} left"),
        "lower": gettext("I go down now"),
        "lower_say": gettext("Your helper stands beside you. Arms move slowly."),
        "strap": gettext("Strap is tight"),
        "planned": gettext("planned, not measured"),
        "left": gettext("left."),
        "left_ask": gettext("left. We ask if you are OK at {t}."),
        "ok": gettext("Yes, I'm OK"),
        "seconds": gettext("{n} s"),
        "ok_say": gettext("Tap here, or press the letter O. No answer: a loud bell. Then the come-up alarm."),
        "level": gettext("I am level"),
        "are_level": gettext("Are you level?"),
        "are_upright": gettext("Are you upright?"),
        "tap_here": gettext("Tap here"),
        "they_level": gettext("They are level"),
        "upright": gettext("I am upright"),
        "again": gettext("Go down again"),
        "enough": gettext("Enough for today"),
        "arms": gettext("Arms to your sides. Bend your knees."),
        "next": gettext("Next: {what}"),
        "half_way": gettext("half-way"),
        "next_level": gettext("level"),
        "next_upright": gettext("upright"),
        "rail_half": gettext("Half\u2011way"),
        "rail_level": gettext("Level"),
        "rail_upright": gettext("Upright"),
        "rail_sit": gettext("Sit"),
        "louder": gettext("Louder until somebody answers. It never stops by itself."),
        "no_answer": gettext("No answer for {n} s"),
        "hidden": gettext("The page was out of sight"),
        "stalled": gettext("The phone stood still"),
        "stop_any": gettext("Come up now. Any key works too."),
        "stop_ask": gettext("Come up now. Any key but O works too."),
        "stop_up": gettext("Keep coming up. Stay locked in."),
        "stop_level": gettext("Nothing goes down again today."),
        "stop_ready": gettext("Do not go down. Any key works too."),
        "stop_sit": gettext("Something is wrong."),
        "help_called": gettext("Help is called"),
        "wait": gettext("Wait for help. Do what they tell you on the phone."),
        "help_done": gettext("Help is here. We are done."),
        "wrong": gettext("Something feels wrong"),
        "wrong_what": gettext("What was it?"),
        "told": gettext("You told us: {what}"),
        "reopen": gettext("Are you upright?"),
        "reopen_say": gettext("The page was closed during a session. It counts as time below level until you say."),
        "reopen_yes": gettext("Yes, upright"),
        "reopen_no": gettext("No, not yet"),
        "done": gettext("I sat. I am done."),
    }


def _over() -> dict[str, str]:
    return {
        "over": gettext("Done for today."),
        "kept": gettext("Your session is kept on this phone. We are sending it."),
        "unsent": gettext("Roost does not answer. Your session is kept on this phone, and we try again by itself."),
        "refused": gettext("Roost could not take this log. It stays on this phone."),
        "over_help": gettext("Trouble with your eyes, chest, legs or bladder? A faint? Call your emergency number now."),
        "send": gettext("Send it now"),
    }


def _gravest(named: tuple[str, str]) -> tuple[int, int]:
    """First what must not be moved, then what must stay level, then the rest by gravity."""
    rule = coach_data()["stop_rules"][named[1]]
    return ["stay", "level", "upright"].index(rule["end"]), -rule["grade"]


def page_words() -> dict[str, Any]:
    """The words of the page, by part."""
    data = coach_data()
    rules = data["stop_rules"]
    return {
        "cues": _cues(),
        "checks": {
            name: {
                "ask": gettext(item["ask"]),
                "title": gettext(item["title"]),
                "how": [gettext(how) for how in item["how"]],
                "no": gettext(item["no"]),
            }
            for name, item in data["checklists"].items()
        },
        "orders": {name: [gettext(order) for order in rule["action"]] for name, rule in rules.items()},
        "rules": {name: gettext(rule["title"]) for name, rule in rules.items()},
        "symptoms": [[symptom, gettext(rules[rule]["title"])] for symptom, rule in sorted(data["by_symptom"].items(), key=_gravest)],
        "before": _before(),
        "live": _live(),
        "over": _over(),
    }
