import { describe, expect, it } from 'vitest';
import { ProblemError, said } from './problem';
import type { Problem } from './types';

const problem = (more: Partial<Problem>) =>
  new ProblemError({ status: 422, code: 'invalid', title: 'A value cannot be used', ...more } as Problem);

describe('what the server says', () => {
  it('is what happened, why, and what to do', () => {
    expect(said(problem({ detail: 'The file is empty.', hint: 'Choose another.' }))).toBe(
      'A value cannot be used. The file is empty. Choose another.',
    );
    expect(said(problem({}))).toBe('A value cannot be used');
  });

  it('is what is wrong with each value, with the row where it is of one', () => {
    const fields = [
      { field: 'calling_code', problem: '1 to 3 digits, such as 62' },
      { field: 'items/kaos', problem: 'Needs a price.' },
    ];
    expect(said(problem({ fields }))).toBe('1 to 3 digits, such as 62 items/kaos: Needs a price.');
  });

  it('is the error itself where there was no server', () => {
    expect(said(new Error('no'))).toBe('no');
  });
});
