// What Meta thinks of the number.

import { card, choice, field, input, make, press } from "./kit.js";

const CHOICES = {
  quality: ["Quality", [["GREEN", "green"], ["YELLOW", "yellow"], ["RED", "red"], ["UNKNOWN", "unknown"]]],
  messaging_limit: ["People a day it may write to first", [["TIER_50", "50"], ["TIER_250", "250"], ["TIER_2K", "2,000"], ["TIER_10K", "10,000"], ["TIER_100K", "100,000"], ["TIER_UNLIMITED", "any number"]]],
  status: ["Whether it may send", [["CONNECTED", "connected"], ["FLAGGED", "flagged"], ["RESTRICTED", "restricted"], ["BANNED", "banned"], ["PENDING", "not registered"], ["DISCONNECTED", "disconnected"]]],
  name_status: ["Display name", [["APPROVED", "approved"], ["PENDING_REVIEW", "in review"], ["DECLINED", "declined"]]],
};

let controls;
let title;

const named = (number) => (number ? `${number.name} · ${number.display}` : "There is no number");

/** Everything else that Meta tells of accounts and numbers. */
function newsBox(desk) {
  const box = make("div", "buttons");
  const id = desk.number()?.id;
  const show = async () => {
    if (!id) return;
    const { news } = await desk.call("GET", `/numbers/${id}/news`);
    box.replaceChildren(...news.map((one) => {
      const button = press(one.title, () => desk.act(() => desk.call("POST", `/numbers/${desk.number().id}/news`, { kind: one.kind }), `${one.field} is on its way.`));
      button.title = one.field;
      return button;
    }));
  };
  show();
  return card("What Meta tells by itself", "Each button sends one webhook, and reading the number or account answers the same from then on. What ends the connection also revokes its token.", box);
}

const REASONS = [
  ["NAME_FORMAT_UNACCEPTABLE", "its form"], ["NAME_NOT_CONSISTENT", "does not fit the business"], ["NAME_ENDCLIENT_NOTRELATED", "of somebody else"],
  ["NAME_EMPLOYEE_ISSUE", "of an employee"], ["NAME_INDIVIDUAL_ISSUE", "of a person"], ["UNKNOWN", "unknown"],
];

let nameLine;
const reviewed = (number) => (number?.new_name ? `${number.new_name} · ${number.new_name_status}` : "No other name was asked for; the buttons decide about the present one.");

/** The review of a display name. An approved one is taken into use when the number is registered again. */
function nameBox(desk) {
  const why = choice(REASONS, REASONS[0][0]);
  nameLine = make("p", "lead", reviewed(desk.number()));
  const decide = (kind, more) => desk.act(
    () => desk.call("POST", `/numbers/${desk.number().id}/news`, { kind, ...more }),
    "phone_number_name_update is on its way.",
  );
  return card("Name review", "What Meta decides about a name. Registering the number again within 14 days takes an approved one into use.",
    nameLine, make("div", "grid", field("Why it is declined", why)),
    make("div", "buttons", press("Approve", () => decide("name_approved", {})), press("Decline", () => decide("name_rejected", { reason: why.value }))));
}

/** What whoever connected the number can do at Meta. */
function leaveBox(desk) {
  const said = make("p", "said");
  said.setAttribute("role", "status");
  const leave = (kind) => desk.act(async () => {
    const { answers } = await desk.call("POST", `/numbers/${desk.number().id}/leave`, { kind });
    const link = answers.map((one) => one.body?.url).find(Boolean);
    said.replaceChildren(`The app answered ${answers.map((one) => one.status ?? one.error).join(", ")}. `);
    if (link) {
      const page = make("a", "", "See what became of it");
      page.href = link;
      page.target = "_blank";
      page.rel = "noopener";
      said.append(page);
    }
  }, "The app was told.");
  return card("Whoever connected it", "Meta tells the app by a request that it signs. Either way the token works no more, and the number is disconnected.",
    make("div", "buttons", press("Takes the permission back", () => leave("deauthorize")), press("Asks for deletion", () => leave("delete_data"))), said);
}

/** The owner's own app: whether the number is in it, and what is written there. */
function appBox(desk) {
  const whom = choice([], "");
  const words = input("text", "Siap, kak, saya balas dari HP ya", { maxLength: 1000 });
  const fill = async () => {
    const id = desk.number()?.id;
    if (!id) return;
    const { threads, customers } = await desk.call("GET", `/phone?number=${id}`);
    const at = (one) => threads.find((thread) => thread.number === id && thread.customer === one.id)?.at ?? 0;
    const people = customers.toSorted((a, b) => at(b) - at(a));
    whom.replaceChildren(...people.map((one) => {
      const option = make("option", "", one.name);
      option.value = one.id;
      return option;
    }));
  };
  fill();
  whom.addEventListener("focus", () => { if (!whom.value) fill(); });
  const say = () => desk.act(
    () => desk.call("POST", `/numbers/${desk.number().id}/app/messages`, { customer: whom.value, text: words.value }),
    "smb_message_echoes is on its way.",
  );
  const join = () => desk.act(() => desk.call("POST", `/numbers/${desk.number().id}/app`, {}), "The number is in the app as well. Reading it says so.");
  return card("The WhatsApp Business app", "A number may stay in the app on its owner's phone. Numbers that are connected that way are in it from the start.",
    make("div", "grid", field("To", whom), field("What the owner writes", words)),
    make("div", "buttons", press("The owner answers in the app", say), press("Put this number into the app", join)));
}

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
      nameBox(desk),
      newsBox(desk),
      leaveBox(desk),
      appBox(desk),
      card("What Loket makes of it", "It keeps what Meta says with its history, tells it in open conversations where somebody should know, and asks Meta itself once a day. Sends to a disabled or restricted account are refused before they leave. Yellow quality has no webhook: Loket sees it when it asks."),
    ];
  },
  update(desk) {
    const number = desk.number();
    nameLine.textContent = reviewed(number);
    title.querySelector("h3").textContent = named(number);
    for (const [name, control] of Object.entries(controls)) {
      control.disabled = !number;
      if (number && document.activeElement !== control) control.value = number[name];
    }
  },
};
