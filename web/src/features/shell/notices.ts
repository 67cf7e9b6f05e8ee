import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, ok } from '~/api/client';
import { conversationQuery, countsQuery } from '~/api/queries';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { arrived } from '~/lib/arrived';
import { serverNow } from '~/lib/clock';
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
  const tell = useRef((_text: string, _tag: string, _go: () => void) => {});
  useEffect(() => {
    tell.current = (text, tag, go) => {
      if (!on || looking() || Notification.permission !== 'granted') return;
      try {
        const notice = new Notification(text, { tag });
        notice.onclick = () => {
          window.focus();
          notice.close();
          go();
        };
      } catch {
        // Some phones show none from a page.
      }
    };
  });
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
          tell.current(t('notice-wrote', { name: contact.name }), `loket.wrote.${id}`, () => open(id));
        })
        .catch(() => undefined);
    };
    const look = async () => {
      if (looking()) return;
      const query = { view: 'closing' as const, limit: 50 };
      const { items } = await ok(api.GET('/conversations', { params: { query } }));
      for (const { id, contact, window: open24 } of closingSoon(items, person, serverNow())) {
        if (open24.state !== 'open' || !told.first(`${id} ${open24.closes_at}`)) continue;
        tell.current(t('notice-closing', { name: contact.name }), `loket.closing.${id}`, () => open(id));
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
    tell.current(
      t('notice-failed', { count: failed - known }),
      'loket.failed',
      () => void navigate({ to: '/inbox', search: { view: 'failed' } }),
    );
  }, [failed, navigate, t]);
}
