// Small parts of the phone's Instagram.
import { make } from "../dom.js";
import { locale, t } from "../tongue.js";
import * as api from "./api.js";

/** A picture of the sandbox's own. */
export function picture(name, className, alt = "") {
  const node = make("img", className);
  node.src = api.picture(name);
  node.alt = alt;
  return node;
}

const count = new Intl.NumberFormat(locale);
export const counted = (number) => count.format(number);

const spans = [[86400000 * 7, t("{count} wk")], [86400000, t("{count} d")], [3600000, t("{count} h")], [60000, t("{count} min")]];

/** How long ago, as short as Instagram says it. */
export function ago(at, now) {
  const found = spans.find(([span]) => now - at >= span);
  return found ? found[1].replace("{count}", counted(Math.floor((now - at) / found[0]))) : t("now");
}
