import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LATE } from './load';

const SRC = resolve(import.meta.dirname, '..');
const EN = join(import.meta.dirname, 'en');
const router = readdirSync(join(SRC, 'router'))
  .map((name) => readFileSync(join(SRC, 'router', name), 'utf8'))
  .join('\n');

/** The page file a key stands in; null for what is said everywhere. */
const pageOf = new Map<string, string>();
for (const name of readdirSync(join(EN, 'pages'))) {
  // What comes to every page by itself is not asked of one.
  if (LATE.includes(name.replace('.ftl', ''))) continue;
  for (const [, key = ''] of readFileSync(join(EN, 'pages', name), 'utf8').matchAll(/^([a-z][\w-]*) =/gim)) {
    pageOf.set(key, name.replace('.ftl', ''));
  }
}

/** The keys of what is said everywhere. */
const core = readdirSync(EN)
  .filter((name) => name.endsWith('.ftl'))
  .flatMap((name) => [...readFileSync(join(EN, name), 'utf8').matchAll(/^([a-z][\w-]*) =/gim)])
  .map((match) => match[1] ?? '');

function found(from: string, said: string): string | null {
  const base = said.startsWith('~/') ? join(SRC, said.slice(2)) : resolve(dirname(from), said);
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => /\.tsx?$/.test(path) && existsSync(path)) ?? null;
}

/** What comes later with words of its own, outside the router: a part that is fetched when it is opened. */
const WITH_WORDS = /withWords\(\s*\[([^\]]*)\],\s*(?:async )?\(\) =>[^;]*?import\('((?:~|\.)[^']*)'\)/g;

/** Everything a file imports, at once or later, itself included; what comes with its own words is asked for one by one. */
function closure(root: string, files = new Set<string>()): Set<string> {
  if (files.has(root)) return files;
  files.add(root);
  const source = readFileSync(root, 'utf8').replace(WITH_WORDS, '');
  for (const [whole, said = ''] of source.matchAll(/(?:from|import)\s*\(?\s*'((?:~|\.)[^']*)'/g)) {
    const later = whole.startsWith('import(');
    const next = /\/router(?:\.tsx|\/\w+\.tsx?)$/.test(root) && later ? null : found(root, said);
    if (next) closure(next, files);
  }
  return files;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [path] : [];
  });
}

/** The page files of the keys a prefix makes; of none, when some of them are said everywhere. */
function pagesOf(prefix: string): string[] {
  const made = [...pageOf].filter(([key]) => key.startsWith(prefix));
  return core.some((key) => key.startsWith(prefix)) ? [] : made.map(([, page]) => page);
}

/** The page files whose words a set of sources speaks. */
function spoken(files: Iterable<string>): string[] {
  const pages = new Set<string>();
  for (const file of files) {
    if (file.includes('/l10n/')) continue;
    const source = readFileSync(file, 'utf8');
    for (const [, key = ''] of source.matchAll(/'([a-z][\w-]*)(?:\.\w+)?'/g)) {
      const page = pageOf.get(key);
      if (page) pages.add(page);
    }
    for (const [, prefix = ''] of source.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)) {
      for (const page of pagesOf(prefix)) pages.add(page);
    }
  }
  return [...pages].sort();
}

describe('a page comes with its words', () => {
  it('and what is there from the start needs none of them', () => {
    expect(spoken(closure(join(SRC, 'main.tsx')))).toEqual([]);
  });

  const routes = [
    ...router.matchAll(/(?:withWords\(\[([^\]]*)\],\s*)?\(\) =>\s*import\('[.~]+\/routes\/([\w-]+)'\)/g),
  ];
  it('is asked of every page', () => expect(routes.length).toBeGreaterThan(15));
  for (const [, words = '', route = ''] of routes) {
    it(route, () => {
      const comes = [...words.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '');
      const needs = spoken(closure(join(SRC, 'routes', `${route}.tsx`)));
      expect(needs.filter((page) => !comes.includes(page))).toEqual([]);
    });
  }

  const parts = sources(SRC).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(WITH_WORDS)]
      .map(([, words = '', said = '']) => ({ file, words, said }))
      .filter(() => !/\/router(?:\.tsx|\/\w+\.tsx?)$/.test(file)),
  );
  it('so do the parts that are fetched when they are opened', () => {
    expect(parts.length).toBeGreaterThan(0);
    for (const { file, words, said } of parts) {
      const part = found(file, said);
      expect(part, said).not.toBeNull();
      const comes = [...words.matchAll(/'([\w-]+)'/g)].map((match) => match[1] ?? '');
      const needs = part ? spoken(closure(part)) : [];
      expect(needs.filter((page) => !comes.includes(page))).toEqual([]);
    }
  });
});
