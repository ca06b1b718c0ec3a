/** In: the session and an event. Out: nothing; the session has changed. One function for each act of machine.yaml.
 * The twin of coach/acts.py. */

import { tenths } from "./bout.js";
import { HEAD_DOWN_DEG } from "./caps.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./session.js").Event} Event */
/** @typedef {import("./session.js").Act} Act */

export const ANKLE_LOCK = "ankle_lock";

/** @param {Session} session @param {number | null} since */
const steady = (session, since) => since !== null && session.tMs - since >= session.timing.steady;

/** Takes an angle into the open bout. @param {Session} session @param {Event} event @returns {number} tenths of a degree */
function measure(session, event) {
  const value = tenths(/** @type {number} */ (event.head_down_deg));
  const good = event.quality === "good";
  const { limits, bout } = session;
  session.lost = session.lost && !good;
  if (bout) {
    bout.samples.push(value);
    if (!good) bout.uncertain = true;
    if (value > limits.deepest) session.conforms = false;
  }
  session.levelSince = good && value <= limits.level ? session.levelSince ?? event.t_ms : null;
  session.uprightSince = good && value <= limits.upright ? session.uprightSince ?? event.t_ms : null;
  return value;
}

/** @param {Session} session @param {Event} event @param {string[]} to */
function markYes(session, event, to) {
  const item = /** @type {string} */ (event.item);
  const last = session.checked.size === session.plan.checks.length - 1;
  if (item === ANKLE_LOCK && !(last && event.t_ms - session.checkedAt >= session.timing.ankle_pull)) return;
  session.checkedAt = event.t_ms;
  session.checked.set(item, event.t_ms);
  if (last) session.go(to[0], "checked");
}

/** @param {Session} session @param {Event} event */
const heard = (session, event) => {
  if (event.by !== "sensor") session.askedAt = null;
};

/** Too deep, or deep no longer; true when past the hard cap as well. @param {Session} session @param {Event} event @param {number} value @param {string} up @returns {boolean} */
function pastTheCap(session, event, value, up) {
  if (value <= session.limits.deepest) {
    if (session.deepSince !== null) {
      session.deepSince = null;
      session.setDue();
    }
  } else if (value > HEAD_DOWN_DEG * 10) {
    session.noteStop(null, "too_deep", null);
    session.comeUp("too_deep", up);
    return true;
  } else if (session.deepSince === null) {
    session.deepSince = event.t_ms;
    session.setDue();
  }
  return false;
}

