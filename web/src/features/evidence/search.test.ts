import { describe, expect, it } from 'vitest';
import { dayStart, END, isFiltered, readSearch, toQuery } from './search';

describe('the address of the evidence page', () => {
  it('keeps what makes sense and drops the rest', () => {
    expect(readSearch({ kind: 'approved', since: '2026-11-26', before: 40, actor: 'person:ab-1' })).toEqual({
      kind: 'approved',
      since: '2026-11-26',
      before: 40,
      actor: 'person:ab-1',
    });
    expect(
      readSearch({ kind: 'No!', since: 'yesterday', before: -1, after: 'x', conversation: '1', q: 2 }),
    ).toEqual({});
    expect(readSearch({ before: 3, after: 1 })).toEqual({ before: 3 });
    expect(readSearch({ after: 0 })).toEqual({ after: 0 });
  });

  it('asks for the newest page unless it says where', () => {
    expect(toQuery({}, 50)).toEqual({ limit: 50, before_seq: END });
    expect(toQuery({ after: 7, kind: 'sent' }, 50)).toEqual({ limit: 50, after_seq: 7, kind: 'sent' });
  });

  it('includes both days', () => {
    const { since, until } = toQuery({ since: '2026-02-28', until: '2026-02-28' }, 50);
    expect(Date.parse(until ?? '') - Date.parse(since ?? '')).toBe(86_400_000);
    expect(dayStart('2026-99-99')).toBe(null);
  });

  it('knows a place from a filter', () => {
    expect(isFiltered({ before: 4 })).toBe(false);
    expect(isFiltered({ actor: 'meta' })).toBe(true);
  });
});
