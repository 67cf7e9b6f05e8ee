// The stories. Each says in one sentence what to watch, and checks what the sandbox can see of it.

import { commentAnswered } from "./comment-play.js";
import { Failed } from "./stage.js";

const DAY = 24 * 3_600_000;
/** Loket closes a window this long before Meta does. */
const GUARD = 120_000;

async function firstOrder(on) {
  await on.person("Dewi");
  await on.says("Halo, apakah jaket biru ukuran M masih ada?");
  await on.answer(1, `In the desk, open ${on.name()}'s conversation, look at what the draft stands on, and approve it.`);
  await on.says("Berapa ongkos kirim ke Bandung?");
  await on.answer(2, "Approve the next draft.");
  await on.says("Baik, saya pesan satu ya. Terima kasih!");
  await on.check("Each answer was sent to Meta exactly once.", async () => {
    const sent = await on.sends();
    return sent.total >= 2 && sent.attempts === sent.total;
  });
}

async function windowCloses(on) {
  if (!on.followed()) throw new Failed("Loket does not follow this clock here, so its windows cannot be made to close. Start both in one process: loket serve.");
  await on.person("Bagas");
  const at = await on.says("Kak, paket saya sudah dikirim?");
  await on.ask(`In the desk, open ${on.name()}'s conversation and begin to type an answer of your own. Do not send it.`);
  await on.clock(at + DAY - GUARD - 25_000, "The clock goes to 24 hours after that message, less two and a half minutes.");
  await on.reach(at + DAY - GUARD, "Keep typing: Loket closes the window in 25 seconds, two minutes before Meta.");
  await on.ask("The window is closed. The composer offers a template instead, and keeps what you wrote.");
  await on.says("Halo? Masih di sana?");
  await on.check("Nothing was sent that Meta would have refused.", async () => !(await on.sends()).sends.some((one) => one.error === 131_047));
  on.tell("A new message opens the window again: your words are back where you left them.");
}

/** Decides about a template, and waits until Loket has read the account's templates again. */
async function decide(on, id, verb, details, text) {
  const { requests } = await on.call("GET", "/requests?limit=1");
  await on.call("POST", `/templates/${id}/${verb}`, details);
  on.tell(text);
  await on.check("Loket heard of it and read the templates again.", () => on.until(async () => {
    const asked = await on.call("GET", "/requests?limit=50&method=GET&path=message_templates");
    return asked.requests.some((one) => one.id > (requests[0]?.id ?? 0) && one.status === 200);
  }, 20_000));
}

async function templateRejected(on) {
  await on.person("Citra");
  const name = `kabar_${Date.now() % 1_000_000}`;
  await on.says("Kabari saya kalau tenda itu ada lagi, ya.");
  const components = [{ type: "BODY", text: "Kabar baik, tenda yang Kakak tanyakan sudah ada lagi." }];
  const { id } = await on.call("POST", "/templates", { waba_id: on.number.waba_id, name, language: "id", category: "UTILITY", status: "PENDING", components });
  on.tell(`The template ${name} waits for Meta's review.`);
  await decide(on, id, "reject", { reason: "INVALID_FORMAT" }, "Meta rejects it: the format is not right.");
  await on.ask(`In the desk, open ${on.name()}'s conversation and look among the templates: ${name} is marked as rejected and cannot be chosen.`);
  await decide(on, id, "approve", {}, "Meta looks once more and approves it.");
  await on.answer(1, `Now ${name} can be chosen. Send it.`);
}

async function twoAgents(on) {
  await on.person("Eka");
  await on.says("Halo, kapan toko buka?");
  await on.answer(1, `Open ${on.name()}'s conversation in two browsers, as two people of the team (Settings, Team invites one). Approve the draft in both at the same moment.`);
  await on.pause(4000);
  await on.check("Exactly one answer reached the phone.", async () => (await on.answers()) === 1 && (await on.sends()).total === 1);
  on.tell("Whoever was slower was told who was faster.");
}

async function twiceAndLate(on) {
  await on.person("Fajar");
  await on.spoil({ kind: "delay", delay_ms: 8000 }, "The next webhook will be 8 seconds late.");
  await on.says("Satu: halo, ada orang?");
  // Meta's times are whole seconds: two messages within one would have no order.
  await on.pause(1500);
  await on.spoil({ kind: "duplicate", copies: 2 }, "The one after that arrives three times.");
  await on.says("Dua: saya cari tenda.");
  await on.pause(1500);
  await on.spoil({ kind: "bad_signature" }, "And the third first comes with a signature that is not Meta's.");
  await on.says("Tiga: untuk dua orang.");
  const about = async () => (await on.call("GET", `/webhooks?contains=${encodeURIComponent(on.name())}`)).webhooks;
  const sound = (one) => one.state === "delivered";
  await on.check("All five deliveries were taken in the end.", () => on.until(async () => {
    const all = await about();
    return all.length === 5 && all.every(sound);
  }, 30_000));
  await on.check("The false signature was refused.", async () => (await about()).some((one) => [401, 403].includes(one.attempts[0].status)));
  const first = (await about()).find((one) => one.body.includes("Satu"));
  await on.call("POST", `/webhooks/${first.id}/replay`, { times: 2 });
  await on.check("Much later the first comes twice more, and is taken as known.", () => on.until(async () => {
    const all = await about();
    return all.length === 7 && all.every(sound);
  }, 30_000));
  on.tell(`In the desk, ${on.name()}'s conversation holds each message once, in the order they were written.`);
}

export const PLAYS = [
  { id: "first-order", title: "First order", watch: "Watch how a question becomes a draft that names its sources, and how nothing leaves before a person approves it.", play: firstOrder },
  { id: "window-closes", title: "Window closes while you type", watch: "Watch the composer change by itself before Meta would refuse, without losing a word of what you wrote.", play: windowCloses },
  { id: "template-rejected", title: "Template rejected", watch: "Watch the list of templates follow Meta's decisions, without anybody reloading it.", play: templateRejected },
  { id: "two-agents", title: "Two agents, one draft", watch: "Watch two people approve the same draft: the customer gets one answer, and the slower one is told.", play: twoAgents },
  { id: "twice-and-late", title: "Webhook arrives twice and late", watch: "Watch a conversation stay whole and in order while its webhooks come late, three times and falsely signed.", play: twiceAndLate },
  { id: "comment-answered", title: "A comment, answered twice", watch: "Watch an answer that everybody reads, then the one private message that Meta allows, become a conversation.", play: commentAnswered },
];
