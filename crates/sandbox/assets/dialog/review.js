// What the app may do, and what was chosen: lists to read.
import { make } from "../dom.js";
import { t } from "../tongue.js";
import { told } from "./choice.js";
import { tick } from "./tick.js";

const SCOPES = {
  whatsapp_business_management: t("Manage the WhatsApp account: numbers, templates, profile"),
  whatsapp_business_messaging: t("Send and receive messages"),
  business_management: t("See which business owns the account"),
};

export function showApp(offer) {
  document.getElementById("person").textContent = offer.person;
  document.getElementById("app-name").replaceChildren(offer.app.name, make("small", "", offer.app.id));
  const rows = offer.scopes.map((scope) =>
    make("li", "", tick(), make("div", "", make("div", "", SCOPES[scope] || scope), make("code", "", scope))));
  document.getElementById("scopes").replaceChildren(...rows);
}

export function showChoice(entered) {
  const { business, newBusiness, account, newAccount, phone, shown } = told(entered);
  const made = (isNew) => (isNew ? t("Made with Continue") : "");
  const facts = [
    [t("Business"), business, made(newBusiness)], [t("WhatsApp account"), account, made(newAccount)],
    [t("Phone number"), phone, ""],
  ];
  if (shown) facts.push([t("Display name"), shown, ""]);
  document.getElementById("review").replaceChildren(...facts.map(([name, value, hint]) =>
    make("div", "", make("dt", "", name), make("dd", "", value, hint ? make("small", "", hint) : undefined))));
}
