// Runs the test programs of all crates, several at once: each mostly waits, for Postgres or for time to pass.
// What `cargo test` would run one after the other. Each one's output is shown when it ends.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';

/** A program has as many tests under way as there are cores, and half of those wait. */
const AT_ONCE = Math.ceil(availableParallelism() * 1.5);

/** Those that take longest, so that nothing is waited for alone at the end. Only an order: nothing depends on it. */
const LONG = ['house', 'isolation', 'api', 'lock_order', 'crash', 'account_news', 'private', 'coexistence'];

/** Runs it, and answers with its exit code and all it wrote. */
function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const out = [];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    child.stdout.on('data', (some) => out.push(some));
    child.stderr?.on('data', (some) => out.push(some));
    child.on('error', (error) => resolve({ code: 1, said: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, said: Buffer.concat(out).toString() }));
  });
}

async function programs() {
  const built = await run('cargo', ['test', '--workspace', '--no-run', '--quiet', '--message-format=json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (built.code !== 0) process.exit(built.code);
  return built.said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter((one) => one.reason === 'compiler-artifact' && one.profile.test && one.executable)
    .map((one) => ({ name: one.target.name, from: dirname(one.manifest_path), file: one.executable }));
}

const place = ({ name }) => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);
const waiting = (await programs()).sort((a, b) => place(a) - place(b));
const failed = [];

async function worker() {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const began = Date.now();
    const env = { ...process.env, CARGO_MANIFEST_DIR: one.from };
    const { code, said } = await run(one.file, ['--quiet'], { cwd: one.from, env });
    console.log(`${one.from}: ${one.name}, ${Math.round((Date.now() - began) / 1000)} s\n${said.trim()}`);
    if (code !== 0) failed.push(`${one.from}: ${one.name}`);
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, worker));
const docs = await run('cargo', ['test', '--workspace', '--doc', '--quiet']);
console.log(docs.said.trim());
if (docs.code !== 0) failed.push('the examples in the documentation');
if (failed.length > 0) console.log(`\nfailed:\n  ${failed.join('\n  ')}`);
process.exit(failed.length > 0 ? 1 : 0);
