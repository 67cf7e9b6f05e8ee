// How messages of the business reach people: by themselves, or step by step.

import { card, chip, choice, field, input, keyed, list, make, moment, press, row } from "./kit.js";

const CODES = [
  [131026, "131026 · not reachable"], [131047, "131047 · the window is closed"], [131049, "131049 · held back for the ecosystem"],
  [131053, "131053 · the file cannot be used"], [131056, "131056 · too many to this person"], [130472, "130472 · part of an experiment"],
];
const ORDER = ["accepted", "sent", "delivered", "read"];
const TONES = { delivered: "good", read: "good", failed: "bad" };

let messages;
let fields;
let saved;

function seconds(ms) {
  return input("number", String(ms / 1000), { min: "0", max: "600", step: "any", required: true });
}

function words(send) {
  const body = send.body ?? {};
  return send.rendered?.body ?? body.text?.body ?? body.template?.name ?? body.interactive?.body?.text ?? body[send.type]?.caption ?? send.type;
}

function line(desk, send) {
  const step = (status, code) => desk.act(() => desk.call("POST", "/statuses", { id: send.wamid, status, code }), `Reported: ${status}.`);
  const steps = ORDER.slice(1).map((status) => {
    const button = press(status, () => step(status));
    button.disabled = send.status === "failed" || ORDER.indexOf(status) <= ORDER.indexOf(send.status);
    return button;
  });
  const why = choice(CODES, CODES[0][0]);
  why.setAttribute("aria-label", "Why it fails");
  const fail = press("fail", () => step("failed", Number(why.value)), "quiet danger");
  why.disabled = fail.disabled = ["delivered", "read", "failed"].includes(send.status);
  const said = make("p", "said", String(words(send)));
  said.dir = "auto";
  const state = send.status === "failed" ? `failed · ${send.error}` : send.status;
  return make("li", "item", make("div", "item-head", moment(send.at), make("strong", "", `to ${send.customer}`), chip(state, TONES[send.status])), said, row(...steps, why, fail));
}

export default {
  id: "delivery",
  title: "Delivery",
  lead: "What becomes of the messages that the business sends.",
  build(desk) {
    const { settings } = desk.all();
    const way = (value, text) => {
      const radio = make("input", "");
      Object.assign(radio, { type: "radio", name: "way", value, checked: settings.by_hand === (value === "hand") });
      return make("label", "option", radio, text);
    };
    const auto = make("input", "");
    Object.assign(auto, { type: "checkbox", checked: settings.auto_read });
    fields = { sent: seconds(settings.sent_ms), delivered: seconds(settings.delivered_ms), read: seconds(settings.read_ms), auto };
    const form = make("form", "",
      make("fieldset", "", make("legend", "", "Messages move"), way("auto", "by themselves"), way("hand", "by hand, one step at a time")),
      row(field("Sent after (s)", fields.sent), field("Delivered after (s)", fields.delivered), field("Read after (s)", fields.read)),
      make("label", "option", auto, "People read although their phone is closed"),
      make("button", "primary", "Save"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const ms = (control) => Math.round(Number(control.value) * 1000);
      desk.act(() => desk.call("PATCH", "/settings", {
        by_hand: new FormData(form).get("way") === "hand", auto_read: auto.checked,
        sent_ms: ms(fields.sent), delivered_ms: ms(fields.delivered), read_ms: ms(fields.read),
      }), "Saved.");
    });
    saved = chip("");
    messages = list("Messages of the business");
    return [card("How", "An open phone reads what it shows.", form), card("Last messages", "A step that was taken cannot be taken back.", saved, messages)];
  },
  load: (desk) => desk.call("GET", `/sends?limit=20&phone_number_id=${encodeURIComponent(desk.number()?.id ?? "")}`),
  update(desk, { sends }) {
    saved.textContent = desk.all().settings.by_hand ? "by hand" : "by themselves";
    saved.classList.toggle("warn", desk.all().settings.by_hand);
    keyed(messages, sends.map((send) => ({ ...send, id: send.wamid })), (send) => line(desk, send), "The business has sent nothing yet.");
  },
};
