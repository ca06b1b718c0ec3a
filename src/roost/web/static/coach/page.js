/**
 * In: the data block of the page. Out: a session from the first question to its log. It holds the clock, the sound, the screen and the keys
 * together; what happens is decided by machine.js alone. Each event is kept on this device before anything of it is shown.
 */

import { Awake } from "./awake.js";
import { ask, button, checked, link, list, make, pull } from "./before.js";
import { SessionClock, bridged, watch } from "./clock.js";
import { close, deviceId, keep, running } from "./keep.js";
import { createMachine, restore } from "./machine.js";
import { paint, slot } from "./paint.js";
import { fill, screenOf } from "./screens.js";
import { sendLogs, startSession } from "./send.js";
import { Sound } from "./sound.js";

const data = JSON.parse(slot("session-data").textContent ?? "");
const words = data.words;
const before = words.before;
const OLD_MS = 60 * 60 * 1000; // a session that was left open for longer is closed as it stands
const RESEND_MS = 5000;
const ALARM_FROM = 3; // loudness at which it rings and goes on ringing
const NO_KEYS = new Set(["Tab", "Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Fn", "ContextMenu", "PrintScreen", "Unidentified"]);
const KEYS_STOP = new Set(["ready", "lowering", "hold", "returning", "attention", "level_rest", "upright"]);
const DEEP = new Set(["lowering", "hold", "returning", "attention", "level_rest"]);

const sound = new Sound();
let awake_refused = false;
const awake = new Awake((state) => {
  awake_refused = state === "refused";
});

/** @type {import("./keep.js").Running} */
let kept;
/** @type {ReturnType<typeof createMachine>} */
let machine;
/** @type {SessionClock} */
let clock;
/** @type {() => void} */
let unwatch = () => {};
let lastCue = "";
let reopened = false;
let wrongOpen = false;
let keeps = true; // whether this device keeps the log when the page closes

// -- events: kept first, shown after

/** @param {{kind: string, [key: string]: unknown}} event */
function happen(event) {
  if (machine.view().closed) return;
  const whole = { t_ms: clock.time(), ...event };
  kept = { ...kept, events: [...kept.events, whole] };
  keeps = keep(kept);
  show(machine.handle(/** @type {any} */ (whole)));
}

/** @param {MouseEvent} click */
const by = (click) => (click.detail === 0 ? "key" : "tap");

/** @param {{kind: string, reason?: string}} act @param {MouseEvent} click */
function act(act, click) {
  reopened = false;
  happen(act.kind === "begin_lowering" || act.kind === "end" ? { ...act } : { ...act, by: by(click) });
}

// -- what is shown and heard

/** @param {import("./machine.js").View} view */
function show(view) {
  if (view.closed) return finish();
  hear(view);
  if (view.state === "preflight") return check(view);
  if (view.state === "stopped") return leftOut();
  slot("before").hidden = true;
  slot("stage").hidden = false;
  const screen = reopened ? reopening(view) : screenOf(view, kept.plan.next, words);
  if (view.cue !== lastCue) wrongOpen = screen.wrong === "open";
  paint(wrongOpen ? { ...screen, wrong: "open" } : screen);
  wire(screen);
  if (view.cue !== lastCue) arrive(view);
  lastCue = view.cue;
}

/** @param {import("./machine.js").View} view */
function hear(view) {
  if (view.loudness >= ALARM_FROM) sound.alarm(view.loudness);
  else sound.quiet();
  if (view.cue !== lastCue && view.loudness < ALARM_FROM && view.sound !== "none") sound.bell(view.sound === "chime" ? 1 : 2);
}

/** The focus goes to STOP where a key must stop, and stays off the discs: a key pressed twice must not confirm. @param {import("./machine.js").View} view */
function arrive(view) {
  if (view.state === "help") slot("disc").focus();
  else if (view.state === "ready" || view.state === "checkout") slot("disc").focus();
  else if (document.activeElement !== slot("disc") || !DEEP.has(view.state)) slot("stop").focus();
}

/** @param {import("./screens.js").Screen} screen */
function wire({ disc, aside }) {
  slot("disc").onclick = (click) => disc && act(disc.act, click);
  slot("aside").onclick = (click) => aside && (aside.act.kind === "not_upright" ? goOn() : act(aside.act, click));
}

