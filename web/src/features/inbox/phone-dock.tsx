import { ExternalLink, X } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { phoneDock } from '~/lib/prefs';
import { IconButton } from '~/ui/icon-button';

/** The sandbox's phone beside the inbox: one writes as the customer and sees the desk answer. */
export function PhoneDock({ phone }: { phone: string }) {
  const { t, language } = useL10n();
  return (
    <aside
      aria-label={t('inbox-phone')}
      className="flex w-88 shrink-0 flex-col border-s border-line bg-panel"
    >
      <div className="flex min-h-14 items-center gap-1 border-b border-line ps-4 pe-2">
        <h2 className="min-w-0 flex-1 font-semibold">{t('inbox-phone')}</h2>
        <a
          href={phone}
          target="_blank"
          rel="noopener"
          aria-label={t('inbox-open-phone')}
          className="grid size-9 place-items-center rounded-lg text-quiet hover:bg-hover hover:text-text"
        >
          <ExternalLink size={17} aria-hidden="true" />
        </a>
        <IconButton label={t('app-close')} onClick={() => phoneDock.set('closed')}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <iframe
        title={t('inbox-phone')}
        src={`${phone}?embed=1&lang=${language}`}
        className="min-h-0 w-full flex-1 border-0"
      />
    </aside>
  );
}
