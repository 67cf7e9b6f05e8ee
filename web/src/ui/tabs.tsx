import { type ReactNode, useId, useRef } from 'react';

export interface Tab<T extends string> {
  id: T;
  text: string;
  /** A quiet number after the text. */
  count?: string | undefined;
}

interface Props<T extends string> {
  label: string;
  tabs: readonly Tab<T>[];
  chosen: T;
  onChoose: (id: T) => void;
  /** What the chosen tab shows. */
  children: ReactNode;
}

/** Tabs with their panel. Arrows move and choose; the page keeps the choice in its address. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, children }: Props<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function move(key: string): boolean {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const away = list.current && getComputedStyle(list.current).direction === 'rtl' ? -1 : 1;
    const next = { ArrowRight: at + away, ArrowLeft: at - away, Home: 0, End: tabs.length - 1 }[key];
    const tab = next === undefined ? undefined : tabs[(next + tabs.length) % tabs.length];
    if (!tab) return false;
    onChoose(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
    return true;
  }
  return (
    <div className="grid grid-cols-1 gap-5">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
            onKeyDown={(event) => move(event.key) && event.preventDefault()}
            className="inline-flex min-h-10 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-quiet -outline-offset-2 hover:text-text aria-selected:border-accent aria-selected:font-medium aria-selected:text-accent touch:min-h-11"
          >
            {tab.text}
            {tab.count !== undefined && <span className="text-xs tabular-nums">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        className="grid grid-cols-1 gap-5 outline-offset-4"
      >
        {children}
      </div>
    </div>
  );
}
