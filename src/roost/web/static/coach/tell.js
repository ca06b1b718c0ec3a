/** In: the session and a time. Out: the moment it is in (each has its cue) and how loud the alarm is, 0 to 9. The twin of coach/tell.py. */

import { ANKLE_LOCK } from "./acts.js";
import { ENDS } from "./session.js";

/** @typedef {import("./session.js").Session} Session */

const ALARMING = new Set(["missed_check", "hidden", "stall", "too_deep", "below_level"]); // nobody asked for this return
/** @type {Record<string, string>} */
const STILL = { ready: "get_ready", upright: "stay_upright", checkout: "unlock_and_sit", stopped: "not_today" };

/** @param {Session} s @param {number} tMs not before the last event */
export function moment(s, tMs) {
  if (s.state === "lowering" || s.state === "hold") return below(s, tMs);
  if (s.state === "returning") return returning(s, tMs);
  if (s.state === "level_rest") {
    if (!s.over) return tMs < s.levelAt + s.restMs ? "wait_level" : "next_or_up";
    return tMs < s.levelAt + s.levelMs ? "wait_level" : "come_upright";
  }
  if (s.state === "attention") return s.end ? "bring_level" : s.placed === "level" ? "answer_upright" : "answer_level";
  if (s.state === "help") return s.helped ? "wait_for_help" : ENDS[s.end] === "stay" ? "stay_still" : "stay_level";
  if (s.state === "preflight") {
    return s.checked.size === s.plan.checks.length - 1 && !s.checked.has(ANKLE_LOCK) ? "close_lock" : "check_each";
  }
  return STILL[s.state];
}

/** @param {Session} s @param {number} tMs */
function below(s, tMs) {
  if (s.deepSince !== null) return "too_deep";
  if (s.askedAt !== null) return tMs - s.askedAt >= s.timing.ask_loud ? "still_ok_loud" : "still_ok";
  if (s.mode === "sensor" && s.lost) return "angle_lost";
  if (s.state === "hold") return "hold";
  return s.mode === "sensor" ? "go_down" : "go_to_strap";
}

/** @param {Session} s @param {number} tMs */
function returning(s, tMs) {
  const gone = tMs - s.since;
  if (gone >= s.timing.halfway_move + s.halfwayMs) return "come_to_level";
  if (gone >= s.timing.halfway_move && s.end === 0) return "wait_halfway";
  if (s.stop?.rule) return s.book.stop_rules[s.stop.rule].cue;
  return s.why === "bout_over" ? "come_halfway" : "come_up_now";
}

/** How loud, from 0 (silent) to 9. An alarm only grows; an answer ends it. @param {Session} s @param {number} tMs */
export function loudness(s, tMs) {
  const loud = s.book.machine.loudness;
  const steps = (/** @type {number} */ since) => Math.floor((tMs - since) / s.timing.louder_every);
  if (s.state === "attention") return Math.min(loud.most, loud.come_up + 1 + steps(s.alarmAt));
  if (s.state === "help") return s.helped ? 0 : Math.min(loud.most, loud.help + steps(s.since));
  if (s.state === "returning") return ALARMING.has(s.why) ? loud.come_up : 1;
  if (s.deepSince !== null) return 2;
  if (s.askedAt !== null && s.state === "hold") return tMs - s.askedAt >= s.timing.ask_loud ? 2 : 1;
  return 0;
}