/** @type {Record<string, Act>} */
export const ACTS = {
  begin(session, event, to) {
    session.checkedAt = event.t_ms;
    session.go(to[0], "start");
  },
  mark(session, event, to) {
    const item = /** @type {string} */ (event.item);
    if (!session.plan.checks.includes(item)) return;
    if (event.answer === "no") {
      session.noMore();
      session.go(to[1], `no:${item}`);
    } else if (!session.checked.has(item)) markYes(session, event, to);
  },
  lower(session, event, to) {
    if (!session.mayLower(event.t_ms)) {
      session.conforms = false;
      return;
    }
    session.lowered = true;
    session.placed = null;
    session.loweredAt = session.aliveAt = event.t_ms;
    session.openBout(event.t_ms);
    session.go(to[0], "begin_lowering");
  },
  refuse(session) {
    session.conforms = false;
  },
  settle(session, event, to) {
    session.aliveAt = event.t_ms;
    session.go(to[0], "ok");
  },
  answer(session, event) {
    if (event.by === "sensor") return;
    if (session.askedAt !== null) {
      session.answered += 1;
      session.askedAt = null;
    }
    session.aliveAt = event.t_ms;
    session.setDue();
  },
  alive(session, event) {
    if (event.by === "sensor") return;
    session.askedAt = null;
    session.setDue();
  },
  halt(session, event, to) {
    session.askedAt = null;
    const reason = event.reason ?? "";
    const name = Object.hasOwn(session.book.by_symptom, reason) ? session.book.by_symptom[reason] : null;
    session.noteStop(event.by ?? null, event.reason ?? null, name);
    session.bring(name === null ? null : session.book.stop_rules[name], "stop", to);
  },
  unwell(session, event, to) {
    const given = /** @type {string} */ (event.name);
    const symptom = Object.hasOwn(session.book.by_symptom, given) ? given : "other";
    const name = session.book.by_symptom[symptom];
    const rule = session.book.stop_rules[name];
    session.symptoms.push({ name: symptom, grade: rule.grade });
    if (session.placed !== "upright" || rule.end !== "upright") session.noteStop(null, symptom, name);
    session.bring(rule, symptom, to);
  },
  level(session, event, to) {
    heard(session, event);
    session.beLevel("at_level", to);
  },
  rise(session, event, to) {
    heard(session, event);
    if (session.end === 0) session.beUpright("at_upright", to);
  },
  call(session, event, to) {
    if (event.by === "sensor") return;
    session.helped = true;
    session.noMore();
    session.end = Math.max(session.end, 1);
    if (to[0] === "returning" && session.state !== "returning") {
      session.noteStop(event.by ?? null, "help_called", null);
      session.comeUp("help_called", to[0]);
    } else if (to[0] !== session.state) {
      session.askedAt = null;
      session.go(to[0], "help_called");
    }
  },
  hide(session, event, to) {
    session.hidden = true;
    if (!to.length) return;
    session.noteStop(null, "hidden", null);
    session.comeUp("hidden", to[0]);
  },
  show(session) {
    session.hidden = false;
  },
  stalled(session, event, to) {
    if (/** @type {number} */ (event.gap_ms) < session.timing.stall) return;
    session.noteStop(null, "stall", null);
    session.comeUp("stall", to[0]);
  },
  quit(session, event, to) {
    session.go(to[0], "end");
    session.close();
  },
  close(session) {
    session.close();
  },
  close_helped(session) {
    if (session.helped) session.close();
  },
  notice(session, event) {
    session.lost = session.lost && event.quality !== "good";
  },
  lose(session) {
    session.lost = true;
    session.levelSince = session.uprightSince = session.belowSince = null;
    if (session.bout && session.mode === "sensor") session.bout.uncertain = true;
  },
  going(session, event, to) {
    if (session.mode !== "sensor") return;
    const value = measure(session, event);
    const { limits, bout } = session;
    if (bout && !bout.hasLeft && value > limits.level) {
      bout.hasLeft = true;
      if (session.state === "lowering") {
        bout.fromMs = event.t_ms;
        session.setDue();
      }
    }
    if (pastTheCap(session, event, value, to[1])) return;
    if (bout?.hasLeft && steady(session, session.levelSince)) session.measuredLevel();
    else if (session.state === "lowering" && value >= limits.reached) {
      session.aliveAt = event.t_ms;
      session.go(to[0], "angle");
    }
  },
  coming(session, event) {
    if (session.mode !== "sensor") return;
    measure(session, event);
    if (session.placed === null && steady(session, session.levelSince)) session.measuredLevel();
    else if (session.placed === "level" && session.end === 0 && steady(session, session.uprightSince)) session.measuredUpright();
  },
  resting(session, event, to) {
    if (session.mode !== "sensor") return;
    const value = measure(session, event);
    if (value <= session.limits.below || event.quality !== "good") {
      session.belowSince = null;
      if (session.state === "level_rest" && steady(session, session.uprightSince)) session.measuredUpright();
    } else if (session.belowSince === null) session.belowSince = event.t_ms;
    else if (steady(session, session.belowSince)) {
      session.conforms = false;
      session.lowered = true;
      session.placed = null;
      session.openBout(session.belowSince);
      session.noteStop(null, "below_level", null);
      session.comeUp("below_level", to[0]);
    }
  },
};
