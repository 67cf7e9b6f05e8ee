import { queryOptions } from '@tanstack/react-query';
import { api, BASE, file, ok } from '~/api/client';
import { ProblemError, toProblem, UNREACHABLE } from '~/api/problem';
import type { components } from '~/api/schema';
import { workspaceId } from '~/lib/workspace';

export type Profile = components['schemas']['BusinessProfile'];
export type Words = components['schemas']['ProfileWords'];

/** The longest of each text, in characters, as Meta says. */
export const MOST = { about: 139, address: 256, description: 512, email: 128, website: 256 } as const;
export const WEBSITES = 2;
export const PICTURE_BYTES = 5 * 1024 * 1024;
export const PICTURE_TYPES = 'image/jpeg,image/png';

/** What a business may say it is, in Meta's words. */
export const VERTICALS = [
  'ALCOHOL',
  'APPAREL',
  'AUTO',
  'BEAUTY',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GOVT',
  'GROCERY',
  'HEALTH',
  'HOTEL',
  'NONPROFIT',
  'ONLINE_GAMBLING',
  'OTC_DRUGS',
  'OTHER',
  'PHYSICAL_GAMBLING',
  'PROF_SERVICES',
  'RESTAURANT',
  'RETAIL',
  'TRAVEL',
] as const;

/** Of its own, and not of the channels: each reading of it asks Meta. */
const numberKey = (channel: string) => ['number', channel] as const;

export const profileQuery = (channel: string) =>
  queryOptions({
    queryKey: [...numberKey(channel), 'profile'],
    queryFn: ({ signal }) =>
      ok(api.GET('/channels/{id}/profile', { params: { path: { id: channel } }, signal })),
    staleTime: 60_000,
  });

export const pictureQuery = (channel: string) =>
  queryOptions({
    queryKey: [...numberKey(channel), 'picture'],
    queryFn: ({ signal }) => file(`/channels/${channel}/profile/picture`, signal),
    staleTime: 60_000,
    retry: false,
  });

/** Its words alone. */
export function wordsOf({ about, address, description, email, vertical, websites }: Profile): Words {
  return { about, address, description, email, vertical, websites };
}

/** What becomes other words. The rest is not said, so that nobody else's change is undone. */
export function changes(next: Words, saved: Words): Partial<Words> {
  const parts = Object.entries(next) as [Part, Words[Part]][];
  return Object.fromEntries(
    parts.filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(saved[part])),
  );
}

/** How many characters a text has; a sign of two halves counts once, as at Meta. */
export const length = (text: string) => [...text.trim()].length;

export type Part = keyof Words;
export type Wrong = 'long' | 'empty' | 'email' | 'website' | 'many';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const WEBSITE = /^https?:\/\/[^\s/][^\s]*$/;

/** What cannot stand in a part that was changed; the server says the same. */
export function wrong(part: Part, next: Words, saved: Words): Wrong | null {
  if (part === 'vertical' || JSON.stringify(next[part]) === JSON.stringify(saved[part])) return null;
  if (part === 'websites') {
    const sites = next.websites.map((site) => site.trim()).filter(Boolean);
    if (sites.length > WEBSITES) return 'many';
    if (sites.some((site) => !WEBSITE.test(site))) return 'website';
    return sites.some((site) => length(site) > MOST.website) ? 'long' : null;
  }
  const text = next[part].trim();
  if (part === 'about' && text === '') return 'empty';
  if (length(text) > MOST[part]) return 'long';
  return part === 'email' && text !== '' && !EMAIL.test(text) ? 'email' : null;
}

/** Gives a number another picture. The body is the file itself. */
export async function givePicture(channel: string, picture: File): Promise<void> {
  const workspace = workspaceId();
  let answer: Response;
  try {
    answer = await fetch(`${BASE}/channels/${channel}/profile/picture`, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/octet-stream',
        ...(workspace && { 'Loket-Workspace': workspace }),
      },
      body: picture,
    });
  } catch {
    throw new ProblemError(toProblem(UNREACHABLE, null, null));
  }
  if (answer.ok) return;
  const said: unknown = await answer.json().catch(() => null);
  throw new ProblemError(toProblem(answer.status, said, null));
}
