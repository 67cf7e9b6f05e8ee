import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verifyFile } from './file';

// The file the server's own verifier is tested with: the two share no code.
const ROOT = join(import.meta.dirname, '../../../..');
const SAMPLE = readFileSync(join(ROOT, 'crates/evidence/tests/evidence/sample.jsonl'), 'utf8');
const lines = SAMPLE.split('\n');

/** The sample with one line rewritten and the last line's digest made right again, as a forger would. */
async function forged(at: number, change: (line: string) => string): Promise<string> {
  const next = lines.map((line, index) => (index === at ? change(line) : line));
  const body = `${next.slice(0, -2).join('\n')}\n`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${body}${JSON.stringify({ end: next.length - 3, sha256: hex })}\n`;
}

describe('an export', () => {
  it('holds, with its checkpoints and what was erased', async () => {
    const judged = await verifyFile(SAMPLE);
    expect(judged).toMatchObject({ ok: true, sound: { entries: 6, head: { seq: 6 }, checkpoints: 2 } });
    if (judged.ok) expect(judged.sound.signed).toEqual({ key: '5487306a', seq: 4 });
  });

  it('is seen to be forged whatever is changed, also when its digest was made right again', async () => {
    expect((await verifyFile(await forged(1, (line) => line))).ok).toBe(true);
    const cases: [number, string | RegExp, string, string][] = [
      [1, '"kind":"received"', '"kind":"approved"', 'hash'],
      [2, /"at":"([^"]*)3/, '"at":"$14', 'hash'],
      [1, /"actor":"[^"]*"/, '"actor":"meta"', 'hash'],
      [2, /"seq":2/, '"seq":3', 'not_following'],
      [1, /"salt":"../, '"salt":"00', 'contents'],
      [3, /^\{/, '{"extra":1,', 'damaged'],
      [0, /"seq":4,"hash":"dd/, '"seq":4,"hash":"ee', 'checkpoint'],
      [0, 'zF8gLW3p', 'zF8gLW3q', 'checkpoint'],
      [0, /"head":\{"seq":6/, '"head":{"seq":7', 'head'],
      [0, 'loket-evidence/1', 'loket-evidence/2', 'not_evidence'],
    ];
    for (const [at, from, to, why] of cases) {
      const file = await forged(at, (line) => {
        const changed = line.replace(from, to);
        expect(changed, String(from)).not.toBe(line);
        return changed;
      });
      const judged = await verifyFile(file);
      expect(judged.ok ? 'sound' : judged.broken.why, `line ${at}: ${from}`).toBe(why);
    }
  });

  it('is seen to be cut off, doubled, or somebody else’s', async () => {
    const without = [...lines.slice(0, 3), ...lines.slice(4)].join('\n');
    expect(await verifyFile(without)).toMatchObject({ ok: false, broken: { seq: 3, why: 'not_following' } });
    expect(await verifyFile(lines.slice(0, -2).join('\n'))).toMatchObject({ broken: { why: 'cut_off' } });
    expect(await verifyFile('hello')).toMatchObject({ broken: { why: 'not_evidence' } });
    const other = await verifyFile(SAMPLE, { workspace: '018f3c5e-7b1a-7c2d-9e4f-0123456789ab' });
    expect(other).toMatchObject({ broken: { why: 'other_workspace' } });
    const later = await verifyFile(SAMPLE, { after: { seq: 9, hash: 'ab'.repeat(32) } });
    expect(later).toMatchObject({ broken: { why: 'not_following' } });
  });
});
