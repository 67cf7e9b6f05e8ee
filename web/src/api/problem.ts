import { inWords } from '~/l10n/load';
import type { Problem } from './types';

/** A refusal or failure of the API, with everything a person needs to go on. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

/** Status 0: no answer came, so nobody knows what the server did. */
export const UNREACHABLE = 0;

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.code === code);
}

/** What the server says: what happened and what to do, or what is wrong with each value, with the row it says it of. */
export function said(error: Error): string {
  if (!isProblem(error)) return error.message;
  const { title, detail, hint, fields } = error.problem;
  const values =
    fields?.map(({ field, problem }) => (field.includes('/') ? `${field}: ${problem}` : problem)) ?? [];
  if (values.length > 0) return values.join(' ');
  const parts = [title, detail, hint].filter((part) => part != null && part !== '');
  return parts.map((part, n) => (n < parts.length - 1 ? part?.replace(/\.$/, '') : part)).join('. ');
}

/** Whether asking again could help: the network, a busy or a broken server. */
export function isTransient(error: unknown): boolean {
  if (!isProblem(error)) return false;
  return error.status === UNREACHABLE || error.status === 429 || error.status >= 500;
}

/** Reads an answer that should be a problem document but may be anything; in the language of the desk. */
export function toProblem(status: number, body: unknown, reference: string | null): Problem {
  const known = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};
  const instance = known.instance ?? reference;
  return inWords({
    ...known,
    status,
    code: known.code ?? (status === UNREACHABLE ? 'unreachable' : `http_${status}`),
    title: known.title ?? (status === UNREACHABLE ? 'No connection' : `HTTP ${status}`),
    ...(instance && { instance }),
  });
}
