import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type HouseReady, setupQuery } from '~/api/account';
import { Entry } from '~/features/session/entry';
import { EntryError } from '~/features/session/entry-error';
import { SetupChoice } from '~/features/setup/choice';
import { SetupDone } from '~/features/setup/done';
import { SetupForm } from '~/features/setup/form';
import { useL10n } from '~/l10n/words';
import { takeFragment } from '~/lib/fragment';
import { Notice } from '~/ui/notice';
import { Bones, Missing } from '~/ui/states';

export type Way = 'sandbox' | 'meta';

/** The first start. Once it is done, this address leads nowhere. */
export function SetupRoute() {
  const { t } = useL10n();
  const [token] = useState(takeFragment);
  const [way, setWay] = useState<Way | null>(null);
  const [ready, setReady] = useState<HouseReady | null>(null);
  const found = useQuery(setupQuery);
  if (ready) return <SetupDone ready={ready} />;
  if (found.isPending) {
    return (
      <Entry title={t('setup-title')}>
        <Bones rows={3} />
      </Entry>
    );
  }
  if (!found.data) {
    const gone = found.error && 'status' in found.error && found.error.status === 404;
    return gone ? (
      <main className="h-full">
        <h1 className="sr-only">{t('app-not-found-title')}</h1>
        <Missing />
      </main>
    ) : (
      <Entry title={t('setup-title')}>
        <EntryError error={found.error} since={found.errorUpdatedAt} />
      </Entry>
    );
  }
  if (token === '') {
    return (
      <Entry title={t('setup-title')}>
        <Notice tone="amber" title={t('setup-no-code-title')}>
          {t('setup-no-code')}
        </Notice>
      </Entry>
    );
  }
  return (
    <Entry
      wide
      title={t(way === null ? 'setup-title' : way === 'meta' ? 'setup-meta' : 'setup-sandbox')}
      lead={t(way === null ? 'setup-lead' : way === 'meta' ? 'setup-meta-text' : 'setup-sandbox-text')}
    >
      {way === null ? (
        <SetupChoice realApp={found.data.real_app} onChoose={setWay} />
      ) : (
        <SetupForm token={token} way={way} onBack={() => setWay(null)} onReady={setReady} />
      )}
    </Entry>
  );
}
