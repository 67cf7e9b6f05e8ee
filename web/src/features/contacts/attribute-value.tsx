import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { AttributeKind } from '~/api/contacts';
import { useL10n } from '~/l10n/words';
import { BOX } from '~/ui/field';
import { shownValue } from './value';

interface Props {
  name: string;
  kind: AttributeKind;
  value: string;
  /** Being edited from the start. */
  open?: boolean;
  disabledReason: string | null;
  /** Null empties it. */
  onSave: (value: string | null) => void;
  onClose?: () => void;
}

/** A value that is edited where it stands: Enter or leaving keeps it, Escape lets it be. */
export function AttributeValue({ name, kind, value, open = false, disabledReason, onSave, onClose }: Props) {
  const { t } = useL10n();
  const [editing, setEditing] = useState(open);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    onClose?.();
    requestAnimationFrame(() => button.current?.focus());
  };
  const yesNo = (word: string) => t(`book-value-${word}`);
  return (
    <div className="grid items-center gap-x-4 sm:grid-cols-[8rem_1fr]">
      <dt className="text-quiet max-sm:text-xs">
        <bdi>{name}</bdi>
      </dt>
      <dd className="min-w-0">
        {editing ? (
          <Editor
            name={name}
            kind={kind}
            value={value}
            onDone={(next) => {
              if (next !== null && next.trim() !== value) onSave(next.trim() || null);
              close();
            }}
          />
        ) : (
          <button
            ref={button}
            type="button"
            aria-label={t('book-attribute-edit', { name, value: shownValue(kind, value, yesNo) })}
            aria-disabled={disabledReason ? true : undefined}
            title={disabledReason ?? undefined}
            onClick={() => !disabledReason && setEditing(true)}
            className="group/edit flex min-h-9 w-full items-center gap-2 rounded-lg px-2 text-start not-aria-disabled:hover:bg-hover touch:min-h-11"
          >
            <span dir="auto" className="min-w-0 break-words">
              {shownValue(kind, value, yesNo)}
            </span>
            <Pencil
              size={13}
              aria-hidden="true"
              className="shrink-0 text-quiet opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100 touch:opacity-100"
            />
          </button>
        )}
      </dd>
    </div>
  );
}

function Editor(props: {
  name: string;
  kind: AttributeKind;
  value: string;
  /** Null: as it was. */
  onDone: (value: string | null) => void;
}) {
  const { t } = useL10n();
  const [text, setText] = useState(props.value);
  // Escape takes the field away, which is also leaving it: what was said first counts.
  const over = useRef(false);
  const done = (value: string | null) => {
    if (over.current) return;
    over.current = true;
    props.onDone(value);
  };
  const common = {
    'aria-label': props.name,
    value: text,
    // What was pressed is what one edits.
    autoFocus: true,
    className: BOX,
    onBlur: () => done(text),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Enter') {
        event.preventDefault();
        done(text);
      }
      if (event.key === 'Escape') {
        event.stopPropagation();
        done(null);
      }
    },
  };
  if (props.kind === 'yes_no')
    return (
      <select {...common} onChange={(event) => setText(event.target.value)}>
        {['', 'yes', 'no'].map((one) => (
          <option key={one} value={one}>
            {one === '' ? t('book-value-empty') : t(`book-value-${one}`)}
          </option>
        ))}
      </select>
    );
  return (
    <input
      {...common}
      // A number is typed as people write it; the server reads it.
      type={props.kind === 'date' ? 'date' : 'text'}
      inputMode={props.kind === 'number' ? 'decimal' : undefined}
      maxLength={500}
      dir="auto"
      onChange={(event) => setText(event.target.value)}
    />
  );
}
