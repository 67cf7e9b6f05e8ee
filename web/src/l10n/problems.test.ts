import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError, said, toProblem } from '~/api/problem';
import { loadLate, loadWords } from './load';

const taken = { code: 'label_taken', title: 'There is a label with this name', hint: 'Use that one.' };

describe('a refusal', () => {
  it('is the server’s own words in English', () =>
    expect(toProblem(409, taken, null)).toMatchObject({ title: taken.title, hint: taken.hint }));

  describe('in Indonesian', () => {
    beforeAll(async () => {
      await loadWords('id');
      await loadLate();
    });
    afterAll(() => loadWords('en'));

    it('is said by its code', () =>
      expect(toProblem(409, taken, null)).toMatchObject({
        title: 'Sudah ada label dengan nama ini',
        hint: 'Pakai yang itu, atau pilih nama lain.',
      }));

    it('of the gate says the gate’s first reason', () => {
      const refused = { code: 'refused', title: 'x', detail: 'y', reasons: [{ code: 'opted_out' }] };
      expect(toProblem(422, refused, null).detail).toBe('Orang ini meminta berhenti');
    });

    it('without an answer is said too', () =>
      expect(toProblem(0, null, null).title).toBe('Loket tidak terjangkau'));

    it('of a role says once whom to ask', () => {
      const refused = { code: 'forbidden', title: 'Not allowed', detail: 'You need …' };
      expect(said(new ProblemError(toProblem(403, refused, null)))).toBe(
        'Tidak diizinkan. Peran Anda tidak boleh melakukan ini. Minta pemilik ruang kerja ini.',
      );
    });

    it('keeps what the server alone knows, as how long it takes', () => {
      const hint = 'It can be sent again in 7 min.';
      expect(toProblem(409, { code: 'still_unknown', title: 'x', hint }, null).hint).toBe(hint);
    });

    it('says what is wrong with a value', () => {
      const fields = [
        { field: 'token', problem: 'Give the new token.' },
        { field: 'x', problem: 'nobody wrote this' },
      ];
      expect(toProblem(422, { code: 'invalid', title: 'x', fields }, null).fields).toEqual([
        { field: 'token', problem: 'Masukkan token yang baru.' },
        { field: 'x', problem: 'nobody wrote this' },
      ]);
    });

    it('nobody wrote words for stays as it is', () =>
      expect(toProblem(409, { ...taken, code: 'brand_new' }, null).title).toBe(taken.title));
  });
});
