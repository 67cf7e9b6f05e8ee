import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBundle } from './bundle';

const names = (language: string) =>
  readdirSync(join(import.meta.dirname, language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ftl'))
    .sort();
const read = (language: string) =>
  names(language)
    .map((name) => readFileSync(join(import.meta.dirname, language, name), 'utf8'))
    .join('\n');

/** Every key of a word file with the variables it uses, attributes as `key.attribute`. */
function entries(source: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let key = '';
  let name = '';
  for (const line of source.split('\n')) {
    const message = /^([a-z][\w-]*) =/i.exec(line)?.[1];
    const attribute = /^\s+\.(\w+) =/.exec(line)?.[1];
    if (message) name = key = message;
    else if (attribute) key = `${name}.${attribute}`;
    if (message || attribute) found.set(key, []);
    for (const variable of line.matchAll(/\$(\w+)/g)) {
      const used = found.get(key);
      if (used && variable[1] && !used.includes(variable[1])) used.push(variable[1]);
    }
  }
  for (const used of found.values()) used.sort();
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('the words of Arabic, which English completes', () => {
  const en = entries(read('en'));
  const ar = entries(read('ar'));

  it('are readable, and known in English', () => {
    expect(() => makeBundle('ar', read('ar'))).not.toThrow();
    expect([...ar.keys()].filter((key) => !en.has(key))).toEqual([]);
  });

  it('do not invent variables', () => {
    for (const [key, used] of ar) for (const one of used) expect(en.get(key), key).toContain(one);
  });
});

describe('the word files', () => {
  const en = entries(read('en'));
  const id = entries(read('id'));
  const code = sources(join(import.meta.dirname, '..')).join('\n');

  it('are both readable', () => {
    expect(() => makeBundle('en', read('en'))).not.toThrow();
    expect(() => makeBundle('id', read('id'))).not.toThrow();
  });

  it('are the same files', () => expect(names('id')).toEqual(names('en')));

  it('say nothing twice', () => {
    const said = [...read('en').matchAll(/^([a-z][\w-]*) =/gim)].map((match) => match[1] ?? '');
    expect(said.filter((key, at) => said.indexOf(key) !== at)).toEqual([]);
  });

  it('have the same keys', () => expect([...id.keys()].sort()).toEqual([...en.keys()].sort()));

  it('do not invent variables', () => {
    for (const [key, used] of id) {
      for (const variable of used) expect(en.get(key), key).toContain(variable);
    }
  });

  it('have every key the code names', () => {
    const named = [...code.matchAll(/\b(?:t\(\s*|label: )'([\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !en.has(key))).toEqual([]);
  });

  it('have a word for every prefix the code builds keys from', () => {
    const prefixes = [...code.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map((match) => match[1] ?? '');
    const none = prefixes.filter((prefix) => ![...en.keys()].some((key) => key.startsWith(prefix)));
    // `m-` names elements of the page, not words.
    expect(none.filter((prefix) => prefix !== 'm-')).toEqual([]);
  });

  it('hold nothing the code does not use', () => {
    const built = [...code.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map((match) => match[1] ?? '');
    const unused = [...en.keys()].filter((key) => {
      const name = key.split('.')[0] ?? key;
      return !code.includes(`'${name}'`) && !built.some((prefix) => name.startsWith(prefix));
    });
    expect(unused).toEqual([]);
  });
});
