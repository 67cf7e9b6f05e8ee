// Template review by hand.

import { card, chip, choice, field, input, keyed, list, make, press, row } from "./kit.js";

const REASONS = ["INVALID_FORMAT", "INCORRECT_CATEGORY", "ABUSIVE_CONTENT", "PROMOTIONAL", "TAG_CONTENT_MISMATCH", "SCAM"];
const TONES = { APPROVED: "good", PENDING: "warn", PAUSED: "warn", REJECTED: "bad", DISABLED: "bad" };
const RANK = ["PENDING", "REJECTED", "PAUSED", "DISABLED", "APPROVED"];
/** What may be decided in which state. */
const CAN = {
  approve: ["PENDING", "REJECTED"], reject: ["PENDING", "APPROVED"], pause: ["APPROVED"], unpause: ["PAUSED"], disable: ["APPROVED", "PAUSED"],
};

let all;

function line(desk, one) {
  const decide = (verb, details, said) => desk.act(() => desk.call("POST", `/templates/${one.id}/${verb}`, details), `${one.name}: ${said}. The webhook is on its way.`);
  const able = (verb, button) => { button.disabled = !CAN[verb].includes(one.status); return button; };
  const reason = choice(REASONS.map((id) => [id, id.replaceAll("_", " ").toLowerCase()]), REASONS[0]);
  reason.setAttribute("aria-label", `Why ${one.name} is rejected`);
  const reject = able("reject", press("Reject", () => decide("reject", { reason: reason.value }, "rejected"), "quiet danger"));
  reason.disabled = reject.disabled;
  const body = one.components.find((part) => part.type === "BODY")?.text ?? "";
  const said = make("p", "said", body);
  said.dir = "auto";
  const why = one.rejected_reason === "NONE" ? "" : ` · ${one.rejected_reason}`;
  return make("li", "item",
    make("div", "item-head", make("strong", "", one.name), make("span", "soft", `${one.language} · ${one.category.toLowerCase()}`), chip(`${one.status.toLowerCase()}${why}`, TONES[one.status])),
    said,
    row(able("approve", press("Approve", () => decide("approve", {}, "approved"))), reason, reject,
      able("pause", press("Pause 3 h", () => decide("pause", {}, "paused"))),
      able("unpause", press("Unpause", () => decide("unpause", {}, "active again"))),
      able("disable", press("Disable", () => decide("disable", {}, "disabled"), "quiet danger"))));
}

export default {
  id: "templates",
  title: "Templates",
  lead: "Review them as Meta does. Each decision sends its webhook, and Loket reads the account's templates again.",
  build(desk) {
    const name = input("text", "", { required: true, pattern: "[a-z0-9_]+", maxLength: 60, placeholder: "kabar_baru", autocomplete: "off" });
    const text = input("text", "", { required: true, maxLength: 550, autocomplete: "off" });
    const language = choice([["id", "Indonesian"], ["en", "English"], ["ar", "Arabic"]], "id");
    const category = choice([["UTILITY", "utility"], ["MARKETING", "marketing"]], "UTILITY");
    const form = make("form", "", row(field("Name", name, "small letters, digits and _"), field("Language", language), field("Category", category)), field("Text", text), make("button", "primary", "Submit for review"));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const components = [{ type: "BODY", text: text.value }];
      const done = await desk.act(() => desk.call("POST", "/templates", { waba_id: desk.number()?.waba_id, name: name.value, language: language.value, category: category.value, status: "PENDING", components }), `${name.value} waits for review.`);
      if (done) form.reset();
    });
    all = list("Templates");
    return [card("In this account", "", all), card("A new one", "As if it had been written in Meta's manager.", form)];
  },
  load: (desk) => desk.call("GET", `/templates?waba_id=${encodeURIComponent(desk.number()?.waba_id ?? "")}`),
  update(desk, { templates }) {
    const rank = (one) => RANK.indexOf(one.status);
    templates.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    keyed(all, templates, (one) => line(desk, one), "This account has no templates.");
  },
};
