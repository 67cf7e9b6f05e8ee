import { LayoutTemplate, Smile } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { IconButton } from '~/ui/icon-button';
import { ButtonKey } from '~/ui/kbd';
import { AttachButton } from './attach-button';

interface Props {
  /** Whether a file can go. */
  files: boolean;
  /** Whether the channel has templates. */
  templates: boolean;
  onFiles: (chosen: readonly File[]) => void;
  onTemplate: () => void;
  onSign: () => void;
}

/** What a reply can be besides typed words. */
export function ReplyTools({ files, templates, onFiles, onTemplate, onSign }: Props) {
  const { t } = useL10n();
  return (
    <>
      {files && <AttachButton onFiles={onFiles} />}
      {templates && (
        <IconButton
          side="above"
          label={t('composer-template')}
          hint={<ButtonKey keys="t" />}
          onClick={onTemplate}
        >
          <LayoutTemplate size={19} />
        </IconButton>
      )}
      <span className="max-sm:hidden">
        <IconButton side="above" label={t('emoji-button')} onClick={onSign}>
          <Smile size={19} aria-hidden="true" />
        </IconButton>
      </span>
    </>
  );
}
