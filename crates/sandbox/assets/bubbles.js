// Messages as the person sees them. Everything is built from nodes; no text becomes markup.

import { mediaAddress } from "./api.js";
import { make } from "./dom.js";
import { t } from "./tongue.js";
import { KINDS, STAGES, formatted, link, summary, timeOf } from "./words.js";

function press(text, action, className = "tap") {
  const node = make("button", className, text);
  node.type = "button";
  if (action) node.addEventListener("click", action);
  else node.disabled = true;
  return node;
}

function paragraph(text, className = "text") {
  if (!text) return undefined;
  const node = make("p", className, formatted(text));
  node.dir = "auto";
  return node;
}

/** A picture, film, sound or file. */
function file(kind, content, message) {
  const id = content.link ? message.fetched?.[content.link] : content.id;
  if (!id) return placeholder(kind, content.link);
  const source = mediaAddress(id);
  if (kind === "image" || kind === "sticker") {
    const picture = make("img", kind);
    picture.src = source;
    picture.alt = content.caption || KINDS[kind];
    picture.addEventListener("error", () => picture.replaceWith(placeholder(kind)));
    return picture;
  }
  if (kind === "video" || kind === "audio") {
    const player = make(kind, kind);
    player.src = source;
    player.controls = true;
    player.preload = "metadata";
    player.setAttribute("aria-label", KINDS[kind]);
    return player;
  }
  const node = make("a", "file", make("span", "file-name", content.filename || t("Document")));
  node.href = source;
  node.download = content.filename || "document";
  return node;
}

function placeholder(kind, address) {
  const host = address ? new URL(address).host : t("not available");
  return make("div", "placeholder", make("strong", "", KINDS[kind] || t("File")), make("span", "", host));
}

function location(content) {
  const name = content.name || t("Shared location");
  return make("div", "place", make("div", "map"), make("strong", "", name),
    make("span", "", content.address || `${Number(content.latitude).toFixed(4)}, ${Number(content.longitude).toFixed(4)}`));
}

function contacts(cards) {
  return (Array.isArray(cards) ? cards : []).map((card) => make("div", "card",
    make("strong", "", card.name?.formatted_name || t("Contact")),
    ...(card.phones || []).map((phone) => make("span", "", phone.phone || ""))));
}

function headed(header, message) {
  if (!header) return undefined;
  const kind = (header.format || header.type || "text").toLowerCase();
  if (kind === "text") return paragraph(header.text, "head");
  if (kind === "location") return location(header.location || {});
  if (kind === "product") return make("div", "placeholder", make("strong", "", t("Product")), header.product?.product_retailer_id || "");
  return file(kind, header[kind] || {}, message);
}

/** Buttons of a template. */
function templateButton(button, message, act) {
  const reply = () => act.send({ type: "button", button: { payload: button.payload ?? button.text, text: button.text }, reply_to: message.id });
  switch (button.type) {
    case "QUICK_REPLY": return press(button.text, reply);
    case "URL": { const node = link(button.url || "", button.text); node.className = "tap"; return node; }
    case "PHONE_NUMBER": return press(`${button.text} · ${button.phone_number || ""}`, null);
    case "COPY_CODE": case "OTP":
      return press(button.text || t("Copy {code}", { code: button.value }), async () => {
        await navigator.clipboard?.writeText(button.value || "").catch(() => {});
        act.say(t("Copied {code}", { code: button.value }));
      });
    case "FLOW": return press(button.text, () => act.send(flowReply(message)));
    case "REQUEST_CONTACT_INFO": return press(button.text || t("Share phone number"), () => act.shareContact(message.id));
    default: return press(button.text || button.type, null);
  }
}

function flowReply(message, name = "flow") {
  const response = JSON.stringify({ flow_token: "sandbox", answered_in: "simulated phone" });
  return { type: "interactive", reply_to: message.id, interactive: { type: "nfm_reply", nfm_reply: { name, body: "Sent", response_json: response } } };
}

function template(message, act) {
  const shown = message.rendered || {};
  const card = (part) => [headed(part.header, message), paragraph(part.body), part.footer ? make("p", "footer", part.footer) : undefined];
  const parts = card(shown);
  if (shown.offer) parts.unshift(make("p", "offer", shown.offer.text || t("Limited-time offer")));
  const buttons = (shown.buttons || []).map((button) => templateButton(button, message, act));
  if (shown.cards?.length) {
    const cards = shown.cards.map((one) => make("li", "slide", ...card(one),
      ...(one.buttons || []).map((button) => templateButton(button, message, act))));
    parts.push(slides(cards));
  }
  return { parts, buttons };
}

function slides(cards) {
  const list = make("ul", "slides", ...cards);
  list.tabIndex = 0;
  list.setAttribute("aria-label", t("Cards"));
  return list;
}

