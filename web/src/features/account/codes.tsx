import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { accountQuery } from '~/api/account';
import { proposeCodes, turnCodesOff } from '~/api/security';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Confirm } from '~/ui/dialog';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { CodesSetup } from './codes-setup';

/** A code besides the password. */
export function Codes() {
  const { t } = useL10n();
  const query = useQuery(accountQuery);
  const account = query.data;
  return (
    <Card title={t('security-codes')}>
      {query.isPending ? (
        <Bones rows={1} />
      ) : !account ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : account.codes_since ? (
        <On since={account.codes_since} left={account.recovery_codes} />
      ) : (
        <Off />
      )}
    </Card>
  );
}

function Off() {
  const { t } = useL10n();
  const propose = useMutation({ mutationFn: proposeCodes });
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-56 text-sm text-quiet">{t('security-codes-text')}</p>
        <Button busy={propose.isPending} onClick={() => propose.mutate()}>
          {t('security-codes-on')}
        </Button>
      </div>
      {propose.error && <ProblemNotice error={propose.error} />}
      {propose.data && <CodesSetup proposed={propose.data} onClose={() => propose.reset()} />}
    </div>
  );
}

function On({ since, left }: { since: string; left: number }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const off = useMutation({
    mutationFn: turnCodesOff,
    onSuccess: () => {
      setAsking(false);
      toast(t('security-codes-are-off'));
      void client.invalidateQueries({ queryKey: accountQuery.queryKey });
    },
  });
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0 flex-1 basis-56 text-sm">
          <Chip tone="accent">
            <ShieldCheck size={12} aria-hidden="true" />
            {t('security-codes-active')}
          </Chip>
          <p className="mt-1.5 text-quiet">{t('security-codes-about', { time: ago(since, now), left })}</p>
        </div>
        <Button onClick={() => setAsking(true)}>{t('security-codes-off')}</Button>
      </div>
      {left < 3 && <Notice tone="amber">{t('security-codes-few')}</Notice>}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('security-codes-off-title')}
        action={t('security-codes-off')}
        busy={off.isPending}
        onConfirm={() => off.mutate()}
      >
        <p>{t('security-codes-off-text')}</p>
        {off.error && <ProblemNotice error={off.error} />}
      </Confirm>
    </div>
  );
}
