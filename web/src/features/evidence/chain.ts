import type { Entry } from '~/api/types-admin';

/**
 * The evidence chain recomputed in the browser. The format is described in `crates/evidence/README.md`;
 * this follows it and shares no code with the server, so that agreement means something.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
export const unhex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) as Bytes;
export const hex = (bytes: Bytes): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export function join(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export function number(size: 4 | 8, write: (view: DataView) => void): Bytes {
  const view = new DataView(new ArrayBuffer(size));
  write(view);
  return new Uint8Array(view.buffer as ArrayBuffer);
}

function tuple(...fields: Bytes[]): Promise<Bytes> {
  const length = (field: Bytes) => number(4, (view) => view.setUint32(0, field.length));
  return sha256(join(...fields.flatMap((field) => [length(field), field])));
}

/** Microseconds since 1970. `Date` knows milliseconds; the digits after them are added by hand. */
export function micros(at: string): bigint {
  const [whole = '', fraction = ''] = at.replace(/Z$/, '').split('.');
  const digits = fraction.padEnd(6, '0').slice(0, 6);
  return BigInt(Date.parse(`${whole}Z`)) * 1000n + BigInt(digits);
}

export function genesis(workspace: string): Promise<string> {
  return tuple(utf8('loket evidence genesis v1'), unhex(workspace.replaceAll('-', ''))).then(hex);
}

export type Sealed = Pick<Entry, 'seq' | 'at' | 'kind' | 'subject' | 'actor' | 'commit' | 'prev' | 'hash'> & {
  payload?: unknown;
  salt?: string | null;
};

/** The hash an entry must have. */
export async function hashOf(workspace: string, entry: Sealed): Promise<string> {
  const sealed = await tuple(
    utf8('loket evidence entry v1'),
    unhex(workspace.replaceAll('-', '')),
    number(8, (view) => view.setBigUint64(0, BigInt(entry.seq))),
    number(8, (view) => view.setBigInt64(0, micros(entry.at))),
    utf8(entry.kind),
    utf8(entry.subject),
    utf8(entry.actor),
    unhex(entry.commit),
    unhex(entry.prev),
  );
  return hex(sealed);
}

/** Whether the contents are what was committed to; erased contents cannot contradict. */
export async function opens(entry: Sealed): Promise<boolean> {
  if (entry.payload === null || entry.payload === undefined || !entry.salt) return true;
  const text = typeof entry.payload === 'string' ? entry.payload : canonical(entry.payload);
  return hex(await sha256(join(unhex(entry.salt), utf8(text)))) === entry.commit;
}

/** JSON with sorted keys and no spaces: what was sealed. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

export type Checked = { ok: true; count: number } | { ok: false; seq: number };

/**
 * Recomputes every entry. Entries that follow each other must also be linked; entries of one message are not
 * neighbours in the chain, so only neighbours are compared.
 */
export async function check(workspace: string, entries: readonly Sealed[]): Promise<Checked> {
  let before: Sealed | undefined;
  for (const entry of entries) {
    const first = entry.seq === 1 ? await genesis(workspace) : null;
    const linked =
      first !== null ? entry.prev === first : before?.seq !== entry.seq - 1 || entry.prev === before.hash;
    const right = linked && (await hashOf(workspace, entry)) === entry.hash && (await opens(entry));
    if (!right) return { ok: false, seq: entry.seq };
    before = entry;
  }
  return { ok: true, count: entries.length };
}
