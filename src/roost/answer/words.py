"""In: a Finding or a refusal. Out: fixed sentences for the person, and the picture of 100 people as four numbers."""

from __future__ import annotations

from dataclasses import dataclass

from roost.answer.finding import Finding
from roost.answer.verdict import Verdict

__all__ = [
    "People",
    "expectation_words",
    "exploratory_words",
    "harm_words",
    "how_sure_words",
    "people_of",
    "size_words",
    "verdict_words",
    "what_would_change",
]

VERDICTS = {
    Verdict.very_likely_helps: "{name} very likely helps you.",
    Verdict.probably_helps: "{name} probably helps you.",
    Verdict.little_or_no_difference: "{name} makes little or no difference.",
    Verdict.probably_worse: "{name} probably makes your pain worse.",
    Verdict.not_clear: "It is not clear.",
    Verdict.too_early: "Too early to tell.",
}


@dataclass(frozen=True, slots=True)
class People:
    """Of 100 people with a diary like this one, if the starting guess is fair; the four add up to 100."""

    helped_enough: int
    helped_less: int
    little_worse: int
    worse_enough: int


def verdict_words(finding: Finding) -> str:
    """The sentence at the top of the page.

    >>> VERDICTS[Verdict.not_clear]
    'It is not clear.'
    """
    return VERDICTS[finding.verdict].format(name=_name(finding.treatment))


def _name(arm: str) -> str:
    return arm.replace("_", " ").capitalize()


def _points(value: float) -> str:
    text = f"{abs(value):.1f}".removesuffix(".0")
    return f"{text} point" if text == "1" else f"{text} points"


def _side(value: float) -> str:
    return f"{abs(value):.1f}".removesuffix(".0") + (" lower" if value < 0 else " higher")


def size_words(finding: Finding) -> tuple[str, ...]:
    """Size and range; while it is too early the days so far, and no figure."""
    if finding.verdict is Verdict.too_early:
        return (f"{finding.n_entered} days can't tell a good week from a lucky one.", "So we show no number yet.")
    mean, (low, high) = finding.effect.mean, finding.effect.ci95
    weeks = _name(finding.treatment).lower()
    if abs(mean) < 0.25:
        first = f"In {weeks} weeks your pain was about the same."
    else:
        first = f"In {weeks} weeks your pain was about {_points(mean)} {'lower' if mean < 0 else 'higher'} out of 10."
    if low < 0 < high:
        second = f"The true figure is likely between {_side(low)} and {_side(high)}."
    else:
        near, far = sorted((abs(low), abs(high)))
        side = "lower" if high <= 0 else "higher"
        second = f"The true figure is likely between {_side(near).split()[0]} and {_side(far).split()[0]} {side}."
    wide = ("That is too wide to call.",) if finding.verdict is Verdict.not_clear else ()
    return (first, second, *wide)


def people_of(finding: Finding) -> People:
    """100 people shared out by the four probabilities, so that they add up to 100 (largest remainders first)."""
    shares = [
        finding.p_important,
        max(0.0, finding.p_better - finding.p_important),
        max(0.0, finding.p_worse - finding.p_important_worse),
        finding.p_important_worse,
    ]
    counts = [int(100 * share) for share in shares]
    by_rest = sorted(range(4), key=lambda i: (counts[i] - 100 * shares[i], i))
    for i in by_rest[: 100 - sum(counts)]:
        counts[i] += 1
    return People(*counts)


def how_sure_words(finding: Finding) -> str:
    """What the picture of 100 people says, with the condition under which it holds."""
    people = people_of(finding)
    helped = people.helped_enough + people.helped_less
    return f"If our starting guess is fair, the true effect is a benefit for about {helped} of 100 people with a diary like yours."


def expectation_words() -> str:
    """What no diary can tell apart."""
    return "You knew which weeks were which. Hope and worry can both move pain, and they are in this figure too."


def exploratory_words(finding: Finding) -> tuple[str, ...]:
    """What the other columns hint at. Chance drew none of it, and each sentence says a hint is all it is."""
    beside, said = finding.exploratory, []
    if beside.immediate is not None:
        one = beside.immediate
        said.append(f"Just after a session pain was lower in {one.less} of {one.sessions}. How long that lasts, this can't say.")
    if beside.dose_response is not None:
        low, high = beside.dose_response.ci95
        side = "less pain" if high < 0 else "more pain" if low > 0 else "neither more nor less pain, as far as we can tell"
        said.append(f"Days with a longer or steeper session went with {side}. You may skip on bad days, so it is a hint, no more.")
    if beside.complier is not None:
        one_done, mean = beside.complier, beside.complier.effect_mean
        said.append(
            f"You did it on {100 * one_done.done_treatment:.0f} of 100 {_name(finding.treatment).lower()} days. "
            f"Had you done it on each of them, the change might be {_points(mean)} {'lower' if mean < 0 else 'higher'}."
        )
    for count in beside.counts:
        low, high = count.ci95
        said.append(f"{_name(count.outcome)}: {count.ratio:.1f} times as many as on other days ({low:.1f} to {high:.1f}).")
    return tuple(said)


def what_would_change(finding: Finding) -> tuple[str, ...]:
    """What would change this answer: missing days, more weeks, and harm."""
    said = []
    tipping = finding.sensitivity.tipping_point
    if tipping and tipping.worse is not None and tipping.worse_verdict is not None:
        empty = f"If the empty {_name(finding.treatment).lower()} days had been {_points(tipping.worse)} worse, "
        said.append(empty + f"we would say “{_short(finding, tipping.worse_verdict)}”.")
    pairs = max(1, finding.progress.pairs_done)
    less = round(100 * (1 - (pairs / (pairs + 2)) ** 0.5))
    said.append(f"Two more pairs of weeks would make the range smaller by about {less} in 100.")
    said.append("More trouble after sessions, or trouble that lasts.")
    return tuple(said)


def _short(finding: Finding, verdict: Verdict) -> str:
    sentence = VERDICTS[verdict].format(name=_name(finding.treatment)).rstrip(".")
    return sentence[0].lower() + sentence[1:]


def harm_words(finding: Finding) -> tuple[str, ...]:
    """What it cost: days with any trouble in each kind of week, and what it was; where nobody wrote it down, that."""
    harms = finding.harms
    if not harms.recorded or harms.by_arm is None or harms.kinds is None:
        return ("Nobody wrote down whether sessions did harm. So we can't weigh it.",)
    shares = [
        f"Days with any trouble, {_name(arm).lower()} weeks: {share.days_with_any} of {share.days}." for arm, share in harms.by_arm.items()
    ]
    kinds = ", ".join(f"{kind.name} ({sum(kind.count.values())})" for kind in harms.kinds)
    return (*shares, f"It was: {kinds}.") if kinds else tuple(shares)
