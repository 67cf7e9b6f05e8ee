// A direct message as the person sees it.
import { mediaAddress } from "../api.js";
import { make } from "../dom.js";
import { t } from "../tongue.js";
import { formatted, link, timeOf } from "../words.js";
import { picture } from "./parts.js";

const NAMES = {
  image: t("Photo"), video: t("Video"), audio: t("Voice message"), file: t("Document"), like_heart: t("Heart"),
  story_mention: t("Story mention"), share: t("Post"),
};

/** A short line for a message. */
export function summary(message) {
  if (message.deleted) return t("Deleted message");
  return message.text || NAMES[message.parts[0]?.kind] || t("Message");
}

function file(part) {
  if (!part.media) return link(part.url || "", part.url || NAMES[part.kind]);
  const address = mediaAddress(part.media);
  if (part.kind === "image") {
    const node = make("img", "image");
    node.src = address;
    node.alt = NAMES.image;
    return node;
  }
  if (part.kind === "file") {
    const node = make("a", "file", make("span", "file-name", NAMES.file));
    node.href = address;
    node.download = "document";
    return node;
  }
  const player = make(part.kind, part.kind);
  Object.assign(player, { src: address, controls: true, preload: "metadata" });
  player.setAttribute("aria-label", NAMES[part.kind]);
  return player;
}

function shown(part, story) {
  if (part.kind === "like_heart") return make("p", "heart", "❤️");
  if (part.kind === "share") return picture(part.media, "image", NAMES.share);
  if (part.kind === "story_mention") return make("div", "story-card", picture(`story:${story}`, "story-small"), make("p", "", t("You mentioned them in your story")));
  return file(part);
}

function head(message, quoted, story) {
  if (message.comment !== null) return make("p", "about", t("Answer to your comment: {text}", { text: message.comment || t("a comment that is gone") }));
  if (message.story) return make("div", "story-card", picture(`story:${story}`, "story-small"), make("p", "", t("You replied to their story")));
  if (message.reply_to) {
    const quote = make("div", "quoted", make("span", "", quoted ? summary(quoted) : t("Earlier message")));
    quote.dir = "auto";
    return quote;
  }
  return undefined;
}

/** One message as a list item. `open` offers what can be done with it. */
export function bubble(message, { quoted, story, last, open }) {
  const mine = message.from === "customer";
  const bare = !message.deleted && message.parts.length > 0 && message.parts.every((part) => part.kind === "like_heart");
  const box = make("div", `bubble${bare ? " bare" : ""}`, make("span", "sr", mine ? t("You: ") : t("Business: ")));
  if (message.deleted) box.append(make("p", "gone", t("This message was deleted")));
  else {
    const words = message.text ? make("p", "text", formatted(message.text)) : undefined;
    if (words) words.dir = "auto";
    box.append(...[head(message, quoted, story), ...message.parts.map((part) => shown(part, story)), words].filter(Boolean));
  }
  const time = make("time", "", timeOf(message.at));
  time.dateTime = new Date(message.at).toISOString();
  box.append(make("span", "meta", message.edits && !message.deleted ? t("edited · ") : "", time));
  const row = make("div", "row-bubble", box);
  if (!message.deleted) {
    const more = make("button", "more", make("span", "dots"));
    more.type = "button";
    more.setAttribute("aria-label", t("Actions for: {text}", { text: summary(message).slice(0, 60) }));
    more.addEventListener("click", () => open(message));
    row.append(more);
  }
  const item = make("li", `message ${mine ? "mine" : "theirs"}`, row);
  const marks = [message.reactions.customer, message.reactions.business].filter(Boolean);
  if (marks.length) {
    const note = make("div", "marks", ...marks);
    note.setAttribute("aria-label", t("Reactions: {marks}", { marks: marks.join(" ") }));
    note.setAttribute("role", "img");
    item.append(note);
  }
  if (last && mine && !message.deleted) item.append(make("p", "state", message.seen ? t("Seen") : t("Sent")));
  return item;
}
