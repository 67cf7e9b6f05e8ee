// The stories' stage door: play one, see how far it is, go on, stop.

import { chip, make, press, row } from "./kit.js";
import { PLAYS } from "./plays.js";
import { Failed, Stopped, stage } from "./stage.js";

/** They keep their place while one looks at another section. */
const boxes = new Map();
let playing = null;

/** What a story shows of itself. */
function view(box) {
  return {
    person(who) {
      box.who.replaceChildren("Customer: ", make("strong", "", who.name));
      box.who.hidden = false;
    },
    line(text) {
      const words = make("span", "", text);
      const item = make("li", "step now", words);
      box.steps.append(item);
      item.scrollIntoView({ block: "nearest" });
      const end = (state, said) => {
        item.className = `step ${state}`;
        words.prepend(make("span", "sr", said));
      };
      return {
        done: () => end("done", "Done: "),
        fail: () => end("failed", "Failed: "),
        button: (name, signal) => new Promise((resolve) => {
          const go = press(name, () => { go.remove(); resolve(); }, "primary");
          signal.addEventListener("abort", () => { go.remove(); resolve(); }, { once: true });
          item.append(go);
          go.focus();
        }),
      };
    },
  };
}

async function play(desk, one, box) {
  if (playing) return;
  const ends = new AbortController();
  playing = { id: one.id, ends };
  box.steps.replaceChildren();
  box.who.hidden = true;
  drawState();
  let on = null;
  const state = (text, tone) => box.state.replaceChildren(chip(text, tone));
  state("playing", "warn");
  try {
    on = stage(desk, view(box), ends.signal);
    await one.play(on);
    state("as it should be", "good");
  } catch (error) {
    for (const line of box.steps.querySelectorAll(".now")) line.classList.remove("now");
    if (error instanceof Stopped) state("stopped");
    else {
      state("not as it should be", "bad");
      box.steps.append(make("li", "step failed", error instanceof Failed ? error.message : `The sandbox: ${error.message}`));
    }
  } finally {
    await on?.clear();
    playing = null;
    drawState();
    desk.refresh();
  }
}

function drawState() {
  for (const [id, box] of boxes) {
    const mine = playing?.id === id;
    box.go.disabled = Boolean(playing);
    box.stop.hidden = !mine;
    if (mine && !box.stop.contains(document.activeElement)) box.stop.focus();
  }
}

function build(desk, one) {
  const steps = make("ol", "steps");
  const log = make("div", "log", steps);
  log.setAttribute("role", "log");
  log.setAttribute("aria-label", `What happens in: ${one.title}`);
  const who = make("p", "who");
  who.hidden = true;
  const box = { steps, who, state: make("span", "") };
  box.go = press("Play", () => play(desk, one, box), "primary");
  box.go.setAttribute("aria-label", `Play: ${one.title}`);
  box.stop = press("Stop", () => playing?.ends.abort());
  box.stop.hidden = true;
  const title = make("h3", "", one.title);
  title.id = `story-${one.id}`;
  box.node = make("section", "card story", make("div", "item-head", title, box.state), make("p", "lead", one.watch), row(box.go, box.stop), who, log);
  box.node.setAttribute("aria-labelledby", title.id);
  boxes.set(one.id, box);
  return box.node;
}

export default {
  id: "stories",
  title: "Stories",
  lead: "Each plays the customer and Meta; you play the desk. Open it in another window beside this one.",
  build: (desk) => PLAYS.map((one) => boxes.get(one.id)?.node ?? build(desk, one)),
  update() {},
};
