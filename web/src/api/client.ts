import createClient from 'openapi-fetch';
import { setServerNow } from '~/lib/clock';
import { showAgain } from '~/lib/step-up';
import { workspaceId } from '~/lib/workspace';
import type { paths } from './paths';
import { ProblemError, toProblem, UNREACHABLE } from './problem';

export const BASE = '/api/v1';

export const api = createClient<paths>({
  baseUrl: BASE,
  credentials: 'same-origin',
  headers: { accept: 'application/json' },
});

/** Requests that change something, as they were before their body was read. */
const spare = new WeakMap<Request, Request>();

api.use({
  onRequest({ request }) {
    const workspace = workspaceId();
    if (workspace) request.headers.set('Loket-Workspace', workspace);
    if (request.method !== 'GET') spare.set(request, request.clone());
    return request;
  },
  async onResponse({ request, response }) {
    setServerNow(response.headers.get('Loket-Now'));
    const again = spare.get(request);
    if (response.status !== 403 || !again) return response;
    // What is dangerous asks for the password once more; then the same request is made again.
    const problem = toProblem(
      403,
      await response
        .clone()
        .json()
        .catch(() => null),
      null,
    );
    return problem.code === 'confirm_needed' && (await showAgain()) ? fetch(again) : response;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    return new ProblemError(toProblem(UNREACHABLE, null, null));
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer, or a thrown `ProblemError`. */
export async function ok<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw new ProblemError(toProblem(response.status, error, response.headers.get('x-request-id')));
}

/** A fresh key: the same action sent twice with it happens once. */
export function idempotencyKey(): string {
  return crypto.randomUUID();
}

/** The header of everything that creates or sends: asked twice with the same key, it happens once. */
export function once(key: string = idempotencyKey()): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

/** Sends bytes or asks for a file: what the typed client does not speak. The answer, or a thrown `ProblemError`. */
export async function raw(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const workspace = workspaceId();
  if (workspace) headers.set('Loket-Workspace', workspace);
  const response = await fetch(BASE + path, { ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException) throw error;
    throw new ProblemError(toProblem(UNREACHABLE, null, null));
  });
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  throw new ProblemError(toProblem(response.status, body, response.headers.get('x-request-id')));
}

/** A file of the workspace. A link cannot name the workspace, so files come the way everything comes. */
export async function file(
  path: string,
  signal?: AbortSignal,
  onProgress?: (done: number, total: number | null) => void,
): Promise<Blob> {
  const response = await raw(path, signal && { signal });
  return onProgress ? counted(response, onProgress) : response.blob();
}

/** How many bytes a file has, without fetching it; null when the answer does not say. */
export async function fileSize(path: string, signal: AbortSignal): Promise<number | null> {
  const length = Number((await raw(path, { method: 'HEAD', signal })).headers.get('content-length'));
  return length > 0 ? length : null;
}

/** Reads an answer and tells how many bytes have come. */
async function counted(
  response: Response,
  onProgress: (done: number, total: number | null) => void,
): Promise<Blob> {
  const length = Number(response.headers.get('content-length'));
  const total = Number.isFinite(length) && length > 0 ? length : null;
  const parts: BlobPart[] = [];
  let done = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    done += part.value.length;
    onProgress(done, total);
  }
  return new Blob(parts);
}
