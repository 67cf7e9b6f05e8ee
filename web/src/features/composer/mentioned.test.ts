import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { colleaguesQuery } from '~/api/mentions';
import { mentioned } from './mentioned';

const colleague = (id: string, name: string) => ({ id, name, may_answer: true });
const items = [colleague('1', 'Rina'), colleague('2', 'Bayu')];

afterEach(() => vi.restoreAllMocks());

it('names colleagues, never oneself, and waits until they are known', async () => {
  vi.spyOn(colleaguesQuery, 'queryFn').mockResolvedValue({ items, next_cursor: null });
  expect(await mentioned(new QueryClient(), '@Bayu tanya @Rina', '1')).toEqual(['2']);
});

it('fails where colleagues cannot be read, and only where one may be named', async () => {
  vi.spyOn(colleaguesQuery, 'queryFn').mockRejectedValue(new Error('unreachable'));
  await expect(mentioned(new QueryClient(), '@Bayu cek', '1')).rejects.toThrow('unreachable');
  expect(await mentioned(new QueryClient(), 'cek gudang', '1')).toEqual([]);
});
