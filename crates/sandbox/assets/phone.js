// The simulated phone: who holds it, what they see, what they send.

import { offer, wireActions } from "./actions.js";
import * as api from "./api.js";
import { bubble } from "./bubbles.js";
import { drawChips, writing } from "./composer.js";
import { make } from "./dom.js";
import * as instagram from "./instagram/tabs.js";
import { drawn } from "./sticker.js";
import { thread } from "./thread.js";
import { t, translate } from "./tongue.js";
import { REACTIONS, initials, remember, remembered, summary, tone } from "./words.js";

const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
translate(document.body);

const state = {
  people: [], numbers: [], threads: [], now: Date.now(),
  customer: asked.get("customer") || remembered("customer"),
  number: asked.get("number") || remembered("number"),
  messages: [], reply: null, edit: null, instagram: false,
};

const person = () => state.people.find((one) => one.id === state.customer);
const number = () => state.numbers.find((one) => one.id === state.number);
const threadOf = (customer, numberId) => state.threads.find((one) => one.customer === customer && one.number === numberId);

// ---- Reading ----

async function refresh() {
  try {
    Object.assign(state, await api.overview(state.number, state.customer).then((all) => ({ people: all.customers, numbers: all.numbers, threads: all.threads, now: all.now, instagram: all.instagram })));
    instagram.open(state.instagram);
    if (!person()) state.customer = state.people.find((one) => one.id === "rina")?.id || state.people[0]?.id;
    if (!number()) state.number = state.numbers[0]?.id;
    if (!state.customer || !state.number) return say(t("There is no business number yet. Add one through the control API."), true);
    const thread = await api.thread(state.number, state.customer);
    state.messages = thread.messages;
    drawPeople();
    drawBusiness(thread);
    drawThread();
    if (state.instagram) await instagram.refresh(person());
    if (!say.brief) say("");
  } catch (error) {
    say(t("{problem}. Trying again…", { problem: error.message }), true);
  }
}

let waiting = null;
const refreshSoon = (pause = 40) => { waiting ??= setTimeout(() => { waiting = null; refresh(); }, pause); };

function drawPeople() {
  const list = $("people");
  const rows = state.people.map((one) => {
    const unread = state.threads.filter((thread) => thread.customer === one.id).reduce((sum, thread) => sum + thread.unread, 0);
    const avatar = make("span", `avatar ${tone(one.id)}`, initials(one.name));
    avatar.setAttribute("aria-hidden", "true");
    const name = make("span", "person-name", make("bdi", "", one.name));
    const sub = make("span", "person-sub", ...(one.hide_phone ? [make("bdi", "", `@${one.username || one.id}`), ` · ${t("number hidden")}`] : [Object.assign(make("bdi", "", `+${one.wa_id}`), { dir: "ltr" })]));
    const button = make("button", "person", avatar, make("span", "person-text", name, sub));
    button.type = "button";
    if (one.id === state.customer) button.setAttribute("aria-current", "true");
    if (unread && one.id !== state.customer) button.append(make("span", "count", String(unread), make("span", "sr", t(" unread"))));
    button.addEventListener("click", () => select(one.id, state.number));
    return make("li", "", button);
  });
  const focused = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  list.replaceChildren(...rows);
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
  const me = person();
  $("airplane").checked = me.airplane;
  $("receipts").checked = me.receipts_off;
  $("block").checked = Boolean(threadOf(state.customer, state.number)?.blocked);
  $("marketing").checked = Boolean(me.marketing_stopped);
  drawChips($("chips"), me.id, me.suggestions, send);
}

function drawBusiness(thread) {
  const business = number();
  $("business-name").textContent = business.name;
  $("business-avatar").textContent = initials(business.name);
  $("business-sub").textContent = thread.typing ? t("typing…") : business.display;
  $("business-sub").classList.toggle("typing", thread.typing);
  const select = $("number");
  const options = state.numbers.map((one) => {
    const unread = threadOf(state.customer, one.id)?.unread;
    const option = make("option", "", `${one.name}${unread && one.id !== state.number ? ` (${unread})` : ""}`);
    option.value = one.id;
    option.selected = one.id === state.number;
    return option;
  });
  if (document.activeElement !== select) select.replaceChildren(...options);
  $("number-pick").hidden = state.numbers.length < 2;
  document.title = `${person().name} · ${t("Simulated phone")}`;
  clearTimeout(drawBusiness.timer);
  if (thread.typing) drawBusiness.timer = setTimeout(refreshSoon, 3000);
}