/** A page that was closed in a session asks this before all else. @param {import("./machine.js").View} view @returns {import("./screens.js").Screen} */
function reopening(view) {
  const screen = screenOf(view, kept.plan.next, words);
  const live = words.live;
  return {
    ...screen,
    ground: "attention",
    cue: live.reopen,
    say: live.reopen_say,
    disc: { words: live.reopen_yes, more: live.tap_here, act: { kind: "at_upright" }, large: true, left: null },
    aside: { words: live.reopen_no, act: { kind: "not_upright" } },
    big: "",
    under: "",
    now: null,
    wrong: "none",
    loud: Math.max(1, view.loudness),
    stop: live.stop_up,
  };
}

function goOn() {
  reopened = false;
  sound.unlock();
  show(machine.tick(clock.time()));
}

// -- before

function who() {
  const parts = [make("p", { textContent: data.dose }), make("p", { className: "hint", textContent: before.who_more })];
  const answers = make("div", { className: "answers" }, button(fill(before.who_yes, data), begin), link(before.who_no, "/people?next=/session"));
  ask({ title: fill(before.who, data), where: before.before, parts: [...parts, answers] });
}

async function begin() {
  sound.unlock();
  await awake.keep();
  if (!(await onlyTab())) return refused("other_tab");
  const device = deviceId();
  const started = await startSession(data.plan.plan_id, device);
  if ("refused" in started) return refused(started.refused);
  kept = { session_id: started.id, person: data.person, plan: data.plan, mode: "manual", events: [], kept_at: 0 };
  machine = createMachine(data, data.plan, "manual");
  clock = new SessionClock();
  if (awake_refused) return mayGoDark();
  start();
}

function start() {
  unwatch = watch(clock, (t) => !machine.view().closed && show(machine.tick(t)), (gap) => happen({ kind: "stall", gap_ms: gap }));
  happen({ kind: "start" });
}

function mayGoDark() {
  const answers = make("div", { className: "answers" }, button(before.awake_yes, start), link(before.leave, "/today/not-today"));
  ask({ title: before.awake_title, where: before.before, parts: [make("p", { textContent: before.awake_more }), answers] });
}

