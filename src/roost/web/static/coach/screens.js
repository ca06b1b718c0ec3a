/**
 * In: the machine's View, today's dose, the words. Out: Screen: what stands in each slot of the page. Pure: no page, no clock, no sound.
 *
 * Nothing here is measured: in manual mode the body below level is drawn hollow, and the angle is the planned one, and says so.
 */

import { minutesAndSeconds } from "./clock.js";

/**
 * @typedef {import("./machine.js").View} View
 * @typedef {import("./session.js").Next} Next
 * @typedef {{cues: Record<string, string>, orders: Record<string, string[]>, rules: Record<string, string>, live: Record<string, string>}} Words
 * @typedef {{kind: string, by?: string, reason?: string}} Act
 * @typedef {{label: string, state: "past" | "now" | "to-come"}} Tab
 * @typedef {{ground: "night" | "ask" | "attention" | "help", where: string, note: string, tabs: Tab[], named: boolean, cue: string, say: string,
 *   disc: {words: string, more: string, act: Act, large: boolean, left: number | null} | null,
 *   aside: {words: string, act: Act} | null, now: {deg: number, hollow: boolean, strap?: boolean} | null, next: number | null, nextWords: string,
 *   big: string, bigKind: "time" | "planned" | "", under: string, orders: string[], wrong: "none" | "closed" | "open",
 *   loud: number, stop: string, call: boolean, ringing: boolean}} Screen
 */

const UPRIGHT = -90;
const SIT_MS = 120_000;

/** @param {string} text @param {Record<string, string | number>} values */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));

/**
 * @param {View} view
 * @param {Next} next
 * @param {Words} words
 * @returns {Screen}
 */
export function screenOf(view, next, words) {
  const live = words.live;
  /** @type {Screen} */
  const plain = {
    ground: "night",
    where: fill(live.hang, { n: Math.max(1, view.bout), m: view.bouts }),
    note: live.no_sensor,
    tabs: tabs(view),
    named: false,
    cue: words.cues[view.cue],
    say: "",
    disc: null,
    aside: null,
    now: null,
    next: null,
    nextWords: "",
    big: "",
    bigKind: "",
    under: "",
    orders: [],
    wrong: "none",
    loud: 0,
    stop: live.stop_any,
    call: false,
    ringing: false,
  };
  return { ...plain, ...(OF_STATE[view.state]?.(view, next, words) ?? {}) };
}

/** @param {string} words @param {Act} act @param {Partial<NonNullable<Screen["disc"]>>} [more] */
const disc = (words, act, more = {}) => ({ words, more: "", act, large: false, left: null, ...more });

/** @type {Record<string, (view: View, next: Next, words: Words) => Partial<Screen>>} */
const OF_STATE = {
  ready: (view, next, { live }) => ({
    where: live.ready,
    say: live.lower_say,
    disc: disc(live.lower, { kind: "begin_lowering" }),
    now: { deg: 0, hollow: false },
    next: next.dose.head_down_deg,
    big: `${next.dose.head_down_deg}°`,
    bigKind: "planned",
    under: live.planned,
    stop: live.stop_ready,
  }),
  lowering: (view, next, { live }) => ({
    note: fill(live.time_left, { t: minutesAndSeconds(view.left_ms ?? 0) }),
    disc: disc(live.strap, { kind: "ok" }),
    now: { deg: next.dose.head_down_deg, hollow: true, strap: true },
    big: `${next.dose.head_down_deg}°`,
    bigKind: "planned",
    under: live.planned,
  }),
  hold: (view, next, words) => (view.asked_ms === null ? holding(view, next, words) : asking(view, words)),
  returning: (view, next, words) => coming(view, next, words),
  attention: (view, next, words) => ringing(view, words),
  level_rest: (view, next, words) => level(view, next, words),
  upright: (view, next, words) => ({
    ...steps(view, words, 2),
    now: { deg: UPRIGHT, hollow: false },
    big: minutesAndSeconds(view.left_ms ?? 0),
    bigKind: "time",
    wrong: "closed",
    stop: words.live.stop_sit,
  }),
  checkout: (view, next, words) => ({
    ...steps(view, words, 3),
    disc: disc(words.live.done, { kind: "end" }),
    big: minutesAndSeconds(view.since_ms + SIT_MS - view.t_ms),
    bigKind: "time",
    wrong: "closed",
    stop: words.live.stop_sit,
  }),
  help: (view, next, words) => helping(view, words),
};

/** @param {View} view @param {Next} next @param {Words} words @returns {Partial<Screen>} */
function holding(view, next, { live }) {
  const left = view.left_ms ?? 0;
  return {
    now: { deg: next.dose.head_down_deg, hollow: true },
    big: minutesAndSeconds(left),
    bigKind: "time",
    under: view.ask_ms === null ? live.left : fill(live.left_ask, { t: minutesAndSeconds(left - view.ask_ms) }),
  };
}

/** @param {View} view @param {Words} words @returns {Partial<Screen>} */
function asking(view, { live }) {
  const asked = view.asked_ms ?? 0;
  const by = view.answer_by_ms ?? 0;
  const more = fill(live.seconds, { n: Math.ceil(by / 1000) });
  return {
    ground: "ask",
    note: fill(live.time_left, { t: minutesAndSeconds(view.left_ms ?? 0) }),
    say: live.ok_say,
    disc: disc(live.ok, { kind: "ok" }, { more, large: true, left: by / (asked + by || 1) }),
    stop: live.stop_ask,
  };
}

