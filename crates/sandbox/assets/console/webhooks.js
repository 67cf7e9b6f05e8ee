// Webhooks: trouble for the next ones, holding back, and the log with everything once more.

import { card, chip, choice, code, field, keyed, list, make, moment, press, row } from "./kit.js";
import { rules, showRules } from "./faults.js";

const TROUBLE = [
  ["Duplicate", { kind: "duplicate", copies: 1 }], ["Reorder", { kind: "reorder", delay_ms: 3000 }], ["Bad signature", { kind: "bad_signature" }],
  ["Drop", { kind: "drop" }], ["Delay 30 s", { kind: "delay", delay_ms: 30_000 }],
];
const TONES = { delivered: "good", pending: "", retrying: "warn", dropped: "bad", given_up: "bad" };

/** The last tries of one that nobody takes. */
const TRIES = 6;

const answer = (attempt) => (attempt.status ? `${attempt.status} in ${attempt.took_ms} ms` : attempt.error);

let active;
let log;
let held;
let hold;
let releases;

/** What a direct message of Instagram, or something that happened to one, is about. */
function instagramItem({ message, message_edit: edit, reaction, read }) {
  if (edit) return `edited: ${edit.text}`;
  if (reaction) return `${reaction.action}: ${reaction.emoji ?? ""}`;
  if (read) return "seen";
  if (message?.is_deleted) return "unsent";
  return `${message?.is_echo ? "echo: " : ""}${message?.text ?? message?.attachments?.[0]?.type ?? ""}`;
}

/** What a body is about, in a few words. */
export function about(body) {
  let parsed;
  try { parsed = JSON.parse(body); } catch { return "a body that is no JSON"; }
  const parts = [];
  for (const change of (parsed.entry ?? []).flatMap((entry) => entry.changes ?? [])) {
    for (const message of change.value?.messages ?? []) parts.push(`${message.type}: ${message.text?.body ?? message.id ?? ""}`);
    for (const status of change.value?.statuses ?? []) parts.push(`status: ${status.status}`);
    if (!change.value?.messages && !change.value?.statuses) parts.push(`${change.field}: ${change.value?.event ?? change.value?.text ?? ""}`);
  }
  for (const item of (parsed.entry ?? []).flatMap((entry) => entry.messaging ?? [])) parts.push(`Instagram: ${instagramItem(item)}`);
  return parts.length > 2 ? `${parts.slice(0, 2).join(" · ")} · and ${parts.length - 2} more` : parts.join(" · ") || "nothing";
}

function line(desk, one) {
  const again = (how, said) => desk.act(() => desk.call("POST", `/webhooks/${one.id}/replay`, how), said);
  const last = one.attempts.at(-1);
  const subject = make("p", "said", about(one.body));
  subject.dir = "auto";
  const tries = make("ol", "tries", ...one.attempts.slice(-TRIES).map((attempt) => make("li", "", moment(attempt.at), ` ${answer(attempt)}`, make("code", "sign", attempt.signature ?? "no signature"))));
  const open = make("details", "", make("summary", "", "Body and signature"),
    make("p", "soft", "Right signature (X-Hub-Signature-256): ", make("code", "sign", one.signature)), tries.children.length ? tries : undefined, ...code(one.body, "Body"));
  const head = make("div", "item-head", moment(one.at), make("strong", "", `#${one.id}`), chip(one.state.replace("_", " "), TONES[one.state]),
    last?.status ? chip(`${last.status} · ${last.took_ms} ms`, last.status === 200 ? "good" : "bad") : undefined,
    one.fault ? chip(one.fault.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(), "warn") : undefined,
    one.replay_of ? make("span", "soft", `again #${one.replay_of}`) : undefined);
  return make("li", "item", head, subject, row(
    press("Replay", () => again({}, `#${one.id} goes out again.`)),
    press("Duplicate", () => again({ times: 2 }, `#${one.id} goes out twice more.`)),
    press("Bad signature", () => again({ bad_signature: true }, `#${one.id} goes out wrongly signed, then rightly.`)),
    press("Delay 30 s", () => again({ delay_ms: 30_000 }, `#${one.id} goes out again in 30 seconds.`))), open);
}

export default {
  id: "webhooks",
  title: "Webhooks",
  lead: "What Meta tells Loket: spoil what comes, send again what was.",
  build(desk) {
    const count = choice([["1", "the next one"], ["5", "the next five"], ["", "all, until ended"]], "1");
    const spoil = ([text, rule]) => press(text, () => desk.act(
      () => desk.call("POST", "/faults", { where: "webhook", ...rule, ...(count.value && { count: Number(count.value) }), filter: { phone_number_id: desk.number()?.id } }),
      `${text}: ${count.selectedOptions[0].text}.`,
    ));
    active = rules("Trouble that is on");
    held = make("p", "soft", "");
    hold = press("Hold back", () => desk.act(() => desk.call("POST", "/webhooks/hold"), "Webhooks gather now."));
    const release = (shuffle) => () => desk.act(() => desk.call("POST", "/webhooks/release", { shuffle }), ({ released }) => `${released} left.`);
    releases = [press("Release in order", release(false)), press("Release shuffled", release(true))];
    log = list("Webhooks, newest first");
    return [
      card("Trouble", "A copy, an overtaken one, a wrong signature: Meta sends these, too. After a wrong signature the right one follows.", row(field("For", count)), row(...TROUBLE.map(spoil)), active),
      card("Hold back", "They wait here, then leave together.", held, row(hold, ...releases)),
      card("Log", "Newest first. Each is as it left, with the answer it got.", log),
    ];
  },
  load: (desk) => desk.call("GET", "/webhooks?limit=40"),
  update(desk, { webhooks }) {
    const { settings, counts } = desk.all();
    showRules(desk, active, "webhook", "No trouble is on.");
    held.textContent = settings.hold_webhooks ? `Held back: ${counts.waiting} ${counts.waiting === 1 ? "change waits" : "changes wait"}.` : "They leave as they come.";
    hold.disabled = settings.hold_webhooks;
    for (const button of releases) button.disabled = !settings.hold_webhooks;
    keyed(log, webhooks, (one) => line(desk, one), "No webhook has left yet.");
  },
};
