// The phone's apps: WhatsApp, and the two faces of Instagram.
import { make } from "../dom.js";
import { remember, remembered } from "../words.js";
import * as api from "./api.js";
import * as direct from "./direct.js";
import * as post from "./post.js";

const $ = (id) => document.getElementById(id);
const TABS = ["whatsapp", "direct", "post"];
let tab = "whatsapp";
let account = remembered("account");
let holder = { id: "", suggestions: [] };
let onTab = () => {};

/** Whether WhatsApp is on the screen. */
export const onWhatsApp = () => tab === "whatsapp";

function show(wanted, focus = false) {
  tab = wanted;
  for (const one of TABS) {
    const button = $(`tab-${one}`);
    button.setAttribute("aria-selected", String(one === wanted));
    button.tabIndex = one === wanted ? 0 : -1;
    $(`panel-${one}`).hidden = one !== wanted;
  }
  for (const one of document.querySelectorAll("[data-whatsapp]")) one.hidden = wanted !== "whatsapp";
  if (focus) $(`tab-${wanted}`).focus();
}

function choose(wanted, focus) {
  remember("tab", wanted);
  show(wanted, focus);
  onTab();
}

function drawAccounts(view) {
  for (const select of document.querySelectorAll(".account-pick select")) {
    if (document.activeElement === select) continue;
    select.replaceChildren(...view.accounts.map((one) => {
      const option = make("option", "", one.username);
      option.value = one.id;
      option.selected = one.id === view.account.id;
      return option;
    }));
    select.parentElement.hidden = view.accounts.length < 2;
  }
  const unread = view.accounts.reduce((sum, one) => sum + one.unread, 0);
  $("direct-unread").textContent = unread || "";
  $("direct-unread").hidden = !unread || tab === "direct";
}

let round = 0;
/** Looks again: what Instagram shows to whoever holds the phone. */
export async function refresh(person, follow = false) {
  if (person.id !== holder.id) { direct.leave(); post.leave(); }
  holder = person;
  round += 1;
  const own = round;
  const view = await api.view(account, person.id);
  if (own !== round || !view.account) return;
  view.customer = person.id;
  account = view.account.id;
  drawAccounts(view);
  direct.draw(view, person.suggestions, follow);
  post.draw(view, follow);
  if (tab === "direct" && document.visibilityState === "visible" && view.messages.some((one) => one.from === "business" && !one.seen)) {
    await api.seen(account, person.id);
  }
}

/** Opens the tabs, when there is an Instagram app; without one there is WhatsApp alone. */
export function open(played) {
  $("tabs").hidden = !played;
  if (!played && !onWhatsApp()) show("whatsapp");
}

/** Listens; `asked` is what the address asks for, `changed` is called when another tab was chosen, `say` when something failed. */
export function wire(asked, changed, say) {
  onTab = changed;
  const again = (follow) => refresh(holder, follow).catch((error) => say(error.message));
  account = asked.get("account") || account;
  direct.wire(again, say);
  post.wire(asked.get("post"), again, say);
  const wanted = asked.get("tab") || remembered("tab");
  show(TABS.includes(wanted) ? wanted : "whatsapp");
  for (const one of TABS) $(`tab-${one}`).addEventListener("click", () => choose(one));
  $("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const way = document.documentElement.dir === "rtl" ? -step : step;
    choose(TABS[(TABS.indexOf(tab) + way + TABS.length) % TABS.length], true);
  });
  for (const select of document.querySelectorAll(".account-pick select")) {
    select.addEventListener("change", () => {
      account = select.value;
      remember("account", account);
      direct.leave();
      post.leave();
      again(false);
    });
  }
}
