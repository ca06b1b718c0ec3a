/**
 * In: nothing. Out: a screen that stays on while it is wanted, and an honest word when the browser refuses. A lock can be used once, so
 * it is asked for again whenever the page comes back.
 */

export class Awake {
  /** @param {(state: "on" | "refused") => void} tell called with each change */
  constructor(tell) {
    this.tell = tell;
    this.wanted = false;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    document.addEventListener("visibilitychange", () => {
      if (this.wanted && document.visibilityState === "visible") void this.ask();
    });
  }

  /** Asks for it now, and again each time the page is seen. */
  async keep() {
    this.wanted = true;
    await this.ask();
  }

  async ask() {
    try {
      this.lock = await navigator.wakeLock.request("screen");
      this.lock.addEventListener("release", () => {
        if (this.wanted && document.visibilityState === "visible") this.tell("refused");
      });
      this.tell("on");
    } catch {
      this.tell("refused"); // low battery, an old browser, or a page without HTTPS
    }
  }

  /** Lets the screen sleep again. */
  async release() {
    this.wanted = false;
    await this.lock?.release();
    this.lock = null;
  }
}
