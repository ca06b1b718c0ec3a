/**
 * In: the page of the table with its data block. Out: the stop is set once: level first, then as far down as the strap lets the bed go.
 * Nothing is sent from here; the figure is put into the form.
 */

import { atRest, headDown, verdict } from "./angle.js";

const KEPT = 200;
const SILENT_MS = 3000;
const LEVEL_DEG = 10; // a phone that lies a little askew; more is the wrong way round, or not level
const slot = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const { plan, words } = JSON.parse(slot("table-data").textContent ?? "");

/** @type {{deg: number, at: number}[]} */
let readings = [];
let zero = 0;
let heard = false;

/** @param {string} name @param {Record<string, unknown>} [values] */
const say = (name, values = {}) => {
  slot("measure-say").textContent = Object.entries({ plan, ...values }).reduce((text, [key, value]) => text.replace(`{${key}}`, `${value}`), words[name]);
};

/** @param {DeviceOrientationEvent} turned */
function hear(turned) {
  if (turned.beta === null || turned.gamma === null) return;
  heard = true;
  const down = headDown(turned.beta, turned.gamma);
  readings = [...readings, { deg: down, at: performance.now() }].slice(-KEPT);
  const deg = Math.round(down - zero);
  slot("measure-now").textContent = words[deg < 0 ? "above" : "below"].replace("{deg}", `${Math.abs(deg)}`);
}

/** @param {string} why */
function giveUp(why) {
  window.removeEventListener("deviceorientation", hear);
  slot("measure-now").textContent = "";
  slot("measure-tap").hidden = true;
  say(why);
}

/** @param {string} name of the words on the button @param {() => void} act */
function ask(name, act) {
  slot("measure-tap").hidden = false;
  slot("measure-tap").textContent = words[name];
  slot("measure-tap").onclick = act;
}

function takeLevel() {
  const found = atRest(readings, performance.now());
  if (found === null) return say("moving");
  if (Math.abs(found) > LEVEL_DEG) return say("not_level", { deg: Math.round(Math.abs(found)) });
  zero = found;
  say(plan === null ? "lower_free" : "lower", { deg: plan });
  ask("stops", takeStop);
}

function takeStop() {
  const found = atRest(readings, performance.now());
  if (found === null) return say("moving");
  const deg = Math.round(found - zero);
  if (deg < 1) return say("not_below");
  say(verdict(deg, plan), { deg });
  /** @type {HTMLInputElement} */ (slot("head_down_deg")).value = `${deg}`;
  /** @type {HTMLInputElement} */ (slot("by")).checked = true;
}

async function start() {
  slot("measure-live").hidden = false;
  slot("measure-tap").hidden = true;
  const sensor = /** @type {any} */ (window).DeviceOrientationEvent;
  if (!sensor) return giveUp("none");
  if (sensor.requestPermission && (await sensor.requestPermission().catch(() => "denied")) !== "granted") return giveUp("refused");
  readings = [];
  zero = 0;
  window.addEventListener("deviceorientation", hear);
  say("level");
  ask("is_level", takeLevel);
  setTimeout(() => heard || giveUp("none"), SILENT_MS);
}

slot("measure").hidden = false;
slot("measure-start").onclick = () => void start();
