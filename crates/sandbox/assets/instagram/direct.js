// The tab of direct messages: what was written, and writing.
import { offer } from "../actions.js";
import { upload } from "../api.js";
import { make } from "../dom.js";
import { t } from "../tongue.js";
import { dayOf } from "../words.js";
import * as api from "./api.js";
import { bubble, summary } from "./bubble.js";
import { notice, picture, writing } from "./parts.js";

const $ = (id) => document.getElementById(id);
const say = notice($("direct-notice"));
let state = null;
let reply = null;
let edit = null;
let again = () => {};
let grow = () => {};

function quote(message, changing = false) {
  reply = changing ? null : message;
  edit = changing ? message : null;
  $("direct-quote").hidden = !message;
  if (!message) return;
  const who = message.from === "customer" ? t("yourself") : `@${state.account.username}`;
  $("direct-quote-who").textContent = changing ? t("Edit message") : t("Reply to {name}", { name: who });
  $("direct-quote-text").textContent = summary(message);
  $("direct-text").focus();
}

async function attempt(work) {
  try {
    await work();
    quote(null);
    again(true);
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

const send = (message) => attempt(() => api.write(state.account.id, state.customer, { ...(reply ? { reply_to: reply.id } : {}), ...message }));
const act = (message, what) => attempt(() => api.act(message.id, what));

function open(message) {
  const own = message.from === "customer";
  offer(summary(message).slice(0, 80), {
    react: (emoji) => act(message, { kind: "react", emoji: emoji || null }),
    reply: () => quote(message),
    edit: own && message.text ? () => { $("direct-text").value = message.text; quote(message, true); grow(); } : undefined,
    remove: own ? () => act(message, { kind: "unsend" }) : undefined,
    removeName: t("Unsend"),
  });
}

const ways = {
  photo: () => $("direct-file").click(),
  sample: () => send({ kind: "image" }),
  voice: () => send({ kind: "audio" }),
  heart: () => send({ kind: "like_heart" }),
  mention: () => send({ story: "mention" }),
};

async function sendFile(chosen) {
  if (!chosen) return;
  const kind = ["image", "video", "audio"].find((one) => chosen.type.startsWith(`${one}/`)) || "file";
  await attempt(async () => {
    const media = await upload(chosen, chosen.name);
    await api.write(state.account.id, state.customer, { kind, media });
  });
}

function toggleMenu(shown) {
  $("direct-menu").hidden = !shown;
  $("direct-attach").setAttribute("aria-expanded", String(shown));
  if (shown) $("direct-menu").querySelector("button").focus();
}

function drawThread(follow) {
  const [list, scroll] = [$("direct-thread"), $("direct-scroll")];
  const here = `${state.account.id}|${state.customer}`;
  const fresh = list.dataset.here !== here;
  const atEnd = fresh || follow || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  const old = new Map(fresh ? [] : [...list.children].map((node) => [node.dataset.id, node]));
  const rows = [];
  let day = "";
  const last = state.messages.at(-1);
  for (const message of state.messages) {
    const heading = dayOf(message.at, state.now);
    if (heading !== day) {
      day = heading;
      const node = old.get(`day ${heading}`) || make("li", "day", make("span", "", heading));
      node.dataset.id = `day ${heading}`;
      rows.push(node);
    }
    const quoted = byId.get(message.reply_to);
    const print = JSON.stringify([message, quoted?.text, quoted?.deleted, message === last]);
    let node = old.get(message.id);
    if (node?.dataset.print !== print) {
      node = bubble(message, { quoted, story: state.account.story_id, last: message === last, open });
      node.dataset.id = message.id;
      node.dataset.print = print;
    }
    rows.push(node);
  }
  if (rows.length !== list.children.length || rows.some((node, at) => list.children[at] !== node)) list.replaceChildren(...rows);
  list.dataset.here = here;
  $("direct-empty").hidden = rows.length > 0;
  if (atEnd) requestAnimationFrame(() => { scroll.scrollTop = scroll.scrollHeight; });
}

function drawChips(suggestions) {
  const chips = $("direct-chips");
  const key = state.customer + suggestions.join();
  if (chips.dataset.key === key) return;
  chips.dataset.key = key;
  chips.replaceChildren(...suggestions.map((text) => {
    const chip = make("button", "chip", text);
    chip.type = "button";
    chip.dir = "auto";
    chip.addEventListener("click", () => send({ text }));
    return chip;
  }));
}

/** Shows what the sandbox answered. `follow`: go to the end. */
export function draw(view, suggestions, follow) {
  state = view;
  const { account } = view;
  $("direct-name").textContent = account.username;
  $("direct-sub").textContent = view.typing ? t("typing…") : account.name;
  $("direct-sub").classList.toggle("typing", view.typing);
  const story = $("story-open");
  story.setAttribute("aria-label", t("Story of {name}", { name: account.username }));
  if (story.dataset.of !== account.id) {
    story.dataset.of = account.id;
    story.replaceChildren(picture(`account:${account.id}`, "ring-picture"));
  }
  $("direct-request").hidden = !view.request;
  drawThread(follow);
  drawChips(suggestions);
}

function wireStory() {
  $("story-open").addEventListener("click", () => {
    $("story-title").textContent = t("Story of {name}", { name: state.account.username });
    $("story-picture").replaceChildren(picture(`story:${state.account.story_id}`, "story-large", t("The account's story: a summit in the morning")));
    $("story-text").value = "";
    $("story").showModal();
  });
  $("story-form").addEventListener("submit", () => {
    const text = $("story-text").value.trim();
    if (text) send({ story: "reply", text });
  });
}

/** Listens; `refresh` looks again. */
export function wire(refresh) {
  again = refresh;
  grow = writing($("direct-composer"), $("direct-text"), (text) => (edit ? act(edit, { kind: "edit", text }) : send({ text })), () => quote(null));
  $("direct-quote-close").addEventListener("click", () => { if (edit) $("direct-text").value = ""; quote(null); });
  $("direct-attach").addEventListener("click", () => toggleMenu($("direct-menu").hidden));
  $("direct-menu").addEventListener("click", (event) => {
    const way = event.target.closest("[data-way]")?.dataset.way;
    if (way) { toggleMenu(false); $("direct-attach").focus(); ways[way](); }
  });
  $("direct-menu").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { toggleMenu(false); $("direct-attach").focus(); }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#direct-menu, #direct-attach")) toggleMenu(false);
  });
  $("direct-file").addEventListener("change", (event) => { sendFile(event.target.files[0]); event.target.value = ""; });
  wireStory();
}

/** What stood in the composer belongs to the conversation that was left. */
export function leave() {
  quote(null);
  $("direct-text").value = "";
  grow();
}
