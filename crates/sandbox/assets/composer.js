// Where a message is written, and what may be written with one tap.
import { make } from "./dom.js";

/** A field that grows with its words and sends them with Enter. */
export function writing(form, field, send, leave) {
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 120)}px`;
  };
  const submit = async () => {
    const text = field.value.trim();
    if (text && await send(text)) { field.value = ""; grow(); }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    if (event.key === "Escape") leave();
  });
  field.addEventListener("input", grow);
  return grow;
}

/** The messages suggested to a person. */
export function drawChips(chips, person, suggestions, send) {
  const key = person + suggestions.join();
  if (chips.dataset.key === key) return;
  chips.dataset.key = key;
  chips.replaceChildren(...suggestions.map((text) => {
    const chip = make("button", "chip", text);
    chip.type = "button";
    chip.dir = "auto";
    chip.addEventListener("click", () => send({ text }));
    return chip;
  }));
}
