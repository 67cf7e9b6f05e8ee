import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { Message } from '~/api/types';
import { wordingsQuery } from '~/api/wordings';
import { useL10n } from '~/l10n/words';
import { TextButton } from '~/ui/button';
import { plainWords } from './plain-words';

/** That a message was changed, and what it said before. */
export function Edited({ message }: { message: Message }) {
  const { t } = useL10n();
  const [open, setOpen] = useState(false);
  return (
    <div className="mt-0.5 text-xs text-quiet">
      <p className="flex items-center justify-end gap-1">
        <Pencil size={11} aria-hidden="true" />
        {t('msg-edited')} ·
        <TextButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'msg-edited-hide' : 'msg-edited-show')}
        </TextButton>
      </p>
      {open && <Earlier message={message} />}
    </div>
  );
}

function Earlier({ message }: { message: Message }) {
  const { t, moment } = useL10n();
  const { data, error } = useQuery(wordingsQuery(message));
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>{t('app-loading')}</p>;
  if (data.items.length === 0) return <p>{t('msg-edited-none')}</p>;
  return (
    <ol aria-label={t('msg-edited-earlier')} className="mt-1 grid gap-1.5 border-s-2 border-line ps-2.5">
      {data.items.map((one) => (
        <li key={one.replaced_at}>
          <p dir="auto" className="spoken text-sm">
            {plainWords(one.content) || t('msg-edited-empty')}
          </p>
          <time dateTime={one.said_at}>{moment(one.said_at)}</time>
        </li>
      ))}
    </ol>
  );
}
