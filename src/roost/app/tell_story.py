"""In: a store, and acts with their times. Out: a made-up person's entries, written by the verbs of the pages; and what each act came to.

An act is `{"at": a time with its zone, "do": one of ACTS, ...}` with what the verb needs. The clock stands at the time of the act, and ids
are counted from a seed, so the same acts give the same rows. Nobody's own data are ever written like this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from roost.app.after_session import save_after, save_next_morning
from roost.app.before_session import answer_before
from roost.app.choose_therapy import choose_therapy
from roost.app.end_trial import end_trial
from roost.app.fill_in import fill_in, own_items
from roost.app.go_away import away_days, cancel_away, go_away
from roost.app.home import Home
from roost.app.keep_diary import keep_note, save_pain, skip_session, tick_care
from roost.app.keep_sign_off import keep_sign_off
from roost.app.made_up_person import answer_all
from roost.app.made_up_session import done_in_full, stopped
from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.plan_trial import TrialChoice
from roost.app.questionnaire import pages, save_page
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.screen_person import screen_person
from roost.app.start_trial import start_trial
from roost.app.stay_on_dose import stay_on_dose
from roost.app.tell_event import open_events, report_event, save_clinician_said
from roost.app.today import today
from roost.app.your_table import keep_model, keep_stop
from roost.base.errors import InputError
from roost.plan.calendar import NoTrial
from roost.store.memory import MemoryStore
from roost.store.open import Store
from roost.track.instrument import asked

__all__ = ["ACTS", "Life", "tell_story"]

BEGAN_MS = 1_767_225_600_000  # 2026-01-01
LASTS = timedelta(minutes=15)  # a session, with the checks before it
Act = Mapping[str, Any]


@dataclass(slots=True)
class Life:
    """One made-up person: a home of their own whose clock a story sets.

    Args:
        store: where the entries go; nothing real may be in it.
        seed: of the ids.
    """

    store: Store
    seed: str
    at: datetime = field(default_factory=lambda: datetime.fromisoformat("2026-01-01T12:00:00+00:00"))
    person: str = ""
    last_session: date = date.min
    session: str = ""
    acts: int = 0
    made: int = 0

    def home(self) -> Home:
        """The home, with the clock and the ids of the story."""
        return Home(self.store, lambda: self.at, self._new_id)

    def _new_id(self) -> str:
        """A UUIDv7 made of the seed and two counts alone, of acts and of ids within one.

        So what is drawn from an id is the same whenever the story is told, and however many entries earlier acts made.
        """
        self.made += 1
        rest = int.from_bytes(hashlib.sha256(f"{self.seed}/{self.acts}/{self.made}".encode()).digest()[:10], "big")
        bits = (BEGAN_MS + 1000 * self.acts + self.made) << 80 | rest
        bits = bits & ~(0xF << 76) | (0x7 << 76)
        return str(UUID(int=bits & ~(0x3 << 62) | (0x2 << 62)))

    def act(self, act: Act) -> Any:
        """Lets one act happen.

        Returns:
            What it came to, as plain JSON.

        Raises:
            InputError: there is no such act, or its verb refuses it.
        """
        self.at, self.acts, self.made = datetime.fromisoformat(act["at"]), self.acts + 1, 0
        if act["do"] not in ACTS:
            raise InputError(f"is no act: use one of {', '.join(ACTS)}", key=str(act["do"]))
        return ACTS[act["do"]](self, self.home(), {key: value for key, value in act.items() if key not in ("at", "do")})


def tell_story(store: Store, seed: str, acts: Iterable[Act]) -> list[Any]:
    """Lets a whole story happen in an empty store; what each act came to, in order. It is kept in one go at its end, or not at all.

    Raises:
        InputError: an act that a verb refuses.
        StoreError: the store can't be written.
    """
    life = Life(MemoryStore(), seed)
    came_to = [life.act(act) for act in acts]
    store.add(life.store.read())
    return came_to


def _add(life: Life, home: Home, given: Act) -> Any:
    life.person = add_person(home, given["name"]).id
    return None


def _answer(life: Life, home: Home, given: Act) -> Any:
    """Saves the pages that are given anew, or by the facts that are now yes; then answers all that is not done."""
    for page, piece in given.get("pages", {}).items():
        save_page(home, life.person, page, piece)
    for page, facts in given.get("yes", {}).items():
        asks = next(one.asks for one in pages(home, life.person) if one.id == page)
        save_page(home, life.person, page, {"answers": {ask.fact: "yes" if ask.fact in facts else "no" for ask, _ in asks}})
    return answer_all(home, life.person, **given.get("instead", {}))


def _screen(life: Life, home: Home, _: Act) -> Any:
    screening = screen_person(home, life.person)
    return {"verdict": screening.verdict.value, "valid_until": screening.valid_until.isoformat(), "lifted_by": len(screening.lifted_by)}


def _session(life: Life, home: Home, given: Act) -> Any:
    """The check before it, the session of the plan, the answers after it; or why there is none."""
    data = session_data(home, life.person)
    if data is None:
        plan = plan_for(home, life.person)
        return {"held": plan.held.why if plan is not None and plan.held is not None else None}
    holds = answer_before(home, life.person, given.get("before", ()))
    if holds:
        return {"waits": [hold.rule for hold in holds]}
    session = start_session(home, life.person, data["plan"]["plan_id"], "phone").session_id
    if session is None:
        return {"held": "screen_again"}
    life.at += LASTS
    life.last_session, life.session = life.at.date(), session
    log = stopped(data["plan"], given["stop"]) if "stop" in given else done_in_full(data["plan"])
    kept = keep_log(home, life.person, session, log)
    save_after(
        home, life.person, session, relaxed=given.get("relaxed"), pain_now=given.get("pain_now"), event=given.get("event"),
        note=given.get("note", ""),
    )  # fmt: skip
    dose = data["plan"]["next"]["dose"]
    return {"move": data["plan"]["next"]["move"], "dose": [dose["head_down_deg"], dose["bout_s"], dose["bouts"]], "log": kept}


def _morning(life: Life, home: Home, given: Act) -> Any:
    """The answer of the morning after a session; nothing where there was none the day before."""
    asks = life.last_session == life.at.date() - timedelta(days=1)
    if asks:
        save_next_morning(home, life.person, life.session, given["how"])
    return asks


def _pain(life: Life, home: Home, given: Act) -> Any:
    """The pain of a day; `with_table` counts instead where there was a session on it or on the day before."""
    day = date.fromisoformat(given["for_day"]) if "for_day" in given else None
    average = given["average"]
    if "with_table" in given and timedelta() <= life.at.date() - life.last_session <= timedelta(days=1):
        average = given["with_table"]
    save_pain(home, life.person, average, day, given.get("note", ""))


def _note(life: Life, home: Home, given: Act) -> Any:
    keep_note(home, life.person, given["text"])


def _skip(life: Life, home: Home, given: Act) -> Any:
    skip_session(home, life.person, given["why"])


def _event(life: Life, home: Home, given: Act) -> Any:
    return {"grade": report_event(home, life.person, given["name"], given.get("note", "")).grade}


def _clinician(life: Life, home: Home, given: Act) -> Any:
    found = open_events(home, life.person)
    for event in found:
        save_clinician_said(
            home, life.person, event.id, by=given["by"], on=life.at.date(), may_go_on=given["may_go_on"], letter=given.get("letter", False)
        )
    return [event.name for event in found]


def _sign_off(life: Life, home: Home, given: Act) -> Any:
    keep_sign_off(
        home, life.person, given["rules"], by=given["by"], on=life.at.date(), until=date.fromisoformat(given["until"]),
        limits=given.get("limits"),
    )  # fmt: skip


def _away(life: Life, home: Home, given: Act) -> Any:
    go_away(home, life.person, date.fromisoformat(given["from"]), date.fromisoformat(given["to"]))


def _back(life: Life, home: Home, _: Act) -> Any:
    for _first, _last, away_id in away_days(home, life.person):
        cancel_away(home, life.person, away_id)


def _care(life: Life, home: Home, given: Act) -> Any:
    choose_therapy(home, life.person, given["therapy"], chosen=given.get("chosen", True))


def _tick(life: Life, home: Home, given: Act) -> Any:
    tick_care(home, life.person, given["therapy"])


def _table(life: Life, home: Home, given: Act) -> Any:
    keep_model(home, life.person, given["model"], mended=given.get("mended", False))
    if "stop_deg" in given:
        keep_stop(home, life.person, given["stop_deg"], "card")


def _forms(life: Life, home: Home, given: Act) -> Any:
    """Fills in each form that is due, or the one that is named. `tenths` says where on its scale, from the low end to the high one."""
    due = dict(today(home, life.person).to_fill_in)
    for name, form in due.items():
        own = own_items(home, life.person, name) or (tuple(given.get("own", ())) if form.own else ())
        low, high, tenths = form.answers.low, form.answers.high, given["tenths"]
        at = (10 - tenths) if form.better == "higher" else tenths
        scale = low + (high - low) * at // 10
        items = [item.id for item in asked(form, own)] if form.own else [item.id for item in form.items]
        ticked = {item: int(n * 10 < at * len(items)) for n, item in enumerate(items)}
        fill_in(home, life.person, name, ticked if form.style == "ticks" else dict.fromkeys(items, scale), own)
    return sorted(due)


def _stay(life: Life, home: Home, given: Act) -> Any:
    stay_on_dose(home, life.person, stays=given.get("stays", True))


def _trial(life: Life, home: Home, given: Act) -> Any:
    """Weeks with and without the table; the order that chance drew, or why there is no test."""
    check_again = date.fromisoformat(given["check_again"]) if "check_again" in given else None
    begun = start_trial(home, life.person, TrialChoice(pairs=given["pairs"], check_again=check_again, expects=given.get("expects")))
    if isinstance(begun, NoTrial):
        return {"refused": begun.reason}
    return [period.arm for period in begun.trial.calendar]


def _end_trial(life: Life, home: Home, given: Act) -> Any:
    end_trial(home, life.person, given["why"])


ACTS: Mapping[str, Callable[[Life, Home, Act], Any]] = {
    "add": _add,
    "answer": _answer,
    "screen": _screen,
    "session": _session,
    "morning": _morning,
    "pain": _pain,
    "note": _note,
    "skip": _skip,
    "event": _event,
    "clinician": _clinician,
    "sign_off": _sign_off,
    "away": _away,
    "back": _back,
    "care": _care,
    "tick": _tick,
    "table": _table,
    "forms": _forms,
    "stay": _stay,
    "trial": _trial,
    "end_trial": _end_trial,
}
