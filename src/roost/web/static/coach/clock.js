/**
 * In: the browser's monotonic clock. Out: whole milliseconds since the session began, which never go back; and a word when time was lost.
 *
 * Time is read, never counted: a tick that comes late changes nothing but the picture. The wall clock is used for one thing only, to
 * bridge a reload, because the monotonic clock begins again with each page.
 */

export const TICK_MS = 250;
export const STALL_MS = 1000;

export class SessionClock {
  /**
   * @param {number} startsAt session time at which this page takes over: 0, or where the kept log ends
   * @param {() => number} now monotonic milliseconds
   */
  constructor(startsAt = 0, now = () => performance.now()) {
    this.now = now;
    this.origin = now() - startsAt;
    this.last = startsAt;
  }

  /** Session time as a whole number of milliseconds, never less than before. */
  time() {
    this.last = Math.max(this.last, Math.floor(this.now() - this.origin));
    return this.last;
  }
}

/**
 * Session time at which a reloaded page takes over: where the log ended, and the wall time since. A wall clock that was set back adds nothing.
 *
 * @param {number} lastMs session time of the last event that was kept
 * @param {number} keptAt wall time of it
 * @param {number} wallNow
 */
export function bridged(lastMs, keptAt, wallNow) {
  return lastMs + Math.max(0, Math.floor(wallNow - keptAt));
}

/**
 * Calls `onTick` four times a second, and `onStall` first where more than a second was lost in between.
 *
 * @param {SessionClock} clock
 * @param {(t: number) => void} onTick
 * @param {(gapMs: number, t: number) => void} onStall
 * @returns {() => void} ends it
 */
export function watch(clock, onTick, onStall) {
  let before = clock.time();
  const timer = setInterval(() => {
    const t = clock.time();
    const gap = t - before;
    before = t;
    if (gap > STALL_MS) onStall(gap, t);
    onTick(t);
  }, TICK_MS);
  return () => clearInterval(timer);
}

/**
 * Seconds as people read them, rounded up, so that 0:00 means over: 84000 is 1:24.
 *
 * @param {number} ms
 */
export function minutesAndSeconds(ms) {
  const s = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
}
