import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { step } from './step';

export interface Choice {
  id: string;
  /** Shown above the first of each group. */
  group?: string;
  row: ReactNode;
  /** Why it cannot be chosen. */
  disabledReason?: string | null;
}

interface Props {
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  choices: readonly Choice[];
  onChoose: (id: string) => void;
  /** Shown when nothing matches. */
  none: ReactNode;
  autoFocus?: boolean;
}

/** A search field over a short list: type, move with the arrows, Enter chooses. */
export function SearchList({ choices, onChoose, text, onText, ...props }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState({ text, at: 0 });
  const at = moved.text === text ? Math.min(moved.at, choices.length - 1) : 0;

  useEffect(() => {
    const row = list.current?.querySelector('[data-active]');
    if (row && moved.at >= 0) void row.scrollIntoView({ block: 'nearest' });
  }, [moved]);

  function choose(choice: Choice | undefined): void {
    if (choice && !choice.disabledReason) onChoose(choice.id);
  }

  return (
    <div className="flex min-h-0 flex-col">
      <div className="relative border-b border-line">
        <Search size={16} aria-hidden="true" className="absolute inset-s-4 top-3.5 text-quiet" />
        <input
          type="text"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={choices[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          aria-label={props.label}
          placeholder={props.placeholder}
          value={text}
          // biome-ignore lint/a11y/noAutofocus: only where opening means searching
          autoFocus={props.autoFocus ?? false}
          data-focus-first={props.autoFocus || undefined}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const next = ['Home', 'End'].includes(event.key) ? null : step(event.key, at, choices.length, 5);
            if (next !== null) {
              event.preventDefault();
              setMoved({ text, at: next });
            } else if (event.key === 'Enter') {
              event.preventDefault();
              choose(choices[at]);
            }
          }}
          className="h-11 w-full rounded-t-xl bg-transparent ps-10 pe-4 text-base focus-visible:-outline-offset-2"
        />
      </div>
      {choices.length === 0 ? (
        <div role="status" className="p-5 text-center text-quiet">
          {props.none}
        </div>
      ) : (
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={props.label}
          className="overflow-y-auto p-1.5"
        >
          {choices.map((choice, index) => (
            <Row
              key={choice.id}
              id={`${id}-${index}`}
              choice={choice}
              active={index === at}
              first={choice.group !== choices[index - 1]?.group}
              onChoose={() => choose(choice)}
              onHover={() => setMoved({ text, at: index })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface RowProps {
  id: string;
  choice: Choice;
  active: boolean;
  first: boolean;
  onChoose: () => void;
  onHover: () => void;
}

function Row({ id, choice, active, first, onChoose, onHover }: RowProps) {
  return (
    <>
      {first && choice.group && (
        <div role="presentation" className="px-3 pt-2.5 pb-1 text-xs font-semibold text-quiet">
          {choice.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys */}
      <div
        id={id}
        role="option"
        aria-selected={active}
        aria-disabled={choice.disabledReason ? true : undefined}
        data-active={active || undefined}
        onClick={onChoose}
        onPointerMove={() => !active && onHover()}
        className="rounded-lg px-3 py-2 data-active:bg-accent-soft touch:min-h-11"
      >
        {choice.row}
        {choice.disabledReason && <p className="text-xs text-amber">{choice.disabledReason}</p>}
      </div>
    </>
  );
}
