import { inChosen } from './load';

interface Said {
  code: string;
  title: string;
  detail?: string | null | undefined;
  hint?: string | null | undefined;
  reasons?: readonly { code: string }[];
  fields?: readonly { field: string; problem: string }[];
}

const LONGEST = 60;

/** The name of a sentence that the server says of one value: its own words. */
export function named(sentence: string): string {
  const words = sentence.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `wrong-${words.replace(/^-/, '').slice(0, LONGEST).replace(/-$/, '')}`;
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
  const fields = problem.fields?.map((one) => ({
    ...one,
    problem: inChosen(named(one.problem)) ?? one.problem,
  }));
  return {
    ...problem,
    ...(fields && { fields }),
    ...(title && { title }),
    ...(detail && { detail }),
    ...(hint && { hint }),
  };
}
