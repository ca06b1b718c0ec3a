/** In: a session that has run. Out: its SessionLog, as coach/log.py makes it, and JSON in one fixed form. */

import { ENDS } from "./session.js";

/** @typedef {import("./session.js").Session} Session */

/** not_started, upright, level, help or not_confirmed. @param {Session} s */
export function ended(s) {
  if (s.helped) return "help";
  if (!s.lowered && s.state !== "help") return "not_started";
  return s.placed === ENDS[s.end] ? ENDS[s.end] : "not_confirmed";
}

/**
 * The log up to the last event, with all that fell due until then. Changes the session: give it a copy.
 * @param {Session} s
 * @param {{plan_hash: string, session_id?: string, started_at?: string | null, offset_min?: number}} given
 */
export function logOf(s, { plan_hash, session_id = "", started_at = null, offset_min = 0 }) {
  const last = s.tMs;
  s.runUntil(last + 1);
  return {
    version: 1,
    session_id,
    plan_hash,
    started_at,
    offset_min,
    mode: s.mode,
    states: s.states,
    bouts: s.bouts.map((bout) => ({
      from_ms: bout.fromMs,
      to_ms: bout.toMs ?? last,
      head_down_deg: { planned: s.plan.dose.head_down_deg, median: bout.median(), max: bout.deepest() },
      uncertain: bout.uncertain || (s.mode === "sensor" && bout.samples.length === 0),
    })),
    inverted_s: Math.ceil(s.belowLevelMs(last) / 1000),
    checks_asked: s.asked,
    checks_answered: s.answered,
    stop: s.stop,
    ended: ended(s),
    symptoms: s.symptoms,
    conforms: s.conforms && !s.bouts.some((bout) => s.tooLong(bout, last)),
  };
}

/** JSON with sorted keys and no spaces: the same value gives the same text as base/canonical.py. @param {unknown} value @returns {string} */
export function canonical(value) {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
