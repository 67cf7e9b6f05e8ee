import { useL10n } from '~/l10n/words';
import { Confirm } from '~/ui/dialog';

interface Props {
  /** Who writes too. */
  who: string;
  text: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** A colleague writes an answer as well: whether this one goes all the same. */
export function BothAnswer({ who, text, onClose, onConfirm }: Props) {
  const { t } = useL10n();
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('composer-both', { name: who })}
      action={t('composer-send-anyway')}
      onConfirm={onConfirm}
    >
      <p dir="auto" className="spoken">
        {text}
      </p>
    </Confirm>
  );
}
