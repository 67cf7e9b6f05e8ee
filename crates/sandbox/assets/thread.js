// A conversation on the screen: its bubbles below the days, kept at its end.
import { make } from "./dom.js";
import { dayOf } from "./words.js";

/** Keeps a list at its end: pictures grow after they are drawn, and what is drawn while hidden has no height yet. */
export function ending(scroll, list) {
  let stuck = true;
  const go = () => { if (stuck) scroll.scrollTop = scroll.scrollHeight; };
  new ResizeObserver(go).observe(list);
  for (const event of ["wheel", "touchmove"]) scroll.addEventListener(event, () => { stuck = false; }, { passive: true });
  return {
    /** Whether the end is on the screen, or was when the list was hidden. */
    near: () => (scroll.clientHeight ? scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120 : stuck),
    keep: (wanted) => { stuck = wanted; go(); },
  };
}

/**
 * Answers what draws a conversation named `here`. `of(message)` answers all that its bubble depends on, and how it is
 * made: bubbles whose message is the same stay, with what is played or chosen in them.
 */
export function thread(scroll, list, empty) {
  const end = ending(scroll, list);
  let shown = "";
  return (here, messages, { now, follow, of }) => {
    const fresh = shown !== here;
    const stay = fresh || follow || end.near();
    const old = new Map(fresh ? [] : [...list.children].map((node) => [node.dataset.id, node]));
    const rows = [];
    let day = "";
    for (const message of messages) {
      const heading = dayOf(message.at, now);
      if (heading !== day) {
        day = heading;
        const node = old.get(`day ${heading}`) || make("li", "day", make("span", "", heading));
        node.dataset.id = `day ${heading}`;
        rows.push(node);
      }
      const [depends, build] = of(message);
      const print = JSON.stringify(depends);
      let node = old.get(message.id);
      if (node?.dataset.print !== print) {
        node = build();
        node.dataset.id = message.id;
        node.dataset.print = print;
        if (!fresh && !old.has(message.id)) node.classList.add("new");
      }
      rows.push(node);
    }
    if (fresh || rows.length !== list.children.length || rows.some((node, at) => list.children[at] !== node)) list.replaceChildren(...rows);
    shown = here;
    empty.hidden = rows.length > 0;
    end.keep(stay);
  };
}
