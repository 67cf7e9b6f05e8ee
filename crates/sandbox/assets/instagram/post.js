// The tab of posts: one of them, the comments under it, and commenting.
import { writing } from "../composer.js";
import { make } from "../dom.js";
import { t } from "../tongue.js";
import { formatted, initials, tone } from "../words.js";
import * as api from "./api.js";
import { ago, counted, picture } from "./parts.js";

const $ = (id) => document.getElementById(id);
let state = null;
let chosen = null;
let parent = null;
let again = () => {};
let say = () => {};

const post = () => state.posts.find((one) => one.id === chosen) || state.posts[0];

function answer(comment) {
  parent = comment;
  $("post-quote").hidden = !comment;
  if (!comment) return;
  $("post-quote-who").textContent = t("Reply to {name}", { name: `@${comment.username}` });
  $("post-quote-text").textContent = comment.text;
  $("post-text").focus();
}

async function send(text) {
  try {
    await api.comment(state.customer, post().id, text, parent?.id);
    answer(null);
    again(true);
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

function face(comment) {
  if (comment.business) return picture(`account:${state.account.id}`, "face");
  const node = make("span", `avatar face ${tone(comment.person)}`, initials(comment.username.replace(/[._]/g, " ")));
  node.setAttribute("aria-hidden", "true");
  return node;
}

function row(comment) {
  const name = make("strong", "", comment.username);
  if (comment.business) name.append(make("span", "badge", t("Owner")));
  const words = make("p", "comment-text", formatted(comment.text));
  words.dir = "auto";
  const reply = make("button", "link", t("Reply"));
  reply.type = "button";
  reply.setAttribute("aria-label", t("Reply to {name}", { name: `@${comment.username}` }));
  reply.addEventListener("click", () => answer(comment));
  const body = make("div", "comment-body", name, words, make("p", "comment-meta", make("span", "", ago(comment.at, state.now)), comment.mine ? make("span", "", t("by you")) : undefined, reply));
  const item = make("li", "comment", face(comment), body);
  item.dataset.id = comment.id;
  return item;
}

function drawComments(comments) {
  const list = $("post-comments");
  const tops = comments.filter((one) => !one.parent);
  const rows = tops.map((top) => {
    const item = row(top);
    const below = comments.filter((one) => one.parent === top.id).map(row);
    if (below.length) item.append(make("ol", "replies", ...below));
    return item;
  });
  const at = document.activeElement?.closest?.("#post-comments [data-id]")?.dataset.id;
  list.replaceChildren(...rows);
  if (at) list.querySelector(`[data-id="${at}"] .link`)?.focus();
  $("post-none").hidden = rows.length > 0;
}

function drawStrip() {
  const strip = $("post-strip");
  strip.hidden = state.posts.length < 2;
  strip.replaceChildren(...state.posts.map((one) => {
    const button = make("button", "thumb", picture(`post:${one.id}`, ""));
    button.type = "button";
    button.setAttribute("aria-label", t("Post: {text}", { text: one.caption.slice(0, 60) }));
    button.setAttribute("aria-pressed", String(one.id === post().id));
    button.addEventListener("click", () => { chosen = one.id; answer(null); draw(state, false); });
    return button;
  }));
}

/** Shows what the sandbox answered. `follow`: go to the last comment. */
export function draw(view, follow) {
  state = view;
  const shown = post();
  $("post-name").textContent = view.account.username;
  $("post-sub").textContent = t("{count} followers", { count: counted(view.account.followers) });
  if (!shown) return;
  const print = JSON.stringify([view.account.id, view.customer, view.posts, shown.id, Math.floor(view.now / 60000)]);
  const page = $("post-scroll");
  if (page.dataset.print === print) return;
  page.dataset.print = print;
  $("post-face").replaceChildren(picture(`account:${view.account.id}`, "ring-picture"));
  drawStrip();
  const large = $("post-picture");
  if (large.dataset.of !== shown.id) {
    large.dataset.of = shown.id;
    large.replaceChildren(picture(`post:${shown.id}`, "", shown.caption));
  }
  $("post-likes").textContent = t("{count} likes", { count: counted(shown.likes) });
  $("post-caption").replaceChildren(make("strong", "", view.account.username), ` ${shown.caption}`);
  $("post-at").textContent = ago(shown.at, view.now);
  drawComments(shown.comments);
  if (follow) $("post-comments").lastElementChild?.scrollIntoView({ block: "end" });
}

/** Listens; `asked` is the post to open, `refresh` looks again, `problem` says what failed. */
export function wire(asked, refresh, problem) {
  chosen = asked;
  again = refresh;
  say = problem;
  writing($("post-composer"), $("post-text"), send, () => answer(null));
  $("post-quote-close").addEventListener("click", () => answer(null));
}

/** Another person or account: nothing is being answered any more. */
export function leave() {
  answer(null);
  $("post-text").value = "";
}
