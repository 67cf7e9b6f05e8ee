// Lighthouse over the desk's pages, signed in: node bench/lighthouse.mjs [PROGRAM]
//
// Starts the release program on a folder of its own with the sandbox and the demo, signs in with a real browser, and asks
// Lighthouse (12.8.2, fetched by npx) about each page as a desktop. Prints a line a page, and exits 1 below the goals.
// Needs: cargo build --release -p loket, npm ci in web, Debian's chromium. Alone on the machine.
import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { chromium } = createRequire(join(root, 'web/package.json'))('@playwright/test');
const program = process.argv[2] ?? join(root, 'target/release/loket');
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100 };
const PAGES = ['/inbox', '/approvals', '/contacts', '/knowledge', '/evidence', '/settings/channels', '/admin/whatsapp-settings'];
const DEBUG_PORT = 9333;

const home = mkdtempSync(join(tmpdir(), 'loket-lighthouse.'));
// Root's Postgres runs as another account, which must be able to pass.
chmodSync(home, 0o711);
const env = {
  ...process.env,
  LOKET_DATA_DIR: join(home, 'data'),
  LOKET_LISTEN: '127.0.0.1:0',
  LOKET_SANDBOX_LISTEN: '127.0.0.1:0',
};
const server = spawn(program, ['serve'], { env, stdio: ['ignore', 'pipe', 'ignore'] });

/** What the server says of itself, once it is ready. */
function ready() {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const url = /^Loket is ready: (\S+)/m.exec(said)?.[1];
      const [, email, password] = /^Sign in as (\S+) .*with the password (\S+)/m.exec(said) ?? [];
      if (url && email) resolve({ url, email, password });
    });
    server.once('exit', () => reject(new Error(`the server ended:\n${said}`)));
  });
}

async function measure(url) {
  const report = join(home, 'report.json');
  const flags = [`--port=${DEBUG_PORT}`, '--preset=desktop', '--disable-storage-reset', '--quiet'];
  const out = ['--output=json', `--output-path=${report}`, '--only-categories=performance,accessibility,best-practices'];
  // Not waited for in one breath: the browser's other client must go on answering.
  await promisify(execFile)('npx', ['--yes', 'lighthouse@12.8.2', url, ...flags, ...out], { timeout: 120_000 });
  return JSON.parse(readFileSync(report, 'utf8'));
}

let missed = 0;
let browser;
try {
  const desk = await ready();
  browser = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: process.env.LOKET_CHROMIUM ?? '/usr/bin/chromium',
    args: [`--remote-debugging-port=${DEBUG_PORT}`, '--no-sandbox'],
    viewport: { width: 1280, height: 800 },
  });
  const page = await browser.newPage();
  const scores = [['/login', await measure(`${desk.url}/login`)]];
  await page.goto(`${desk.url}/login`);
  await page.getByLabel('E-mail').fill(desk.email);
  await page.getByLabel('Password', { exact: true }).fill(desk.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  await page.close();
  for (const path of PAGES) scores.push([path, await measure(desk.url + path)]);
  for (const [path, report] of scores) {
    const points = Object.keys(GOALS).map((name) => [name, Math.round(report.categories[name].score * 100)]);
    const low = points.filter(([name, value]) => value < GOALS[name]);
    missed += low.length;
    const why = low.flatMap(([name]) =>
      report.categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && (report.audits[id].score ?? 1) < 0.9)
        .map(({ id }) => `${id} ${report.audits[id].displayValue ?? ''}`.trim()),
    );
    console.log(`${low.length ? 'MISS' : 'PASS'}  ${path}  ${points.map((p) => p.join(' ')).join(', ')}  ${why.join('; ')}`);
  }
} finally {
  await browser?.close();
  server.kill();
  await new Promise((done) => server.once('exit', done));
  rmSync(home, { recursive: true, force: true });
}
process.exitCode = missed ? 1 : 0;
