/** In: the coach's data, a Plan, the mode. Out: Session: where the person is, what is known, the moves all acts share.
 * The twin of coach/session.py: same names, same order, same numbers. It has no clock. */

import { Bout } from "./bout.js";
import { INVERTED_S_PER_SESSION, WAY_UP_S } from "./caps.js";

export const NEVER = Infinity;
export const ENDS = ["upright", "level", "stay"]; // from mild to grave

/**
 * @typedef {"tap" | "key" | "knock" | "spotter" | "sensor"} By
 * @typedef {{t_ms: number, kind: string, item?: string, answer?: "yes" | "no", head_down_deg?: number, quality?: "good" | "uncertain",
 *   by?: By, reason?: string | null, name?: string, gap_ms?: number}} Event
 * @typedef {{end: string, grade: number, cue: string, title: string, action: string[]}} StopRule
 * @typedef {{head_down_deg: number, hold_s: number}} ReturnStep
 * @typedef {{dose: {head_down_deg: number, bout_s: number, bouts: number, rest_s: number}, return: ReturnStep[], checks: string[],
 *   spotter: string}} Next
 * @typedef {{on: Record<string, string[]>, due: Record<string, string>}} StateRow
 * @typedef {{machine: {timing_ms: Record<string, number>, angles_deg: Record<string, number>,
 *     loudness: {most: number, come_up: number, help: number}, before: StateRow, states: Record<string, StateRow>},
 *   stop_rules: Record<string, StopRule>, by_symptom: Record<string, string>, missed: [number, string], no_answer: [number, string],
 *   checklists: Record<string, {title: string, ask: string, how: string[], no: string}>,
 *   cues: Record<string, {say: string, sound: string}>, caps: Record<string, number>}} CoachData
 * @typedef {(session: Session, event: Event, to: string[]) => void} Act
 * @typedef {[(session: Session) => number, (session: Session, to: string) => void, string]} Due
 * @typedef {Record<string, {acts: Record<string, [Act, string[]]>, dues: Due[]}>} Rows
 */

/** @param {ReturnStep[]} steps @param {(deg: number) => boolean} where */
const held = (steps, where) => steps.reduce((sum, step) => sum + (where(step.head_down_deg) ? step.hold_s * 1000 : 0), 0);

export class Session {
  /** @param {Rows} rows @param {CoachData} book @param {Next} plan @param {string} mode */
  constructor(rows, book, plan, mode) {
    this.rows = rows;
    this.book = book;
    this.plan = plan;
    this.mode = mode;
    this.timing = book.machine.timing_ms;
    const given = book.machine.angles_deg;
    const planned = plan.dose.head_down_deg;
    this.limits = {
      level: given.level * 10,
      upright: given.upright * 10,
      below: given.below * 10,
      reached: (planned - given.reached) * 10,
      deepest: (planned + given.too_deep) * 10,
    };
    this.boutMs = plan.dose.bout_s * 1000;
    this.restMs = plan.dose.rest_s * 1000;
    this.halfwayMs = held(plan.return, (deg) => deg > 0);
    this.levelMs = held(plan.return, (deg) => deg === 0);
    this.uprightMs = held(plan.return, (deg) => deg < 0);
    this.acts = rows.before.acts;
    this.dues = rows.before.dues;
    this.dueAt = NEVER;
    this.tMs = 0;
    this.since = 0;
    this.state = "preflight";
    this.why = "";
    /** @type {{t_ms: number, state: string, why: string}[]} */
    this.states = [];
    this.conforms = true;
    this.closed = false;
    this.hidden = false;
    this.lost = false;
    this.helped = false;
    this.lowered = false; // somebody has gone down
    this.over = false; // nothing goes down again
    /** @type {Map<string, number>} */
    this.checked = new Map();
    this.checkedAt = 0;
    this.end = 0; // index into ENDS
    /** @type {"level" | "upright" | null} where the person is known to be */
    this.placed = null;
    /** @type {{t_ms: number, by: string | null, reason: string | null, rule: string | null, grade: number | null} | null} */
    this.stop = null;
    /** @type {{name: string, grade: number}[]} */
    this.symptoms = [];
    /** @type {Bout | null} */
    this.bout = null;
    /** @type {Bout[]} */
    this.bouts = [];
    this.asked = 0;
    this.answered = 0;
    /** @type {number | null} a question that waits for a sign of life */
    this.askedAt = null;
    this.aliveAt = 0;
    this.loweredAt = 0;
    this.levelAt = 0;
    this.finalAt = 0;
    this.alarmAt = 0;
    /** @type {number | null} since when the sensor at rest says so */
    this.levelSince = null;
    /** @type {number | null} */
    this.uprightSince = null;
    /** @type {number | null} */
    this.belowSince = null;
    /** @type {number | null} */
    this.deepSince = null;
  }

  // -- time and events

