/**
 * In: what to sound. Out: bells and the alarm, made by the browser's own synthesiser, and the phone's buzzer where it has one.
 *
 * The alarm starts soft and is full after two seconds. It goes on until somebody answers: nothing in here ends it by itself.
 */

const RISE_S = 2;
const LOUDEST = 9;
const BUZZ = [400, 200, 400];

export class Sound {
  constructor() {
    /** @type {AudioContext | null} */
    this.context = null;
    /** @type {{gain: GainNode, parts: OscillatorNode[]} | null} */
    this.ringing = null;
    this.level = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.buzzer = undefined;
  }

  /** To be called inside a tap or key: a browser lets a page sound only then. */
  unlock() {
    try {
      this.context ??= new AudioContext();
      void this.context.resume();
    } catch {
      this.context = null; // no sound here; the screen and the buzzer go on
    }
  }

  /** Whether this device can sound at all now. */
  get works() {
    return this.context?.state === "running";
  }

  /**
   * One soft bell, or two for a question.
   *
   * @param {number} times
   */
  bell(times = 1) {
    const context = this.context;
    if (!context) return;
    for (let n = 0; n < times; n += 1) {
      const at = context.currentTime + n * 0.5;
      const tone = new OscillatorNode(context, { frequency: 660 });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.5, at + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + 1);
    }
  }

  /**
   * Rings, or rings louder; never softer.
   *
   * @param {number} level 1 to 9
   */
  alarm(level) {
    const wanted = Math.min(LOUDEST, Math.max(1, level));
    this.buzzer ??= setInterval(() => navigator.vibrate?.(BUZZ), 1200);
    const context = this.context;
    if (!context || this.level >= wanted) return; // no sound before the first tap; it rings from then on
    this.level = wanted;
    this.ringing ??= this.#ring(context);
    const gain = this.ringing.gain.gain;
    gain.cancelScheduledValues(context.currentTime);
    gain.setValueAtTime(gain.value, context.currentTime);
    gain.linearRampToValueAtTime(0.3 + (0.7 * wanted) / LOUDEST, context.currentTime + RISE_S);
  }

  /** @param {AudioContext} context */
  #ring(context) {
    const tone = new OscillatorNode(context, { type: "square", frequency: 740 });
    const sway = new OscillatorNode(context, { type: "square", frequency: 1.5 });
    const depth = new GainNode(context, { gain: 150 });
    const gain = new GainNode(context, { gain: 0.05 });
    sway.connect(depth).connect(tone.frequency);
    tone.connect(gain).connect(context.destination);
    tone.start();
    sway.start();
    return { gain, parts: [tone, sway] };
  }

  /** Quiet: somebody has answered. */
  quiet() {
    clearInterval(this.buzzer);
    this.buzzer = undefined;
    this.level = 0;
    navigator.vibrate?.(0);
    for (const part of this.ringing?.parts ?? []) part.stop();
    this.ringing = null;
  }
}
