import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const TONE = {
  info: ['border-line bg-inset text-text', Info],
  amber: ['border-amber-line bg-amber-soft text-amber', TriangleAlert],
  red: ['border-red-line bg-red-soft text-red', CircleAlert],
} as const;

interface Props {
  tone?: keyof typeof TONE;
  title?: string;
  children?: ReactNode;
  /** Buttons that help. */
  action?: ReactNode;
  alert?: boolean;
}

/** Something one should know, in place. */
export function Notice({ tone = 'info', title, children, action, alert }: Props) {
  const [look, Icon] = TONE[tone];
  return (
    <div
      {...(alert ? { role: 'alert' } : {})}
      className={`flex items-start gap-2.5 rounded-xl border px-3.5 py-2.5 text-sm ${look}`}
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={tone === 'info' ? 'text-quiet' : ''}>{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
