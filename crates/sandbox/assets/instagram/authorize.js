// The page of consent: which account, what the app may do, and how it ends.
import { call } from "../api.js";
import { tick } from "../dialog/tick.js";
import { make } from "../dom.js";
import { t, translate } from "../tongue.js";
import { initials, tone } from "../words.js";

const $ = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
translate(document.body);

const PROBLEMS = {
  client_id: t("The app is not known here. Its client_id must be that of the sandbox's Instagram app."),
  redirect_uri: t("There is no way back. redirect_uri must be a whole web address, beginning with http or https."),
  response_type: t("This page gives codes only: response_type must be code."),
  scope: t("The permissions cannot be asked for: scope must hold instagram_business_basic and nothing unknown."),
};

/** Without the first nothing works, so it cannot be left out. */
const BASIC = "instagram_business_basic";
const SCOPES = {
  [BASIC]: t("See the account's profile and posts"),
  instagram_business_manage_messages: t("Read and answer direct messages"),
  instagram_business_manage_comments: t("Read and answer comments"),
  instagram_business_content_publish: t("Publish posts"),
};

const ENDINGS = [
  ["error", t("An error is reported"), t("Back with an error, and no code")],
  ["expired", t("The code is over"), t("It was good for an hour, and that has passed")],
  ["spent", t("The code was spent already"), t("Somebody has exchanged it before")],
  ["elsewhere", t("The code is for another address"), t("The exchange is refused: redirect_uri differs")],
  ["withdrawn", t("Taken back at once"), t("The code works, its token does not")],
];

function accountChoice(one, chosen) {
  const input = make("input", "");
  Object.assign(input, { type: "radio", name: "account", value: one.id, checked: chosen });
  const avatar = make("span", `avatar ${tone(one.id)}`, initials(one.name));
  avatar.setAttribute("aria-hidden", "true");
  const kind = one.account_type === "BUSINESS" ? t("Business account") : t("Creator account");
  const hint = one.connected ? t("{kind} · connected", { kind }) : kind;
  return make("label", "choice account", input, avatar, make("span", "", `@${one.username}`, make("small", "", `${one.name} · ${hint}`)));
}

function scopeRow(scope) {
  const words = make("div", "", make("div", "", SCOPES[scope] || scope), make("code", "", scope));
  if (scope === BASIC) return make("li", "", tick(), words);
  const input = make("input", "");
  Object.assign(input, { type: "checkbox", name: "scope", value: scope, checked: true });
  return make("li", "", make("label", "allow", input, words));
}

const wanted = () => (asked.get("scope") || "").split(/[ ,]+/).filter(Boolean);
const granted = () => wanted().filter((scope) => scope === BASIC || document.querySelector(`input[name=scope][value="${scope}"]`)?.checked);

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
    const account = document.querySelector("input[name=account]:checked")?.value || "";
    const { to } = await call("POST", "/_sandbox/instagram/authorize/finish", {
      client_id: asked.get("client_id"), redirect_uri: asked.get("redirect_uri"), state: asked.get("state"),
      account, scopes: granted(), ending,
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
  const problem = PROBLEMS[$("consent").dataset.problem];
  if (problem) return stop(problem);
  try {
    const offer = await call("GET", "/_sandbox/instagram/authorize");
    $("app-name").textContent = t("{name} asks. You are signed in as a made-up person who has these accounts.", { name: offer.app.name });
    const first = offer.accounts.find((one) => !one.connected) || offer.accounts[0];
    $("accounts").replaceChildren(...offer.accounts.map((one) => accountChoice(one, one === first)));
    $("scopes").replaceChildren(...wanted().map(scopeRow));
    document.querySelector("[data-screen=choose]").hidden = false;
    $("actions").hidden = false;
  } catch (error) {
    stop(error.message);
  }
}

$("form").addEventListener("submit", (event) => { event.preventDefault(); end("allow"); });
$("cancel").addEventListener("click", () => end("deny"));
$("endings").append(...ENDINGS.map(([ending, name, hint]) => {
  const button = make("button", "ending", name, make("small", "", hint));
  button.type = "button";
  button.addEventListener("click", () => { $("endings").hidePopover(); end(ending); });
  return button;
}));
open();
