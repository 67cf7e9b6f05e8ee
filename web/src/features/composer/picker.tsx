import { type ReactNode, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { step } from '~/ui/step';
import type { PickerKeys } from './picker-keys';

interface Props<T> {
  id: string;
  label: string;
  /** What was typed: the first of what it finds is chosen anew. */
  wanted: string;
  found: readonly T[];
  row: (one: T) => ReactNode;
  /** In place of the list: why there is none. */
  none?: ReactNode;
  keys: RefObject<PickerKeys | null>;
  /** Told which row is meant, for the field. */
  onActive: (id: string | undefined) => void;
  onChoose: (one: T) => void;
}

/** A list above the text: typing narrows, arrows move, Enter takes one. The field keeps the focus and hears the keys. */
export function Picker<T extends { id: string }>(props: Props<T>) {
  const { id, label, wanted, found, row, none, keys, onActive, onChoose } = props;
  const [moved, setMoved] = useState({ wanted, at: 0 });
  const at = moved.wanted === wanted ? Math.min(moved.at, found.length - 1) : 0;
  const active = found[at] ? `${id}-${at}` : undefined;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = active ? list.current?.querySelector(`[id="${active}"]`) : null;
    if (row) void row.scrollIntoView({ block: 'nearest' });
    onActive(active);
    return () => onActive(undefined);
  }, [active, onActive]);
  useImperativeHandle(keys, () => ({
    onKey: (key) => {
      const next = ['Home', 'End'].includes(key) ? null : step(key, at, found.length, 5);
      const one = found[at];
      if (next !== null) setMoved({ wanted, at: next });
      else if ((key === 'Enter' || key === 'Tab') && one) onChoose(one);
      else return false;
      return true;
    },
  }));
  if (found.length === 0) {
    return (
      none && (
        <p role="status" className="rounded-xl border border-line px-3.5 py-2.5 text-sm text-quiet">
          {none}
        </p>
      )
    );
  }
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="max-h-60 overflow-y-auto rounded-xl border border-line p-1.5"
    >
      {found.map((one, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
        <div
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          data-active={index === at || undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
          onPointerMove={() => index !== at && setMoved({ wanted, at: index })}
          className="flex items-center gap-3 rounded-lg px-3 py-2 data-active:bg-accent-soft touch:min-h-11"
        >
          {row(one)}
        </div>
      ))}
    </div>
  );
}
