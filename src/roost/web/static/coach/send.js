/**
 * In: logs that wait on this device. Out: each of them at the server, once. Sending again is harmless: the server keeps the same log once.
 */

import { forget, setAside, unsent } from "./keep.js";

const PATIENCE_MS = 8000;
const KEPT = new Set([200, 201]);
const NEVER = new Set([409, 413, 422]); // sending it again would change nothing; a 404 may only mean that another name is chosen now

/**
 * Asks the server for a session.
 *
 * @param {string} planId
 * @param {string} deviceId
 * @returns {Promise<{id: string} | {refused: string}>} refused is session_running, screen_again, who or away (no answer)
 */
export async function startSession(planId, deviceId) {
  try {
    const answer = await call("/api/v1/sessions", "POST", { plan_id: planId, device_id: deviceId });
    const body = await answer.json();
    return answer.status === 201 ? { id: body.session_id } : { refused: body.error?.reason ?? "away" };
  } catch {
    return { refused: "away" };
  }
}

/**
 * Sends what waits.
 *
 * @returns {Promise<Record<string, number>>} the status of the answer by session; a session without an answer is left out and goes on waiting
 */
export async function sendLogs() {
  /** @type {Record<string, number>} */
  const answers = {};
  for (const [id, log] of Object.entries(unsent())) {
    try {
      const { status } = await call(`/api/v1/sessions/${encodeURIComponent(id)}/log`, "PUT", log);
      if (KEPT.has(status)) forget(id);
      else if (NEVER.has(status)) setAside(id);
      else continue;
      answers[id] = status;
    } catch {
      continue; // the server is away: the log stays here
    }
  }
  return answers;
}

/**
 * @param {string} path
 * @param {string} method
 * @param {object} body
 */
function call(path, method, body) {
  return fetch(path, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}
