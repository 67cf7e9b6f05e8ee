// The tab of direct messages: what was written, and writing.
import { offer } from "../actions.js";
import { upload } from "../api.js";
import { drawChips, writing } from "../composer.js";
import { thread } from "../thread.js";
import { t } from "../tongue.js";
import * as api from "./api.js";
import { bubble, summary } from "./bubble.js";
import { picture } from "./parts.js";

const $ = (id) => document.getElementById(id);
const drawMessages = thread($("direct-scroll"), $("direct-thread"), $("direct-empty"));
let state = null;
let reply = null;
let edit = null;
let again = () => {};
let say = () => {};
let typing;
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
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  const last = state.messages.at(-1);
  drawMessages(`${state.account.id}|${state.customer}`, state.messages, {
    now: state.now,
    follow,
    of: (message) => {
      const quoted = byId.get(message.reply_to);
      const build = () => bubble(message, { quoted, story: state.account.story_id, last: message === last, open });
      return [[message, quoted?.text, quoted?.deleted, message === last], build];
    },
  });
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
  drawChips($("direct-chips"), state.customer, suggestions, send);
  // Nobody tells when it is over: look again.
  clearTimeout(typing);
  if (view.typing) typing = setTimeout(again, 3000);
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

/** Listens; `refresh` looks again, `problem` says what failed. */
export function wire(refresh, problem) {
  again = refresh;
  say = problem;
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
