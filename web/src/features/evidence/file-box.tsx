import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useL10n } from '~/l10n/words';
import { DropZone } from '~/ui/drop-zone';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { Progress } from '~/ui/progress';
import type { Judged } from './file';
import { SoundBox } from './verify';
import { verifyText } from './verify-here';

/** An export is judged in this browser; the file goes nowhere. */
export function FileBox() {
  const { t } = useL10n();
  const [part, setPart] = useState<number | null>(null);
  const judge = useMutation({
    mutationFn: async (file: File) => {
      setPart(null);
      return verifyText(await file.text(), (done, total) => setPart(total > 0 ? done / total : null));
    },
  });
  return (
    <Card title={t('evidence-file-title')}>
      <div className="grid gap-3">
        <DropZone
          label={t('evidence-file-drop')}
          help={t('evidence-file-help')}
          accept=".jsonl,application/jsonl"
          onFiles={([file]) => file && judge.mutate(file)}
        />
        {judge.isPending && <Progress label={t('evidence-verifying')} share={part} />}
        <div aria-live="polite">
          {judge.error && <Notice tone="red" title={judge.error.message} />}
          {judge.data && <Verdict judged={judge.data} name={judge.variables?.name ?? ''} />}
        </div>
      </div>
    </Card>
  );
}

function Verdict({ judged, name }: { judged: Judged; name: string }) {
  const { t, number } = useL10n();
  if (!judged.ok) {
    const { seq, why } = judged.broken;
    const reason = t(`broken-${why}`);
    return (
      <Notice
        tone="red"
        title={
          seq === null
            ? t('evidence-file-broken', { name, reason })
            : t('evidence-broken', { seq: number(seq), reason })
        }
      >
        {t('evidence-file-broken-help')}
      </Notice>
    );
  }
  const { entries, erased, signed } = judged.sound;
  const lines = [
    erased > 0 && t('evidence-ok-erased', { count: erased }),
    signed
      ? t('evidence-file-signed', { seq: number(signed.seq), key: signed.key })
      : t('evidence-file-unsigned'),
  ].filter((line) => typeof line === 'string');
  return <SoundBox title={t('evidence-ok', { entries })} lines={lines} />;
}
