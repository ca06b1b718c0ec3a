"""In: a Screening, the rules, the profile. Out: its words for the page and the letter: what it is, what led to it, what would change it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roost.app.screen_person import Standing
from roost.base.sources import Level
from roost.screen.rules import Rule, RuleSet
from roost.screen.screening import Limits, Reason, Screening, Spotter, Unknown, Verdict
from roost.web.i18n import day, gettext, ngettext
from roost.web.summary import in_both_lengths, in_both_masses
from roost.words.profile import Profile

__all__ = [
    "IN_PERSON_FROM",
    "Led",
    "eye_check",
    "heading",
    "lead",
    "led",
    "liftable",
    "limit_words",
    "needs_help",
    "stopping",
    "would_change",
]

PAPER = re.compile(r"doi\.org/|^10\.|pubmed|ncbi\.nlm")
IN_PERSON_FROM = 3  # so many reasons to ask a doctor, and a visit is better than a letter (combination rules of the research notes, design)
DRAWINGS = {"heart_and_blood": "heart", "blood_pressure": "heart", "eyes": "eye", "own_words": "page", "body_and_table": "person"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """One thing that led to the verdict.

    Args:
        title: what it is called.
        tell: what we say of it.
        answers: the answers that it comes from, in their words or in ours.
        drawing: the icon beside it.
        rule: its rule; None for what led to nothing.
        name: the name of the rule.
        is_open: whether it is there only because something is not known.
        stops: whether it stands in the way of inverting, rather than only set a limit.
    """

    title: str
    tell: str
    answers: tuple[str, ...] = ()
    drawing: str = "flag"
    rule: Rule | None = None
    name: str = ""
    is_open: bool = False
    stops: bool = False

    @property
    def cites(self) -> tuple[str, ...]:
        """Two sources for a doctor: papers before pages, and then what was read furthest; our own cautions are none."""
        sources = self.rule.sources if self.rule is not None else ()
        read = [source for source in sources if source.level is not Level.design]
        read.sort(key=lambda source: (not PAPER.search(source.where), list(Level).index(source.level)))
        return tuple(source.cite for source in read[:2])


def needs_help(standing: Standing) -> bool:
    """Whether the way to help comes before all else: until an answer has changed, however old the result is."""
    return standing.screening.verdict is Verdict.urgent and standing.ended_by != "answers_changed"


def heading(screening: Screening) -> str:
    """The verdict in a few words."""
    if screening.verdict is Verdict.urgent and screening.act_by == "today":
        return gettext("Get help today")
    return {
        Verdict.ok: gettext("We found no reason to stop"),
        Verdict.caution: gettext("No reason to stop, with a limit"),
        Verdict.ask_first: gettext("Ask your doctor first"),
        Verdict.do_not_invert: gettext("Do not use inversion"),
        Verdict.urgent: gettext("Get help now"),
    }[screening.verdict]


def lead(screening: Screening, n: int) -> str:
    """What it means, in one or two sentences; `n` is how many answers stand in the way."""
    if screening.verdict is Verdict.ok:
        return gettext("You can go on to a plan, within the limits below. This is not a check-up. It can miss things.")
    if screening.verdict is Verdict.caution:
        return gettext("You can go on, but within a tighter limit. This is not a check-up. It can miss things.")
    if screening.verdict is Verdict.ask_first:
        told = ngettext(
            "Do not use the table yet. A doctor should look at one of your answers first. We wrote a letter for you to take.",
            "Do not use the table yet. A doctor should look at %(n)s of your answers first. We wrote a letter for you to take.",
            n,
        ) % {"n": n}
        if n < IN_PERSON_FROM:
            return told
        return told + " " + gettext("With so many, book a visit rather than send the letter.")
    if screening.act_by == "days":
        return gettext("Do not use the table. See a doctor within a few days, and show them what led to this.")
    return gettext("Do not use the table. There is other care for your back, and it has better evidence.")


def led(screening: Screening, rules: RuleSet, profile: Profile) -> list[Led]:
    """What led to it, gravest first: the rules that fired, then what is not known, under the rule that asks for it."""
    fired = [_fired(reason, rules.rules[reason.rule], profile) for reason in screening.because if reason.rule in rules.rules]
    unknown: dict[str, list[Unknown]] = {}
    for one in screening.unknown:
        if one.fact in rules.asks:
            unknown.setdefault(rules.asked_by[one.fact], []).append(one)
    return [*fired, *(_open(name, found, rules) for name, found in unknown.items())]


def _open(name: str, unknown: Sequence[Unknown], rules: RuleSet) -> Led:
    rule = rules.rules[name]
    questions = tuple(dict.fromkeys(gettext(rules.asks[one.fact].question) for one in unknown))
    title, answers = (questions[0], ()) if len(questions) == 1 else (gettext(rule.title), questions)
    return Led(
        title=title,
        tell=gettext("You are not sure, or you did not say. So we take care."),
        answers=answers,
        drawing=_drawing(rule),
        rule=rule,
        name=name,
        is_open=True,
        stops=any(one.could_become > Verdict.caution for one in unknown),
    )


def _fired(reason: Reason, rule: Rule, profile: Profile) -> Led:
    facts = {ask.fact for ask in rule.ask}
    answers = tuple(gettext(words) for words in reason.matched)
    if "table_spare_g" in facts and profile.mass and profile.max_user_mass:
        answers = (
            _with_both(gettext("You"), in_both_masses(profile.mass)),
            _with_both(gettext("label"), in_both_masses(profile.max_user_mass)),
        )
    elif "table_height_spare_mm" in facts and profile.height:
        answers = (_with_both(gettext("You"), in_both_lengths(profile.height)),)
    elif "age_years" in facts and profile.age_years is not None:
        answers = (gettext("%(years)s years old") % {"years": profile.age_years},)
    return Led(
        title=gettext(rule.title),
        tell=gettext(reason.tell),
        answers=answers,
        drawing=_drawing(rule),
        rule=rule,
        name=reason.rule,
        stops=reason.verdict > Verdict.caution,
    )


def _with_both(who: str, amount: tuple[str, str]) -> str:
    return f"{who}: {amount[0]} ({amount[1]})"


def _drawing(rule: Rule) -> str:
    return DRAWINGS.get(rule.group, "flag")


def stopping(found: Sequence[Led]) -> list[Led]:
    """What a doctor has to look at before the table: all but what only sets a limit."""
    return [one for one in found if one.stops]


def liftable(screening: Screening, rules: RuleSet) -> dict[str, str]:
    """The rules that a clinician's letter can lift, by name, each with its title."""
    names = dict.fromkeys([*(reason.rule for reason in screening.because), *(unknown.rule for unknown in screening.unknown)])
    known = {name: rules.rules[name] for name in names if name in rules.rules}
    return {name: gettext(rule.title) for name, rule in known.items() if rule.lifts == "sign_off" and rule.verdict > Verdict.caution}


