import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Loket of this test's own, as on its very first start, under a name for which browsers have passkeys. */
export interface OwnHouse {
  url: string;
  setup: string;
  phone: string;
  email: string;
  password: string;
  /** What a command of `loket` beside it prints as JSON. */
  told: <Told>(...command: string[]) => Promise<Told>;
  stop: () => Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** As it is before anybody has entered, kept by this worker: a copy of it starts in a fraction of the time. */
let first: Promise<{ home: string; greeting: Greeting }> | undefined;

/** A house, made anew when its making is what is looked at. */
export async function ownHouse(made: 'anew' | 'before' = 'before'): Promise<OwnHouse> {
  const home = newHome();
  const forget = () => rmSync(home, { recursive: true, force: true });
  try {
    if (made === 'anew') {
      const { url, greeting, told, stop } = await serve(home, SETUP);
      return { url, ...greeting, told, stop: () => stop().then(forget) };
    }
    first ??= firstHouse();
    const { home: whole, greeting } = await first;
    // Root's Postgres runs as another account, whose files these stay.
    execFileSync('cp', ['-a', join(whole, 'data'), home]);
    const { url, greeting: now, told, stop } = await serve(home, PHONE);
    const setup = greeting.setup.replace(/^[^#]*#/, `${url}/setup#`);
    return { url, ...greeting, setup, phone: now.phone, told, stop: () => stop().then(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'loket-own-'));
  // Root's Postgres runs as another account, which must be able to pass.
  chmodSync(home, 0o711);
  return home;
}

async function firstHouse(): Promise<{ home: string; greeting: Greeting }> {
  const home = newHome();
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const { greeting, stop } = await serve(home, SETUP);
  await stop();
  return { home, greeting };
}

interface Served {
  url: string;
  greeting: Greeting;
  told: OwnHouse['told'];
  stop: () => Promise<void>;
}

/** Serves what is there, or what is made then, until the last line of its greeting is printed. */
async function serve(home: string, last: RegExp): Promise<Served> {
  const program = process.env.LOKET_BIN;
  if (!program) throw new Error('LOKET_BIN is not set');
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    LOKET_DATA_DIR: join(home, 'data'),
    LOKET_LISTEN: `127.0.0.1:${port}`,
    LOKET_SANDBOX_LISTEN: '127.0.0.1:0',
    LOKET_PUBLIC_URL: url,
  };
  const server = spawn(program, ['serve'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const greeting = await greets(server, last).catch((error) => {
    server.kill('SIGKILL');
    throw error;
  });
  const stop = async () => {
    // Who has ended already, by itself or by a signal, does not end again.
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  };
  const told: OwnHouse['told'] = async (...command) => {
    const { stdout } = await promisify(execFile)(program, [...command, '--json'], { env });
    return JSON.parse(stdout);
  };
  return { url, greeting, told, stop };
}

type Greeting = Pick<OwnHouse, 'setup' | 'phone' | 'email' | 'password'>;

/** What each start prints, and what a first one prints last. */
const PHONE = /customer's phone: (\S+)\n/;
const SETUP = /make it your own: (\S+#\S+)/;

function greets(server: ChildProcess, last: RegExp): Promise<Greeting> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const late = setTimeout(() => reject(new Error(`Loket did not start: ${printed}`)), 90_000);
    server.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`Loket ended before it was ready: ${printed}`));
    });
    server.stdout?.on('data', (bytes) => {
      printed += String(bytes);
      if (!last.test(printed)) return;
      clearTimeout(late);
      const [, email = '', password = ''] = /Sign in as (\S+) with the password (\S+)/.exec(printed) ?? [];
      resolve({
        setup: SETUP.exec(printed)?.[1] ?? '',
        phone: PHONE.exec(printed)?.[1] ?? '',
        email,
        password,
      });
    });
  });
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code an authenticator app shows for a base32 secret (RFC 6238), `ahead` steps from now. */
export function code(secret: string, ahead = 0): string {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
