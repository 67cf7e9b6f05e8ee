import { FileText, Image, Music, RotateCw, Video, X } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { TextButton } from '~/ui/button';
import { IconButton } from '~/ui/icon-button';
import { Progress } from '~/ui/progress';
import { type Attachment, remove, retry, type Where } from './attachments';

const ICON = { image: Image, video: Video, audio: Music, document: FileText, sticker: Image };

/** The files that go with the next message: how far each is, and what can be done about it. */
export function AttachmentTray({ files, where }: { files: readonly Attachment[]; where: Where }) {
  const { t } = useL10n();
  return (
    <ul aria-label={t('attach-list')} className="flex max-h-40 flex-wrap gap-2 overflow-y-auto">
      {files.map((one) => (
        <Row key={one.id} one={one} where={where} />
      ))}
    </ul>
  );
}

function Row({ one, where }: { one: Attachment; where: Where }) {
  const { t, bytes } = useL10n();
  const Icon = ICON[one.kind];
  const bad = one.state === 'failed' || one.state === 'refused';
  return (
    <li
      className={`flex w-72 max-w-full items-center gap-2.5 rounded-xl border py-1.5 ps-3 pe-1 ${bad ? 'border-red-line bg-red-soft' : 'border-line bg-inset'}`}
    >
      <Icon size={18} aria-hidden="true" className={`shrink-0 ${bad ? 'text-red' : 'text-accent'}`} />
      <div className="min-w-0 flex-1">
        <bdi className="block truncate text-sm font-medium">{one.file.name}</bdi>
        {one.state === 'uploading' ? (
          <Progress label={t('attach-uploading', { name: one.file.name })} share={one.share} />
        ) : (
          <p className={`text-xs ${bad ? 'text-red' : 'text-quiet'}`} role={bad ? 'alert' : undefined}>
            <Words one={one} />
            {one.state === 'ready' && ` · ${bytes(one.file.size)}`}
          </p>
        )}
        {bad && <Remedy one={one} where={where} />}
      </div>
      <IconButton
        side="above"
        label={t('attach-remove', { name: one.file.name })}
        onClick={() => remove(one)}
      >
        <X size={16} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Words({ one }: { one: Attachment }) {
  const { t, number } = useL10n();
  if (one.state === 'ready') return t(`preview-${one.kind}`);
  if (one.refused?.why === 'empty') return t('attach-empty');
  if (one.refused)
    return t('attach-too-large', {
      kind: t(`preview-${one.refused.kind}`),
      most: number(Math.round(one.refused.most / (1024 * 1024))),
    });
  return one.problem ?? t('attach-failed');
}

function Remedy({ one, where }: { one: Attachment; where: Where }) {
  const { t } = useL10n();
  if (one.refused && !one.refused.asDocument) return null;
  return (
    <p className="text-xs text-red">
      {one.refused ? (
        <TextButton onClick={() => retry(one, where, true)}>{t('attach-as-document')}</TextButton>
      ) : (
        <TextButton onClick={() => retry(one, where)}>
          <RotateCw size={11} aria-hidden="true" className="me-1 inline" />
          {t('attach-retry')}
        </TextButton>
      )}
    </p>
  );
}
