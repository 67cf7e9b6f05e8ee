import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMS, formOf } from './forms';
import { loadLate, loadWords } from './load';
import { ofTable } from './of-table';
import { ROWS } from './rust.test.codes';

const blank = (form: string) => form.replace(/\{\w*\}/g, '{}');
const filled = (form: string) => form.replace(/\{\w*\}/g, 'A1');

describe('what the server says of a table', () => {
  it('is found where it is written', () => expect(ROWS.length).toBeGreaterThan(35));

  it('is written here as it is there', () => {
    const there = new Set(ROWS.map(blank));
    expect(FORMS.filter((form) => !there.has(blank(form)))).toEqual([]);
  });

  it('is read with what stands in it', () => {
    const loud = (own: string) => own.toUpperCase();
    expect(formOf('Two columns are called a "b"', loud)?.words).toEqual({ name: 'a "b"' });
    expect(formOf('item "A B": price -5 is not allowed: it is negative', loud)?.words).toEqual({
      sku: 'A B',
      field: 'PRICE',
      value: '-5',
      why: 'IT IS NEGATIVE',
    });
    expect(formOf('besok\npagi has not come yet', loud)?.words).toEqual({ text: 'besok\npagi' });
    expect(formOf('nobody wrote this', loud)).toBeNull();
  });

  it('is English in English', () =>
    expect(ofTable('Harga: the price is not a number', ['Harga'])).toBe('Harga: the price is not a number'));

  describe('in Indonesian', () => {
    beforeAll(async () => {
      await loadWords('id');
      await loadLate();
    });
    afterAll(() => loadWords('en'));

    it.each(ROWS)('has words: %s', (sentence) =>
      expect(ofTable(filled(sentence))).not.toBe(filled(sentence)),
    );

    it.each([
      ['Harga: the price is not a number', 'Harga: harga bukan angka'],
      ['Stok: the stock is not a whole number', 'Stok: stok bukan bilangan bulat'],
      ['Harga: grosir: the price is too large', 'Harga: grosir: harga terlalu besar'],
      [
        'tgl: besok is no day; write 2026-02-28 or 28/02/2026',
        'tgl: besok bukan tanggal; tulis 2026-02-28 atau 28/02/2026',
      ],
      ['item number 1 has no name', 'barang nomor 1 tidak punya nama'],
      ['No column says where the person agreed', 'Tidak ada kolom yang menyebut di mana orangnya setuju'],
      ['KOPI-1 stands already in row 4', 'KOPI-1 sudah ada di baris 4'],
      ['Nama: nobody wrote this', 'Nama: nobody wrote this'],
    ])('%s', (sentence, words) =>
      expect(ofTable(sentence, ['Stok', 'Harga', 'Harga: grosir', 'tgl', 'Nama'])).toBe(words),
    );
  });
});