  /** @param {Event} event its `t_ms` is not before the last one */
  handle(event) {
    if (this.dueAt < event.t_ms) this.runUntil(event.t_ms);
    this.tMs = event.t_ms;
    const found = this.acts[event.kind];
    if (found) found[0](this, event, found[1]);
  }

  /** Lets all happen that falls due before `tMs`. @param {number} tMs */
  runUntil(tMs) {
    while (this.dueAt < tMs) {
      this.tMs = Math.max(this.tMs, this.dueAt);
      const at = this.dueAt;
      const due = /** @type {Due} */ (this.dues.find(([when]) => when(this) === at));
      due[1](this, due[2]);
    }
    this.tMs = Math.max(this.tMs, tMs);
  }

  setDue() {
    this.dueAt = this.dues.reduce((soonest, [when]) => Math.min(soonest, when(this)), NEVER);
  }

  /** @param {string} state @param {string} why */
  go(state, why) {
    if (state === "attention" && this.state !== "attention") this.alarmAt = this.tMs;
    this.state = state;
    this.why = why;
    this.since = this.tMs;
    this.states.push({ t_ms: this.tMs, state, why });
    this.acts = this.rows[state].acts;
    this.dues = this.rows[state].dues;
    this.levelSince = this.uprightSince = this.belowSince = null;
    this.setDue();
  }

  close() {
    this.closed = true;
    this.acts = {};
    this.dues = [];
    this.dueAt = NEVER;
  }

  // -- what is asked of it

  /** @param {number} untilMs */
  belowLevelMs(untilMs) {
    return this.bouts.reduce((sum, bout) => sum + (bout.toMs ?? untilMs) - bout.fromMs, 0);
  }

  anotherBoutFits() {
    const whole = this.belowLevelMs(this.tMs) + this.boutMs + WAY_UP_S * 1000;
    return !this.over && this.bouts.length < this.plan.dose.bouts && whole <= INVERTED_S_PER_SESSION * 1000;
  }

  /** @param {number} atMs */
  mayLower(atMs) {
    const seen = !this.hidden && !(this.lost && this.mode === "sensor");
    const rested = this.state === "ready" || (this.state === "level_rest" && atMs >= this.levelAt + this.restMs);
    return seen && rested && this.anotherBoutFits();
  }

  /** @param {Bout} bout @param {number} untilMs */
  tooLong(bout, untilMs) {
    return (bout.toMs ?? untilMs) - bout.fromMs > this.boutMs + WAY_UP_S * 1000;
  }

  // -- what acts share

  /** @param {string} why @param {string} to */
  comeUp(why, to) {
    if (why !== "bout_over") this.noMore();
    if (why !== "missed_check") this.askedAt = null;
    this.deepSince = null;
    this.go(to, why);
  }

  noMore() {
    if (this.over) return;
    this.over = true;
    this.finalAt = this.tMs;
  }

  /** @param {string | null} by @param {string | null} reason @param {string | null} rule */
  noteStop(by, reason, rule) {
    const grade = rule === null ? null : this.book.stop_rules[rule].grade;
    if (this.stop === null) this.stop = { t_ms: this.tMs, by, reason, rule, grade };
    else if ((grade ?? 0) > (this.stop.grade ?? 0)) this.stop = { ...this.stop, reason, rule, grade };
  }

  /** @param {StopRule | null} rule @param {string} why @param {string[]} to for an end upright, level, stay */
  bring(rule, why, to) {
    this.noMore();
    this.end = Math.max(this.end, rule ? ENDS.indexOf(rule.end) : 0);
    const target = to[this.end];
    if (target === this.state) this.setDue();
    else if (target === "returning") this.comeUp(why, target);
    else {
      this.askedAt = null;
      if (this.state === "upright" || this.state === "checkout") this.placed = null;
      this.go(target, why);
    }
  }

  /** @param {string} why @param {string[]} to */
  beLevel(why, to) {
    const was = this.placed;
    this.placed = "level";
    this.#back();
    if (this.state === "help") return;
    if (was !== "level") this.levelAt = this.tMs;
    if (!this.anotherBoutFits()) this.noMore();
    this.go(this.end === 0 ? to[0] : to[1], why);
  }

  /** @param {string} why @param {string[]} to */
  beUpright(why, to) {
    if (this.placed !== "level" || this.tMs < this.levelAt + this.levelMs) this.conforms = false;
    this.#back();
    this.noMore();
    this.placed = "upright";
    this.go(to[0], why);
  }

  measuredLevel() {
    this.beLevel("measured", this.acts.at_level[1]);
  }

  measuredUpright() {
    this.beUpright("measured", this.acts.at_upright[1]);
  }

  /** @param {number} fromMs */
  openBout(fromMs) {
    this.bout = new Bout(fromMs);
    this.bouts.push(this.bout);
  }

  #back() {
    if (!this.bout) return;
    this.bout.toMs = this.tMs;
    this.conforms = this.conforms && !this.tooLong(this.bout, this.tMs);
    this.bout = null;
  }
}
