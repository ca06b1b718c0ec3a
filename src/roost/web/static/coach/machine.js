/**
 * The coach's machine in the browser: the twin of coach/machine.py, with the same states, acts and logs. Pure: no clock, no page, no sound.
 *
 *   const machine = createMachine(data, plan, mode)   data: app's coach data; plan: Plan as JSON, `next` not null; mode: "sensor" | "manual"
 *   machine.handle(event)   takes an event of DESIGN 4, `{t_ms, kind, ...}`, t_ms a whole number that never goes back; gives a View
 *   machine.tick(t_ms)      lets happen what fell due before t_ms; gives a View. Call it often; how often changes nothing in the log
 *   machine.view()          the View of the last time
 *   machine.session()       SESSION.json: {version, plan, mode, events}, to be kept and sent
 *   machine.log(given)      SessionLog up to the last event; given: {session_id, started_at, offset_min}, each optional
 *   restore(data, session)  a machine that has taken all events of a kept SESSION.json
 *
 * It throws a RangeError for a plan without a next dose or beyond the caps, an unknown kind, a `t_ms` that goes back or is not whole.
 * Take `t_ms` from performance.now() minus its value at the start, rounded down.
 *
 * View: all that a page shows; times in ms.
 *   state, why, since_ms, t_ms   where it is, what led there, since when
 *   cue, say, sound              the moment's name, its words (at most seven), its sound: none, chime, bell, loud_bell, alarm
 *   loudness                     0 silent to 9; it only grows until somebody answers
 *   end                          upright, level or stay: where the person is to end; helped: help is called; rule: the stop rule, or null
 *   checks                       [{item, done, opens_ms}]: opens_ms is when the ankle lock may be answered, null for the others
 *   may_lower                    whether begin_lowering would be taken now; may_lower_ms: when the rest ends, or null
 *   bout, bouts                  1 for the first; 0 before it; bouts as planned
 *   left_ms                      time left of what runs now (bout, half-way, level rest, upright), null where nothing runs
 *   ask_ms                       until the next "still OK?" (null: none to come); asked_ms: how long the question has been open, or null
 *   answer_by_ms                 until the come-up alarm while a question is open, or null
 *   below_ms                     below level in this session so far
 *   angle                        the last measured degrees, or null; angle_lost; too_deep
 *   placed                       level, upright or null: where somebody or the sensor says the person is
 *   next                         what falls due: {name, in_ms} or null, to schedule sound ahead
 *   closed                       the session is at its end and takes no more events
 */

import { ACTS, ANKLE_LOCK } from "./acts.js";
import * as caps from "./caps.js";
import { DUES } from "./due.js";
import { logOf } from "./log.js";
import { ENDS, NEVER, Session } from "./session.js";
import { loudness, moment } from "./tell.js";

/** @typedef {import("./session.js").CoachData} CoachData */
/** @typedef {import("./session.js").Event} Event */
/** @typedef {import("./session.js").Rows} Rows */
/** @typedef {ReturnType<typeof view>} View */
/** @typedef {{hash: string, next: import("./session.js").Next | null}} Plan */

const KINDS = new Set(
  ("start check angle angle_lost begin_lowering ok stop symptom at_level at_upright hidden visible stall link_lost link_back " +
    "help_called end").split(" "),
);

/** @param {CoachData} data @returns {Rows} the table of machine.yaml with its names looked up */
function rowsOf(data) {
  /** @param {import("./session.js").StateRow} row */
  const row = (row) => ({
    acts: Object.fromEntries(Object.entries(row.on).map(([kind, [act, ...to]]) => [kind, /** @type {const} */ ([ACTS[act], to])])),
    dues: Object.entries(row.due).map(([name, to]) => /** @type {import("./session.js").Due} */ ([...DUES[name], to])),
  });
  const table = { before: data.machine.before, ...data.machine.states };
  return /** @type {Rows} */ (Object.fromEntries(Object.entries(table).map(([name, each]) => [name, row(each)])));
}

/** @param {CoachData} data @param {Plan} plan */
function checked(data, plan) {
  const { next } = plan;
  if (!next) throw new RangeError("this plan has no next dose");
  const part = caps.passes(next.dose);
  if (part) throw new RangeError(`${part} passes the caps`);
  if (!next.checks.includes(ANKLE_LOCK)) throw new RangeError("the check-list has no ankle lock");
  for (const [name, value] of Object.entries(data.caps)) {
    if (/** @type {Record<string, unknown>} */ (caps)[name.toUpperCase()] !== value) throw new RangeError(`the caps differ: ${name}`);
  }
  return next;
}

