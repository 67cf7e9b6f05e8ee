import { expect, it } from 'vitest';
import { fileType } from './file-type';

it.each([
  ['harga.pdf', 'application/pdf', 'PDF'],
  ['Daftar.Harga.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'XLSX'],
  [null, 'application/pdf', 'PDF'],
  [null, 'audio/mpeg; codecs=mp3', 'MPEG'],
  ['tanpa ending', 'application/octet-stream', null],
  [null, null, null],
])('calls %j of %j %j', (name, type, word) => {
  expect(fileType(name, type)).toBe(word);
});
