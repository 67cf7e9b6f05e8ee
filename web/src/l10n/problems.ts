import { formOf } from './forms';
import { inChosen } from './load';

/** As much of a refusal as is put into words. */
export interface Said {
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

/** A sentence of the server in the language of the desk; null in English, and where nobody wrote words for it. */
export function spoken(sentence: string): string | null {
  const plain = inChosen(named(sentence));
  if (plain) return plain;
  const found = formOf(sentence, (own) => inChosen(named(own)) ?? own);
  return found && inChosen(named(found.form), found.words);
}

/**
 * A refusal in the language of the desk. The server writes English for every program that asks it; who reads
 * another language is told by the code. What nobody wrote words for stays as the server says it.
 */
export function inWords<T extends Said>(problem: T): T {
  const key = `problem-${problem.code}`;
  const gate = problem.code === 'refused' ? `refusal-${problem.reasons?.[0]?.code}` : null;
  const title = spoken(problem.title) ?? inChosen(key);
  const hint =
    ((problem.hint && spoken(problem.hint)) || inChosen(`${key}.hint`)) ?? (gate && inChosen(`${gate}.hint`));
  const fields = problem.fields?.map((one) => ({
    ...one,
    problem: spoken(one.problem) ?? one.problem,
  }));
  const detail =
    inChosen(`${key}.detail`) ?? (gate && inChosen(gate)) ?? (problem.detail && spoken(problem.detail));
  return {
    ...problem,
    ...(fields && { fields }),
    ...(title && { title }),
    ...(detail && { detail }),
    ...(hint && { hint }),
  };
}
