import { useMutation } from '@tanstack/react-query';
import { idempotencyKey } from '~/api/client';
import { said } from '~/api/problem';
import { sendTestEvent } from '~/api/readiness';
import type { components } from '~/api/schema';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';

type Tested = components['schemas']['TestEvent'];

/** Tries the way webhooks take: signed as Meta signs, to the address that is to be entered there. */
export function TestEvent({ channel }: { channel: string }) {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const test = useMutation({
    mutationFn: (key: string) => sendTestEvent(channel, key),
  });
  return (
    <div className="mt-2 grid justify-items-start gap-2">
      <Button busy={test.isPending} disabledReason={reason} onClick={() => test.mutate(idempotencyKey())}>
        {t('test-event-send')}
      </Button>
      <div role="status" className="text-sm wrap-anywhere">
        {test.data && <Went tested={test.data} />}
      </div>
      {test.error && (
        <p role="alert" className="text-sm text-red">
          {said(test.error)}
        </p>
      )}
    </div>
  );
}

function Went({ tested }: { tested: Tested }) {
  const { t, number } = useL10n();
  const { address, outcome } = tested;
  switch (outcome) {
    case 'arrived':
      return <p>{t('test-event-arrived', { ms: number(tested.took_ms) })}</p>;
    case 'elsewhere':
      return <p className="text-red">{t('test-event-elsewhere', { address })}</p>;
    case 'refused':
      return <p className="text-red">{t('test-event-refused', { address, status: tested.status ?? 0 })}</p>;
    case 'unreachable':
      return <p className="text-red">{t('test-event-unreachable', { address, why: tested.why ?? '' })}</p>;
  }
}
