// The login dialog: which accounts, what the app may do with them, and how it ends.
import { call } from "../api.js";
import { make } from "../dom.js";
import { t, translate } from "../tongue.js";

const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
translate(document.body);

const PROBLEMS = {
  client_id: t("The app is not known here. Its client_id must be that of the sandbox's app."),
  redirect_uri: t("There is no way back. redirect_uri must be a whole web address, beginning with http or https."),
  response_type: t("This dialog gives codes only: response_type must be code."),
  scope: t("No permission is asked for that is known here: scope or config_id is missing."),
};

const SCOPES = {
  whatsapp_business_management: t("Manage the WhatsApp account: numbers, templates, profile"),
  whatsapp_business_messaging: t("Send and receive messages"),
  business_management: t("See which business owns the account"),
};

const ENDINGS = [
  ["error", t("An error is reported"), t("Back with an error, and no code")],
  ["expired", t("The code is over"), t("It was good for ten minutes, and that has passed")],
  ["elsewhere", t("The code is for another address"), t("The exchange is refused: redirect_uri differs")],
];

let fresh;

function checkbox(name, value, checked) {
  const input = make("input", "");
  Object.assign(input, { type: "checkbox", name, value, checked });
  return input;
}

function accountRow(one, checked) {
  const kind = one.client ? t("A client's account, shared with you") : t("Your own account");
  const about = [kind, ...(one.numbers || [])].join(" · ");
  return make("label", "choice", checkbox("account", one.id, checked), make("span", "", one.name, make("small", "", about)));
}

function portfolio(name, accounts, checked) {
  return make("div", "portfolio", make("p", "", name), ...accounts.map((one) => accountRow(one, checked(one))));
}

const wanted = () => (asked.get("config_id") ? Object.keys(SCOPES).slice(0, 2) : (asked.get("scope") || "").split(/[ ,]+/).filter(Boolean));
const ticked = (name) => [...document.querySelectorAll(`input[name=${name}]:checked`)].map((one) => one.value);

function scopeRow(scope) {
  const words = make("div", "", make("div", "", SCOPES[scope] || scope), make("code", "", scope));
  return make("li", "", make("label", "allow", checkbox("scope", scope, true), words));
}

function say(words) {
  $("wrong").textContent = words;
  $("wrong").hidden = !words;
}

let busy = false;
async function end(ending) {
  if (busy) return;
  busy = true;
  say("");
  try {
    const { to } = await call("POST", "/_sandbox/login/finish", {
      client_id: asked.get("client_id"), redirect_uri: asked.get("redirect_uri"), state: asked.get("state"),
      accounts: ticked("account"), scopes: ticked("scope"), fresh: fresh.accounts.map((one) => one.name), ending,
    });
    location.replace(to);
  } catch (error) {
    say(error.message);
    busy = false;
  }
}

function stop(words) {
  $("problem").textContent = words;
  document.querySelector("[data-screen=problem]").hidden = false;
}

async function open() {
  const problem = PROBLEMS[$("login").dataset.problem];
  if (problem) return stop(problem);
  try {
    const offer = await call("GET", "/_sandbox/login");
    fresh = offer.fresh;
    $("app-name").textContent = t("{name} asks. You are signed in as {person}, a made-up person.", { name: offer.app.name, person: offer.person.name });
    const free = offer.businesses.some((one) => one.accounts.some((account) => !account.subscribed));
    $("accounts").replaceChildren(
      ...offer.businesses.map((one) => portfolio(one.name, one.accounts, (account) => !account.subscribed)),
      portfolio(t("{name} (new)", { name: fresh.name }), fresh.accounts, () => !free),
    );
    $("scopes").replaceChildren(...wanted().map(scopeRow));
    document.querySelector("[data-screen=choose]").hidden = false;
    $("actions").hidden = false;
  } catch (error) {
    stop(error.message);
  }
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); end("continue"); });
$("cancel").addEventListener("click", () => end("cancel"));
$("endings").append(...ENDINGS.map(([ending, name, hint]) => {
  const button = make("button", "ending", name, make("small", "", hint));
  button.type = "button";
  button.addEventListener("click", () => { $("endings").hidePopover(); end(ending); });
  return button;
}));
open();