def would_change(screening: Screening, found: Sequence[Led]) -> list[str]:
    """What would change it, each thing once."""
    changes = [gettext(one.rule.change) for one in found if one.rule is not None and one.rule.change and not one.is_open]
    if any(one.is_open for one in found):
        changes.append(gettext("You find out what you were not sure about, and change that answer."))
    if screening.verdict.lets_invert:
        changes.append(gettext("A new illness, a new medicine, or a chance that you are pregnant. We ask before each session."))
    changes.append(gettext("This result ends on %(day)s. Then we ask again.") % {"day": day(screening.valid_until)})
    return list(dict.fromkeys(changes))


def eye_check(screening: Screening) -> str:
    """Advice for who told us of glaucoma in somebody else, which often is in the family; "" for all others. It is no rule."""
    told = any(mention.fact == "glaucoma" and mention.status == "someone_else" for mention in screening.mentions)
    return gettext("You told us of glaucoma in somebody else. If that is your family, have your eyes checked too.") if told else ""


def limit_words(limits: Limits) -> Iterable[str]:
    """What holds besides degrees and minutes."""
    if limits.spotter is Spotter.in_room:
        yield gettext("Have someone in the room each time.")
    else:
        yield gettext("Have someone in the room for your first 3 times, and in earshot always.")
    if limits.slow_steps:
        yield gettext("We step up more slowly.")
    if limits.reading_before_each:
        yield gettext("Measure your blood pressure before each session.")
