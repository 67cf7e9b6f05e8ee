// Small parts that all sections are made of.

import { make } from "../dom.js";

export { make };

/** A button that does something. */
export function press(text, action, look = "quiet") {
  const node = make("button", look, text);
  node.type = "button";
  node.addEventListener("click", action);
  return node;
}

let names = 0;

/** A control under its label. */
export function field(text, control, hint) {
  names += 1;
  control.id ||= `field-${names}`;
  const label = make("label", "field", make("span", "field-name", text), control);
  label.htmlFor = control.id;
  if (hint) {
    const small = make("small", "", hint);
    small.id = `${control.id}-hint`;
    control.setAttribute("aria-describedby", small.id);
    return make("div", "field-box", label, small);
  }
  return label;
}

export function input(type, value, limits = {}) {
  const node = make("input", "");
  node.type = type;
  Object.assign(node, limits);
  node.value = value;
  return node;
}

/** A choice; options are `[value, text]`. */
export function choice(options, value) {
  const node = make("select", "");
  node.append(...options.map(([id, text]) => {
    const option = make("option", "", text);
    option.value = id;
    option.selected = String(id) === String(value);
    return option;
  }));
  return node;
}

/** A box with a heading and a sentence. */
export function card(title, lead, ...children) {
  return make("section", "card", make("h3", "", title), lead ? make("p", "lead", lead) : undefined, ...children);
}

export const row = (...children) => make("div", "buttons", ...children);

export function chip(text, tone = "") {
  return make("span", `chip ${tone}`, text);
}

const exact = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const whole = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** A time of day as a node. */
export function moment(at) {
  const node = make("time", "moment", exact.format(new Date(at)));
  node.dateTime = new Date(at).toISOString();
  node.title = whole.format(new Date(at));
  return node;
}

export const longTime = (at) => whole.format(new Date(at));

/** `1 day 2 h 5 min`, without parts that are nothing. */
export function span(ms) {
  const minutes = Math.round(Math.abs(ms) / 60000);
  const parts = [[Math.floor(minutes / 1440), minutes >= 2880 ? "days" : "day"], [Math.floor(minutes / 60) % 24, "h"], [minutes % 60, "min"]];
  const said = parts.filter(([count]) => count).map(([count, unit]) => `${count} ${unit}`);
  return said.join(" ") || "less than a minute";
}

/** JSON or text to be read, under its name. It scrolls by itself, so the keyboard can reach it. */
export function code(value, name) {
  let text = value;
  if (typeof value === "string") {
    try { text = JSON.stringify(JSON.parse(value), null, 2); } catch { /* not JSON: as it is */ }
  } else text = JSON.stringify(value, null, 2);
  const node = make("pre", "code", text);
  node.tabIndex = 0;
  node.setAttribute("role", "region");
  node.setAttribute("aria-label", name);
  return [make("p", "soft code-name", name), node];
}

/**
 * Makes a list show these items: what did not change keeps its node, and with it focus and what is open.
 * What changed and was open stays open.
 */
export function keyed(list, items, draw, none) {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const rows = items.map((item) => {
    const print = JSON.stringify(item);
    const before = old.get(String(item.id));
    if (before?.dataset.print === print) return before;
    const node = draw(item);
    node.dataset.key = item.id;
    node.dataset.print = print;
    const details = node.querySelector("details");
    if (details && before?.querySelector("details")?.open) details.open = true;
    return node;
  });
  if (rows.length === 0) {
    const empty = make("li", "empty", none);
    empty.dataset.key = "none";
    rows.push(empty);
  }
  if (rows.length !== list.children.length || rows.some((node, at) => list.children[at] !== node)) {
    const at = [...list.children].indexOf(document.activeElement?.closest("li"));
    list.replaceChildren(...rows);
    // A row that was drawn anew gives the focus to what stands in its place.
    if (at >= 0 && !list.contains(document.activeElement)) list.children[at]?.querySelector("button, summary")?.focus();
  }
}

export const list = (name) => {
  const node = make("ul", "list");
  node.setAttribute("aria-label", name);
  node.append(make("li", "empty", "Loading…"));
  return node;
};
