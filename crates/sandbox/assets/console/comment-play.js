// The story of a comment: an answer for everybody, one for the person alone, and then a conversation.

import { Failed } from "./stage.js";

/** The first account that somebody's token acts for. */
async function connected(on) {
  const { accounts } = await on.call("GET", "/instagram");
  const account = accounts.find((one) => one.connected && one.subscribed.includes("comments"));
  if (!account) throw new Failed("No Instagram account is connected. In the desk: Settings, Channels, Add a number or account.");
  return account;
}

/** Waits until the person's phone shows something. */
async function shown(on, account, text, find) {
  const line = on.line(text);
  const found = await on.until(async () => find(await on.call("GET", `/instagram/phone?account=${account.id}&customer=${on.id()}`)));
  line.done();
  return found;
}

export async function commentAnswered(on) {
  const account = await connected(on);
  await on.person("Gita");
  const post = account.posts[0];
  const text = "Kak, ada ukuran M?";
  const { id } = await on.call("POST", "/instagram/comments", { customer: on.id(), post: post.id, text });
  on.tell(`${on.name()} comments under a post of @${account.username}: “${text}”`);
  await shown(on, account, `In the desk, open the comment of ${on.name()} and reply publicly: everybody can read it.`,
    (view) => view.posts.flatMap((one) => one.comments).find((one) => one.business && one.parent === id));
  await shown(on, account, "Now reply privately: one message, within seven days.",
    (view) => view.messages.find((one) => one.from === "business" && one.comment === text));
  await on.check("The private answer lies among message requests, and opens no window.", async () =>
    (await on.call("GET", `/instagram/phone?account=${account.id}&customer=${on.id()}`)).request);
  const answer = "Terima kasih, saya mau satu.";
  await on.call("POST", "/instagram/inbound", { account: account.id, customer: on.id(), text: answer });
  on.tell(`${on.name()} answers it: “${answer}” From now on there is a conversation, and its window is open for 24 hours.`);
  await shown(on, account, `Answer ${on.name()} there.`, (view) => view.messages.filter((one) => one.from === "business").length > 1);
}
