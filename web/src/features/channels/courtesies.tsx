import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChannelCourtesies, courtesiesQuery, setCourtesies } from '~/api/courtesies';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { FieldSet } from '~/ui/choice';
import { Switch } from '~/ui/switch';

/** What the customer's phone shows besides messages. What is off is not sent. */
export function Courtesies({ channel }: { channel: string }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const asked = courtesiesQuery(channel);
  const query = useQuery(asked);
  const change = useMutation({
    mutationFn: (body: ChannelCourtesies) => setCourtesies(channel, body),
    onSuccess: (fresh) => client.setQueryData(asked.queryKey, fresh),
  });
  const now = change.isPending ? change.variables : query.data;
  if (!now) return null;
  const rows = [
    ['read', 'read_receipts'],
    ['typing', 'typing_indicator'],
  ] as const;
  return (
    <FieldSet title={t('courtesies-title')}>
      <div className="grid gap-2">
        {rows.map(([word, name]) => (
          <Switch
            key={name}
            label={t(`courtesies-${word}`)}
            isSelected={now[name]}
            busy={change.isPending}
            disabledReason={reason}
            onChange={(on) => change.mutate({ ...now, [name]: on })}
          >
            <span className="text-start">
              <span className="block">{t(`courtesies-${word}`)}</span>
              <span className="block text-xs text-quiet">{t(`courtesies-${word}-help`)}</span>
            </span>
          </Switch>
        ))}
      </div>
      {(change.error ?? query.error) && (
        <p role="alert" className="text-sm text-red">
          {(change.error ?? query.error)?.message}
        </p>
      )}
    </FieldSet>
  );
}
