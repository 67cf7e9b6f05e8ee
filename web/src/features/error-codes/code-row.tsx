import { Link } from '@tanstack/react-router';
import { ArrowUpRight, CircleUserRound, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { REMEDIES, type Remedy } from '~/features/thread/failure-words';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { buttonClass } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { type Row, shownCode } from './codes';

/** One code: what it means, why, who can put it right, and the next step with its button. */
export function CodeRow({ row }: { row: Row }) {
  const { t, known } = useL10n();
  const { entry, title, cause, hint } = row;
  return (
    <li className="grid gap-2 px-4 py-3.5 sm:px-5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <code className="text-sm font-semibold tabular-nums">{shownCode(entry)}</code>
        <h2 className="min-w-0 flex-1 basis-48 font-semibold">{title}</h2>
        <Chip>{known(`failure-${entry.class}`) ?? entry.class}</Chip>
      </div>
      <p className="text-sm text-quiet">{cause}</p>
      <p className="text-sm font-medium">{hint}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-quiet">
        <span className="inline-flex items-center gap-1.5">
          <CircleUserRound size={14} aria-hidden="true" />
          {t(`metacode-who-${entry.who}`)}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <RefreshCw size={14} aria-hidden="true" />
          {t(`metacode-retried-${entry.retried}`)}
        </span>
        <span className="sm:ms-auto">
          <Step remedy={REMEDIES[entry.action] ?? 'none'} />
        </span>
      </div>
    </li>
  );
}

/** The button: here where it leads somewhere, else what it is called in the message. */
function Step({ remedy }: { remedy: Remedy }) {
  const { t } = useL10n();
  const inMessage = (words: ReactNode) => <span>{t('metacode-in-message', { button: String(words) })}</span>;
  switch (remedy) {
    case 'reconnect':
    case 'reauthorize':
    case 'sync':
      return (
        <Link to="/settings/channels" className={buttonClass()}>
          {t(`fail-${remedy}`)}
        </Link>
      );
    case 'number':
    case 'name':
      return (
        <Link
          to="/admin/whatsapp-settings"
          search={remedy === 'name' ? { see: 'profile' } : {}}
          className={buttonClass()}
        >
          {t(remedy === 'name' ? 'fail-name' : 'whatsapp-title')}
        </Link>
      );
    case 'provider':
    case 'manager':
      return (
        <a href={AT_META[remedy]} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
          {t(`fail-${remedy}`)}
          <ArrowUpRight size={14} aria-hidden="true" className="rtl:-scale-x-100" />
        </a>
      );
    case 'template':
    case 'fill':
    case 'write':
    case 'file':
    case 'contact':
      return inMessage(t(`fail-${remedy}`));
    case 'retry':
      return inMessage(t('metacode-retry'));
    case 'details':
      return inMessage(t('fail-details'));
    case 'none':
      return null;
  }
}
