import { type Bytes, hex, join, number, sha256, unhex, utf8 } from './chain';

/** Signed checkpoints, as `crates/evidence/README.md` describes them: a note, a signature, a place in a Merkle tree. */
export interface Anchor {
  note: string;
  seq: number;
  hash: string;
  index: number;
  path: string[];
}

const base64 = (text: string): Bytes =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) as Bytes;

interface Key {
  name: string;
  id: string;
  key: Bytes;
}

/** `name+id+base64(0x01 ‖ key)`; null when it is none, or when the id is not the key's. */
export async function readKey(text: string): Promise<Key | null> {
  const [, name, id, body] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? [];
  if (!name || !id || !body) return null;
  const bytes = base64(body);
  if (bytes.length !== 33 || bytes[0] !== 1) return null;
  const own = hex(await sha256(join(utf8(`${name}\n`), bytes))).slice(0, 8);
  return own === id ? { name, id, key: bytes.slice(1) } : null;
}

/** `unsupported`: this browser knows no Ed25519, so the signature was not looked at. */
type Signature = 'good' | 'bad' | 'unsupported';

export interface Opened {
  signature: Signature;
  at: string;
  workspaces: number;
  root: string;
}

/** The note's contents and whether this key signed them; null when it is no checkpoint. */
export async function open(note: string, key: Key): Promise<Opened | null> {
  const [, text, signatures] = /^([\s\S]*?\n)\n([\s\S]*)$/.exec(note) ?? [];
  const [title, at, count, root] = text?.split('\n') ?? [];
  if (!text || title !== 'loket evidence checkpoint v1' || !at || !count || !root) return null;
  const mine = (signatures ?? '')
    .split('\n')
    .map((line) => /^— (\S+) (\S+)$/.exec(line))
    .find((match) => match?.[1] === key.name && hex(base64(match[2] ?? '').slice(0, 4)) === key.id);
  const signature = mine ? await signed(key, base64(mine[2] ?? '').slice(4), utf8(text)) : 'bad';
  return { signature, at, workspaces: Number(count), root: hex(base64(root)) };
}

async function signed(key: Key, signature: Bytes, text: Bytes): Promise<Signature> {
  try {
    const imported = await crypto.subtle.importKey('raw', key.key, 'Ed25519', false, ['verify']);
    return (await crypto.subtle.verify('Ed25519', imported, signature, text)) ? 'good' : 'bad';
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? 'unsupported' : 'bad';
  }
}

/** Whether the root follows from this workspace's head, using every sibling. */
export async function holds(workspace: string, anchor: Anchor, opened: Opened): Promise<boolean> {
  const id = unhex(workspace.replaceAll('-', ''));
  const seq = number(8, (view) => view.setBigUint64(0, BigInt(anchor.seq)));
  let node = await sha256(join(new Uint8Array([0]), id, seq, unhex(anchor.hash)));
  const rest = anchor.path.map(unhex);
  const one = new Uint8Array([1]);
  let at = anchor.index;
  for (let last = opened.workspaces - 1; last > 0; last = Math.floor(last / 2)) {
    if (at % 2 === 1 || at < last) {
      const sibling = rest.shift();
      if (!sibling) return false;
      node = await sha256(at % 2 === 1 ? join(one, sibling, node) : join(one, node, sibling));
    }
    at = Math.floor(at / 2);
  }
  return rest.length === 0 && hex(node) === opened.root;
}
