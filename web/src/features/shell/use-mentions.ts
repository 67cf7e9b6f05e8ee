import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { type Mention, mentionsQuery } from '~/api/mentions';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { desktopNotice } from '~/lib/desktop-notice';
import { toast } from '~/lib/toast';

/** Says it when a colleague names one in a note, here and on the desktop where that is allowed. */
export function useMentions(): void {
  const { t } = useL10n();
  const navigate = useNavigate();
  const mentions = useQuery(mentionsQuery).data?.items;
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!mentions) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...mentions.map((one) => one.note_id)]);
    // What was there when the page came up is in the list, with its count.
    if (!before) return;
    const open = (one: Mention) =>
      void navigate({
        to: '/inbox/$conversationId',
        params: { conversationId: one.conversation_id },
        search: {},
      });
    const here = (one: Mention) =>
      document.visibilityState === 'visible' && location.pathname.endsWith(one.conversation_id);
    for (const one of mentions.filter(({ note_id }) => !before.has(note_id))) {
      if (here(one)) continue;
      const words = t('mention-told', { name: one.author.name ?? '', contact: one.contact_name });
      announce(words);
      toast(words, { action: { label: t('mention-open'), run: () => open(one) } });
      desktopNotice({ title: words, tag: `loket.mention.${one.note_id}`, onOpen: () => open(one) });
    }
  }, [mentions, navigate, t]);
}
