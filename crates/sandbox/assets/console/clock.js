// Time: ahead by steps, to a date, and back.

import { card, field, input, press, row } from "./kit.js";

const HOUR = 3_600_000;
const STEPS = [["+1 h", HOUR], ["+23 h 55 min", 23 * HOUR + 55 * 60_000], ["+24 h", 24 * HOUR]];

const FOLLOWED = "Loket lives by this clock: windows close, drafts go stale and delays end by it. Who signs in, and for how long, goes by the machine.";
const ALONE = "Loket does not follow this clock: it does not run in one process with this sandbox. Only the simulated Meta's own time moves, so its windows and Loket's may then disagree.";

let note;
let target;
let back;

/** A time as the date field wants it, in the machine's zone. */
function local(at) {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

export default {
  id: "clock",
  title: "Clock",
  lead: "Move time instead of waiting for it.",
  build(desk) {
    const move = (change, said) => desk.act(() => desk.call("POST", "/clock", change), said);
    note = card("Who goes along", "");
    target = input("datetime-local", local(desk.now() + 24 * HOUR), { required: true });
    const go = press("Go there", () => {
      const at = new Date(target.value).getTime();
      if (!Number.isFinite(at)) return desk.say("Give a date and a time.", true);
      if (at < Date.now()) return desk.say("That is in the past. Time goes ahead of this machine, or back to it.", true);
      return move({ now: at }, "The clock was moved.");
    }, "primary");
    back = press("Back to this machine's time", () => move({ offset_ms: 0 }, "The clock is the machine's again."));
    return [
      note,
      card("Ahead", "Each step adds to where the clock stands.", row(...STEPS.map(([name, by]) => press(name, () => move({ advance_ms: by }, `The clock went ${name}.`))))),
      card("To a date", "", row(field("Date and time", target), go)),
      card("Back", "What was written ahead of time stays dated ahead; work that is due then waits for that day. A fresh start has no such remains.", row(back)),
    ];
  },
  update(desk) {
    const { followed, offset_ms: offset } = desk.all();
    const lead = note.querySelector("p") ?? note.appendChild(document.createElement("p"));
    lead.className = "lead";
    lead.textContent = followed ? FOLLOWED : ALONE;
    note.classList.toggle("warn", !followed);
    back.disabled = offset === 0;
  },
};