function reactionsOf(id) {
  const latest = new Map();
  for (const message of state.messages) {
    if (message.type === "reaction" && message.content.message_id === id) latest.set(message.from, message.content.emoji);
  }
  return [...latest.values()].filter(Boolean);
}

const drawMessages = thread($("scroll"), $("thread"), $("empty"));
let follow = false;

function drawThread() {
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  drawMessages(`${state.number}|${state.customer}`, state.messages.filter((one) => one.type !== "reaction"), {
    now: state.now,
    follow,
    of: (message) => {
      const quoted = message.reply_to ? byId.get(message.reply_to) : undefined;
      const marks = reactionsOf(message.id);
      return [[message, quoted?.content, quoted?.deleted, marks], () => bubble(message, quoted, marks, act)];
    },
  });
  follow = false;
  lookAt();
}

// ---- Being there: what is on the screen is read ----

let looked = 0;
function lookAt() {
  if (document.visibilityState !== "visible" || !state.number || !instagram.onWhatsApp()) return;
  const unread = threadOf(state.customer, state.number)?.unread;
  if (!unread && Date.now() - looked < 4000) return;
  looked = Date.now();
  api.seen(state.number, state.customer).catch(() => {});
}
setInterval(lookAt, 5000);

function leave() {
  if (state.number) api.hidden(state.number, state.customer).catch(() => {});
}
document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? (looked = 0, refreshSoon()) : leave()));
addEventListener("pagehide", leave);

function select(customer, numberId) {
  leave();
  Object.assign(state, { customer, number: numberId });
  follow = true;
  remember("customer", customer);
  remember("number", numberId);
  looked = 0;
  quote(null);
  toggleSide(false);
  refresh();
}

// ---- Writing ----

/** Says something for a moment; what is `lasting` stays until looking succeeds. */
function say(text, lasting = false) {
  $("notice").textContent = text;
  $("notice").hidden = !text;
  clearTimeout(say.timer);
  say.brief = Boolean(text) && !lasting;
  if (say.brief) say.timer = setTimeout(say, 4000, "");
}

