// Instagram: what people do there, what the business does by hand, and its owner leaving.

import { card, chip, choice, field, input, make, press } from "./kit.js";

let account;
let person;
let state;
let post;

const kept = (select) => select.value || undefined;

/** Keeps what was chosen when the options come anew. */
function options(select, rows) {
  if (document.activeElement === select) return;
  const print = JSON.stringify(rows);
  if (select.dataset.print === print) return;
  const before = select.value;
  select.replaceChildren(...choice(rows, before).children);
  select.value = rows.some(([id]) => id === before) ? before : rows[0]?.[0];
  select.dataset.print = print;
}

const view = (desk) => desk.call("GET", `/instagram/phone?account=${kept(account)}&customer=${kept(person)}`);
const last = (messages, from) => messages.filter((one) => one.from === from && !one.deleted).at(-1);

function peopleBox(desk) {
  const text = input("text", "Halo, apakah jaket biru ukuran M masih ada?", { maxLength: 1000, className: "words" });
  const writes = (message, said) => desk.act(
    () => desk.call("POST", "/instagram/inbound", { account: kept(account), customer: kept(person), ...message }), said);
  const does = (from, what, said) => desk.act(async () => {
    const message = last((await view(desk)).messages, from);
    if (!message) throw new Error(from === "customer" ? "This person has written nothing yet" : "The business has written nothing yet");
    return desk.call("POST", `/instagram/messages/${encodeURIComponent(message.id)}`, what);
  }, said);
  return card("What the person does", "Each button is one webhook, when the account is subscribed to it. The phone's tab Instagram DM shows the same conversation.",
    field("Words", text),
    make("div", "buttons",
      press("Write", () => writes({ text: text.value }, "The message is on its way."), "primary"),
      press("Send a photo", () => writes({ kind: "image" }, "The photo is on its way.")),
      press("Send a heart", () => writes({ kind: "like_heart" }, "The heart is on its way.")),
      press("Reply to the story", () => writes({ story: "reply", text: text.value }, "The reply is on its way.")),
      press("Mention in a story", () => writes({ story: "mention" }, "The mention is on its way."))),
    make("div", "buttons",
      press("Edit the last message", () => does("customer", { kind: "edit", text: `${text.value} (changed)` }, "The change is on its way.")),
      press("Unsend the last message", () => does("customer", { kind: "unsend" }, "It was taken back.")),
      press("Love the last answer", () => does("business", { kind: "react", emoji: "❤️" }, "The reaction is on its way.")),
      press("Remove the reaction", () => does("business", { kind: "react" }, "The reaction was removed.")),
      press("See the answers", () => desk.act(
        () => desk.call("POST", "/instagram/phone/seen", { account: kept(account), customer: kept(person) }), "What was not seen yet is seen now."))));
}

function commentBox(desk) {
  const text = input("text", "Ada ukuran M?", { maxLength: 2200, className: "words" });
  post = choice([], "");
  const comments = (parent) => desk.call("POST", "/instagram/comments", { customer: kept(person), post: kept(post), text: text.value, ...(parent ? { parent } : {}) });
  return card("Under a post", "Everybody can read a comment. It opens no window; one private reply is possible, within seven days.",
    field("Post", post), field("Comment", text),
    make("div", "buttons",
      press("Comment", () => desk.act(() => comments(), "The comment is on its way."), "primary"),
      press("Reply to the last comment", () => desk.act(async () => {
        const found = (await view(desk)).posts.find((one) => one.id === kept(post))?.comments.at(-1);
        if (!found) throw new Error("Nobody has commented under this post yet");
        return comments(found.id);
      }, "The reply is on its way."))));
}

function ownerBox(desk) {
  const text = input("text", "Baik, Kak. Saya cek dulu ya.", { maxLength: 1000, className: "words" });
  const leave = (kind, said) => desk.act(() => desk.call("POST", `/instagram/accounts/${kept(account)}/leave`, { kind }),
    ({ answers }) => (answers.length ? `${said} The app answered ${answers.map((one) => one.status ?? one.error).join(", ")}.` : said));
  return [
    card("What the business does in Instagram's own app", "It comes to the app as an echo.", field("Words", text),
      make("div", "buttons", press("Write by hand", () => desk.act(
        () => desk.call("POST", "/instagram/by_hand", { account: kept(account), customer: kept(person), text: text.value }), "The echo is on its way.")))),
    card("What the owner does", "Every way ends the token: the next call is answered with error 190. By the first one nobody is told.",
      make("div", "buttons",
        press("Revoke access quietly", () => leave("revoke", "The token works no more.")),
        press("Takes the permission back", () => leave("deauthorize", "The token works no more.")),
        press("Asks for deletion", () => leave("delete_data", "The token works no more.")))),
  ];
}

export default {
  id: "instagram",
  title: "Instagram",
  lead: "Direct messages, stories and comments, as if somebody held a phone; and the owner of the account leaving.",
  build(desk) {
    account = choice([], "");
    person = choice([], "");
    state = make("p", "chips");
    if (!desk.all().instagram) return [card("Not played", "This sandbox was given no Instagram app.")];
    for (const control of [account, person]) control.addEventListener("change", () => desk.refresh());
    return [
      card("Who and whom", "", make("div", "grid", field("Account", account), field("Person", person)), state),
      peopleBox(desk), commentBox(desk), ...ownerBox(desk),
    ];
  },
  async load(desk) {
    if (!desk.all()?.instagram) return null;
    const [{ accounts }, { customers }] = await Promise.all([desk.call("GET", "/instagram"), desk.call("GET", "/customers")]);
    return { accounts, customers };
  },
  update(desk, data) {
    if (!data) return;
    options(account, data.accounts.map((one) => [one.id, `@${one.username}`]));
    options(person, data.customers.slice(0, 40).map((one) => [one.id, one.name]));
    const chosen = data.accounts.find((one) => one.id === account.value) ?? data.accounts[0];
    options(post, chosen.posts.map((one) => [one.id, one.caption]));
    state.replaceChildren(
      chosen.connected ? chip("connected", "good") : chip("not connected"),
      chosen.subscribed.length ? chip(`told of ${chosen.subscribed.length} sorts of events`, "good") : chip("told of nothing"));
  },
};
