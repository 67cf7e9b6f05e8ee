import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef } from 'react';
import { step } from './step';
import { scrollFor, useWindow } from './use-window';

interface Props<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  rowHeight: number;
  /** The row the keyboard is on. */
  active: string | null;
  onActive: (key: string) => void;
  /** The row that is open. */
  selected: string | null;
  onOpen: (item: T) => void;
  /** The rows that are chosen, apart from the one that is open. */
  chosen?: ReadonlySet<string>;
  /** A row is chosen or let go; with `range`, everything since the row chosen before is chosen. */
  onChoose?: (key: string, range: boolean) => void;
  onNearEnd?: (() => void) | undefined;
  row: (item: T) => ReactNode;
  listRef?: Ref<HTMLDivElement>;
}

const NONE: ReadonlySet<string> = new Set();

/** A listbox of any length: only what is seen is in the document. The focus stays on the list itself. */
export function VirtualListBox<T>(props: Props<T>) {
  const { items, keyOf, active, selected, onActive, onOpen, onNearEnd, rowHeight } = props;
  const scroller = useRef<HTMLDivElement | null>(null);
  const id = useId();
  const chosenNow = props.chosen ?? NONE;
  const { from, to } = useWindow(scroller, rowHeight, items.length);
  const at = active === null ? -1 : items.findIndex((item) => keyOf(item) === active);

  useEffect(() => {
    if (items.length > 0 && to >= items.length - 10) onNearEnd?.();
  }, [to, items.length, onNearEnd]);

  useEffect(() => {
    const node = scroller.current;
    if (at < 0 || !node) return;
    const top = scrollFor(at, node.scrollTop, node.clientHeight, rowHeight);
    if (top !== null) node.scrollTop = top;
  }, [at, rowHeight]);

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = step(event.key, at, items.length, page);
    const item = next === null ? undefined : items[next];
    if (item !== undefined) {
      event.preventDefault();
      if (event.shiftKey && props.onChoose) {
        if (chosenNow.size === 0 && items[at] !== undefined) props.onChoose(keyOf(items[at]), false);
        props.onChoose(keyOf(item), true);
      }
      onActive(keyOf(item));
    } else if ((event.key === 'Enter' || event.key === ' ') && items[at] !== undefined) {
      event.preventDefault();
      onOpen(items[at]);
    }
  }

  const setRefs = (node: HTMLDivElement | null) => {
    scroller.current = node;
    if (typeof props.listRef === 'function') props.listRef(node);
    else if (props.listRef) props.listRef.current = node;
  };

  return (
    <div
      ref={setRefs}
      role="listbox"
      aria-label={props.label}
      tabIndex={0}
      aria-activedescendant={at >= from && at < to ? `${id}-${at}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const first = items.find((item) => keyOf(item) === selected) ?? items[0];
        // Only for the keyboard: a list that moved under a pressed pointer would lose the click.
        const keys = event.target.matches(':focus-visible');
        if (keys && at < 0 && first !== undefined) onActive(keyOf(first));
      }}
      className="group/list min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none"
    >
      <div role="presentation" className="relative w-full" style={{ blockSize: items.length * rowHeight }}>
        {items.slice(from, to).map((item, nth) => {
          const index = from + nth;
          const key = keyOf(item);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant keeps the focus on the list
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
            <div
              key={key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={key === selected}
              {...(chosenNow.size > 0 ? { 'aria-checked': chosenNow.has(key) } : {})}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              data-active={key === active || undefined}
              data-chosen={chosenNow.has(key) || undefined}
              onClick={(event) => {
                const tick =
                  event.target instanceof Element && event.target.closest('[data-choose]') !== null;
                if (props.onChoose && (event.shiftKey || event.metaKey || event.ctrlKey || tick)) {
                  props.onChoose(key, event.shiftKey);
                  onActive(key);
                  return;
                }
                onActive(key);
                onOpen(item);
              }}
              className="absolute inset-x-0 top-0 border-b border-line select-none hover:bg-hover aria-selected:bg-accent-soft data-chosen:bg-accent-soft group-focus-visible/list:data-active:outline-2 group-focus-visible/list:data-active:-outline-offset-2 group-focus-visible/list:data-active:outline-accent"
              style={{ blockSize: rowHeight, transform: `translateY(${index * rowHeight}px)` }}
            >
              {props.row(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
