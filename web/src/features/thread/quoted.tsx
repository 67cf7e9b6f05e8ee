import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Message } from '~/api/types';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';

type QuotedPart = NonNullable<Message['context']['quoted']>;

const far = withWords(['rarely'], async () => (await import('./bring')).lead);

interface Props {
  quoted: QuotedPart;
  conversation: string;
  name: string;
}

/** The message an answer belongs to; in its thread it leads there. */
export function Quoted({ quoted, conversation, name }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const here = useParams({ strict: false }).conversationId === conversation;
  const [busy, setBusy] = useState(false);
  const who = quoted.direction === 'in' ? name : quoted.direction === 'out' ? t('thread-to') : null;
  const words = (
    <>
      {who && <bdi className="block text-xs font-semibold text-accent">{who}</bdi>}
      <span dir="auto" className="line-clamp-2">
        {quoted.preview ?? t('msg-quoted-missing')}
      </span>
    </>
  );
  const look =
    'mb-1 block w-full rounded-lg border-s-3 border-accent bg-text/5 px-2.5 py-1 text-start text-sm text-quiet';
  const { id } = quoted;
  if (!id || !here) return <div className={look}>{words}</div>;
  async function go(wanted: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    await far()
      .then((lead) => lead(client, conversation, wanted, t))
      .catch(() => toast(t('app-part-failed')));
    setBusy(false);
  }
  return (
    <button type="button" aria-busy={busy} className={look} onClick={() => void go(id)}>
      {words}
    </button>
  );
}