async function send(message) {
  const reply = state.reply;
  if (reply && !message.reply_to && !["edit", "revoke", "reaction"].includes(message.type)) message.reply_to = reply.id;
  try {
    await api.inbound(state.number, state.customer, message);
    quote(null);
    follow = true;
    refreshSoon();
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

function quote(message, edit = false) {
  state.reply = edit ? null : message;
  state.edit = edit ? message : null;
  $("quote").hidden = !message;
  if (!message) return;
  $("quote-who").textContent = edit ? t("Edit message") : t("Reply to {name}", { name: message.from === "customer" ? t("yourself") : number().name });
  $("quote-text").textContent = summary(message);
  $("text").focus();
}

async function write(text) {
  const edit = state.edit;
  return edit
    ? send({ type: "edit", edit: { original_message_id: edit.id, message: { type: "text", text: { body: text } } } })
    : send({ text });
}

const grow = writing($("composer"), $("text"), write, () => quote(null));

const place = { latitude: -6.1754, longitude: 106.8272, name: "Monas", address: "Gambir, Jakarta Pusat" };
const ways = {
  photo: () => $("file").click(),
  sample: () => send({ type: "image", image: { caption: "" } }),
  voice: () => send({ type: "audio", audio: { voice: true } }),
  document: () => send({ type: "document", document: {} }),
  sticker: async () => send({ type: "sticker", sticker: await drawn() }),
  location: () => send({ type: "location", location: place }),
  contact: () => act.shareContact(null),
};

async function sendFile(chosen) {
  if (!chosen) return;
  const kind = ["image", "video", "audio"].find((one) => chosen.type.startsWith(`${one}/`)) || "document";
  const caption = kind === "audio" ? undefined : $("text").value.trim() || undefined;
  try {
    const id = await api.upload(chosen, chosen.name);
    const extra = kind === "document" ? { filename: chosen.name } : {};
    if (await send({ type: kind, [kind]: { id, caption, ...extra } }) && caption) { $("text").value = ""; grow(); }
  } catch (error) { say(error.message); }
}

const act = {
  send,
  say,
  shareLocation: (replyTo) => send({ type: "location", location: place, reply_to: replyTo }),
  shareContact: (replyTo) => {
    const me = person();
    const card = { name: { formatted_name: me.name, first_name: me.name.split(" ")[0] }, phones: [{ phone: `+${me.wa_id}`, wa_id: me.wa_id, type: "CELL" }] };
    return send({ type: "contacts", contacts: [card], reply_to: replyTo || undefined });
  },
  open: (message) => {
    const own = message.from === "customer";
    offer(summary(message).slice(0, 80), {
      react: (emoji) => send({ type: "reaction", reaction: { message_id: message.id, ...(emoji ? { emoji } : {}) } }),
      reply: () => quote(message),
      edit: own && message.type === "text" ? () => { $("text").value = message.content.body; quote(message, true); grow(); } : undefined,
      remove: own ? () => send({ type: "revoke", revoke: { original_message_id: message.id } }) : undefined,
    });
  },
  pick: (action, done) => {
    $("picker-title").textContent = action.button;
    const groups = action.sections.map((section) => {
      const group = make("fieldset", "", make("legend", "", section.title || action.button));
      for (const row of section.rows) {
        const radio = make("input");
        radio.type = "radio";
        radio.name = "row";
        radio.required = true;
        radio.value = row.id;
        group.append(make("label", "option", radio, make("span", "", make("strong", "", row.title), row.description ? make("small", "", row.description) : undefined)));
      }
      return group;
    });
    $("picker-rows").replaceChildren(...groups);
    $("picker-form").onsubmit = () => {
      const id = new FormData($("picker-form")).get("row");
      const row = action.sections.flatMap((section) => section.rows).find((one) => one.id === id);
      if (row) done(row);
    };
    $("picker").showModal();
  },
};

// ---- Wiring ----

function toggleSide(open) {
  $("side").classList.toggle("open", open);
  for (const button of document.querySelectorAll("[data-side]")) button.setAttribute("aria-expanded", String(open));
}

function toggleMenu(open) {
  $("attach-menu").hidden = !open;
  $("attach").setAttribute("aria-expanded", String(open));
  if (open) $("attach-menu").querySelector("button").focus();
}

function wire() {
  $("quote-close").addEventListener("click", () => { if (state.edit) $("text").value = ""; quote(null); });
  $("attach").addEventListener("click", () => toggleMenu($("attach-menu").hidden));
  $("attach-menu").addEventListener("click", (event) => {
    const way = event.target.closest("[data-send]")?.dataset.send;
    if (way) { toggleMenu(false); $("attach").focus(); ways[way](); }
  });
  $("attach-menu").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { toggleMenu(false); $("attach").focus(); }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#attach-menu, #attach")) toggleMenu(false);
    if (!event.target.closest("#side, [data-side]")) toggleSide(false);
  });
  $("file").addEventListener("change", (event) => { sendFile(event.target.files[0]); event.target.value = ""; });
  $("number").addEventListener("change", (event) => select(state.customer, event.target.value));
  for (const button of document.querySelectorAll("[data-side]")) button.addEventListener("click", () => toggleSide(!$("side").classList.contains("open")));
  $("stop").addEventListener("click", () => { toggleSide(false); send({ text: "STOP" }); });
  const change = (work) => async (event) => {
    try { await work(event.target.checked); } catch (error) { say(error.message); }
    refreshSoon();
  };
  $("airplane").addEventListener("change", change((on) => api.change(state.customer, { airplane: on })));
  $("receipts").addEventListener("change", change((on) => api.change(state.customer, { receipts_off: on })));
  $("block").addEventListener("change", change((on) => api.block(state.customer, state.number, on)));
  $("marketing").addEventListener("change", change((on) => api.marketing(state.customer, state.number, !on)));
  wireDialogs();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && $("side").classList.contains("open")) {
    toggleSide(false);
    document.querySelector(".panel:not([hidden]) [data-side]").focus();
  }
});

function wireDialogs() {
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
  wireActions(REACTIONS);
  $("add-person").addEventListener("click", () => $("person").showModal());
  // The dialog stays until the new person holds the phone: what is typed before would go to another one's thread.
  $("person-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const value = (id) => $(id).value.trim() || undefined;
    const added = { name: value("person-name"), wa_id: value("person-phone"), username: value("person-username"), hide_phone: $("person-hide").checked };
    try {
      const { customer } = await api.addCustomer(added);
      $("person-form").reset();
      select(customer.id, state.number);
    } catch (error) { say(error.message); }
    $("person").close();
  });
}

$("to-console").href = api.address("/sandbox/console");
if (asked.has("embed")) document.body.classList.add("embed");
wire();
instagram.wire(asked, () => { if (!instagram.onWhatsApp()) leave(); looked = 0; refresh(); }, say);
refresh();
api.changes((thread) => {
  // Other people's threads only move a counter; that may wait.
  refreshSoon(!thread || thread === `${state.number}|${state.customer}` || thread.startsWith("ig") ? 40 : 700);
}, (lost) => (lost ? say(t("Connection lost. Trying again…"), true) : refreshSoon()));
