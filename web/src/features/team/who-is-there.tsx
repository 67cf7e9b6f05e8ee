import { useMutation, useQueryClient } from '@tanstack/react-query';
import { inboxKeys, setAway } from '~/api/inbox';
import type { Assignee } from '~/api/types-inbox';
import { PersonMark } from '~/features/inbox/person-mark';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Switch } from '~/ui/switch';

/** Who is there and how much they have; one's own switch for being away. */
export function WhoIsThere({ people }: { people: readonly Assignee[] }) {
  const { t } = useL10n();
  const me = useMe().person.id;
  const client = useQueryClient();
  const away = useMutation({
    mutationFn: setAway,
    onSuccess: () => client.invalidateQueries({ queryKey: inboxKeys.assignees }),
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel">
      {people.map((one) => (
        <li key={one.id} className="flex min-h-14 items-center gap-3 px-4 py-2">
          <PersonMark name={one.name} there={one.online && !one.away} />
          <span className="min-w-0 flex-1">
            <bdi className="block truncate font-medium">{one.name}</bdi>
            <span className="block text-sm text-quiet">
              {one.away ? t('assign-away') : one.online ? t('assign-online') : t('assign-offline')} ·{' '}
              {t('assign-open', { count: one.open })}
            </span>
          </span>
          {one.id === me && (
            <Switch
              label={t('away-switch')}
              isSelected={one.away}
              busy={away.isPending}
              onChange={(next) => away.mutate(next)}
            >
              {t('away-switch')}
            </Switch>
          )}
        </li>
      ))}
    </ul>
  );
}
