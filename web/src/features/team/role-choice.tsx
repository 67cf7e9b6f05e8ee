import { useId } from 'react';
import type { Member } from '~/api/account';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { SelectField } from '~/ui/choice';
import { givable, isRole } from './roles';
import { useChangeRole, useFixed } from './use-member';

/** A member's role. Where it cannot be changed it is said, with why. */
export function RoleChoice({ member, last }: { member: Member; last: boolean }) {
  const { t } = useL10n();
  const id = useId();
  const fixed = useFixed(member, last);
  const owns = useCan()('owners');
  const change = useChangeRole(member);
  if (fixed || !isRole(member.role)) {
    return (
      <p title={fixed ?? undefined} aria-describedby={fixed ? id : undefined} className="text-sm sm:ps-4">
        {t(`role-${member.role}`)}
        {fixed && (
          <span id={id} className="sr-only">
            {' '}
            {fixed}
          </span>
        )}
      </p>
    );
  }
  return (
    <SelectField
      bare
      label={t('team-role-of', { name: member.name })}
      options={givable(owns).map((role) => ({ id: role, text: t(`role-${role}`) }))}
      chosen={change.isPending ? change.variables : member.role}
      onChoose={(role) =>
        change.mutate(role, {
          onSuccess: () => toast(t('team-role-changed', { name: member.name, role: t(`role-${role}`) })),
          onError: (error) => toast(error.message, { tone: 'red' }),
        })
      }
    />
  );
}
