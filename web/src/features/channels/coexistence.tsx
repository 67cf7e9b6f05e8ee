import type { Channel } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Fact } from '~/ui/fact';

type App = NonNullable<Channel['app']>;

/** That the number is used in the provider’s own app as well, and how far what was there is here. */
export function Coexistence({ app }: { app: App }) {
  const { t, ago } = useL10n();
  const now = useNow();
  return (
    <section className="grid gap-3 rounded-xl border border-line px-3.5 py-3 text-sm">
      <div>
        <h3 className="font-medium">{t('coexist-title')}</h3>
        <p className="text-quiet">{t('coexist-text')}</p>
      </div>
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Fact name={t('coexist-contacts')}>{t(`coexist-${app.contacts}`)}</Fact>
        <Fact name={t('coexist-history')}>
          <History app={app} />
        </Fact>
        <Fact name={t('coexist-seen')}>{app.seen_at ? ago(app.seen_at, now) : t('coexist-seen-none')}</Fact>
      </dl>
    </section>
  );
}

function History({ app }: { app: App }) {
  const { t } = useL10n();
  if (app.progress === 100) return t('coexist-done');
  if (app.declined) return t('coexist-declined');
  if (app.progress === null) return t(`coexist-${app.history}`);
  const words = t('coexist-coming', { progress: app.progress });
  return (
    <span className="grid gap-1">
      {words}
      <progress
        className="h-1.5 w-full max-w-48 accent-accent"
        max={100}
        value={app.progress}
        aria-label={words}
      />
    </span>
  );
}
