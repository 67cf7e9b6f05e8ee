import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { useL10n } from '~/l10n/words';
import { IconButton } from '~/ui/icon-button';

/** Chooses files. What they may be is checked before anything is uploaded. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useL10n();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton side="above" label={t('attach-button')} onClick={() => input.current?.click()}>
        <Paperclip size={19} aria-hidden="true" />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach-button')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
