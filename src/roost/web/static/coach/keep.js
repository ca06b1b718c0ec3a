/**
 * In: a session as it happens. Out: the same, kept on this device before anything is shown of it; logs that still have to be sent.
 *
 * @typedef {{session_id: string, person: string, plan: object, mode: "manual" | "sensor", events: object[], kept_at: number}} Running
 */

const RUNNING = "roost-running";
const LOGS = "roost-logs";
const ASIDE = "roost-logs-aside";
const DEVICE = "roost-device";

/** What this device refused to keep, for as long as the page is open. @type {Map<string, string>} */
const memory = new Map();

/** @param {string} key */
function read(key) {
  try {
    return JSON.parse(memory.get(key) ?? localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {unknown} value
 * @returns {boolean} whether this device could keep it
 */
function write(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false;
  }
}

/** @param {string} key */
function remove(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing has nothing to remove
  }
}

/** A name for this browser, made once, so that the server can tell a second phone from this one. */
export function deviceId() {
  const known = read(DEVICE);
  if (typeof known === "string") return known;
  const made = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  write(DEVICE, made);
  return made;
}

/**
 * The session that was not ended on this device, or null.
 *
 * @returns {Running | null}
 */
export function running() {
  return read(RUNNING);
}

/**
 * Keeps the session as it stands now.
 *
 * @param {Running} session
 * @returns {boolean} whether this device could keep it
 */
export function keep(session) {
  return write(RUNNING, { ...session, kept_at: Date.now() });
}

/**
 * Moves a session that is over to the logs that wait to be sent.
 *
 * @param {Running} session
 */
export function close(session) {
  const { plan, mode, events } = session;
  write(LOGS, { ...unsent(), [session.session_id]: { version: 1, plan, mode, events } });
  remove(RUNNING);
}

/**
 * Logs that were not sent yet, by session.
 *
 * @returns {Record<string, object>}
 */
export function unsent() {
  return read(LOGS) ?? {};
}

/**
 * Takes a log that the server will never take out of the way, without losing it.
 *
 * @param {string} sessionId
 */
export function setAside(sessionId) {
  write(ASIDE, { ...read(ASIDE), [sessionId]: unsent()[sessionId] });
  forget(sessionId);
}

/**
 * Forgets a log that the server has kept.
 *
 * @param {string} sessionId
 */
export function forget(sessionId) {
  const { [sessionId]: _sent, ...rest } = unsent();
  write(LOGS, rest);
}
