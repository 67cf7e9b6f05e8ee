import { useQuery } from '@tanstack/react-query';
import { KeySquare, Plus } from 'lucide-react';
import { useState } from 'react';
import { apiKeysQuery } from '~/api/account';
import { KeyList } from '~/features/api-keys/list';
import { NewKeyDialog } from '~/features/api-keys/new-dialog';
import { useCan, useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

/** Keys for scripts and other programs. */
export function ApiKeysRoute() {
  const { t } = useL10n();
  const may = useCan()('api_keys');
  const reason = useReason()('api_keys');
  const query = useQuery({ ...apiKeysQuery, enabled: may });
  const [making, setMaking] = useState(false);
  const add = (
    <Button variant="primary" disabledReason={reason} onClick={() => setMaking(true)}>
      <Plus size={16} aria-hidden="true" />
      {t('apikey-make')}
    </Button>
  );
  const items = query.data?.items;
  return (
    <Page title={t('apikeys-title')} lead={t('apikeys-lead')} actions={items?.length === 0 ? null : add}>
      {reason ? (
        <Notice title={t('app-forbidden-title')}>{reason}</Notice>
      ) : items === undefined ? (
        query.error ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Bones rows={3} />
        )
      ) : items.length === 0 ? (
        <Empty
          icon={<KeySquare size={22} aria-hidden="true" />}
          title={t('apikeys-empty-title')}
          action={add}
        >
          {t('apikeys-empty')}
        </Empty>
      ) : (
        <KeyList keys={items} />
      )}
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}
