// The language of a page: `?lang=`, else the browser's. English stands where it is said; other words are looked up.
import { ARABIC } from "./arabic.js";
import { INDONESIAN } from "./indonesian.js";

const asked = new URLSearchParams(location.search).get("lang") || navigator.language || "en";
const TABLES = { id: INDONESIAN, ar: ARABIC };
export const language = Object.keys(TABLES).find((one) => new RegExp(`^${one}\\b`, "i").test(asked)) || "en";
/** For times and numbers: the chosen language, else as the browser has it. */
export const locale = language === "en" ? undefined : language;

/** The words for something said in English, with what stands in braces filled in. */
export function t(english, values = {}) {
  const said = TABLES[language]?.[english] || english;
  return said.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Puts the words of a page's own markup into its language. */
export function translate(page) {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  if (language === "en") return;
  document.title = t(document.title);
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const english = node.data.trim();
    if (english) node.data = node.data.replace(english, () => t(english));
  }
  for (const name of ["aria-label", "placeholder"])
    for (const node of page.querySelectorAll(`[${name}]`)) node.setAttribute(name, t(node.getAttribute(name)));
}
