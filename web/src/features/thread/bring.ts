import { InfiniteQueryObserver, type QueryClient } from '@tanstack/react-query';
import { messagesQuery } from '~/api/queries';
import type { L10n } from '~/l10n/words';
import { toast } from '~/lib/toast';

/** So many pages back one looks for a message: beyond, somebody searches. */
const MOST = 40;

/** A page that came is drawn a little later. */
const DRAWN_WITHIN_MS = 2_000;

/** A smooth scrolling has ended by then. */
const LOOK_MS = 500;
const LOOKS = 5;

/** The message as it stands on the page; earlier pages come until it does. Null when it is not found. */
export async function bring(
  client: QueryClient,
  conversation: string,
  id: string,
): Promise<HTMLElement | null> {
  const thread = new InfiniteQueryObserver(client, messagesQuery(conversation));
  let { data, hasPreviousPage } = thread.getCurrentResult();
  const isThere = () => data?.pages.some((page) => page.items.some((one) => one.id === id)) === true;
  for (let page = 0; page < MOST && !isThere() && hasPreviousPage; page += 1) {
    const found = await thread.fetchPreviousPage();
    if (found.isError) return null;
    ({ data, hasPreviousPage } = found);
  }
  return isThere() ? drawn(id) : null;
}

async function drawn(id: string): Promise<HTMLElement | null> {
  const until = Date.now() + DRAWN_WITHIN_MS;
  for (;;) {
    const there = document.getElementById(`m-${id}`);
    if (there || Date.now() > until) return there;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Leads to a message, or says that it is not here. */
export async function lead(
  client: QueryClient,
  conversation: string,
  id: string,
  t: L10n['t'],
): Promise<void> {
  const there = await bring(client, conversation, id);
  if (!there) return void toast(t('msg-quoted-far'));
  there.focus({ preventScroll: true });
  await show(there);
}

/** Whoever does one of these goes elsewhere. */
const LEAVING = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to it. What is drawn above meanwhile may end the scrolling on its way: then it stands there at once, unless
 * somebody has begun to go elsewhere.
 */
async function show(there: HTMLElement): Promise<void> {
  const left = new AbortController();
  for (const way of LEAVING)
    window.addEventListener(way, () => left.abort(), { signal: left.signal, capture: true, passive: true });
  there.scrollIntoView({ block: 'center', behavior: 'smooth' });
  for (let look = 0; look < LOOKS && !left.signal.aborted; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (left.signal.aborted || isInSight(there)) break;
    there.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
  left.abort();
}

function isInSight(there: HTMLElement): boolean {
  const { top, bottom } = there.getBoundingClientRect();
  const box = there.closest('section')?.getBoundingClientRect();
  return box === undefined || (bottom > box.top && top < box.bottom);
}
