// The sign-up dialog: its screens in their order, and the buttons below them.
import { call } from "../api.js";
import { make } from "../dom.js";
import { t, translate } from "../tongue.js";
import { another, chosen, known, newName, present } from "./choice.js";
import { ENDINGS, cancel, finish, report, shut } from "./ending.js";
import { ask, entered, propose, prove } from "./number.js";
import { showApp, showChoice } from "./review.js";

const $ = (id) => document.getElementById(id);
translate(document.body);

const PROBLEMS = {
  client_id: t("The app is not known here. Its client_id must be that of the sandbox's app."),
  config_id: t("No sign-up configuration is named: config_id is missing."),
  response_type: t("This dialog gives codes only: response_type must be code."),
  redirect_uri: t("There is no way back. redirect_uri must be a whole web address, beginning with http or https."),
};

/** Where writing is all there is to do, it can begin at once. */
const FIRST = { number: "#phone", verify: "#code" };

let here = "permissions";
let busy = false;
let ended = false;

const path = () => ["permissions", "business", ...(another() ? ["number", "verify"] : []), "review"];

/** Where Meta would say that somebody left. */
const step = () => ({
  business: known() ? "WABA_PHONE_PROFILE_PICKER" : "BUSINESS_ACCOUNT_SELECTION",
  number: "PHONE_NUMBER_SETUP", verify: "PHONE_NUMBER_VERIFICATION",
}[here] || "PERMISSIONS");

function say(words) {
  $("wrong").textContent = words || "";
  $("wrong").hidden = !words;
}

function drawStep() {
  const [all, at] = [path(), path().indexOf(here)];
  $("step").textContent = at < 0 ? "" : t("Step {at} of {all}", { at: at + 1, all: all.length });
  $("bars").replaceChildren(...(at < 0 ? [] : all.map((_, one) => make("span", one <= at ? "past" : ""))));
  $("back").hidden = at <= 0;
}

function show(screen, focus = true) {
  here = screen;
  for (const one of document.querySelectorAll("[data-screen]")) one.hidden = one.dataset.screen !== screen;
  say("");
  drawStep();
  $("actions").hidden = !path().includes(screen);
  $("close").hidden = screen === "over";
  if (focus) document.querySelector(`[data-screen=${screen}] :is(${FIRST[screen] || "h2"})`).focus();
}

/** What must hold before the next screen; answers what is wrong. */
const gates = {
  number: ask,
  verify: prove,
};

async function onward() {
  const wrong = await gates[here]?.();
  if (wrong) return say(wrong);
  const next = path()[path().indexOf(here) + 1];
  if (!next) return end("finish");
  if (next === "number") propose(newName());
  if (next === "review") showChoice(entered());
  show(next);
}

async function end(ending) {
  if (ending === "report") report();
  else await finish(chosen(entered()), ending);
  over();
}

/** Most windows close or leave now. Where they do not, the page says that it is over. */
function over() {
  ended = true;
  setTimeout(() => show("over"), 600);
}

/** One thing at a time; what goes wrong is said. */
async function alone(action) {
  if (busy || ended) return;
  busy = true;
  say("");
  try {
    await action();
  } catch (error) {
    say(error.message);
  }
  busy = false;
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); alone(onward); });
$("back").addEventListener("click", () => alone(() => show(path()[path().indexOf(here) - 1])));
$("cancel").addEventListener("click", () => alone(() => { cancel(step()); over(); }));
$("close").addEventListener("click", () => alone(() => {
  if (path().includes(here)) shut(step());
  else window.close();
  over();
}));
$("endings").append(...ENDINGS.map(([ending, name, hint]) => {
  const button = make("button", "ending", name, make("small", "", hint));
  button.type = "button";
  button.addEventListener("click", () => { $("endings").hidePopover(); alone(() => end(ending)); });
  return button;
}));

function stop(words) {
  $("problem").textContent = words;
  show("problem", false);
}

async function open() {
  const problem = PROBLEMS[$("dialog").dataset.problem];
  if (problem) return stop(problem);
  try {
    const offer = await call("GET", "/_sandbox/signup");
    showApp(offer);
    present(offer, drawStep);
    show("permissions", false);
  } catch (error) {
    stop(error.message);
  }
}

$("actions").hidden = true;
open();
