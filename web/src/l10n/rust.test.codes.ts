import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The codes that the server says, read where they are written: a new one without words fails a test. */
const CRATES = resolve(import.meta.dirname, '../../../crates');

function rust(folder: string): string {
  return readdirSync(join(CRATES, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rs'))
    .map((name) => source(join(folder, name)))
    .join('\n');
}

/** A file without its tests. */
function source(path: string): string {
  return readFileSync(join(CRATES, path), 'utf8').split('#[cfg(test)]')[0] ?? '';
}

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

function body(text: string, head: string): string {
  return (text.split(head)[1] ?? '').split('\n}\n')[0] ?? '';
}

const api = rust('api/src');
const desk = rust('desk/src');

/** What the check of a draft and the classifier of a message doubt. */
export const CHECKS = [
  ...found(rust('grounding/src/check'), /Reason::new\(\s*"(\w+)"/g),
  ...found(body(source('grounding/src/safety.rs'), 'pub fn reason(self)'), /=> \(\s*"(\w+)"/g),
];

/** Why nothing was composed. */
export const ABSTAINED = found(body(source('api/src/views/draft.rs'), 'fn hint('), /"(\w+)" =>/g);

/** Why a request was not done, or long work failed. */
export const PROBLEMS = [
  ...found(desk, /\bcode: "(\w+)"/g),
  ...found(api, /Problem::new\(\s*StatusCode::\w+,\s*"(\w+)"/g),
  ...found(api, /Self::new\(\s*StatusCode::\w+,\s*"(\w+)"/g),
  ...found(body(source('desk/src/long_work/run.rs'), 'fn words_of('), /=> \(\s*"(\w+)"/g),
];

/** What is wrong with one value, where it is always said the same way. */
export const WRONG = [desk, api].flatMap((source) =>
  found(source, /(?:Error::invalid|Problem::field|Problem::invalid)\(\s*"[^"]*",\s*"([^"{}]+)"/g),
);

/** Every text of the server. */
export const TEXTS = [desk, api].flatMap((source) => found(source, /"([^"\n{}]{3,})"/g));

/** What an entry of the evidence says happened. */
export const HAPPENED = [
  ...found(source('evidence/src/kind.rs'), /^ +[A-Z]\w+ = "(\w+)"/gm),
  ...found(source('api/src/views/happened.rs'), /\b(?:said|named)\(\s*"(\w+)"/g),
  ...found(source('api/src/views/happened.rs'), /Some\("(conversation_\w+)"\)/g),
];
