/** In: the session. Out: when something falls due, and what it does then. The twin of coach/due.py. */

import { WAY_UP_S } from "./caps.js";
import { ENDS, NEVER } from "./session.js";

/** @typedef {import("./session.js").Session} Session */

/** @type {Record<string, [(session: Session) => number, (session: Session, to: string) => void]>} */
export const DUES = {
  bout_over: [(s) => (s.bout ? s.bout.fromMs + s.boutMs : NEVER), (s, to) => s.comeUp("bout_over", to)],
  too_deep: [
    (s) => (s.deepSince === null ? NEVER : s.deepSince + s.timing.too_deep),
    (s, to) => {
      s.noteStop(null, "too_deep", null);
      s.comeUp("too_deep", to);
    },
  ],
  settled: [
    (s) => s.loweredAt + (s.mode === "sensor" ? s.timing.settle_sensor : s.timing.settle_manual),
    (s, to) => {
      s.aliveAt = s.tMs;
      s.go(to, "settled");
    },
  ],
  ask: [
    (s) => (s.askedAt === null ? s.aliveAt + s.timing.ask_every : NEVER),
    (s) => {
      s.asked += 1;
      s.askedAt = s.tMs;
      s.setDue();
    },
  ],
  missed_check: [
    (s) => (s.askedAt === null ? NEVER : s.askedAt + s.book.missed[0]),
    (s, to) => {
      const name = s.book.missed[1];
      s.noteStop(null, name, name);
      s.comeUp("missed_check", to);
    },
  ],
  no_answer: [
    (s) => (s.askedAt === null ? NEVER : s.askedAt + s.book.no_answer[0]),
    (s, to) => {
      const name = s.book.no_answer[1];
      s.askedAt = null;
      s.noteStop(null, name, name);
      s.end = Math.max(s.end, ENDS.indexOf(s.book.stop_rules[name].end));
      if (s.placed === "upright") s.placed = null;
      s.go(to, name);
    },
  ],
  not_level: [
    (s) => s.since + Math.max(WAY_UP_S * 1000, s.halfwayMs + s.timing.after_halfway),
    (s, to) => {
      s.noMore();
      s.go(to, "not_confirmed");
    },
  ],
  no_next: [
    (s) => (s.over ? NEVER : s.levelAt + s.restMs + s.timing.next_bout),
    (s) => {
      s.noMore();
      s.setDue();
    },
  ],
  not_upright: [
    (s) => (s.over ? Math.max(s.levelAt + s.levelMs, s.finalAt, s.since) + s.timing.confirm_upright : NEVER),
    (s, to) => s.go(to, "not_confirmed"),
  ],
  upright_held: [(s) => s.since + s.uprightMs, (s, to) => s.go(to, "upright_held")],
};
