import { expect, it } from 'vitest';
import { runs } from './markup';

const brief = (text: string) => runs(text).map((run) => `${run.kind}:${run.text}`);

it.each([
  ['Halo *Kak* Sari', ['text:Halo ', 'bold:Kak', 'text: Sari']],
  ['_miring_ ~salah~', ['italic:miring', 'text: ', 'struck:salah']],
  ['2*3*4', ['text:2*3*4']],
  ['snake_case_name', ['text:snake_case_name']],
  ['* not bold *', ['text:* not bold *']],
  ['```a *b*```', ['mono:a *b*']],
  ['lihat https://toko.example/k?a=1.', ['text:lihat ', 'link:https://toko.example/k?a=1', 'text:.']],
  ['(https://a.example)', ['text:(', 'link:https://a.example', 'text:)']],
  ['javascript:alert(1)', ['text:javascript:alert(1)']],
  ['', []],
])('%s', (text, wanted) => expect(brief(text)).toEqual(wanted));
