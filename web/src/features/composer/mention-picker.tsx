import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Colleague } from '~/api/mentions';
import { PersonMark } from '~/features/inbox/person-mark';
import { useL10n } from '~/l10n/words';
import { step } from '~/ui/step';
import type { PickerKeys } from './canned-picker';
import { matching } from './mentions';

interface Props {
  id: string;
  wanted: string;
  people: readonly Colleague[];
  keys: RefObject<PickerKeys | null>;
  onActive: (id: string | undefined) => void;
  onChoose: (person: Colleague) => void;
}

/** Whom a note can name, above the text. The field keeps the focus and hears the keys. */
export function MentionPicker({ id, wanted, people, keys, onActive, onChoose }: Props) {
  const { t } = useL10n();
  const found = matching(people, wanted);
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
    active,
    onKey: (key) => {
      const next = ['Home', 'End'].includes(key) ? null : step(key, at, found.length, 5);
      const one = found[at];
      if (next !== null) setMoved({ wanted, at: next });
      else if ((key === 'Enter' || key === 'Tab') && one) onChoose(one);
      else return false;
      return true;
    },
  }));
  if (found.length === 0) return null;
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('mention-title')}
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
          className="flex items-center gap-3 rounded-lg px-3 py-1.5 data-active:bg-accent-soft touch:min-h-11"
        >
          <PersonMark name={one.name} small />
          <bdi className="min-w-0 flex-1 truncate font-medium">{one.name}</bdi>
          {!one.may_answer && <span className="shrink-0 text-xs text-quiet">{t('mention-looks')}</span>}
        </div>
      ))}
    </div>
  );
}
