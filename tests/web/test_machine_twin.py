"""In: the same event lists, plans and modes. Out: the machine in Python and the one in the browser make the same logs, byte for byte."""

import json
import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from roost.base.canonical import canonical_json
from roost.coach.book import book_json
from roost.coach.events import KINDS, read_event
from roost.coach.log import log_of
from roost.coach.machine import new_session
from roost.coach.tell import loudness, moment
from roost.plan import caps
from tests.rooms.coach.chance import KINDS as DRAWN
from tests.rooms.coach.chance import chance_case
from tests.rooms.coach.small import BOOK, DONE, HOLD, PLAN, plan

STATIC = Path(__file__).parents[2] / "src" / "roost" / "web" / "static"
LISTS = int(os.environ.get("ROOST_EXAMPLES", "4000"))
ORIGIN = "http://roost.test"
GIVEN = {"session_id": "s-1", "started_at": "2026-04-06T19:30:00+00:00", "offset_min": 60}

RUN = """
async ({data, cases, given, ticks}) => {
  const {createMachine} = await import("/coach/machine.js");
  const {canonical} = await import("/coach/log.js");
  return cases.map(({next, mode, events}) => {
    const machine = createMachine(data, {hash: "h", next}, mode);
    const told = events.map((event) => {
      if (ticks) for (const part of [0.3, 0.9]) {
        const {t_ms} = machine.view();
        machine.tick(t_ms + (event.t_ms - t_ms) * part);
      }
      const {cue, loudness} = machine.handle(event);
      return `${cue} ${loudness}`;
    });
    return [canonical(machine.log(given)), told.join(",")];
  });
}
"""


def plain(given):
    made = msgspec.to_builtins(given)
    made["return"] = made.pop("return_")
    return made


@pytest.fixture(scope="module")
def machine_page(browser):
    """An empty page of an origin that serves our own static files, and asks nobody else for anything."""
    page = browser.new_page()

    def answer(route):
        path = STATIC / route.request.url.removeprefix(f"{ORIGIN}/")
        if path.is_file():
            route.fulfill(body=path.read_bytes(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>empty</title>", content_type="text/html")

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")
    yield page
    page.close()


def in_python(given, mode, events):
    session, told = new_session(BOOK, given, mode), []
    for event in events:
        session.handle(read_event(event))
        told.append(f"{moment(session, session.t_ms)} {loudness(session, session.t_ms)}")
    log = log_of(session, plan_hash="h", **GIVEN)
    return [canonical_json(log).decode(), ",".join(told)]


def in_browser(page, cases, ticks=False):
    plain_cases = [{"next": plain(given), "mode": mode, "events": events} for given, mode, events in cases]
    # As text: Playwright packs plain JSON many times faster than nested values.
    call = json.dumps({"data": book_json(BOOK), "cases": plain_cases, "given": GIVEN, "ticks": ticks})
    return json.loads(page.evaluate(f"async (call) => JSON.stringify(await ({RUN})(JSON.parse(call)))", call))


@pytest.mark.parametrize("ticks", [False, True], ids=["events alone", "with ticks between"])
def test_both_make_the_same_logs_and_say_the_same(machine_page, ticks):
    reached = set()
    for first in range(0, LISTS // 2, 1000):
        cases = [chance_case(seed) for seed in range(first, min(first + 1000, LISTS // 2))]
        for case, theirs in zip(cases, in_browser(machine_page, cases, ticks), strict=True):
            ours = in_python(*case)
            assert theirs == ours, case
            reached |= {state["state"] for state in json.loads(ours[0])["states"]}
    assert reached == set(BOOK.machine.states)  # the lists go everywhere, or the test would prove little


def test_a_twin_that_differs_is_seen(machine_page):
    louder = replace(BOOK, missed=(BOOK.missed[0] + 1, BOOK.missed[1]))
    assert in_browser(machine_page, [(PLAN, "manual", DONE)]) == [in_python(PLAN, "manual", DONE)]
    case = (plan(bouts=1, bout_s=240), "manual", [*HOLD, {"t_ms": 90_000, "kind": "link_lost"}])
    theirs = json.loads(in_browser(machine_page, [case])[0][0])
    session = new_session(louder, case[0], case[1])
    for event in case[2]:
        session.handle(read_event(event))
    assert theirs != json.loads(canonical_json(log_of(session, plan_hash="h", **GIVEN)))


def test_both_hold_the_same_caps(machine_page):
    theirs = machine_page.evaluate("async () => ({...await import('/coach/caps.js'), passes: undefined})")
    assert {name: value for name, value in theirs.items() if value is not None} == {
        name: getattr(caps, name) for name in ("HEAD_DOWN_DEG", "BOUT_S", "INVERTED_S_PER_SESSION", "WAY_UP_S")
    }


@pytest.mark.parametrize(
    "change",
    [
        {"head_down_deg": 61},
        {"bout_s": 271},
        {"bouts": 3, "bout_s": 180},
        {"head_down_deg": 60, "bout_s": 270, "bouts": 2},
    ],
    ids=str,
)
def test_both_refuse_the_same_doses(machine_page, change):
    given = plan(**change)
    made = machine_page.evaluate(
        """async ([data, next]) => {
          const {createMachine} = await import("/coach/machine.js");
          try { createMachine(data, {hash: "h", next}, "manual"); return null; } catch (error) { return error.constructor.name; }
        }""",
        [book_json(BOOK), plain(given)],
    )
    whole = given.dose.bouts * (given.dose.bout_s + caps.WAY_UP_S)
    within = given.dose.head_down_deg <= 60 and given.dose.bout_s <= caps.RUNG_BOUT_S and whole <= caps.INVERTED_S_PER_SESSION
    assert made == (None if within else "RangeError")


def test_the_twin_knows_each_kind_of_event(machine_page):
    assert set(KINDS) == set(DRAWN)
    made = machine_page.evaluate(
        """async ([data, next, kinds]) => {
          const {createMachine} = await import("/coach/machine.js");
          const wrong = (event) => { try { createMachine(data, {hash: "h", next}, "manual").handle(event); return false; }
                                     catch (error) { return error instanceof RangeError; } };
          return [kinds.filter((kind) => wrong({t_ms: 0, kind})), wrong({t_ms: 0, kind: "zap"}), wrong({t_ms: -1, kind: "start"}),
                  wrong({t_ms: 0.5, kind: "start"})];
        }""",
        [book_json(BOOK), plain(PLAN), sorted(kind for kind in KINDS if kind in ("start", "begin_lowering", "hidden", "end"))],
    )
    assert made == [[], True, True, True]


def test_a_kept_session_goes_on_where_it_was(machine_page):
    made = machine_page.evaluate(
        """async ([data, next, events]) => {
          const {createMachine, restore} = await import("/coach/machine.js");
          const machine = createMachine(data, {hash: "h", next}, "manual");
          events.forEach((event) => machine.handle(event));
          const kept = JSON.parse(JSON.stringify(machine.session()));
          return [JSON.stringify(restore(data, kept).view()) === JSON.stringify(machine.view()), machine.view()];
        }""",
        [book_json(BOOK), plain(PLAN), HOLD],
    )
    assert made[0]
    assert made[1]["state"] == "hold"
    assert made[1]["left_ms"] == 56_000
    assert made[1]["ask_ms"] == 30_000
    assert made[1]["next"] == {"name": "ask", "in_ms": 30_000}
