import { useMemo } from 'react';
import { idempotencyKey } from '~/api/client';
import { isProblem, said, UNREACHABLE } from '~/api/problem';
import type { MediaKind } from '~/api/types';
import { type ChannelKind, discard, type Upload, upload } from '~/api/uploads';
import { store, useStore } from '~/lib/store';
import { type Check, check, forPhones } from './files';

/** A file in the composer. It stays there while one looks at other conversations. */
export interface Attachment {
  id: string;
  conversation: string;
  channel: string;
  file: File;
  kind: MediaKind;
  asDocument: boolean;
  state: 'uploading' | 'ready' | 'failed' | 'refused';
  /** How far the upload is, 0 to 1. */
  share: number;
  /** Why it was refused before it was uploaded. */
  refused: Exclude<Check, { ok: true }> | null;
  /** What the server said. */
  problem: string | null;
  upload: Upload | null;
}

const all = store<readonly Attachment[]>([]);
const running = new Map<string, AbortController>();

export interface Where {
  conversation: string;
  channel: string;
  limits: ChannelKind['media'];
}

export function useAttachments(conversation: string): readonly Attachment[] {
  const known = useStore(all);
  return useMemo(() => known.filter((one) => one.conversation === conversation), [known, conversation]);
}

function change(id: string, patch: Partial<Attachment>): void {
  all.set((known) => known.map((one) => (one.id === id ? { ...one, ...patch } : one)));
}

/** Takes files in: each is checked, then uploaded at once. */
export async function attach(files: readonly File[], where: Where): Promise<void> {
  for (const chosen of files) {
    const file = await forPhones(chosen);
    const found = check(file, where.limits, false);
    const one: Attachment = {
      id: idempotencyKey(),
      conversation: where.conversation,
      channel: where.channel,
      file,
      kind: found.kind,
      asDocument: false,
      state: found.ok ? 'uploading' : 'refused',
      share: 0,
      refused: found.ok ? null : found,
      problem: null,
      upload: null,
    };
    all.set((known) => [...known, one]);
    if (found.ok) void run(one, where.channel);
  }
}

/** Tries again; `asDocument` sends it as one. A refusal spends the key, a lost connection does not. */
export function retry(one: Attachment, where: Where, asDocument = one.asDocument): void {
  const again: Attachment = {
    ...one,
    asDocument,
    kind: asDocument ? 'document' : one.kind,
    state: 'uploading',
    share: 0,
    refused: null,
    problem: null,
  };
  change(one.id, again);
  void run(again, where.channel);
}

async function run(one: Attachment, channel: string): Promise<void> {
  const stop = new AbortController();
  running.set(one.id, stop);
  try {
    const done = await upload(one.file, {
      channel,
      asDocument: one.asDocument,
      key: `${one.id}${one.asDocument ? '-document' : ''}`,
      signal: stop.signal,
      onProgress: (share) => change(one.id, { share }),
    });
    change(one.id, { state: 'ready', share: 1, upload: done, kind: done.kind });
  } catch (error) {
    if (!stop.signal.aborted) change(one.id, { state: 'failed', problem: heard(error) });
  } finally {
    running.delete(one.id);
  }
}

/** Without an answer the tray says it in its own words. */
const heard = (error: unknown) => (isProblem(error) && error.status !== UNREACHABLE ? said(error) : null);

/** Takes a file out, and stops its upload. */
export function remove(one: Attachment): void {
  running.get(one.id)?.abort();
  if (one.upload) discard(one.upload.id);
  all.set((known) => known.filter((other) => other.id !== one.id));
}

/** Files that left a moment ago, by their upload, while their message can be taken back. */
const gone = new Map<string, Attachment>();
const MOST_GONE = 20;

/** The files left for a message: they are its own now. */
export function sent(conversation: string): void {
  for (const one of all.get()) {
    if (one.conversation !== conversation || !one.upload) continue;
    gone.set(one.upload.id, one);
    const [oldest] = gone.keys();
    if (gone.size > MOST_GONE && oldest !== undefined) gone.delete(oldest);
  }
  all.set((known) => known.filter((one) => one.conversation !== conversation));
}

/** A file of a message that was taken back: it is uploaded anew, the first upload stays with its message. */
export function back(upload: string): void {
  const one = gone.get(upload);
  if (!one) return;
  gone.delete(upload);
  const again: Attachment = { ...one, id: idempotencyKey(), state: 'uploading', share: 0, upload: null };
  all.set((known) => [...known, again]);
  void run(again, again.channel);
}