/** One session at a time, also over tabs; the lock ends with the page. @returns {Promise<boolean>} */
function onlyTab() {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((settled) => {
    void navigator.locks.request("roost-session", { ifAvailable: true }, (lock) => {
      settled(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

/** @param {string} why */
function refused(why) {
  const tell = { who: before.who_first }[why] ?? before[why] ?? before.away;
  const answers = make("div", { className: "answers" }, button(before.again, () => location.reload()), link(before.back, "/today"));
  ask({ title: before.not_today, parts: [make("p", { textContent: tell }), answers] });
}

let asking = "";

/** @param {import("./machine.js").View} view */
function check(view) {
  const open = view.checks.find((each) => !each.done);
  if (!open || asking === open.item) return;
  asking = open.item;
  const done = view.checks.filter((each) => each.done);
  const item = words.checks[open.item];
  checked(done.map((each) => words.checks[each.item].title));
  const last = open.opens_ms !== null;
  const yes = () => happen({ kind: "check", item: open.item, answer: "yes" });
  const no = button(last ? before.pull_no : before.no, () => happen({ kind: "check", item: open.item, answer: "no" }), "button second full");
  const parts = last ? [/** @type {HTMLTemplateElement} */ (slot("lock-drawing")).content.cloneNode(true), list(item.how)] : [list(item.how)];
  if (open.item === "cue_noticed") parts.push(button(before.ring, () => sound.bell(2), "button second full"));
  if (!keeps) parts.push(make("p", { className: "warn", textContent: before.no_keep }));
  if (last) parts.push(pull(before, data.machine.timing_ms.ankle_pull, yes), make("p", { className: "small hint", textContent: before.pull_why }));
  const answers = make("div", { className: "answers" }, ...(last ? [no] : [button(before.yes, yes), no]));
  const note = fill(before.count, { n: done.length + 1, m: view.checks.length });
  ask({ title: last ? words.cues.close_lock : item.ask, where: before.before, note, now: before.now, parts: [...parts, answers] });
}

function leftOut() {
  if (asking === "left out") return;
  const item = words.checks[asking];
  asking = "left out";
  checked([]);
  const parts = [make("p", { textContent: item ? item.no : words.cues.not_today }), make("p", { className: "hint", textContent: before.not_today_more })];
  ask({ title: before.not_today, where: before.before, parts: [...parts, make("div", { className: "answers" }, button(before.leave, () => happen({ kind: "end" })))] });
}

// -- after

function finish() {
  unwatch();
  sound.quiet();
  void awake.release();
  const hung = machine.view().below_ms > 0;
  close(kept);
  const onward = hung ? `/session/${kept.session_id}/after` : "/today";
  checked([]);
  void send(onward, hung);
}

/** @param {string} onward @param {boolean} hung */
async function send(onward, hung) {
  tell(words.over.kept, onward, hung);
  const status = (await sendLogs())[kept.session_id];
  if (status === 200 || status === 201) return location.assign(onward);
  tell(status === undefined ? words.over.unsent : words.over.refused, onward, hung);
  if (status === undefined) setTimeout(() => void send(onward, hung), RESEND_MS);
}

let said = "";

/** @param {string} what @param {string} onward @param {boolean} hung */
function tell(what, onward, hung) {
  if (said === what) return;
  if (said === words.over.unsent && what === words.over.kept) return; // trying again is not news
  said = what;
  const net = hung ? [make("p", { className: "warn", textContent: words.over.over_help })] : [];
  const answers = make("div", { className: "answers" }, button(words.over.send, () => void send(onward, hung)), link(before.back, "/today"));
  ask({ title: words.over.over, parts: [make("p", { textContent: what, role: "status" }), ...net, answers] });
}

// -- keys, page, network

slot("stop").onclick = (click) => act({ kind: "stop" }, click);
slot("wrong").textContent = words.live.wrong;
slot("wrong").onclick = () => {
  wrongOpen = true;
  show(machine.tick(clock.time()));
};
slot("choices-name").textContent = words.live.wrong_what;
slot("loud-words").textContent = words.live.louder;
for (const [name, title] of words.symptoms) {
  slot("choices").append(button(title, () => {
    wrongOpen = false;
    happen({ kind: "symptom", name });
  }, "choice"));
}

document.addEventListener("keydown", (press) => {
  if (!machine || slot("stage").hidden || press.ctrlKey || press.altKey || press.metaKey || press.repeat) return;
  const view = machine.view();
  if (view.closed || !KEYS_STOP.has(view.state) || NO_KEYS.has(press.key) || press.key.startsWith("Audio")) return;
  const presses = press.key === "Enter" || press.key === " ";
  if (presses && document.activeElement instanceof HTMLButtonElement) return; // the button in focus is pressed by it
  press.preventDefault();
  reopened = false;
  if (view.asked_ms !== null && press.key.toLowerCase() === "o") happen({ kind: "ok", by: "key" });
  else happen({ kind: "stop", by: "key" });
});

document.addEventListener("visibilitychange", () => {
  if (machine && !machine.view().closed && kept.events.length > 0) happen({ kind: document.visibilityState === "hidden" ? "hidden" : "visible" });
});
window.addEventListener("offline", () => machine && happen({ kind: "link_lost" }));
window.addEventListener("online", () => machine && happen({ kind: "link_back" }));
window.addEventListener("beforeunload", (leaving) => {
  if (machine && !machine.view().closed && DEEP.has(machine.view().state)) leaving.preventDefault();
});
document.addEventListener("pointerdown", () => sound.unlock());

/** Takes up a session that was not ended on this device. @param {import("./keep.js").Running} left */
function takeUp(left) {
  kept = left;
  const last = /** @type {{t_ms: number}} */ (left.events.at(-1)).t_ms;
  machine = restore(data, /** @type {any} */ (left));
  clock = new SessionClock(bridged(last, left.kept_at, Date.now()));
  const gap = clock.time() - last;
  if (gap > OLD_MS || machine.view().closed) {
    close(left);
    return boot();
  }
  void awake.keep();
  void onlyTab();
  const view = machine.tick(clock.time());
  reopened = DEEP.has(view.state);
  unwatch = watch(clock, (t) => !machine.view().closed && show(machine.tick(t)), (lost) => happen({ kind: "stall", gap_ms: lost }));
  happen({ kind: "stall", gap_ms: gap });
  happen({ kind: "visible" });
}

function boot() {
  const left = running();
  if (left && left.events.length > 0) return takeUp(left);
  void sendLogs();
  if (data.plan?.next) who();
  else ask({ title: before.none_title, parts: [make("p", { textContent: before.none_more }), make("div", { className: "answers" }, link(before.back, "/today"))] });
}

boot();
