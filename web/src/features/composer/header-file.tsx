import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { said } from '~/api/problem';
import type { ConversationDetail } from '~/api/types';
import { kindsQuery, upload } from '~/api/uploads';
import { useL10n } from '~/l10n/words';
import { DropZone } from '~/ui/drop-zone';
import { Progress } from '~/ui/progress';
import { check, forPhones } from './files';
import { fileValue } from './template';

interface Props {
  /** `image`, `video` or `document`. */
  kind: string;
  conversation: ConversationDetail;
  /** The name of the file that is there already. */
  there: string | undefined;
  /** The value of the slot; empty while there is no file. */
  onValue: (value: string, name: string) => void;
}

const ACCEPT: Record<string, string> = {
  image: 'image/jpeg,image/png,image/webp',
  video: 'video/mp4,video/3gpp',
  document: '',
};

/** The file in a template's header. */
export function HeaderFile({ kind, conversation, there, onValue }: Props) {
  const { t } = useL10n();
  const kinds = useQuery(kindsQuery).data?.items.find((one) => one.kind === conversation.channel.kind);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    stop.current.abort();
    stop.current = new AbortController();
    setProblem(null);
    onValue('', '');
    const file = await forPhones(chosen);
    const asDocument = kind === 'document';
    const found = check(file, kinds?.media ?? [], asDocument);
    if (!found.ok || found.kind !== kind) {
      setProblem(t('template-file-wrong', { kind: t(`preview-${kind}`) }));
      return;
    }
    setShare(0);
    try {
      const done = await upload(file, {
        channel: conversation.channel.id,
        asDocument,
        key: idempotencyKey(),
        signal: stop.current.signal,
        onProgress: setShare,
      });
      onValue(fileValue(done.id), file.name);
    } catch (error) {
      if (!stop.current.signal.aborted) setProblem(error instanceof Error ? said(error) : String(error));
    } finally {
      setShare(null);
    }
  }

  const label = t('template-value-file', { kind: t(`preview-${kind}`) });
  return (
    <div className="grid gap-1.5">
      <DropZone
        label={there ?? label}
        help={there ? t('template-file-other') : t('template-file-help')}
        accept={ACCEPT[kind] ?? ''}
        error={problem}
        onFiles={(files) => void take(files[0])}
      />
      {share !== null && <Progress label={label} share={share} />}
    </div>
  );
}
