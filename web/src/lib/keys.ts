/** Keyboard commands as data: one list feeds the handler, the palette and the help. Pure. */
export type Scope = 'global' | 'inbox' | 'thread' | 'approvals' | 'contacts';

export interface Command {
  id: string;
  /** Each is a chord or a sequence of chords: `Mod+k`, `g i`, `?`. */
  keys: readonly string[];
  scope: Scope;
  /** The words for it. */
  label: string;
  run: () => void;
  when?: () => boolean;
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** A press as the registry spells it. Shift is named only where the key itself does not show it. */
export function chord(event: Pressed): string {
  const printable = [...event.key].length === 1;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (!printable || /\p{L}/u.test(event.key))) parts.push('Shift');
  parts.push(printable ? event.key.toLowerCase() : event.key);
  return parts.join('+');
}

/** Whether a chord is a lone character, which must stay silent where one types. */
export function isSingle(pressed: string): boolean {
  const last = pressed.startsWith('Shift+') ? pressed.slice('Shift+'.length) : pressed;
  return [...last].length === 1;
}

interface Found {
  command: Command | null;
  /** What was pressed so far of a longer sequence; empty when none is under way. */
  pending: readonly string[];
}

/** Looks a press up. Later commands win, so that the innermost place decides. */
export function find(commands: readonly Command[], before: readonly string[], pressed: string): Found {
  const now = [...before, pressed];
  const said = now.join(' ');
  const usable = commands.filter((command) => command.when?.() ?? true);
  const exact = usable.findLast((command) => command.keys.includes(said));
  if (exact) return { command: exact, pending: [] };
  const begun = usable.some((command) => command.keys.some((keys) => keys.startsWith(`${said} `)));
  if (begun) return { command: null, pending: now };
  return before.length > 0 ? find(commands, [], pressed) : { command: null, pending: [] };
}

interface Place {
  tagName: string;
  isContentEditable?: boolean;
  closest?: (selector: string) => unknown;
  type?: string;
}

const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file']);

/** Whether somebody types there. */
export function isTextField(place: Place | null): boolean {
  if (!place) return false;
  if (place.tagName === 'INPUT') return !NOT_TEXT.has(place.type ?? 'text');
  return place.tagName === 'TEXTAREA' || place.tagName === 'SELECT' || place.isContentEditable === true;
}

/** Whether a press belongs to what one types there. A field that sends has its own Mod+Enter. */
export function isTyping(pressed: string, place: Place | null): boolean {
  return isTextField(place) && (isSingle(pressed) || pressed === 'Mod+Enter');
}

/** Whether a dialog or menu has the keyboard for itself. */
export function isCaptured(place: Place | null): boolean {
  return Boolean(place?.closest?.('dialog,[role=dialog],[role=alertdialog],[role=menu]'));
}

/** How a chord is shown: `Mod+k` as `⌘ K` or `Ctrl K`. */
export function spell(keys: string, mac: boolean): string[] {
  const names: Record<string, string> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Shift: '⇧',
    Alt: mac ? '⌥' : 'Alt',
    ArrowDown: '↓',
    ArrowUp: '↑',
    Escape: 'Esc',
    Enter: '↵',
  };
  return keys
    .split(' ')
    .flatMap((one) => one.split('+'))
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}
