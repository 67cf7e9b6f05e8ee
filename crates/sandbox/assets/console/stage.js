// What a story can do: bring a person in, let them write, move time, wait for the business, look at what came of it.

const LOOK_MS = 700;
/** People take their time. */
const PATIENCE_MS = 30 * 60_000;

export class Stopped extends Error {}
export class Failed extends Error {}

/** A stage for one play. `view` shows lines; `signal` ends it. */
export function stage(desk, view, signal) {
  const number = desk.number();
  if (!number) throw new Failed("There is no number to write to.");
  const own = [];
  let who = null;

  const pause = (ms) => new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Stopped());
    const over = () => { clearTimeout(timer); reject(new Stopped()); };
    const timer = setTimeout(() => { signal.removeEventListener("abort", over); resolve(); }, ms);
    return signal.addEventListener("abort", over, { once: true });
  });
  const call = (...request) => {
    if (signal.aborted) throw new Stopped();
    return desk.call(...request);
  };
  async function until(look, most = PATIENCE_MS) {
    for (let left = most; left > 0; left -= LOOK_MS) {
      const found = await look();
      if (found) return found;
      await pause(LOOK_MS);
    }
    throw new Failed("That took too long.");
  }
  const thread = () => call("GET", `/phone/thread?number=${number.id}&customer=${who.id}`);

  return {
    number,
    pause,
    call,
    until,
    id: () => who.id,
    name: () => who.name,
    line: (text) => view.line(text),
    followed: () => desk.all().followed,

    tell(text) { view.line(text).done(); },

    /** Somebody new, so that a story can be played again and again. */
    async person(name) {
      const full = `${name} ${desk.all().counts.customers + 1}`;
      who = (await call("POST", "/customers", { name: full })).customer;
      view.person(who);
    },

    /** The person writes. Answers when, as Meta tells it. */
    async says(text) {
      const sent = await call("POST", "/inbound", { phone_number_id: number.id, customer: who.id, text });
      view.line(`${who.name} writes: “${text}”`).done();
      return Number(sent.value.messages[0].timestamp) * 1000;
    },

    /** Waits for a person at the desk, who says when they are ready. */
    async ask(text) {
      const line = view.line(text);
      await line.button("Go on", signal);
      if (signal.aborted) throw new Stopped();
      line.done();
    },

    /** Waits until so many answers reached the phone; the person reads them. */
    async answer(count, text) {
      const line = view.line(text);
      const found = await until(async () => {
        const answers = (await thread()).messages.filter((one) => one.from === "business" && one.type !== "reaction");
        return answers.length >= count && answers;
      });
      await call("POST", "/phone/seen", { number: number.id, customer: who.id });
      await call("POST", "/phone/hidden", { number: number.id, customer: who.id });
      line.done();
      return found;
    },

    /** How many answers the phone shows. */
    answers: async () => (await thread()).messages.filter((one) => one.from === "business").length,

    /** What the business sent to this person, as the sandbox counted it. */
    sends: () => call("GET", `/sends?customer=${who.id}&phone_number_id=${number.id}`),

    async clock(at, text) {
      await call("POST", "/clock", { now: at });
      view.line(text).done();
    },

    /** Waits until sandbox time is there. */
    async reach(at, text) {
      const line = view.line(text);
      const { now } = await call("GET", "/clock");
      await pause(Math.max(0, at - now));
      line.done();
    },

    /** Trouble for the next webhook about a message of this number. */
    async spoil(rule, text) {
      const filter = { phone_number_id: number.id, event: "message" };
      const { fault } = await call("POST", "/faults", { where: "webhook", count: 1, filter, ...rule });
      own.push(fault.id);
      view.line(text).done();
    },

    async check(text, look) {
      const line = view.line(text);
      if (!(await look())) { line.fail(); throw new Failed(`Not so: ${text}`); }
      line.done();
    },

    /** Takes away what was not used up. */
    async clear() {
      for (const id of own) await desk.call("DELETE", `/faults/${id}`).catch(() => {});
    },
  };
}
