import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** What few need: its title opens it. */
export function Disclosure({
  title,
  open = false,
  children,
}: {
  title: string;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details open={open} className="group grid gap-3">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-lg px-1 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={17}
          aria-hidden="true"
          className="shrink-0 text-quiet transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
        />
        {title}
      </summary>
      {children}
    </details>
  );
}
