import { describe, expect, it } from 'vitest';
import { cameWith } from './came';

describe('what Instagram leads back with', () => {
  it('is a code with its state', () => {
    expect(cameWith({ state: 's', code: 'AQ1' })).toEqual({ kind: 'code', state: 's', code: 'AQ1' });
  });

  it('is a refusal of the person, also where a code stands beside it', () => {
    const denied = {
      error: 'access_denied',
      error_reason: 'user_denied',
      error_description: 'x',
      state: 's',
    };
    expect(cameWith(denied)).toEqual({ kind: 'cancelled' });
    expect(cameWith({ ...denied, code: 'c' })).toEqual({ kind: 'cancelled' });
  });

  it('is an error with its words, or with its name', () => {
    expect(cameWith({ error: 'server_error', error_description: 'Try later' })).toEqual({
      kind: 'denied',
      words: 'Try later',
    });
    expect(cameWith({ error: 'server_error' })).toEqual({ kind: 'denied', words: 'server_error' });
  });

  it.each([[{}], [{ code: 'c' }], [{ state: 's' }], [{ state: '', code: 'c' }]])('is nothing: %j', (words) =>
    expect(cameWith(words)).toEqual({ kind: 'nothing' }),
  );
});
