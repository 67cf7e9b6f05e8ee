import { describe, expect, it } from 'vitest';
import { noneLeft, worst } from './standing';

const alert = (
  kind: 'needs_reauth' | 'frozen' | 'quality_low',
  id: string,
  cleared_at: string | null = null,
) => ({
  kind,
  id,
  cleared_at,
});

describe('the strips', () => {
  it('tell the gravest that stands, and nothing that is over', () => {
    const kinds = ['needs_reauth', 'frozen'] as const;
    expect(worst([], kinds)).toBe(null);
    const all = [alert('quality_low', 'a'), alert('frozen', 'b'), alert('needs_reauth', 'c')];
    expect(worst(all, kinds)?.id).toBe('c');
    const over = [alert('needs_reauth', 'c', '2026-11-01T10:00:00Z'), alert('frozen', 'b')];
    expect(worst(over, kinds)?.id).toBe('b');
    expect(worst([alert('quality_low', 'a')], kinds)).toBe(null);
  });

  it('tell that no channel is left, but not before there is one', () => {
    expect(noneLeft([])).toBe(false);
    expect(noneLeft([{ connection: 'disconnected' }, { connection: 'connected' }])).toBe(false);
    expect(noneLeft([{ connection: 'disconnected' }])).toBe(true);
  });
});
