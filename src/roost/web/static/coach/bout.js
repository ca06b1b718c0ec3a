/** In: when somebody left level, each measured angle, when they were back. Out: one bout of the log. The twin of coach/bout.py. */

/**
 * Whole tenths of a degree, halves up.
 * @param {number} headDownDeg
 */
export const tenths = (headDownDeg) => Math.floor(headDownDeg * 10 + 0.5);

export class Bout {
  /** @param {number} fromMs */
  constructor(fromMs) {
    this.fromMs = fromMs;
    /** @type {number | null} */
    this.toMs = null;
    /** @type {number[]} */
    this.samples = [];
    this.hasLeft = false; // measured below level
    this.uncertain = false;
  }

  /** The middle of all angles measured in the bout, in degrees; null without any. */
  median() {
    const ordered = this.samples.toSorted((a, b) => a - b);
    const half = ordered.length >> 1;
    if (!ordered.length) return null;
    return ordered.length % 2 ? ordered[half] / 10 : (ordered[half - 1] + ordered[half]) / 20;
  }

  /** The largest angle measured in the bout, in degrees; null without any. */
  deepest() {
    return this.samples.length ? this.samples.reduce((a, b) => Math.max(a, b)) / 10 : null;
  }
}
