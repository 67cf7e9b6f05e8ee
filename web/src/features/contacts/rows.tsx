// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document, which a <table> cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the links of the rows have the focus
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ContactRow } from '~/api/contacts';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { useNow } from '~/lib/now';
import { LabelDot } from '~/ui/label-mark';
import { step } from '~/ui/step';
import { scrollFor, useWindow } from '~/ui/use-window';
import { OptIn } from './opt-in';

const ROW_HEIGHT = 56;

const LINE =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 sm:px-6 ' +
  'sm:grid-cols-[minmax(0,1.4fr)_8rem_minmax(0,1fr)_8rem]';

interface Props {
  rows: readonly ContactRow[];
  /** How many there are; null while more may come. */
  total: number | null;
  busy: boolean;
  onNearEnd: () => void;
}

/** A table of any length: only what is in sight is in the document. Arrows go from row to row, Enter opens. */
export function Rows({ rows, total, busy, onNearEnd }: Props) {
  const { t } = useL10n();
  const box = useRef<HTMLDivElement>(null);
  const { from, to } = useWindow(box, ROW_HEIGHT, rows.length);
  useEffect(() => {
    if (to >= rows.length - 10) onNearEnd();
  }, [to, rows.length, onNearEnd]);

  function go(key: string): boolean {
    const node = box.current;
    if (!node) return false;
    const here = document.activeElement?.closest('[data-row]');
    const at = here ? Number(here.getAttribute('data-row')) : -1;
    const page = Math.max(1, Math.floor(node.clientHeight / ROW_HEIGHT) - 1);
    const next = step(key, at, rows.length, page);
    if (next === null) return false;
    const top = scrollFor(next, node.scrollTop, node.clientHeight, ROW_HEIGHT);
    if (top !== null) node.scrollTop = top;
    // The row may have to be drawn first.
    requestAnimationFrame(() => {
      node.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus({ preventScroll: true });
    });
    return true;
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (go(event.key)) event.preventDefault();
  }
  useCommands([
    {
      id: 'book-next',
      keys: ['j'],
      scope: 'contacts',
      label: t('book-next'),
      run: () => void go('ArrowDown'),
    },
    {
      id: 'book-previous',
      keys: ['k'],
      scope: 'contacts',
      label: t('book-previous'),
      run: () => void go('ArrowUp'),
    },
  ]);
  return (
    <div
      role="table"
      aria-label={t('book-title')}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-busy={busy}
      className="flex min-h-0 flex-1 flex-col text-sm aria-busy:opacity-60"
    >
      <div role="rowgroup" className="border-b border-line max-sm:sr-only">
        <div role="row" aria-rowindex={1} className={`${LINE} min-h-9 text-xs text-quiet`}>
          <span role="columnheader">{t('book-col-name')}</span>
          <span role="columnheader">{t('book-col-consent')}</span>
          <span role="columnheader">{t('book-col-labels')}</span>
          <span role="columnheader" className="text-end">
            {t('book-col-last')}
          </span>
        </div>
      </div>
      <div
        ref={box}
        role="rowgroup"
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        <div role="presentation" className="relative" style={{ blockSize: rows.length * ROW_HEIGHT }}>
          {rows.slice(from, to).map((row, nth) => (
            <Row key={row.id} row={row} at={from + nth} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({ row, at }: { row: ContactRow; at: number }) {
  const { t, brief, moment } = useL10n();
  const now = useNow();
  const known = [row.username && `@${row.username}`, row.phone_hint].filter((one) => one && one !== row.name);
  return (
    <div
      role="row"
      data-row={at}
      aria-rowindex={at + 2}
      className={`${LINE} absolute inset-x-0 top-0 border-b border-line hover:bg-hover has-focus-visible:bg-hover`}
      style={{ blockSize: ROW_HEIGHT, transform: `translateY(${at * ROW_HEIGHT}px)` }}
    >
      <span role="cell" className="grid min-w-0">
        {/* The link covers its row, so that the whole of it can be pressed. */}
        <Link
          to="/contacts/$contactId"
          params={{ contactId: row.id }}
          className="truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <bdi className="block truncate">{row.name}</bdi>
        </Link>
        <span className="truncate text-xs text-quiet">
          <bdi>{known.join(' · ')}</bdi>
          {row.last_contact_at && (
            <span className="sm:hidden">
              {known.length > 0 && ' · '}
              {brief(row.last_contact_at, now)}
            </span>
          )}
        </span>
      </span>
      <span role="cell" className="flex">
        <OptIn consent={row.consent} />
      </span>
      <span role="cell" className="flex min-w-0 items-center gap-2 overflow-hidden max-sm:hidden">
        {row.labels.slice(0, 3).map((label) => (
          <span key={label.id} className="flex min-w-0 items-center gap-1.5">
            <LabelDot color={label.color} />
            <bdi className="truncate">{label.name}</bdi>
          </span>
        ))}
        {row.labels.length > 3 && (
          <span className="text-xs text-quiet">
            {t('book-more-labels', { count: row.labels.length - 3 })}
          </span>
        )}
      </span>
      <span role="cell" className="text-end text-quiet max-sm:hidden">
        {row.last_contact_at ? (
          <time dateTime={row.last_contact_at} title={moment(row.last_contact_at)}>
            {brief(row.last_contact_at, now)}
          </time>
        ) : (
          t('book-never')
        )}
      </span>
    </div>
  );
}
