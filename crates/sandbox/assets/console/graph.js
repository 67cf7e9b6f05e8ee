// Calls to the Graph API: the log, and chaos.

import { card, chip, choice, code, field, input, keyed, list, make, moment, press, row } from "./kit.js";
import { rules, showRules } from "./faults.js";

const CHAOS = {
  limit: ["too many requests (429)", { kind: "http_429" }],
  broken: ["server error (500)", { kind: "http_500" }],
  timeout: ["no answer for 40 s, then the line breaks", { kind: "timeout", delay_ms: 40_000 }],
  token: ["expired token (401, code 190)", { kind: "error_code", code: 190 }],
};
/** Headers that a person typing the call would not repeat. */
const OWN = ["authorization", "host", "content-length", "accept-encoding", "user-agent", "connection"];

let active;
let log;

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The call for a shell. The token was never in the log; the variable stands for it. */
export function curl(entry, origin) {
  const parts = [`curl -g -X ${quoted(entry.method)} ${quoted(origin + entry.path)}`];
  if (entry.headers.authorization) parts.push('-H "Authorization: Bearer $TOKEN"');
  for (const [name, value] of Object.entries(entry.headers)) if (!OWN.includes(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (entry.body !== null) parts.push(`--data-raw ${quoted(typeof entry.body === "string" ? entry.body : JSON.stringify(entry.body))}`);
  return parts.join(" \\\n  ");
}

function line(desk, one) {
  const text = curl(one, location.origin);
  const copy = press("Copy curl", async () => {
    try { await navigator.clipboard.writeText(text); desk.say("Copied. Put the token into $TOKEN."); } catch { desk.say("The browser does not let this page copy. Open the call and select it.", true); }
  });
  const open = make("details", "", make("summary", "", "Call and answer"), ...(one.body === null ? [] : code(one.body, "Request")), ...code(one.response, "Answer"), ...code(text, "As curl"));
  return make("li", "item", make("div", "item-head", moment(one.at), make("strong", "", one.method), chip(`${one.status} · ${one.took_ms} ms`, one.status < 300 ? "good" : "bad"),
    one.fault ? chip("chaos", "warn") : undefined), make("p", "said path", one.path), row(copy), open);
}

export default {
  id: "graph",
  title: "Graph",
  lead: "What Loket asks Meta, and how Meta may fail it.",
  build(desk) {
    const kind = choice(Object.entries(CHAOS).map(([id, [text]]) => [id, text]), "broken");
    const share = input("number", "20", { min: "1", max: "100", required: true });
    const where = choice([["", "messages"], ["*", "all calls"]], "");
    const form = make("form", "", row(field("Answer with", kind), field("Share (%)", share), field("Of", where)), make("button", "primary", "Start chaos"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const filter = where.value ? { path: where.value } : {};
      desk.act(() => desk.call("POST", "/faults", { where: "graph", ...CHAOS[kind.value][1], probability: Number(share.value) / 100, filter }), "Chaos is on.");
    });
    active = rules("Chaos that is on");
    log = list("Calls, newest first");
    return [card("Chaos", "A call that fails this way has no effect.", form, active), card("Log", "Newest first. Tokens are never kept.", log)];
  },
  load: (desk) => desk.call("GET", "/requests?limit=40"),
  update(desk, { requests }) {
    showRules(desk, active, "graph", "No chaos is on.");
    keyed(log, requests, (one) => line(desk, one), "Nothing has been asked yet.");
  },
};
