/**
 * What each page costs to load: gzipped script of the entry, the language and the page, with everything they import.
 * Over its budget is a failure. Reads `dist/.vite/manifest.json`, so build first.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const INBOX = 200 * KB;
const OTHERS = 190 * KB;
const STYLE = 12 * KB;
const INBOX_PAGES = ['src/routes/inbox.tsx', 'src/routes/conversation.tsx'];
/** Pages that stand inside another. */
const AROUND = { 'src/routes/conversation.tsx': 'src/routes/inbox.tsx' };
const SETTINGS = 'src/routes/settings.tsx';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const gzipped = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

/** The chunks a page needs, each once. */
function closure(keys) {
  const found = new Set();
  const visit = (key) => {
    if (found.has(key)) return;
    found.add(key);
    for (const next of manifest[key]?.imports ?? []) visit(next);
  };
  for (const key of keys) visit(key);
  return [...found].map((key) => manifest[key]);
}

const pages = Object.keys(manifest).filter((key) => key.startsWith('src/routes/') && key.endsWith('.tsx'));
let over = 0;
function judge(name, bytes, budget) {
  const bad = bytes > budget;
  if (bad) over += 1;
  const shown = `${(bytes / KB).toFixed(1).padStart(6)} of ${(budget / KB).toFixed(0)} kB`;
  process.stdout.write(`${bad ? 'OVER' : '  ok'}  ${shown}  ${name}\n`);
}

/** The words that come with a page, as the router says. */
const folder = new URL('../src/router/', import.meta.url);
const router = readdirSync(folder)
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');
function words(page) {
  const route = page.replace('src/routes/', '[.~]+/routes/').replace('.tsx', '');
  const said =
    new RegExp(`withWords\\(\\[([^\\]]*)\\],\\s*\\(\\) =>\\s*import\\('${route}'\\)`).exec(router)?.[1] ?? '';
  return [...said.matchAll(/'([^']+)'/g)].map((match) => {
    const key = Object.keys(manifest).find((one) => one.startsWith(`src/l10n/en/pages/${match[1]}.ftl`));
    if (!key) throw new Error(`there is no word file ${match[1]}`);
    return key;
  });
}

const sheets = new Set();
for (const page of pages) {
  const chunks = closure([entry, 'src/l10n/en.ts', ...words(page), page, AROUND[page] ?? SETTINGS]);
  const script = chunks.reduce((sum, chunk) => sum + gzipped(chunk.file), 0);
  for (const chunk of chunks) for (const sheet of chunk.css ?? []) sheets.add(sheet);
  judge(page, script, INBOX_PAGES.includes(page) ? INBOX : OTHERS);
}
judge(
  'style',
  [...sheets].reduce((sum, sheet) => sum + gzipped(sheet), 0),
  STYLE,
);
if (pages.length < 4 || !manifest['src/l10n/en.ts']) {
  process.stdout.write('the manifest names fewer pages than there are: has the layout changed?\n');
  over += 1;
}
process.exit(over > 0 ? 1 : 0);
