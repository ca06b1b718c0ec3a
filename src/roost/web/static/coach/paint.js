/**
 * In: a Screen. Out: the page shows it. Only what differs is touched, so that a screen reader hears a cue once and nothing twice.
 *
 * @typedef {import("./screens.js").Screen} Screen
 */

const RING = 100; // the ring's pathLength

/** @param {string} id */
export const slot = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} id @param {string} words */
function say(id, words) {
  const at = slot(id);
  if (at.textContent !== words) at.textContent = words;
  at.hidden = words === "";
}

/** @param {string} id @param {boolean} shown */
function show(id, shown) {
  slot(id).toggleAttribute("hidden", !shown);
}

/** @param {Element} at @param {string} name @param {string} value */
function set(at, name, value) {
  if (at.getAttribute(name) !== value) at.setAttribute(name, value);
}

/** Makes a numeral as large as its style allows, and no wider than its line. @param {HTMLElement} at @param {string} beside */
function fit(at, beside) {
  const wanted = `${at.textContent?.length} ${at.className} ${beside} ${innerWidth} ${innerHeight}`;
  if (at.hidden || at.dataset.fitted === wanted) return;
  at.dataset.fitted = wanted;
  at.style.fontSize = "";
  const over = at.scrollWidth / at.clientWidth;
  if (over > 1) at.style.fontSize = `${Math.floor(parseFloat(getComputedStyle(at).fontSize) / over)}px`;
}

/** @param {Screen} screen */
export function paint(screen) {
  set(slot("stage"), "data-ground", screen.ground);
  say("where", screen.where);
  say("note", screen.note);
  say("cue", screen.cue);
  say("say", screen.say);
  say("big", screen.big);
  set(slot("big"), "class", screen.bigKind === "planned" ? "numeral degrees planned" : "numeral");
  say("under", screen.under);
  rail(screen);
  say("aside", screen.aside?.words ?? "");
  show("wrong", screen.wrong === "closed");
  show("choices", screen.wrong === "open");
  fit(slot("big"), screen.wrong);
  disc(screen);
  body(screen);
  orders(screen.orders);
  loud(screen.loud);
  show("stop", !screen.call);
  say("stop-more", screen.stop);
  show("call", screen.call);
  show("call-more", screen.ringing);
}

/** @param {Screen} screen */
function rail({ tabs, named, ground }) {
  const at = slot("rail");
  const wanted = JSON.stringify([tabs, named]);
  at.hidden = ground === "help";
  if (at.dataset.shown === wanted) return;
  at.dataset.shown = wanted;
  at.classList.toggle("named", named);
  at.toggleAttribute("aria-hidden", !named);
  at.replaceChildren(
    ...tabs.map(({ label, state }) => {
      const tab = document.createElement("li");
      tab.className = state;
      tab.textContent = named ? label : "";
      if (state === "now") tab.setAttribute("aria-current", "step");
      return tab;
    }),
  );
}

/** @param {Screen} screen */
function disc({ disc: shown }) {
  show("ring", shown !== null);
  if (!shown) return;
  say("disc-words", shown.words);
  say("disc-more", shown.more);
  slot("disc").classList.toggle("large", shown.large);
  const ring = /** @type {SVGElement} */ (slot("ring").querySelector("svg"));
  ring.toggleAttribute("hidden", shown.left === null);
  if (shown.left !== null) set(slot("ring-left"), "stroke-dasharray", `${(shown.left * RING).toFixed(1)} ${RING}`);
}

/** @param {Screen} screen */
function body({ now, next, nextWords, wrong, orders: list }) {
  const seen = now !== null && wrong !== "open" && list.length === 0;
  show("drawing", seen);
  say("next-words", seen ? nextWords : "");
  if (!seen) return;
  tilt("now-tilt", now.deg);
  slot("now-tilt").classList.toggle("is-hollow", now.hollow);
  strap(now.strap ? now.deg : null);
  show("next-tilt", next !== null);
  if (next !== null) tilt("next-tilt", next);
}

/** The strap from the stand to the bed. @param {number | null} deg */
function strap(deg) {
  show("strap", deg !== null);
  if (deg === null) return;
  const turn = (deg * Math.PI) / 180;
  set(slot("strap"), "x2", (150 + 78 * Math.cos(turn)).toFixed(1));
  set(slot("strap"), "y2", (94 + 78 * Math.sin(turn)).toFixed(1));
}

/** @param {string} id @param {number} deg */
function tilt(id, deg) {
  const part = /** @type {SVGElement} */ (slot(id).querySelector(".tilt"));
  set(part, "transform", `translate(150 92) rotate(${deg})`);
}

/** @param {string[]} lines */
function orders(lines) {
  const at = slot("orders");
  at.hidden = lines.length === 0;
  const wanted = lines.join("\n");
  if (at.dataset.shown === wanted) return;
  at.dataset.shown = wanted;
  at.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
}

/** @param {number} level */
function loud(level) {
  show("loud", level > 0);
  slot("loud")
    .querySelectorAll("li")
    .forEach((bar, n) => bar.classList.toggle("rung", n < level));
}
