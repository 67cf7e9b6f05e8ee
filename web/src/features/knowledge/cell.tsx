// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document, which a <table> cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells' buttons have the focus
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: a cell holds its button
import { useRef, useState } from 'react';

interface Props {
  row: number;
  column: number;
  label: string;
  value: string;
  /** How it is shown while nobody writes. */
  shown?: string;
  /** Numbers stand at the end. */
  end?: boolean;
  readOnly: boolean;
  /** Why a text cannot be this; null when it can. */
  check?: (text: string) => string | null;
  onCommit: (text: string) => void;
}

/** A cell that turns into a field: Enter, F2 or typing begins, Enter ends, Escape forgets. */
export function Cell({
  row,
  column,
  label,
  value,
  shown = value,
  end = false,
  readOnly,
  check,
  onCommit,
}: Props) {
  const [text, setText] = useState<string | null>(null);
  const box = useRef<HTMLButtonElement>(null);
  const wrong = text === null ? null : (check?.(text) ?? null);
  const close = () => {
    setText(null);
    requestAnimationFrame(() => box.current?.focus());
  };
  const commit = () => {
    if (text === null || wrong) return;
    if (text !== value) onCommit(text);
    setText(null);
  };
  if (text !== null) {
    return (
      <span role="gridcell" className="relative px-1.5">
        <input
          // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
          autoFocus
          dir="auto"
          aria-label={label}
          aria-invalid={wrong !== null || undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => (wrong ? setText(null) : commit())}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') close();
            if (event.key === 'Enter' && !wrong) {
              commit();
              close();
            }
          }}
          className={`min-h-9 w-full rounded-md border border-accent bg-panel px-1.5 ${end ? 'text-end' : ''}`}
        />
        {wrong && (
          <span
            role="alert"
            className="absolute inset-s-1.5 top-full z-20 rounded-md bg-red-soft px-2 py-0.5 text-xs whitespace-nowrap text-red"
          >
            {wrong}
          </span>
        )}
      </span>
    );
  }
  return (
    <span role="gridcell" className="h-full">
      <button
        ref={box}
        type="button"
        data-cell={`${row} ${column}`}
        aria-label={`${label}: ${shown || '–'}`}
        aria-disabled={readOnly || undefined}
        onClick={() => !readOnly && setText(value)}
        onKeyDown={(event) => {
          const begins = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
          if (readOnly || (!begins && event.key !== 'F2')) return;
          event.preventDefault();
          event.stopPropagation();
          setText(event.key === 'F2' || event.key === ' ' ? value : event.key);
        }}
        className={`min-h-12 w-full truncate px-3 -outline-offset-2 ${end ? 'text-end tabular-nums' : 'text-start'}`}
      >
        {shown || <span className="text-quiet">–</span>}
      </button>
    </span>
  );
}