/** @param {View} view @param {Next} next @param {Words} words @returns {Partial<Screen>} */
function coming(view, next, words) {
  const { live } = words;
  const halfway = view.cue === "wait_halfway";
  const passed = view.cue === "come_to_level";
  const deg = next.dose.head_down_deg;
  const alarming = view.loudness >= 3;
  return {
    ...steps(view, words, passed ? 1 : 0),
    ground: alarming ? "attention" : "night",
    note: alarming ? why(view, words) : "",
    say: view.rule && !alarming ? fill(live.told, { what: words.rules[view.rule] }) : live.arms,
    disc: disc(live.level, { kind: "at_level" }),
    now: { deg: halfway || passed ? deg / 2 : deg, hollow: true },
    next: halfway || passed ? 0 : deg / 2,
    nextWords: fill(live.next, { what: halfway || passed ? live.next_level : live.half_way }),
    big: halfway ? minutesAndSeconds(view.left_ms ?? 0) : "",
    bigKind: halfway ? "time" : "",
    wrong: view.why === "stop" && !view.rule ? "open" : view.why === "bout_over" ? "closed" : "none",
    loud: alarming ? view.loudness : 0,
    stop: live.stop_up,
  };
}

/** @param {View} view @param {Words} words @returns {Partial<Screen>} */
function ringing(view, words) {
  const { live } = words;
  const upright = view.cue === "answer_upright";
  const act = { kind: upright ? "at_upright" : "at_level" };
  return {
    ...steps(view, words, upright ? 2 : 1),
    ground: "attention",
    note: why(view, words),
    say: live.arms,
    disc: disc(upright ? live.are_upright : live.are_level, act, { more: live.tap_here, large: true }),
    orders: view.end === "upright" ? [] : (words.orders[view.rule ?? ""] ?? []),
    loud: view.loudness,
    stop: live.stop_up,
  };
}

/** @param {View} view @param {Next} next @param {Words} words @returns {Partial<Screen>} */
function level(view, next, words) {
  const { live } = words;
  const waiting = view.cue === "wait_level";
  const more = view.may_lower_ms !== null;
  const shared = {
    ...(more ? {} : steps(view, words, waiting ? 1 : 2)),
    now: { deg: 0, hollow: false },
    wrong: /** @type {const} */ ("closed"),
    stop: more ? live.stop_level : live.stop_up,
    aside: more ? { words: live.enough, act: { kind: "stop", reason: "enough" } } : null,
  };
  if (waiting) {
    const after = more ? {} : { next: UPRIGHT, nextWords: fill(live.next, { what: live.next_upright }) };
    return { ...shared, ...after, big: minutesAndSeconds(view.left_ms ?? 0), bigKind: "time" };
  }
  if (more) return { ...shared, disc: disc(live.again, { kind: "begin_lowering" }), next: next.dose.head_down_deg };
  return { ...shared, disc: disc(live.upright, { kind: "at_upright" }), next: UPRIGHT, nextWords: fill(live.next, { what: live.next_upright }) };
}

/** @param {View} view @param {Words} words @returns {Partial<Screen>} */
function helping(view, words) {
  const { live } = words;
  const called = view.helped;
  return {
    ground: "help",
    where: view.rule ? words.rules[view.rule] : "",
    note: "",
    say: called ? live.wait : "",
    disc: called ? disc(live.help_done, { kind: "end" }) : disc(live.help_called, { kind: "help_called" }),
    aside: view.end === "level" && view.placed !== "level" ? { words: live.they_level, act: { kind: "at_level" } } : null,
    orders: words.orders[view.rule ?? ""] ?? [],
    call: true,
    ringing: !called,
  };
}

/** @param {View} view @param {Words} words @param {number} at @returns {Partial<Screen>} */
function steps(view, { live }, at) {
  const names = [live.rail_half, live.rail_level, live.rail_upright, live.rail_sit];
  return {
    where: live.up,
    note: "",
    named: true,
    tabs: names.map((label, n) => ({ label, state: n < at ? "past" : n === at ? "now" : "to-come" })),
  };
}

/** Ready; then for each hang down, hold, and a rest before the next; at last up. @param {View} view @returns {Tab[]} */
function tabs(view) {
  const all = ["ready"];
  for (let n = 1; n <= view.bouts; n += 1) all.push(...(n > 1 ? [`rest ${n - 1}`] : []), `down ${n}`, `hold ${n}`);
  all.push("up");
  const here =
    view.state === "lowering" ? `down ${view.bout}` : view.state === "hold" ? `hold ${view.bout}` : view.state === "level_rest" ? `rest ${view.bout}` : "ready";
  const at = all.indexOf(here);
  return all.map((label, n) => ({ label, state: n < at ? "past" : n === at ? "now" : "to-come" }));
}

/** Why it rings. @param {View} view @param {Words} words */
function why(view, { live, rules }) {
  if (view.why === "hidden") return live.hidden;
  if (view.why === "stall") return live.stalled;
  if (view.why === "missed_check") return rules.missed_check;
  return fill(live.no_answer, { n: Math.floor((view.t_ms - view.since_ms) / 1000) });
}
