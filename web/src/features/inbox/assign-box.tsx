import { useQuery } from '@tanstack/react-query';
import { UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { assigneesQuery } from '~/api/inbox';
import type { Assignee } from '~/api/types-inbox';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { SearchList } from '~/ui/search-list';
import { Bones, Failure } from '~/ui/states';
import type { BoxProps } from './care-boxes';
import { PersonMark } from './person-mark';
import { letGo } from './selection';
import { useCare } from './use-care';

/** To whom: everybody who may answer, with who is there and how much they have. */
export function AssignBox({ ids, onClose }: BoxProps) {
  const { t } = useL10n();
  const me = useMe().person.id;
  const care = useCare();
  const [text, setText] = useState('');
  const team = useQuery(assigneesQuery);
  if (team.isPending) return <Bones rows={3} avatar />;
  if (!team.data) return <Failure error={team.error} retry={() => void team.refetch()} />;
  const wanted = text.trim().toLowerCase();
  const people = team.data.items
    .filter((one) => one.name.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.id === me) - Number(a.id === me) || Number(b.online) - Number(a.online));
  const nobody = t('assign-nobody');
  const choices = [
    ...people.map((one) => ({ id: one.id, row: <PersonRow person={one} me={one.id === me} /> })),
    ...(nobody.toLowerCase().includes(wanted)
      ? [
          {
            id: '',
            row: (
              <span className="flex items-center gap-3">
                <UserRoundX size={18} aria-hidden="true" className="mx-1 text-quiet" />
                {nobody}
              </span>
            ),
          },
        ]
      : []),
  ];
  function choose(id: string): void {
    onClose();
    const name = people.find((one) => one.id === id)?.name ?? '';
    void care(ids, { do: 'assign', person_id: id || null }, (count) =>
      id ? t('care-assigned', { count, name }) : t('care-unassigned', { count }),
    ).then(letGo);
  }
  return (
    <SearchList
      autoFocus
      label={t('assign-search')}
      placeholder={t('assign-search')}
      text={text}
      onText={setText}
      choices={choices}
      onChoose={choose}
      none={t('assign-none', { text })}
    />
  );
}

function PersonRow({ person, me }: { person: Assignee; me: boolean }) {
  const { t } = useL10n();
  const state = person.away ? t('assign-away') : person.online ? t('assign-online') : t('assign-offline');
  return (
    <span className="flex items-center gap-3">
      <PersonMark name={person.name} there={person.online && !person.away} />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">
          {person.name}
          {me && ` ${t('assign-you')}`}
        </bdi>
        <span className="block text-xs text-quiet">
          {state} · {t('assign-open', { count: person.open })}
        </span>
      </span>
    </span>
  );
}
