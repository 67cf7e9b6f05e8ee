import { useEffect, useLayoutEffect, useRef } from 'react';
import { type Command, chord, find, isCaptured, isSingle, isTyping } from './keys';
import { singleKeys } from './prefs';
import { type Store, store } from './store';

/** Every command that can be used now, outermost place first. */
export const registered: Store<readonly Command[]> = store<readonly Command[]>([]);

/** How long a started sequence such as `g i` waits. */
const PATIENCE_MS = 1200;

/** Makes commands available while the component is there. Their newest closures are used. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
  });
  const ids = commands.map((command) => `${command.id} ${command.label}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is the same as long as its ids and words are
  useEffect(() => {
    const now = (id: string) => latest.current.find((command) => command.id === id);
    const mine = latest.current.map((command) => ({
      ...command,
      run: () => now(command.id)?.run(),
      when: () => {
        const current = now(command.id);
        return current ? (current.when?.() ?? true) : false;
      },
    }));
    registered.set((all) => [...all, ...mine]);
    return () => registered.set((all) => all.filter((one) => !mine.includes(one as (typeof mine)[number])));
  }, [ids]);
}

/** Does what a key would do, from a button; nothing where the command is not there. */
export function runCommand(id: string): void {
  registered
    .get()
    .filter((command) => command.id === id && (command.when?.() ?? true))
    .at(-1)
    ?.run();
}

/** Listens on the window. Returns how to stop. */
export function listen(target: Window): () => void {
  let pending: readonly string[] = [];
  let since = 0;
  function onKey(event: KeyboardEvent): void {
    if (
      event.defaultPrevented ||
      event.isComposing ||
      ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)
    )
      return;
    const pressed = chord(event);
    const place = event.target instanceof HTMLElement ? event.target : null;
    if (isCaptured(place)) return;
    if (isTyping(pressed, place) || (isSingle(pressed) && singleKeys.get() === 'off')) return;
    const late = event.timeStamp - since > PATIENCE_MS;
    const found = find(registered.get(), late ? [] : pending, pressed);
    pending = found.pending;
    since = event.timeStamp;
    if (found.command) {
      event.preventDefault();
      found.command.run();
    }
  }
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}
