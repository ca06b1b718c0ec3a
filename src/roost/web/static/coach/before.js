/**
 * In: who it is, the check-list of the plan. Out: one question at a time, each its own act; the ankle lock last, which can't be tapped through.
 */

import { fill } from "./screens.js";
import { slot } from "./paint.js";

const PULL_STEP_MS = 100;

/**
 * @param {string} tag
 * @param {Record<string, unknown>} more
 * @param {(Node | string)[]} inside
 */
export function make(tag, more = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
}

/** @param {string} words @param {() => void} act @param {string} [look] */
export const button = (words, act, look = "button full") => make("button", { type: "button", className: look, textContent: words, onclick: act });

/** @param {string} words @param {string} href */
export const link = (words, href) => make("a", { className: "button second full", href, textContent: words });

/**
 * Shows one step before the session, and puts the focus on its heading.
 *
 * @param {{title: string, where?: string, note?: string, now?: string, parts: Node[]}} step
 */
export function ask({ title, where = "", note = "", now = "", parts }) {
  slot("stage").hidden = true;
  slot("before").hidden = false;
  slot("before-where").textContent = where;
  slot("before-note").textContent = note;
  const heading = make("h1", { className: "cue", tabIndex: -1, textContent: title });
  const inside = now ? [make("p", { className: "now-word", textContent: now }), heading, ...parts] : [heading, ...parts];
  slot("step").className = now ? "now-panel" : "";
  slot("step").replaceChildren(...inside);
  heading.focus();
  window.scrollTo(0, 0);
}

/** @param {string[]} titles what was checked so far */
export function checked(titles) {
  slot("done").replaceChildren(...titles.map((title) => make("li", { textContent: title })));
}

/** @param {string[]} lines */
export const list = (lines) => make("ul", { className: "tab-list" }, ...lines.map((line) => make("li", { textContent: line })));

/**
 * A button that fills while the person pulls at the lock; only then it can be answered.
 *
 * @param {Record<string, string>} words
 * @param {number} forMs
 * @param {() => void} held the lock held
 */
export function pull(words, forMs, held) {
  const text = make("span", { textContent: words.pull_start });
  const bar = /** @type {HTMLProgressElement} */ (make("progress", { max: forMs, value: 0, hidden: true }));
  bar.setAttribute("aria-hidden", "true");
  const made = make("button", { type: "button", className: "pull" }, bar, text);
  made.setAttribute("aria-live", "polite");
  let pulling = false;
  made.onclick = () => {
    if (pulling) return;
    pulling = true;
    bar.hidden = false;
    const begun = performance.now();
    const timer = setInterval(() => {
      const gone = performance.now() - begun;
      bar.value = Math.min(gone, forMs);
      text.textContent = fill(words.pulling, { n: Math.max(1, Math.ceil((forMs - gone) / 1000)) });
      if (gone < forMs) return;
      clearInterval(timer);
      text.textContent = words.pulled;
      made.onclick = held;
    }, PULL_STEP_MS);
  };
  return made;
}
