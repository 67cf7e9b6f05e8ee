// What Meta thinks of the number.

import { card, choice, field, make } from "./kit.js";

const CHOICES = {
  quality: ["Quality", [["GREEN", "green"], ["YELLOW", "yellow"], ["RED", "red"], ["UNKNOWN", "unknown"]]],
  messaging_limit: ["People a day it may write to first", [["TIER_50", "50"], ["TIER_250", "250"], ["TIER_2K", "2,000"], ["TIER_10K", "10,000"], ["TIER_100K", "100,000"], ["TIER_UNLIMITED", "any number"]]],
  status: ["Whether it may send", [["CONNECTED", "connected"], ["FLAGGED", "flagged"], ["RESTRICTED", "restricted"], ["BANNED", "banned"], ["PENDING", "not registered"], ["DISCONNECTED", "disconnected"]]],
  name_status: ["Display name", [["APPROVED", "approved"], ["PENDING_REVIEW", "in review"], ["DECLINED", "declined"]]],
};

let controls;
let title;

const named = (number) => (number ? `${number.name} · ${number.display}` : "There is no number");

export default {
  id: "number",
  title: "Number",
  lead: "Quality, limit and bans, with the webhooks that Meta sends for them.",
  build(desk) {
    controls = {};
    const fields = Object.entries(CHOICES).map(([name, [text, options]]) => {
      const control = choice(options, desk.number()?.[name]);
      controls[name] = control;
      control.addEventListener("change", () => desk.act(
        () => desk.call("PATCH", `/numbers/${desk.number().id}`, { [name]: control.value }),
        ({ webhooks }) => (webhooks ? `Changed; ${webhooks} ${webhooks === 1 ? "webhook is" : "webhooks are"} on the way.` : "Changed. Meta sends no webhook for this."),
      ));
      return field(text, control);
    });
    title = card(named(desk.number()), "", make("div", "grid", ...fields));
    return [
      title,
      card("What Loket makes of it", "A restricted or banned number refuses every send (131031): Loket then freezes the channel and says so above every page. It keeps the webhooks about quality and limit, and does not show them yet."),
    ];
  },
  update(desk) {
    const number = desk.number();
    title.querySelector("h3").textContent = named(number);
    for (const [name, control] of Object.entries(controls)) {
      control.disabled = !number;
      if (number && document.activeElement !== control) control.value = number[name];
    }
  },
};
