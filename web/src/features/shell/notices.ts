import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, ok } from '~/api/client';
import { conversationQuery, countsQuery } from '~/api/queries';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { arrived } from '~/lib/arrived';
import { serverNow } from '~/lib/clock';
import { desktopNotice } from '~/lib/desktop-notice';
import { notices } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { closingSoon, Told } from './closing-soon';

const CLOSING_EVERY_MS = 60_000;

/** Whoever looks at the desk sees it there. */
const looking = () => document.visibilityState === 'visible' && document.hasFocus();

/**
 * Says outside of the tab what concerns this person: a customer of theirs wrote, a window of theirs closes, a message
 * failed. Names people, never what they wrote: a locked screen may show it.
 */
export function useNotices(): void {
  const { t } = useL10n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const person = useMe().person.id;
  const on = useStore(notices) === 'on';
  const failed = useQuery({ ...countsQuery, enabled: on }).data?.failed;
  const before = useRef(failed);
  useEffect(() => {
    const open = (id: string) =>
      void navigate({ to: '/inbox/$conversationId', params: { conversationId: id }, search: {} });
    if (!on) return;
    const told = new Told();
    const hear = () => {
      const message = arrived.get();
      if (!message || looking()) return;
      const id = message.conversation_id;
      void client
        .fetchQuery(conversationQuery(id))
        .then(({ assignee, contact }) => {
          if (assignee?.id !== person || !told.first(message.id)) return;
          desktopNotice({
            title: t('notice-wrote', { name: contact.name }),
            tag: `loket.wrote.${id}`,
            onOpen: () => open(id),
          });
        })
        .catch(() => undefined);
    };
    const look = async () => {
      if (looking()) return;
      const query = { view: 'closing' as const, limit: 50 };
      const { items } = await ok(api.GET('/conversations', { params: { query } }));
      for (const { id, contact, window: open24 } of closingSoon(items, person, serverNow())) {
        if (open24.state !== 'open' || !told.first(`${id} ${open24.closes_at}`)) continue;
        desktopNotice({
          title: t('notice-closing', { name: contact.name }),
          tag: `loket.closing.${id}`,
          onOpen: () => open(id),
        });
      }
    };
    // What cannot be read now is read a minute later.
    const timer = setInterval(() => void look().catch(() => undefined), CLOSING_EVERY_MS);
    const stop = arrived.subscribe(hear);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [on, person, client, navigate, t]);
  useEffect(() => {
    const known = before.current;
    before.current = failed;
    if (known === undefined || failed === undefined || failed <= known) return;
    desktopNotice({
      title: t('notice-failed', { count: failed - known }),
      tag: 'loket.failed',
      onOpen: () => void navigate({ to: '/inbox', search: { view: 'failed' } }),
    });
  }, [failed, navigate, t]);
}
