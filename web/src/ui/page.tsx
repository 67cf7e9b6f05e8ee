import type { ReactNode } from 'react';
import { useTitle } from '~/lib/title';

interface Props {
  title: string;
  lead?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** For tables. */
  wide?: boolean;
  children: ReactNode;
}

/** A page that scrolls: title, one sentence, contents. */
export function Page({ title, lead, actions, wide = false, children }: Props) {
  useTitle(title);
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <div
        className={`mx-auto grid grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6 sm:px-8 sm:py-8 ${wide ? 'max-w-6xl' : 'max-w-4xl'}`}
      >
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-xl font-bold tracking-tight">{title}</h1>
            {lead && <p className="text-quiet">{lead}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** A part of a page on its own ground. */
export function Card({ title, aside, children }: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section
      className="rounded-2xl border border-line bg-panel p-4 sm:p-5"
      {...(title ? { 'aria-label': title } : {})}
    >
      {title && (
        <div className="mb-3 flex items-baseline justify-between gap-3">
          <h2 className="font-semibold">{title}</h2>
          {aside && <div className="text-xs text-quiet">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
