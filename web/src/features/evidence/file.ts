import { genesis, hashOf, hex, opens, type Sealed, sha256, utf8 } from './chain';
import { type Anchor, holds, open, readKey } from './note';

/** Where a file stops to hold, and why. `seq` is null when it is not about one entry. */
export interface Broken {
  seq: number | null;
  why: Why;
}
export type Why =
  | 'not_evidence'
  | 'other_workspace'
  | 'cut_off'
  | 'damaged'
  | 'not_following'
  | 'hash'
  | 'contents'
  | 'head'
  | 'checkpoint';

/** How far a chain is proved to hold. */
export interface Place {
  seq: number;
  hash: string;
}

export interface Sound {
  workspace: string;
  head: Place;
  entries: number;
  erased: number;
  /** Checkpoints whose signature and place hold. */
  checkpoints: number;
  /** The key they were signed with, and up to which entry. */
  signed: { key: string; seq: number } | null;
}

export type Judged = { ok: true; sound: Sound } | { ok: false; broken: Broken };

interface Header {
  format: string;
  workspace: string;
  created: string;
  first_seq: number;
  prev_hash: string;
  head: Place;
  public_key: string | null;
  checkpoints: Anchor[];
}

const HEADER = 'checkpoints,created,first_seq,format,head,prev_hash,public_key,workspace';
const ENTRY = new Set(['seq', 'at', 'kind', 'subject', 'actor', 'commit', 'prev', 'hash', 'payload', 'salt']);
/** How often progress is told. */
const STEP = 500;

interface Options {
  /** Whose chain it must be. */
  workspace?: string;
  /** Where it must go on. */
  after?: Place;
  onProgress?: (done: number, total: number) => void;
}

const broken = (why: Why, seq: number | null = null): Judged => ({ ok: false, broken: { seq, why } });

function parse<T>(line: string | undefined): T | null {
  try {
    const value: unknown = JSON.parse(line ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as T) : null;
  } catch {
    return null;
  }
}

/** Verifies a file of the chain, whole or a stretch, by the description in `crates/evidence/README.md`. */
export async function verifyFile(text: string, options: Options = {}): Promise<Judged> {
  const lines = text.split('\n');
  const header = parse<Header>(lines[0]);
  if (header?.format !== 'loket-evidence/1' || Object.keys(header).sort().join() !== HEADER)
    return broken('not_evidence');
  if (options.workspace && header.workspace !== options.workspace) return broken('other_workspace');
  if (lines.length < 3 || lines.at(-1) !== '') return broken('cut_off');
  const last = parse<{ end: number; sha256: string }>(lines.at(-2));
  if (typeof last?.end !== 'number') return broken('cut_off');

  const start = options.after ?? { seq: header.first_seq - 1, hash: header.prev_hash };
  const whole = header.first_seq === 1 ? await genesis(header.workspace) : header.prev_hash;
  if (header.first_seq !== start.seq + 1 || header.prev_hash !== start.hash || whole !== header.prev_hash)
    return broken('not_following', header.first_seq);

  const entries = lines.slice(1, -2);
  const chain = await verifyEntries(header, start, entries, options.onProgress);
  if (!chain.ok) return chain;
  const { place, erased, hashes } = chain;
  if (place.seq !== header.head.seq || place.hash !== header.head.hash) return broken('head', place.seq + 1);
  const before = utf8(text.slice(0, text.length - (lines.at(-2)?.length ?? 0) - 1));
  if (last.end !== entries.length || last.sha256 !== hex(await sha256(before))) return broken('damaged');

  const anchors = await verifyAnchors(header, hashes);
  if (!anchors) return broken('checkpoint');
  return {
    ok: true,
    sound: { workspace: header.workspace, head: place, entries: entries.length, erased, ...anchors },
  };
}

type Chain = { ok: true; place: Place; erased: number; hashes: Map<number, string> };

async function verifyEntries(
  header: Header,
  start: Place,
  lines: readonly string[],
  onProgress?: (done: number, total: number) => void,
): Promise<Chain | Extract<Judged, { ok: false }>> {
  const wrong = (why: Why, seq: number) => ({ ok: false as const, broken: { seq, why } });
  const anchored = new Set(header.checkpoints.map((anchor) => anchor.seq));
  const hashes = new Map<number, string>();
  let place = start;
  let erased = 0;
  for (const [at, line] of lines.entries()) {
    const seq = place.seq + 1;
    const entry = parse<Sealed>(line);
    // Nothing may be slipped in beside what is hashed.
    if (!entry || Object.keys(entry).some((key) => !ENTRY.has(key))) return wrong('damaged', seq);
    if (entry.seq !== seq || entry.prev !== place.hash) return wrong('not_following', seq);
    if ((await hashOf(header.workspace, entry)) !== entry.hash) return wrong('hash', seq);
    if (entry.payload === undefined || entry.payload === null) erased += 1;
    else if (typeof entry.payload !== 'string' || !(await opens(entry))) return wrong('contents', seq);
    place = { seq, hash: entry.hash };
    if (anchored.has(seq)) hashes.set(seq, entry.hash);
    if (at % STEP === STEP - 1) onProgress?.(at + 1, lines.length);
  }
  onProgress?.(lines.length, lines.length);
  return { ok: true, place, erased, hashes };
}

/** How many checkpoints hold; null when one does not. */
async function verifyAnchors(header: Header, hashes: ReadonlyMap<number, string>) {
  if (header.checkpoints.length === 0) return { checkpoints: 0, signed: null };
  const key = header.public_key === null ? null : await readKey(header.public_key);
  if (!key) return null;
  let checkpoints = 0;
  let seq = 0;
  for (const anchor of header.checkpoints) {
    const opened = await open(anchor.note, key);
    const known = hashes.get(anchor.seq);
    if (!opened || opened.signature === 'bad' || (known !== undefined && known !== anchor.hash)) return null;
    if (!(await holds(header.workspace, anchor, opened))) return null;
    if (opened.signature === 'good') {
      checkpoints += 1;
      seq = Math.max(seq, anchor.seq);
    }
  }
  return { checkpoints, signed: seq > 0 ? { key: key.id, seq } : null };
}
