// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the document, which a <table> cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells' buttons have the focus
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: a cell holds its button
import { useVirtualizer } from '@tanstack/react-virtual';
import { Copy, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { KnowledgeRow } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { IconButton } from '~/ui/icon-button';
import { Cell } from './cell';
import { hasSizes, type Item, type Kept, pieces, typedNumber } from './model';
import { SourceState } from './source-state';

interface Props {
  rows: readonly Kept[];
  currency: string;
  decimals: number;
  readOnly: boolean;
  onPut: (key: string, row: KnowledgeRow) => void;
  onOpen: (key: string) => void;
  onCopy: (kept: Kept) => void;
  onRemove: (key: string) => void;
}

const LINE =
  'grid min-w-[44rem] grid-cols-[7rem_minmax(9rem,1.4fr)_7.5rem_5.5rem_minmax(8rem,1fr)_7.5rem] items-center';
const HEIGHT = 48;

/** A table of any length: only what is in sight is in the document. Arrows go from cell to cell, Enter edits. */
export function Grid(props: Props) {
  const { t } = useL10n();
  const { rows, currency } = props;
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => HEIGHT,
    overscan: 12,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  const heads = ['sku', 'name', 'price', 'stock', 'state', 'actions'];
  return (
    <div
      ref={box}
      role="grid"
      aria-label={t('knowledge-items')}
      aria-rowcount={rows.length + 1}
      tabIndex={-1}
      onKeyDown={(event) => walk(event, box.current, virtual.scrollToIndex)}
      className="h-[min(36rem,60dvh)] overflow-auto rounded-2xl border border-line bg-panel text-sm"
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-panel">
        <div role="row" aria-rowindex={1} className={`${LINE} min-h-9 text-xs text-quiet`}>
          {heads.map((id) => (
            <span
              key={id}
              role="columnheader"
              className={`px-3 ${id === 'price' || id === 'stock' ? 'text-end' : ''}`}
            >
              {t(`knowledge-col-${id}`, { currency })}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const kept = rows[index];
          return (
            kept && (
              <div key={key} className="absolute inset-x-0" style={{ transform: `translateY(${start}px)` }}>
                <Line kept={kept} index={index} {...props} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Line({
  kept,
  index,
  decimals,
  readOnly,
  onPut,
  onOpen,
  onCopy,
  onRemove,
}: Props & { kept: Kept; index: number }) {
  const { t, number } = useL10n();
  const item = kept.row as Item;
  const put = (change: Partial<Item>) => onPut(kept.key, { ...kept.row, ...change });
  const sizes = hasSizes(item);
  const cell = { row: index, readOnly };
  const name = item.name || item.sku;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${LINE} min-h-12 border-b border-line hover:bg-hover ${kept.state === 'same' ? '' : 'bg-amber-soft/50'}`}
    >
      <Cell
        {...cell}
        column={0}
        label={t('knowledge-col-sku')}
        value={item.sku}
        onCommit={(sku) => put({ sku: sku.trim() })}
      />
      <Cell
        {...cell}
        column={1}
        label={t('knowledge-col-name')}
        value={item.name}
        onCommit={(text) => put({ name: text.trim() })}
      />
      <Cell
        {...cell}
        column={2}
        end
        label={t('knowledge-col-price-of', { name })}
        value={item.price == null ? '' : String(item.price)}
        shown={item.price == null ? '' : number(item.price)}
        check={(text) => (typedNumber(text, decimals) === undefined ? t('knowledge-bad-price') : null)}
        onCommit={(text) => put({ price: typedNumber(text, decimals) ?? null })}
      />
      <Cell
        {...cell}
        column={3}
        end
        readOnly={readOnly || sizes}
        label={t('knowledge-col-stock-of', { name })}
        value={String(pieces(item) ?? '')}
        check={(text) => (typedNumber(text, 0) === undefined ? t('knowledge-bad-stock') : null)}
        onCommit={(text) => {
          const count = typedNumber(text, 0);
          put({ stock: count == null ? {} : { std: count } });
        }}
      />
      <span role="gridcell" className="px-3">
        <SourceState source={`item:${item.sku}`} pending={kept.state !== 'same'} />
      </span>
      <span role="gridcell" className="flex justify-end px-1">
        <IconButton label={t('knowledge-open-row', { name })} onClick={() => onOpen(kept.key)}>
          <Pencil size={15} aria-hidden="true" />
        </IconButton>
        {!readOnly && (
          <>
            <IconButton label={t('knowledge-copy-row', { name })} onClick={() => onCopy(kept)}>
              <Copy size={15} aria-hidden="true" />
            </IconButton>
            <IconButton label={t('knowledge-remove-row', { name })} onClick={() => onRemove(kept.key)}>
              <Trash2 size={15} aria-hidden="true" />
            </IconButton>
          </>
        )}
      </span>
    </div>
  );
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageDown: [10, 0],
  PageUp: [-10, 0],
};

/** Goes from cell to cell; a row that is not in the document yet is brought there first. */
function walk(event: KeyboardEvent, box: HTMLElement | null, bring: (index: number) => void): void {
  const step = STEPS[event.key];
  const at = (event.target as HTMLElement).dataset.cell?.split(' ').map(Number);
  if (!step || !at || !box) return;
  event.preventDefault();
  const [row = 0, column = 0] = [(at[0] ?? 0) + step[0], (at[1] ?? 0) + step[1]];
  const find = () => box.querySelector<HTMLElement>(`[data-cell="${Math.max(0, row)} ${column}"]`);
  bring(Math.max(0, row));
  const here = find();
  if (here) here.focus();
  else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}
