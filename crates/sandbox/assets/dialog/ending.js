// How the dialog ends: what it tells the page that opened it, and where the browser goes then.
import { call } from "../api.js";
import { t } from "../tongue.js";

const asked = new URLSearchParams(location.search);
const back = asked.get("redirect_uri") || "";

/** The menu: an ending, its name, and what comes of it. */
export const ENDINGS = [
  ["report", t("An error is reported"), t("A message with the error, and no code")],
  ["expired", t("The code is over"), t("It was good for 30 seconds, and they have passed")],
  ["without_number", t("No number"), t("The account is there, a number is not")],
  ["no_code", t("The window closes before the code"), t("The message comes, the code does not")],
  ["no_ids", t("The message is missing"), t("The code comes without account and number")],
  ["foreign", t("Ids of another business"), t("The message names what the code does not reach")],
  ["unshared", t("Past chats are not shared"), t("Only of a number that stays in the Business app")],
  ["several", t("Several numbers, none chosen"), t("The account has three; the message names none")],
];

/** Tells the opener, and only where the answer goes. What it does not understand comes first, as with Meta. */
function tell(message) {
  if (!window.opener) return;
  const { origin } = new URL(back);
  window.opener.postMessage("cb=sandbox&relation=opener&frame=sandbox", origin);
  window.opener.postMessage(JSON.stringify(message), origin);
}

function cancelled(data) {
  tell({ type: "WA_EMBEDDED_SIGNUP", event: "CANCEL", data, version: "3" });
}

function go(parts) {
  const to = new URL(back);
  for (const [name, value] of Object.entries(parts)) to.searchParams.set(name, value);
  if (asked.has("state")) to.searchParams.set("state", asked.get("state"));
  location.replace(to);
}

const denied = () => go({
  error: "access_denied", error_code: "200", error_reason: "user_denied", error_description: "Permissions error",
});

/** A message whose window is gone when it is read has no sender, and nobody believes it: the window waits a little. */
const after = (leave) => setTimeout(leave, 150);

/** Cancel: both ways say so. */
export function cancel(step) {
  cancelled({ current_step: step });
  after(denied);
}

/** The window is closed: no code and no refusal. */
export function shut(step) {
  cancelled({ current_step: step });
  after(() => window.close());
}

/** The person reports an error. */
export function report() {
  const random = () => String(Math.floor(Math.random() * 9e14) + 1e14);
  const session = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  cancelled({
    error_message: "The number could not be added. (simulated)", error_id: random(), session_id: session,
    timestamp: String(Math.floor(Date.now() / 1000)),
  });
  after(denied);
}

/** Makes what was chosen and says so. Throws when the sandbox refuses. */
export async function finish(chosen, ending) {
  const wish = { client_id: asked.get("client_id"), redirect_uri: back, ...chosen, ending };
  const made = await call("POST", "/_sandbox/signup/finish", wish);
  if (made.message) tell(made.message);
  after(() => (made.code ? go({ code: made.code }) : window.close()));
}
