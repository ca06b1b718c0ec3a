"""In: the name of a reason, and its numbers. Out: Because, with a sentence for the person."""

from __future__ import annotations

from roost.plan.plan import Because

__all__ = ["TELLS", "because"]

TELLS = {
    # how today's dose moves against the last one
    "start": "This is your first step. It is small, so that you can see how you feel.",
    "restart": "You start again on the first step. Your body needs time to get used to it again.",
    "step_down": "Your last time was not all well. So you go one step lower.",
    "step_down_first": "Your last time was not all well. So you do the first step again.",
    "step_back": "You had no session for {days} days. So you go one step lower.",
    "step_back_first": "You had no session for {days} days. So you do the first step again.",
    "resume": "You had a planned break. So you do half the time, just once.",
    "resume_again": "The last time was cut short or tense. So you do half the time once more.",
    "first_rung": "Your last time was less than our first step. So you do the first step now.",
    "full_time": "Half the time went well. So you do the full time now.",
    "step_up_head_down_deg": "You had {sessions} good times over {days} days on this step. So the angle goes up a little.",
    "step_up_bout_s": "You had {sessions} good times over {days} days on this step. So the time goes up a little.",
    "step_up_bouts": "You had {sessions} good times over {days} days on this step. So you go down once more.",
    "not_enough": "You stay on this step. To go up, you need {sessions} good times over at least {days} days.",
    "once_in": "You stay on this step. We change one thing at most, once in {days} days.",
    "top": "You stay on this step. It is the last one within your limit.",
    "limit_lower": "Your limit is lower than it was. So you go down to the last step within it.",
    "one_rung_a_week": "Your last times went up too fast. You go up one step a week at most.",
    "stays": "You asked to stay on this step. A test needs one dose for two weeks first.",
    "trial_dose_frozen": "You stay on this step while your test runs. So your test stays fair.",
    "trial_low_dose": "This is a part of your test with a small angle.",
    # the numbers
    "limit": "Your limit is {deg} degrees. It comes from your answers.",
    "spotter_first_sessions": "Have someone in the room. It is one of your first {sessions} times.",
    "spotter_new_angle": "Have someone in the room. The angle is new to you.",
    "spotter_limit": "Have someone in the room. Your answers ask for it.",
    "spotter_in_earshot": "Have someone near who can hear you call. Never do this with no one at home.",
}


def because(rule: str, **numbers: int) -> Because:
    """A reason by its name.

    >>> because("once_in", days=7).tell
    'You stay on this step. We change one thing at most, once in 7 days.'
    """
    return Because(rule=rule, tell=TELLS[rule].format(**numbers))
