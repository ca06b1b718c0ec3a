/** In: nothing. Out: the hard caps of plan/caps.py, the same numbers. A test holds the two together; changing one takes an ADR. */

export const HEAD_DOWN_DEG = 60; // degrees below level
export const BOUT_S = 300; // seconds below level at a stretch, the way up included
export const INVERTED_S_PER_SESSION = 600; // seconds below level in one session
export const WAY_UP_S = 30; // kept for the way up with its half-way hold

/**
 * What of a dose passes the caps.
 * @param {{head_down_deg: number, bout_s: number, bouts: number}} dose
 * @returns {string | null} the first part that does, or null
 */
export function passes(dose) {
  if (dose.head_down_deg > HEAD_DOWN_DEG) return "head_down_deg";
  if (dose.bout_s > BOUT_S - WAY_UP_S) return "bout_s";
  return dose.bouts * (dose.bout_s + WAY_UP_S) > INVERTED_S_PER_SESSION ? "bouts" : null;
}
