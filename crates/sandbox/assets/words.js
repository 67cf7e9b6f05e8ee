// Strings and small text functions of the phone page.
import { locale, t } from "./tongue.js";

export const REACTIONS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

export const KINDS = {
  image: t("Photo"), video: t("Video"), audio: t("Voice message"), document: t("Document"), sticker: t("Sticker"),
  location: t("Location"), contacts: t("Contact"), template: t("Message"), interactive: t("Message"),
  button: t("Reply"), order: t("Order"), reaction: t("Reaction"), unsupported: t("Unsupported message"),
};

export const STAGES = {
  accepted: t("Waiting"), sent: t("Sent"), delivered: t("Delivered"), read: t("Read"), failed: t("Failed"),
};

/** Initials for an avatar. */
export function initials(name) {
  const words = name.replace(/^[+@]/, "").trim().split(/\s+/);
  return words.slice(0, 2).map((word) => Array.from(word)[0] || "").join("").toUpperCase();
}

/** One of eight avatar tones, the same for the same id. */
export function tone(id) {
  let sum = 0;
  for (const character of id) sum = (sum * 33 + character.codePointAt(0)) % 1009;
  return `tone-${sum % 8}`;
}

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });

export const timeOf = (at) => clock.format(new Date(at));

/** The heading of a day. */
export function dayOf(at, now) {
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 864e5);
  if (days === 0) return t("Today");
  return days === 1 ? t("Yesterday") : date.format(new Date(at));
}

/** A short line for a message, for lists and quotes. */
export function summary(message) {
  if (message.deleted) return t("Deleted message");
  const content = message.content || {};
  const rendered = message.rendered || {};
  const text = {
    text: content.body,
    template: rendered.body,
    button: content.text,
    interactive: content.body?.text || content.button_reply?.title || content.list_reply?.title,
    contacts: Array.isArray(content) ? content[0]?.name?.formatted_name : undefined,
    location: content.name,
    document: content.caption || content.filename,
  }[message.type] ?? content.caption;
  return text || KINDS[message.type] || t("Message");
}

const MARKS = /(```[\s\S]+?```|\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~|https?:\/\/[^\s<>"']+)/g;

/** Text with *bold*, _italic_, ~strike~, ```code``` and links, as nodes. */
export function formatted(text) {
  const out = document.createDocumentFragment();
  for (const part of String(text).split(MARKS)) {
    if (!part) continue;
    const wrap = (name, inner) => {
      const node = document.createElement(name);
      node.textContent = inner;
      out.append(node);
    };
    if (/^https?:/.test(part)) out.append(link(part, part));
    else if (/^```/.test(part) && part.length > 6) wrap("code", part.slice(3, -3));
    else if (/^\*.+\*$/.test(part)) wrap("strong", part.slice(1, -1));
    else if (/^_.+_$/.test(part)) wrap("em", part.slice(1, -1));
    else if (/^~.+~$/.test(part)) wrap("s", part.slice(1, -1));
    else out.append(part);
  }
  return out;
}

/** A link that opens elsewhere and tells nobody where it came from. Only web addresses. */
export function link(address, text) {
  const node = document.createElement("a");
  if (/^https?:\/\//.test(address)) node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.textContent = text;
  return node;
}

/** What this tab remembers; without storage it forgets, which is fine. */
export function remembered(name) {
  try { return sessionStorage.getItem(`phone-${name}`); } catch { return null; }
}
export function remember(name, value) {
  try { sessionStorage.setItem(`phone-${name}`, value); } catch { /* private mode */ }
}
