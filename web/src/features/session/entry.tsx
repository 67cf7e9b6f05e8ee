import type { ReactNode } from 'react';
import { Brand } from '~/features/shell/brand';
import { useDressed } from '~/features/shell/use-brand';
import { useTitle } from '~/lib/title';
import { LiveRegion } from '~/ui/live-region';
import { useAbout } from './me';

interface Props {
  title: string;
  lead?: ReactNode;
  wide?: boolean;
  /** Below the card, quietly. */
  after?: ReactNode;
  children: ReactNode;
}

/** A page in front of the desk: the house's name, one card, one thing to do. */
export function Entry({ title, lead, wide = false, after, children }: Props) {
  const { brand } = useAbout();
  useTitle(title);
  useDressed(brand);
  return (
    <main className="grid h-full place-items-center overflow-auto p-4">
      <div className={`grid w-full gap-6 py-8 ${wide ? 'max-w-2xl' : 'max-w-sm'}`}>
        <Brand look={brand} />
        <div className="rounded-2xl border border-line bg-panel p-5 shadow-raised sm:p-6">
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead && <p className="text-quiet">{lead}</p>}
          <div className="mt-5">{children}</div>
        </div>
        {after && <div className="text-center text-sm text-quiet">{after}</div>}
      </div>
      <LiveRegion />
    </main>
  );
}
