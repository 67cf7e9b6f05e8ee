import { isProblem } from '~/api/problem';

/** What the server says: what happened, and what to do. */
export function said(error: Error): string {
  if (!isProblem(error)) return error.message;
  const { title, hint, fields } = error.problem;
  const values = fields?.map((one) => one.problem) ?? [];
  return values.length > 0 ? values.join(' ') : [title, hint].filter(Boolean).join('. ');
}
