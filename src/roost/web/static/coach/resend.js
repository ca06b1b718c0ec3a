/**
 * In: a page that is seen after a session. Out: logs that still wait on this device are sent, and the page is shown anew when one was.
 */

import { sendLogs } from "./send.js";

async function send() {
  if (Object.keys(await sendLogs()).length > 0) location.reload();
}

window.addEventListener("online", () => void send());
void send();
