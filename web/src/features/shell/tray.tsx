import { lazy, Suspense } from 'react';
import { useStore } from '~/lib/store';
import { work } from '~/lib/work';

const TrayBox = lazy(async () => ({ default: (await import('./tray-box')).TrayBox }));

/** Work in progress, only while there is some; its code comes with the first. */
export function Tray({ className }: { className: string }) {
  if (useStore(work).length === 0) return null;
  return (
    <Suspense>
      <TrayBox className={className} />
    </Suspense>
  );
}
