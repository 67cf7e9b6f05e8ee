// Business, account and number: what is offered, and what was chosen. Something is always chosen.
import { make } from "../dom.js";
import { t } from "../tongue.js";

const $ = (id) => document.getElementById(id);
const NEW = "new";

/** Whether the app wants a number that stays in the Business app. */
const wantsApp = (() => {
  try {
    return JSON.parse(new URLSearchParams(location.search).get("extras"))?.featureType === "whatsapp_business_app_onboarding";
  } catch {
    return false;
  }
})();
let offer = { fresh: { name: "", display: "" }, businesses: [] };
let onChange = () => {};

const business = () => offer.businesses.find((one) => one.id === $("business").value);
const account = () => business()?.accounts.find((one) => one.id === $("account").value);
const number = () => document.querySelector("input[name=number]:checked")?.value || "fresh";

/** The name that something new gets. */
export const newName = () => business()?.name || offer.fresh.name;
export const another = () => number() === "another";
export const known = () => account() !== undefined;

function option(value, text) {
  const node = make("option", "", text);
  node.value = value;
  return node;
}

function numberChoice(value, text, hint) {
  const input = make("input", "");
  Object.assign(input, { type: "radio", name: "number", value });
  input.addEventListener("change", () => onChange());
  return make("label", "choice", input, make("span", "", text, hint ? make("small", "", hint) : undefined));
}

function drawAccounts() {
  const accounts = business()?.accounts || [];
  $("account").replaceChildren(...accounts.map((one) => option(one.id, `${one.name} · ${one.id}`)), option(NEW, t("New account: {name}", { name: newName() })));
  drawNumbers();
}

function drawNumbers() {
  const held = account()?.numbers || [];
  const rows = held.map((one) => numberChoice(one.id, one.display, one.name));
  if (held.length === 0) rows.push(numberChoice("fresh", offer.fresh.display, t("{name} · verified already", { name: newName() })));
  if (wantsApp) rows.unshift(numberChoice("app", offer.fresh.app, t("{name} · stays in the WhatsApp Business app", { name: newName() })));
  rows.push(numberChoice("another", t("Another number"), t("Entered and verified here")));
  rows.push(numberChoice("none", t("No number yet"), t("It can be added later")));
  rows[0].querySelector("input").checked = true;
  $("numbers").replaceChildren(...rows);
  onChange();
}

/** Shows an offer with its first entries chosen; calls back when the choice changes. */
export function present(what, changed) {
  offer = what;
  onChange = changed;
  $("business").replaceChildren(
    option(NEW, t("New business: {name}", { name: offer.fresh.name })),
    ...offer.businesses.map((one) => option(one.id, one.name)),
  );
  $("business").addEventListener("change", drawAccounts);
  $("account").addEventListener("change", drawNumbers);
  drawAccounts();
}

/** What was chosen, as the sandbox takes it. `entered` is the other number. */
export function chosen(entered) {
  const picked = number();
  const numbers = {
    fresh: { kind: "fresh", display: offer.fresh.display },
    app: { kind: "app", display: offer.fresh.app },
    another: { kind: "entered", ...entered },
    none: { kind: "none" },
  };
  return {
    account: account()?.id ?? null, business: business()?.id ?? null, name: newName(),
    number: numbers[picked] || { kind: "known", id: picked },
  };
}

/** What was chosen, as people read it: business, account, number, display name. */
export function told(entered) {
  const picked = number();
  const held = account()?.numbers.find((one) => one.id === picked);
  const numbers = {
    fresh: [offer.fresh.display, newName()],
    app: [offer.fresh.app, newName()],
    another: [entered.display, entered.verified_name],
    none: [t("None yet"), ""],
  };
  const [phone, shown] = numbers[picked] || [held.display, held.name];
  return {
    business: newName(), newBusiness: !business(), account: account()?.name || newName(), newAccount: !account(), phone, shown,
  };
}
