import { ShieldCheck } from 'lucide-react';
import type { Member } from '~/api/account';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { initials } from '~/ui/avatar';
import { Chip } from '~/ui/chip';
import { MemberMenu } from './member-menu';
import { RoleChoice } from './role-choice';

/** Everybody in the workspace. */
export function Members({ members }: { members: readonly Member[] }) {
  const { t } = useL10n();
  const owners = members.filter((member) => member.role === 'owner').length;
  return (
    <ul
      aria-label={t('team-members')}
      className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel"
    >
      {members.map((member) => (
        <Row key={member.id} member={member} last={member.role === 'owner' && owners === 1} />
      ))}
    </ul>
  );
}

function Row({ member, last }: { member: Member; last: boolean }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const me = useMe().person.id === member.id;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 px-4 py-3 sm:grid-cols-[auto_minmax(0,1fr)_14rem_4.75rem] sm:px-5">
      <span
        aria-hidden="true"
        className="grid size-10 place-items-center rounded-full bg-inset text-sm font-semibold text-quiet"
      >
        {initials(member.name)}
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <bdi className="truncate">{member.name}</bdi>
          {me && <Chip>{t('team-you')}</Chip>}
          {member.protected && (
            <Chip tone="accent">
              <ShieldCheck size={12} aria-hidden="true" />
              {t('team-protected')}
            </Chip>
          )}
        </p>
        <p className="truncate text-sm text-quiet">
          <bdi>{member.email}</bdi>
          {member.seen_at && (
            <span className="max-sm:hidden"> · {t('team-seen', { time: ago(member.seen_at, now) })}</span>
          )}
        </p>
      </div>
      <div className="max-sm:order-last max-sm:col-span-3">
        <RoleChoice member={member} last={last} />
      </div>
      <MemberMenu member={member} last={last} me={me} />
    </li>
  );
}
