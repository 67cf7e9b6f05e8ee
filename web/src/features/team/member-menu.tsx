import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Member } from '~/api/account';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { CopyBox } from '~/ui/copy-box';
import { Confirm, Dialog } from '~/ui/dialog';
import { IconButton } from '~/ui/icon-button';

import { useFixed, useRemoveMember, useResetLink } from './use-member';

/** A link for a forgotten password, and the way out. */
export function MemberMenu({ member, last, me }: { member: Member; last: boolean; me: boolean }) {
  const { t } = useL10n();
  const fixed = useFixed(member, last);
  const link = useResetLink(member);
  const [removing, setRemoving] = useState(false);
  return (
    <div className="flex justify-end">
      {!me && (
        <IconButton
          label={t('team-reset', { name: member.name })}
          disabledReason={fixed && !last ? fixed : null}
          onClick={() => link.mutate()}
        >
          <KeyRound size={17} aria-hidden="true" />
        </IconButton>
      )}
      <IconButton
        label={t('team-remove', { name: member.name })}
        disabledReason={fixed}
        onClick={() => setRemoving(true)}
      >
        <Trash2 size={17} aria-hidden="true" />
      </IconButton>
      <Remove member={member} open={removing} onClose={() => setRemoving(false)} />
      <Dialog
        open={link.isSuccess || link.isError}
        onClose={() => link.reset()}
        title={t('team-reset-title')}
      >
        <div className="grid gap-4 p-5">
          {link.error && <ProblemNotice error={link.error} />}
          {link.data && (
            <>
              <p className="text-quiet">{t('team-reset-text', { name: member.name })}</p>
              <CopyBox label={t('team-reset-link')} value={link.data.url} />
            </>
          )}
        </div>
      </Dialog>
    </div>
  );
}

function Remove({ member, open, onClose }: { member: Member; open: boolean; onClose: () => void }) {
  const { t } = useL10n();
  const remove = useRemoveMember(member);
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('team-remove-title', { name: member.name })}
      action={t('team-remove-go')}
      busy={remove.isPending}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: () => {
            onClose();
            toast(t('team-removed', { name: member.name }));
          },
        })
      }
    >
      <p>{t('team-remove-text')}</p>
      {remove.error && (
        <div className="mt-3">
          <ProblemNotice error={remove.error} />
        </div>
      )}
    </Confirm>
  );
}