/**
 * @param {CoachData} data
 * @param {Plan} plan
 * @param {"sensor" | "manual"} mode
 */
export function createMachine(data, plan, mode) {
  const next = checked(data, plan);
  const rows = rowsOf(data);
  const session = new Session(rows, data, next, mode);
  /** @type {Event[]} */
  const events = [];
  let now = 0;
  /** @type {number | null} */
  let angle = null;
  const look = () => view(session, now, angle);

  return {
    /** @param {Event} event @returns {View} */
    handle(event) {
      if (!KINDS.has(event.kind)) throw new RangeError(`${event.kind} is no kind of event`);
      if (!Number.isSafeInteger(event.t_ms) || event.t_ms < now) throw new RangeError(`t_ms ${event.t_ms} is before ${now}, or not whole`);
      now = event.t_ms;
      events.push(event);
      session.handle(event);
      if (event.kind === "angle") angle = /** @type {number} */ (event.head_down_deg);
      return look();
    },
    /** @param {number} tMs @returns {View} */
    tick(tMs) {
      now = Math.max(now, Math.floor(tMs));
      session.runUntil(now);
      return look();
    },
    view: look,
    session: () => ({ version: 1, plan, mode, events: [...events] }),
    /** @param {{session_id?: string, started_at?: string | null, offset_min?: number}} [given] */
    log(given = {}) {
      const copy = new Session(rows, data, next, mode);
      events.forEach((event) => copy.handle(event));
      return logOf(copy, { plan_hash: plan.hash, ...given });
    },
  };
}

/** @param {CoachData} data @param {{plan: Plan, mode: "sensor" | "manual", events: Event[]}} session a kept SESSION.json */
export function restore(data, session) {
  const machine = createMachine(data, session.plan, session.mode);
  session.events.forEach((event) => machine.handle(event));
  return machine;
}

/** @param {Session} s @param {number} now @param {number | null} angle */
function view(s, now, angle) {
  const cue = moment(s, now);
  const below = s.state === "lowering" || s.state === "hold";
  const ask = s.state === "hold" && s.askedAt === null ? s.aliveAt + s.timing.ask_every : NEVER;
  const boutEnds = s.bout ? s.bout.fromMs + s.boutMs : NEVER;
  return {
    t_ms: now,
    state: s.state,
    why: s.why,
    since_ms: s.since,
    cue,
    say: s.book.cues[cue].say,
    sound: s.book.cues[cue].sound,
    loudness: loudness(s, now),
    end: ENDS[s.end],
    helped: s.helped,
    rule: s.stop?.rule ?? null,
    checks: s.plan.checks.map((item) => ({
      item,
      done: s.checked.has(item),
      opens_ms: item === ANKLE_LOCK ? s.checkedAt + s.timing.ankle_pull : null,
    })),
    may_lower: s.mayLower(now),
    may_lower_ms: s.state === "level_rest" && s.anotherBoutFits() ? s.levelAt + s.restMs : null,
    bout: s.bouts.length,
    bouts: s.plan.dose.bouts,
    left_ms: leftMs(s, now),
    ask_ms: ask < boutEnds ? Math.max(0, ask - now) : null,
    asked_ms: below && s.askedAt !== null ? now - s.askedAt : null,
    answer_by_ms: below && s.askedAt !== null ? Math.max(0, s.askedAt + s.book.missed[0] - now) : null,
    below_ms: s.belowLevelMs(now),
    angle,
    angle_lost: s.lost,
    too_deep: s.deepSince !== null,
    placed: s.placed,
    next: nextDue(s, now),
    closed: s.closed,
  };
}

/** @param {Session} s @param {number} now */
function leftMs(s, now) {
  const ends = {
    lowering: (s.bout?.fromMs ?? 0) + s.boutMs,
    hold: (s.bout?.fromMs ?? 0) + s.boutMs,
    returning: s.since + s.timing.halfway_move + s.halfwayMs,
    level_rest: s.levelAt + (s.over ? s.levelMs : s.restMs),
    upright: s.since + s.uprightMs,
  };
  return s.state in ends ? Math.max(0, ends[/** @type {keyof typeof ends} */ (s.state)] - now) : null;
}

/** @param {Session} s @param {number} now */
function nextDue(s, now) {
  if (s.dueAt === NEVER) return null;
  const names = Object.keys(s.book.machine.states[s.state]?.due ?? {});
  const name = names.find((each) => DUES[each][0](s) === s.dueAt) ?? "";
  return { name, in_ms: Math.max(0, s.dueAt - now) };
}
