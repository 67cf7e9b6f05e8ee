// Many customers at once, and a fresh start.

import { card, chip, field, input, make, press, row } from "./kit.js";

let progress;
let begin;
let stop;

export default {
  id: "load",
  title: "Load and reset",
  lead: "Fill the inbox, or empty the sandbox.",
  build(desk) {
    const people = input("number", "200", { min: "0", max: "10000", required: true });
    const pace = input("number", "20", { min: "1", max: "100", required: true });
    const lasts = input("number", "0", { min: "0", max: "60", required: true });
    begin = make("button", "primary", "Start");
    stop = press("Stop", () => desk.act(() => desk.call("DELETE", "/load"), "Stopped."));
    const form = make("form", "", row(field("New conversations", people, "up to 10,000; each writes once"), field("Messages a second", pace, "up to 100"), field("Then for (s)", lasts, "up to 60: they go on writing")), row(begin, stop));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      desk.act(() => desk.call("POST", "/load", { phone_number_id: desk.number()?.id, conversations: Number(people.value), per_second: Number(pace.value), seconds: Number(lasts.value) }), "Started.");
    });
    progress = make("div", "progress");
    const reset = async (everything, title, text) => {
      if (await desk.sure(title, text, "Reset")) await desk.act(() => desk.call("POST", "/reset", { everything }), "The sandbox starts anew.");
    };
    return [
      card("Load", "Loket drafts an answer to each message, so a slow machine is busy for a while after the last one.", form, progress),
      card("Reset", "Only the simulated Meta forgets. Loket keeps what it received, as it would with the real one.", row(
        press("Forget conversations and logs", () => reset(false, "Forget conversations and logs?", "Conversations, logs, chaos and the clock's shift go. People, numbers and templates stay."), "quiet danger"),
        press("Back to the first day", () => reset(true, "Back to the first day?", "Everything that was added goes, too: people, numbers, templates, settings."), "quiet danger"))),
    ];
  },
  update(desk) {
    const { load } = desk.all();
    begin.disabled = Boolean(load?.running);
    stop.disabled = !load?.running;
    if (!load) return progress.replaceChildren(make("p", "empty", "No load has run yet."));
    const bar = progress.querySelector("progress") ?? make("progress", "");
    bar.max = load.planned;
    bar.value = load.written;
    bar.setAttribute("aria-label", "Messages written");
    const pace = load.took_ms ? Math.round((load.written * 1000) / load.took_ms) : 0;
    const words = `${load.written.toLocaleString()} of ${load.planned.toLocaleString()} messages from ${load.people.toLocaleString()} people, ${pace} a second${load.refused ? `, ${load.refused} refused` : ""}`;
    return progress.replaceChildren(bar, make("p", "", words, " "), chip(load.running ? "running" : load.written < load.planned ? "stopped" : "done", load.running ? "warn" : "good"));
  },
};
