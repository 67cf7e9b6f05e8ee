// The console of the simulated Meta: sections over the sandbox's control API.

import { address, call, changes } from "../api.js";
import clock from "./clock.js";
import delivery from "./delivery.js";
import graph from "./graph.js";
import instagram from "./instagram.js";
import { longTime, make, span } from "./kit.js";
import load from "./load.js";
import login from "./login.js";
import number from "./number.js";
import stories from "./stories.js";
import templates from "./templates.js";
import webhooks from "./webhooks.js";

const SECTIONS = [stories, clock, delivery, templates, number, login, instagram, webhooks, graph, load];
const EVERY_MS = 2000;

const $ = (id) => document.getElementById(id);
const state = { all: null, seenAt: 0, number: null, section: null, failed: false };

/** What sections may use. */
const desk = {
  all: () => state.all,
  /** The number that the head names. */
  number: () => state.all.numbers.find((one) => one.id === state.number),
  call: (method, path, body) => call(method, `/_sandbox${path}`, body),
  /** Sandbox time now, carried on since it was last heard. */
  now: () => state.all.now + (performance.now() - state.seenAt),
  /** Does something, says what came of it, and looks again. */
  async act(work, said) {
    try {
      const answer = await work();
      say(typeof said === "function" ? said(answer) : said);
      await refresh();
      return answer;
    } catch (error) {
      say(error.message, true);
      return null;
    }
  },
  say,
  refresh: () => refresh(),
  sure,
};

function say(text, wrong = false) {
  const notice = $("notice");
  notice.textContent = text;
  notice.hidden = !text;
  notice.classList.toggle("wrong", wrong);
  clearTimeout(say.timer);
  if (text && !wrong) say.timer = setTimeout(say, 6000, "");
}

/** Asks before what cannot be taken back. */
function sure(title, text, yes) {
  $("sure-title").textContent = title;
  $("sure-text").textContent = text;
  $("sure-yes").textContent = yes;
  const dialog = $("sure");
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

let running = null;
async function refresh() {
  running ??= look().finally(() => { running = null; });
  return running;
}

async function look() {
  const section = state.section;
  try {
    const first = !state.all;
    state.all = await desk.call("GET", "/console");
    state.seenAt = performance.now();
    if (!state.all.numbers.some((one) => one.id === state.number)) state.number = state.all.numbers[0]?.id;
    drawHead();
    if (first) show();
    const data = section?.load ? await section.load(desk) : null;
    if (section && section === state.section && !first) section.update(desk, data);
    if (first) return refreshSoon();
    if (state.failed) say("");
    state.failed = false;
  } catch (error) {
    state.failed = true;
    say(`${error.message}. Trying again…`, true);
  }
  return undefined;
}

let waiting = null;
const refreshSoon = () => { waiting ??= setTimeout(() => { waiting = null; refresh(); }, 80); };

function drawHead() {
  const { numbers, offset_ms: offset } = state.all;
  $("ahead").textContent = offset ? `${span(offset)} ${offset > 0 ? "ahead of" : "behind"} this machine` : "as this machine";
  $("ahead").classList.toggle("moved", offset !== 0);
  $("number-pick").hidden = numbers.length < 2;
  const select = $("number");
  if (document.activeElement !== select) {
    select.replaceChildren(...numbers.map((one) => {
      const option = make("option", "", `${one.name} · ${one.display}`);
      option.value = one.id;
      option.selected = one.id === state.number;
      return option;
    }));
  }
  tick();
}

function tick() {
  if (!state.all) return;
  const at = desk.now();
  $("time").textContent = longTime(at);
  $("time").dateTime = new Date(at).toISOString();
}

function wanted() {
  const id = location.hash.slice(1).split("/")[0];
  return SECTIONS.find((one) => one.id === id) ?? SECTIONS[0];
}

function show() {
  state.section = wanted();
  document.title = `${state.section.title} · Simulated console`;
  for (const link of $("nav").querySelectorAll("a")) {
    if (link.hash.slice(1) === state.section.id) {
      link.setAttribute("aria-current", "page");
      // On a narrow page the sections stand in one line that scrolls.
      const line = link.closest("nav");
      line.scrollLeft = link.offsetLeft - (line.clientWidth - link.offsetWidth) / 2;
    } else link.removeAttribute("aria-current");
  }
  if (!state.all) return;
  const heading = make("h2", "", state.section.title);
  heading.tabIndex = -1;
  $("section").replaceChildren(heading, make("p", "section-lead", state.section.lead), ...state.section.build(desk));
  refreshSoon();
}

$("nav").append(...SECTIONS.map((one) => {
  const link = make("a", "", one.title);
  link.href = `#${one.id}`;
  return make("li", "", link);
}));
$("to-phone").href = address("/sandbox/phone");
$("number").addEventListener("change", (event) => { state.number = event.target.value; show(); });
addEventListener("hashchange", () => {
  show();
  $("section").querySelector("h2")?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
});
setInterval(tick, 1000);
setInterval(() => { if (document.visibilityState === "visible") refresh(); }, EVERY_MS);
document.addEventListener("visibilitychange", refreshSoon);
changes(refreshSoon, (lost) => { if (!lost) refreshSoon(); });
show();
refresh();
