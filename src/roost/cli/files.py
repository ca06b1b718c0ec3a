"""In: files with a profile, a history or a session. Out: a Screening, a Plan or a SessionLog, in plain words or as JSON."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roost.cli.streams import print_json, read_file

if TYPE_CHECKING:
    from roost.app.plan_trial import TrialChoice
    from roost.plan.calendar import NoTrial
    from roost.plan.plan import Plan
    from roost.screen.screening import Screening

__all__ = ["plan", "replay", "screen"]

Json = Annotated[bool, typer.Option("--json", help="Print JSON, as described in docs/reference.")]
VERDICTS = {
    "ok": "We found no reason to stop.",
    "caution": "No reason to stop, with a limit.",
    "ask_first": "Ask your doctor first.",
    "do_not_invert": "Do not use inversion.",
    "urgent": "Get help now.",
}
ACT_BY = {"now": "Call your local emergency number now.", "today": "Be seen by a doctor today.", "days": "See a doctor within days."}
MAKER = "The makers of tables want a doctor's agreement from everybody. Ask yours."
REFUSED = 4
OF_THE_CHOICE = {"protocol", "therapies", "period_days", "pairs", "usual_days", "important_change", "low_dose", "screening_ends"}
SIGNED = "No clinician has signed these rules. This is not a check-up, and it can miss things."


def screen(
    profile: Annotated[str, typer.Argument(help="PROFILE.json, or PEOPLE.ndjson with one a line, or - for standard input.")],
    many: Annotated[bool, typer.Option("--many", help="Standard input holds one profile a line.")] = False,
    json: Json = False,
) -> None:
    """Screen a profile, or a panel of any size: is there a reason not to?

    Example: roost screen PROFILE.json --json
    """
    from roost.cli.panel import is_panel, screen_all

    if many or is_panel(profile):
        return screen_all(profile, VERDICTS, json=json)
    from roost.app.screen_profile import screen_profile_file

    screening = screen_profile_file(read_file(profile), file=profile)
    return print_json(screening) if json else _say_screening(screening)


def _say_screening(screening: Screening) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    console.print(VERDICTS[screening.verdict.value], style="bold")
    if screening.act_by:
        console.print(ACT_BY[screening.act_by])
    for reason in screening.because:
        console.print(f"  - {reason.tell} ({'; '.join(reason.matched)})", markup=False)
    for missed in screening.not_understood:
        console.print(f"  - We did not understand “{missed.text}”.", markup=False)
    if screening.limits is not None:
        limits = screening.limits
        console.print(f"At most {limits.head_down_deg}° below level and {limits.bout_s // 60} minutes at a time.")
        console.print(MAKER)
    if screening.ask_next:
        console.print("To tell more, we need to know:")
        for question in screening.ask_next:
            console.print(f"  - {question.question} [{question.fact}]", markup=False)
    console.print(f"This result ends on {screening.valid_until.isoformat()}. {SIGNED}", style="dim")


def plan(
    profile: Annotated[str, typer.Argument(help="PROFILE.json, or - for standard input.")],
    history: Annotated[str | None, typer.Option(help="SESSIONS.json: the sessions so far.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of the randomised calendar, once a test of weeks on and off is planned.")] = None,
    protocol: Annotated[str | None, typer.Option(help="What the test sets side by side, as pairs_of_weeks. Needs --seed.")] = None,
    therapy: Annotated[list[str] | None, typer.Option(help="The other thing to try, as walking; may repeat. Needs --seed.")] = None,
    pairs: Annotated[int | None, typer.Option(help="How often each part of the test comes. Needs --seed.")] = None,
    important_change: Annotated[float | None, typer.Option(help="Points that matter: 1, 1.5 or 2. Needs --seed.")] = None,
    start: Annotated[str | None, typer.Option(help="The first day of a test that has begun. Needs --seed.")] = None,
    check_again: Annotated[str | None, typer.Option(help="A day inside the test for the next check. Needs --seed.")] = None,
    json: Json = False,
) -> None:
    """Plan the next dose, and say why each number is what it is.

    With --seed the weeks of a test stand in the plan, once one may begin; until then the plan stands without. A test that can't be as it
    was chosen ends with exit code 4 and the reason.

    Example: roost plan PROFILE.json --history SESSIONS.json --json
    """
    from roost.app.plan_person import plan_profile
    from roost.plan.plan_json import plan_json

    chosen = {"protocol": protocol, "pairs": pairs, "important_change": important_change, "check_again": _day(check_again, "--check-again")}
    chosen["start"] = _day(start, "--start")
    given = {name: value for name, value in chosen.items() if value is not None} | ({"therapies": tuple(therapy)} if therapy else {})
    if given and seed is None:
        raise typer.BadParameter("a test is drawn from a seed: give --seed too", param_hint="--seed")
    sessions = read_file(history) if history is not None else None
    planned, refused = plan_profile(
        read_file(profile), sessions, profile_file=profile, sessions_file=history or "", seed=seed, choice=_choice(given)
    )
    if refused is not None and refused.reason in OF_THE_CHOICE and given:
        print_json({"refused": {"reason": refused.reason, "tell": refused.tell, "have": refused.have, "needed": refused.needed}})
        print(f"roost: {refused.tell}", file=sys.stderr)
        raise typer.Exit(REFUSED)
    if json:
        print_json(plan_json(planned))
        if refused is not None:
            print(f"roost: no test yet. {refused.tell}", file=sys.stderr)
        return
    _say_plan(planned)
    if seed is not None:
        _say_trial(planned, refused)


def _day(text: str | None, option: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day: write it as 2026-03-01", param_hint=option) from None


def _choice(given: dict[str, Any]) -> TrialChoice:
    from roost.app.plan_trial import TrialChoice

    return TrialChoice(**given)


def _say_plan(planned: Plan) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    if planned.next is not None:
        dose = planned.next.dose
        console.print(f"Next: {dose.head_down_deg}° below level, {dose.bout_s} seconds, {dose.bouts} times.", style="bold")
        for because in planned.next.because:
            console.print(f"  - {because.tell}", markup=False)
    if planned.held is not None:
        console.print("No session now.", style="bold")
        console.print(f"  - {planned.held.tell}", markup=False)
    if planned.care:
        console.print("Beside it:")
        for care in planned.care:
            console.print(f"  - {care.title}: {care.tell} ({care.strength})", markup=False)
    console.print(SIGNED, style="dim")


def _say_trial(planned: Plan, refused: NoTrial | None) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    if refused is not None:
        console.print("No test of weeks on and off yet.", style="bold")
        console.print(f"  - {refused.tell}", markup=False)
    if planned.trial is None:
        return
    console.print(f"Your test, from seed {planned.trial['seed']}:", style="bold")
    for period in planned.trial["calendar"]:
        console.print(f"  - {period['from']} to {period['to']}: {period['arm'].replace('_', ' ')}", markup=False)


def replay(session: Annotated[str, typer.Argument(help="SESSION.json, or - for standard input.")], json: Json = False) -> None:
    """Replay a session through the coach's machine, and print its log.

    Example: roost replay SESSION.json --json
    """
    from roost.app.replay_session import replay_file

    log = replay_file(read_file(session), file=session)
    if json:
        print_json(log)
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    console.print(f"The session ended: {log.ended.replace('_', ' ')}.", style="bold")
    for state in log.states:
        console.print(f"  {state.t_ms / 1000:8.1f} s  {state.state}  ({state.why})", markup=False)
    console.print(f"Below level for {log.inverted_s} seconds. As planned: {'yes' if log.conforms else 'no'}.")
