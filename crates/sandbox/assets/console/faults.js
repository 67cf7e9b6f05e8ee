// Rules of trouble, as webhooks and the Graph API share them.

import { chip, keyed, list, make, press, row } from "./kit.js";

const SAYS = {
  duplicate: "twice", reorder: "overtaken", bad_signature: "wrong signature", drop: "dropped", delay: "late",
  error_code: "refused", http_429: "429", http_500: "500", timeout: "no answer",
};

/** Rules of one side, with a way to end each. */
export function rules(name) {
  return list(name);
}

export function showRules(desk, node, side, none) {
  const own = desk.all().faults.filter((rule) => rule.where === side && rule.count !== 0);
  keyed(node, own, (rule) => {
    const what = `${SAYS[rule.kind] ?? rule.kind}${rule.code ? ` · ${rule.code}` : ""}${rule.delay_ms ? ` · ${rule.delay_ms / 1000} s` : ""}`;
    const scope = rule.probability < 1 ? `${Math.round(rule.probability * 100)} % of ${rule.filter.path === "*" ? "all calls" : "sends"}` : rule.count === null ? "every one" : `the next ${rule.count}`;
    const end = press("End", () => desk.act(() => desk.call("DELETE", `/faults/${rule.id}`), "Ended."));
    end.setAttribute("aria-label", `End: ${what}`);
    return make("li", "item", make("div", "item-head", chip(what, "warn"), make("span", "soft", `${scope} · played ${rule.hits} ${rule.hits === 1 ? "time" : "times"}`), row(end)));
  }, none);
}
