import { queryOptions } from '@tanstack/react-query';
import { workspaceId } from '~/lib/workspace';
import { api, BASE, ok } from './client';
import { ProblemError, toProblem, UNREACHABLE } from './problem';
import type { components } from './schema';

export type Upload = components['schemas']['Attachment'];
export type ChannelKind = components['schemas']['ChannelKind'];

/** What each kind of channel can do. It does not change while the program runs. */
export const kindsQuery = queryOptions({
  queryKey: ['channel-kinds'],
  queryFn: ({ signal }) => ok(api.GET('/channel-kinds', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

interface Options {
  channel: string;
  asDocument: boolean;
  key: string;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** Uploads a file. The browser tells how far an upload is only through this older way of asking. */
export function upload(
  file: File,
  { channel, asDocument, key, signal, onProgress }: Options,
): Promise<Upload> {
  const query = new URLSearchParams({ channel_id: channel, filename: file.name });
  if (asDocument) query.set('as_document', 'true');
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${BASE}/media?${query}`);
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', key);
    const workspace = workspaceId();
    if (workspace) request.setRequestHeader('Loket-Workspace', workspace);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response as Upload)
        : reject(new ProblemError(toProblem(request.status, request.response, null)));
    request.onerror = () => reject(new ProblemError(toProblem(UNREACHABLE, null, null)));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** Throws an upload away that was not sent. If that fails, the server does it after a day. */
export function discard(id: string): void {
  void ok(api.DELETE('/media/{id}', { params: { path: { id } } })).catch(() => undefined);
}
