import { useCallback, useMemo } from 'react';
import { useMe } from '~/features/session/me';
import { tab } from '~/lib/storage';
import { store, useStore } from '~/lib/store';
import { workspaceId } from '~/lib/workspace';
import { changesOf, type Edit, isNew, KEY_OF, type Part } from './model';

/** Where edits are made. The week is a policy of its own page, saved apart from the others. */
export type Place = Part | 'hours';
export const partOf = (place: Place): Part => (place === 'hours' ? 'policies' : place);

/** What a person changed in one place and has not saved. */
interface Unsaved {
  edits: readonly Edit[];
  /** The version that was looked at when the first edit was made: what others changed since is a conflict. */
  base: number;
  /** Names the next new row. */
  next: number;
}

export const NONE: Unsaved = { edits: [], base: 0, next: 1 };

const KEPT = 'loket.knowledge';
type All = Readonly<Record<string, Unsaved>>;

/** What was not saved when the page was loaded again. */
export function restored(text: string | null): All {
  try {
    const known: unknown = JSON.parse(text ?? '{}');
    if (typeof known !== 'object' || known === null || Array.isArray(known)) return {};
    return Object.fromEntries(
      Object.entries(known as All).filter(
        ([, one]) => Array.isArray(one?.edits) && Number.isFinite(one.base),
      ),
    );
  } catch {
    return {};
  }
}

const all = store<All>(restored(tab.get(KEPT)));
const any = () => Object.values(all.get()).some((one) => one.edits.length > 0);
/** Closing the tab is the one way to lose them, so the browser asks first. */
const ask = (event: BeforeUnloadEvent) => event.preventDefault();

function keep(): void {
  const some = any();
  tab.set(KEPT, some ? JSON.stringify(all.get()) : null);
  if (some) globalThis.addEventListener?.('beforeunload', ask);
  else globalThis.removeEventListener?.('beforeunload', ask);
}
all.subscribe(keep);
keep();

/** What is left after a save: what was edited meanwhile, on the rows as they are named now. */
export function afterSave(
  { edits, next }: Unsaved,
  sent: readonly Edit[],
  place: Place,
  version: number,
): Unsaved {
  const named = new Map(
    sent.flatMap(({ key, row }) => (isNew(key) && row ? [[key, String(row[KEY_OF[partOf(place)]])]] : [])),
  );
  const left = edits.slice(sent.length).map((edit) => ({ ...edit, key: named.get(edit.key) ?? edit.key }));
  return { edits: left, base: version, next };
}

type Change = (next: (before: Unsaved) => Unsaved) => void;

/** One's own edits of this workspace in a place. They stay while one looks elsewhere. */
export function useUnsaved(place: Place): [Unsaved, Change] {
  const key = `${useMe().person.id}.${workspaceId()}.${place}`;
  const mine = useStore(all)[key] ?? NONE;
  const change = useCallback<Change>(
    (next) => all.set((before) => ({ ...before, [key]: next(before[key] ?? NONE) })),
    [key],
  );
  return [mine, change];
}

/** How many rows are not saved, by place. */
export function useUnsavedCounts(): (...places: Place[]) => number {
  const person = useMe().person.id;
  const known = useStore(all);
  return useMemo(
    () =>
      (...places) =>
        places.reduce((sum, place) => {
          const edits = known[`${person}.${workspaceId()}.${place}`]?.edits ?? [];
          return sum + changesOf(partOf(place), edits).length;
        }, 0),
    [known, person],
  );
}
