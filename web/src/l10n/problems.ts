import { inChosen } from './load';

interface Said {
  code: string;
  title: string;
  detail?: string | null | undefined;
  hint?: string | null | undefined;
  reasons?: readonly { code: string }[];
}

/**
 * A refusal in the language of the desk. The server writes English for every program that asks it; who reads
 * another language is told by the code. What nobody wrote words for stays as the server says it.
 */
export function inWords<T extends Said>(problem: T): T {
  const key = `problem-${problem.code}`;
  const gate = problem.code === 'refused' ? `refusal-${problem.reasons?.[0]?.code}` : null;
  const title = inChosen(key);
  const detail = inChosen(`${key}.detail`) ?? (gate && inChosen(gate));
  const hint = inChosen(`${key}.hint`) ?? (gate && inChosen(`${gate}.hint`));
  return { ...problem, ...(title && { title }), ...(detail && { detail }), ...(hint && { hint }) };
}
