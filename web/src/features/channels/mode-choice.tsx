import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { changeChannel } from '~/api/channels';
import { keys } from '~/api/queries';
import type { ReplyMode } from '~/api/types';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';

const FIRST_HOLD_S = 5;

const MODES: readonly ReplyMode[] = ['off', 'draft_only', 'auto_send'];

/** What becomes of drafts on a channel: three choices, each with what it means. */
export function ModeChoice({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const change = useMutation({
    mutationFn: (reply_mode: ReplyMode) => {
      // Whoever lets a rule send begins with time to hold what it sends.
      const hold = reply_mode === 'auto_send' && channel.auto_hold_seconds === 0;
      return changeChannel(channel.id, { reply_mode, ...(hold && { auto_hold_seconds: FIRST_HOLD_S }) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  const shown = change.isPending ? change.variables : channel.reply_mode;
  return (
    <RadioGroup
      value={shown}
      isDisabled={reason !== null}
      onChange={(value) => change.mutate(MODES.find((mode) => mode === value) ?? 'draft_only')}
      className="grid gap-2"
    >
      <Label className="text-sm font-medium">{t('channel-mode')}</Label>
      <div className="grid gap-2 md:grid-cols-3">
        {MODES.map((mode) => (
          <Radio
            key={mode}
            value={mode}
            className="group flex gap-2.5 rounded-xl border border-line p-3 outline-offset-2 data-focus-visible:outline-2 data-focus-visible:outline-accent data-selected:border-accent data-selected:bg-accent-soft data-disabled:opacity-60"
          >
            <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-edge group-data-selected:border-accent">
              <span className="size-2 rounded-full group-data-selected:bg-accent" />
            </span>
            <span className="text-sm">
              <span className="block font-medium">{t(`mode-${mode}`)}</span>
              <span className="text-quiet">{t(`mode-${mode}-help`)}</span>
            </span>
          </Radio>
        ))}
      </div>
      {reason && <p className="text-xs text-quiet">{reason}</p>}
      {change.error && (
        <p role="alert" className="text-sm text-red">
          {change.error.message}
        </p>
      )}
    </RadioGroup>
  );
}