function interactive(message, act) {
  const content = message.content;
  const action = content.action || {};
  const parts = [headed(content.header, message), paragraph(content.body?.text), content.footer ? make("p", "footer", content.footer.text) : undefined];
  const reply = (kind, chosen) => act.send({ type: "interactive", reply_to: message.id, interactive: { type: kind, [kind]: chosen } });
  const url = (parameters) => { const node = link(parameters?.url || "", parameters?.display_text || t("Open")); node.className = "tap"; return node; };
  switch (content.type) {
    case "button_reply": return { parts: [paragraph(content.button_reply.title)], buttons: [] };
    case "list_reply": return { parts: [paragraph(content.list_reply.title), content.list_reply.description ? make("p", "footer", content.list_reply.description) : undefined], buttons: [] };
    case "nfm_reply": return { parts: [paragraph(t("Form sent"))], buttons: [] };
    case "button": return { parts, buttons: action.buttons.map(({ reply: one }) => press(one.title, () => reply("button_reply", one))) };
    case "list": return { parts, buttons: [press(action.button, () => act.pick(action, (row) => reply("list_reply", row)))] };
    case "cta_url": return { parts, buttons: [url(action.parameters)] };
    case "location_request_message": return { parts, buttons: [press(t("Send location"), () => act.shareLocation(message.id))] };
    case "flow": return { parts, buttons: [press(action.parameters?.flow_cta || t("Open"), () => act.send(flowReply(message)))] };
    case "address_message": return { parts, buttons: [press(t("Provide address"), () => act.send(flowReply(message, "address_message")))] };
    case "request_contact_info": case "contact_request": return { parts, buttons: [press(t("Share phone number"), () => act.shareContact(message.id))] };
    case "voice_call": return { parts, buttons: [press(action.parameters?.display_text || t("Call"), null)] };
    case "product": case "product_list": case "catalog_message": return { parts, buttons: [press(t("Order this"), () => act.send(order(message, action)))] };
    case "carousel": {
      const cards = (action.cards || []).map((card) => make("li", "slide", headed(card.header, message), paragraph(card.body?.text),
        card.action?.parameters ? url(card.action.parameters) : undefined,
        ...(card.action?.buttons || []).map(({ quick_reply: one }) => press(one.title, () => reply("button_reply", one)))));
      return { parts: [...parts, slides(cards)], buttons: [] };
    }
    default: return { parts, buttons: [] };
  }
}

function order(message, action) {
  const items = action.product_retailer_id ? [action.product_retailer_id]
    : (action.sections || []).flatMap((section) => section.product_items.map((item) => item.product_retailer_id));
  const products = (items.length ? items.slice(0, 3) : ["sample-product"])
    .map((id) => ({ product_retailer_id: id, quantity: 1, item_price: 100000, currency: "IDR" }));
  return { type: "order", reply_to: message.id, order: { catalog_id: action.catalog_id || "0", text: "", product_items: products } };
}

function body(message, act) {
  const content = message.content || {};
  if (message.deleted) return { parts: [make("p", "gone", t("This message was deleted"))], buttons: [] };
  switch (message.type) {
    case "text": return { parts: [paragraph(content.body)], buttons: [] };
    case "image": case "video": case "audio": case "document": case "sticker":
      return { parts: [file(message.type, content, message), paragraph(content.caption)], buttons: [] };
    case "location": return { parts: [location(content)], buttons: [] };
    case "contacts": return { parts: contacts(content), buttons: [] };
    case "template": return template(message, act);
    case "interactive": return interactive(message, act);
    case "button": return { parts: [paragraph(content.text)], buttons: [] };
    case "order": return { parts: [make("div", "card", make("strong", "", t("Order")), make("span", "", t("{count} item(s)", { count: content.product_items?.length || 0 })))], buttons: [] };
    default: return { parts: [make("p", "gone", KINDS[message.type] || message.type)], buttons: [] };
  }
}

function ticks(message) {
  const node = make("span", `ticks ${message.stage}`);
  const marks = { accepted: "◷", sent: "✓", delivered: "✓✓", read: "✓✓", failed: "!" }[message.stage];
  const shown = make("span", "", marks);
  shown.setAttribute("aria-hidden", "true");
  node.append(shown, make("span", "sr", STAGES[message.stage]));
  return node;
}

/** One message as a list item. `quoted` is the message it answers, `marks` the reactions on it. */
export function bubble(message, quoted, marks, act) {
  const mine = message.from === "customer";
  const { parts, buttons } = body(message, act);
  const bare = message.type === "sticker" && !message.deleted;
  const box = make("div", `bubble${bare ? " bare" : ""}`, make("span", "sr", mine ? t("You: ") : t("Business: ")));
  if (message.reply_to) {
    const quote = make("div", "quoted", make("span", "", quoted ? summary(quoted) : t("Earlier message")));
    quote.dir = "auto";
    box.append(quote);
  }
  box.append(...parts.filter(Boolean));
  const time = make("time", "", timeOf(message.at));
  time.dateTime = new Date(message.at).toISOString();
  box.append(make("span", "meta", message.edited && !message.deleted ? t("edited · ") : "", time, mine ? ticks(message) : undefined));
  const more = press("", (event) => act.open(message, event.currentTarget), "more");
  more.setAttribute("aria-label", t("Actions for: {text}", { text: summary(message).slice(0, 60) }));
  more.append(make("span", "dots"));
  const row = make("div", "row-bubble", box, message.deleted ? undefined : more);
  const item = make("li", `message ${mine ? "mine" : "theirs"}`, row);
  if (buttons.length && !message.deleted) item.append(make("div", "taps", ...buttons));
  if (marks.length) {
    const note = make("div", "marks", ...marks);
    note.setAttribute("aria-label", t("Reactions: {marks}", { marks: marks.join(" ") }));
    note.setAttribute("role", "img");
    item.append(note);
  }
  return item;
}
