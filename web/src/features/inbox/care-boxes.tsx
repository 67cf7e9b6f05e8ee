import { useL10n } from '~/l10n/words';
import { Dialog } from '~/ui/dialog';
import { AssignBox } from './assign-box';
import type { CareBox } from './care-commands';
import { HandBackBox } from './hand-back-box';
import { LabelBox } from './label-box';
import { MenuOfCare } from './menu-of-care';
import { SnoozeBox } from './snooze-box';

export interface BoxProps {
  ids: readonly string[];
  onClose: () => void;
}

interface Props extends BoxProps {
  kind: CareBox;
}

/** The dialogs in which something is decided about conversations. */
export function CareBoxes({ kind, ids, onClose }: Props) {
  const { t } = useL10n();
  return (
    <Dialog open onClose={onClose} title={t(`box-${kind}`, { count: ids.length })}>
      <Inner key={kind} kind={kind} ids={ids} onClose={onClose} />
    </Dialog>
  );
}

function Inner({ kind, ...box }: Props) {
  switch (kind) {
    case 'assign':
      return <AssignBox {...box} />;
    case 'hand-back':
      return <HandBackBox {...box} />;
    case 'label':
      return <LabelBox {...box} />;
    case 'snooze':
      return <SnoozeBox {...box} />;
    case 'menu':
      return <MenuOfCare {...box} />;
  }
}
