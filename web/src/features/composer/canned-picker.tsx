import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { type CannedReply, cannedQuery } from '~/api/canned';
import { useL10n } from '~/l10n/words';
import { step } from '~/ui/step';
import { matching } from './canned';

/** What the text field passes on: true when the picker took the key. */
export interface PickerKeys {
  onKey: (key: string) => boolean;
  active: string | undefined;
}

interface Props {
  id: string;
  wanted: string;
  keys: RefObject<PickerKeys | null>;
  onChoose: (reply: CannedReply) => void;
}

/** Ready-made replies above the text: typing narrows, arrows move, Enter takes one. The field keeps the focus. */
export function CannedPicker({ id, wanted, keys, onChoose }: Props) {
  const { t } = useL10n();
  const { data } = useQuery(cannedQuery);
  const found = matching(data?.items ?? [], wanted);
  const [moved, setMoved] = useState({ wanted, at: 0 });
  const at = moved.wanted === wanted ? Math.min(moved.at, found.length - 1) : 0;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector('[data-active]');
    if (row && moved.at >= 0) void row.scrollIntoView({ block: 'nearest' });
  }, [moved]);
  useImperativeHandle(keys, () => ({
    active: found[at] ? `${id}-${at}` : undefined,
    onKey: (key) => {
      const next = ['Home', 'End'].includes(key) ? null : step(key, at, found.length, 5);
      const one = found[at];
      if (next !== null) setMoved({ wanted, at: next });
      else if ((key === 'Enter' || key === 'Tab') && one) onChoose(one);
      else return false;
      return true;
    },
  }));
  if (!data) return null;
  if (found.length === 0) {
    return (
      <p role="status" className="rounded-xl border border-line px-3.5 py-2.5 text-sm text-quiet">
        {data.items.length === 0 ? t('canned-none') : t('canned-no-match', { text: wanted })}{' '}
        <Link to="/settings/replies" className="font-medium text-accent underline underline-offset-2">
          {t('canned-manage')}
        </Link>
      </p>
    );
  }
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('canned-title')}
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
          className="flex items-baseline gap-3 rounded-lg px-3 py-2 data-active:bg-accent-soft touch:min-h-11"
        >
          <span className="shrink-0 font-medium">/{one.shortcut}</span>
          <span dir="auto" className="min-w-0 flex-1 truncate text-sm text-quiet">
            {one.body}
          </span>
        </div>
      ))}
    </div>
  );
}
