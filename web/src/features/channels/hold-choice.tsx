import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeChannel } from '~/api/channels';
import { keys } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { RadioCards } from '~/ui/choice';

const SECONDS = ['0', '5', '10', '20', '30'] as const;

/** How long people can hold what a rule is about to send on this channel. */
export function HoldChoice({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const change = useMutation({
    mutationFn: (auto_hold_seconds: number) => changeChannel(channel.id, { auto_hold_seconds }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  const now = String(change.isPending ? change.variables : channel.auto_hold_seconds);
  const offered = SECONDS.some((one) => one === now) ? SECONDS : [...SECONDS, now];
  return (
    <div>
      <RadioCards
        title={t('channel-hold')}
        help={t('channel-hold-help')}
        disabledReason={reason}
        options={offered.map((id) => ({
          id,
          text: id === '0' ? t('channel-hold-off') : t('channel-hold-seconds', { seconds: Number(id) }),
        }))}
        chosen={now}
        onChoose={(id) => change.mutate(Number(id))}
      />
      {change.error && (
        <p role="alert" className="mt-2 text-sm text-red">
          {change.error.message}
        </p>
      )}
    </div>
  );
}
