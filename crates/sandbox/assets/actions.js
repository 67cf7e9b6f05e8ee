// What can be done with a message: one dialog for all conversations on the phone.
import { make } from "./dom.js";
import { t } from "./tongue.js";

const $ = (id) => document.getElementById(id);
let can = {};

/** Opens the dialog. What is not among the deeds is not offered. */
export function offer(title, deeds) {
  can = deeds;
  $("actions-title").textContent = title;
  $("do-reply").hidden = !deeds.reply;
  $("do-edit").hidden = !deeds.edit;
  $("do-delete").hidden = !deeds.remove;
  $("do-delete").textContent = deeds.removeName || t("Delete for everyone");
  $("actions").showModal();
}

/** Draws the reactions and listens; once. */
export function wireActions(reactions) {
  const done = (deed, ...given) => () => { $("actions").close(); can[deed]?.(...given); };
  $("reactions").append(...[...reactions, ""].map((emoji) => {
    const button = make("button", "emoji", emoji || "∅");
    button.type = "button";
    button.setAttribute("aria-label", emoji ? t("React with {emoji}", { emoji }) : t("Remove reaction"));
    button.addEventListener("click", done("react", emoji));
    return button;
  }));
  $("do-reply").addEventListener("click", done("reply"));
  $("do-edit").addEventListener("click", done("edit"));
  $("do-delete").addEventListener("click", done("remove"));
}
