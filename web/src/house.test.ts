import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** What the house asks of every page, and a reader of code can check. */
const ROOT = import.meta.dirname;

function files(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path, ending) : ending.test(entry.name) ? [path] : [];
  });
}

/** Classes and properties that name a side of the screen instead of a side of the text. */
const SIDES =
  /(?<![\w-])-?(?:m[lr]|p[lr]|left|right|scroll-[mp][lr]|border-[lr]|rounded-(?:l|r|tl|tr|bl|br))-(?!hand)[\w[.]|(?<![\w-])(?:text-(?:left|right)|float-(?:left|right)|border-[lr])(?![\w-])/;
const PROPERTIES =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right|text-align:\s*(?:left|right))\s*:/;

describe('sides', () => {
  it.each([
    ['ml-2', true],
    ['-mr-[3px]', true],
    ['text-left', true],
    ['sm:border-r', true],
    ['rounded-tl-lg', true],
    ['ms-2 pe-4 text-start inset-s-0 border-e', false],
    ['rtl:-scale-x-100', false],
    ['rounded-lg rounded-se-md', false],
  ])('the check sees %s', (text, seen) => expect(SIDES.test(text)).toBe(seen));

  it('are of the text, never of the screen', () => {
    const found = files(ROOT, /(?<!\.test)\.tsx$/).filter((path) =>
      strings(path).some((text) => SIDES.test(text)),
    );
    expect(found.map((path) => relative(ROOT, path))).toEqual([]);
    expect(PROPERTIES.test(readFileSync(join(ROOT, 'styles.css'), 'utf8'))).toBe(false);
  });
});

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(
    path,
    readFileSync(path, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Every text in a file. */
function strings(path: string): string[] {
  const found: string[] = [];
  walk(parse(path), (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(node.text);
  });
  return found;
}

/** Attributes that people read or hear. */
const READ = new Set([
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'label',
  'help',
  'lead',
  'aria-description',
]);
const WORD = /\p{L}{2}/u;

/** Words of people that stand in the code. */
function hardCoded(path: string): string[] {
  const found: string[] = [];
  walk(parse(path), (node) => {
    if (ts.isJsxText(node) && WORD.test(node.text)) found.push(node.text.trim());
    if (!ts.isJsxAttribute(node) || !READ.has(node.name.getText())) return;
    const value = node.initializer;
    if (value && ts.isStringLiteral(value) && WORD.test(value.text)) found.push(value.text);
  });
  return found.map((text) => `${relative(ROOT, path)}: ${text}`);
}

it('has every word in a word file, none in the code', () => {
  const pages = files(ROOT, /(?<!\.test)\.tsx$/);
  expect(pages.length).toBeGreaterThan(60);
  expect(pages.flatMap(hardCoded)).toEqual([]);
});

/** A request to the API, written where it is made. */
const CALL = /\bapi\s*\.\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|request)\s*[(<]/;

describe('calls of the API', () => {
  it.each([
    ["ok(api.GET('/labels', { signal }))", true],
    ["api\n  .DELETE('/labels/{id}', ask)", true],
    ['labelsQuery', false],
    ["author.kind === 'api'", false],
  ])('the check sees %j', (text, seen) => expect(CALL.test(text)).toBe(seen));

  it('stand in modules of their own, never in a component', () => {
    const found = files(ROOT, /\.tsx$/).filter((path) => CALL.test(readFileSync(path, 'utf8')));
    expect(found.map((path) => relative(ROOT, path))).toEqual([]);
  });
});

/** One idea per file; what a program made is not counted. */
const LONGEST = 200;

it('has no file one has to scroll for long', () => {
  const long = files(ROOT, /(?<!schema\.d)\.tsx?$/)
    .map((path) => [relative(ROOT, path), readFileSync(path, 'utf8').split('\n').length - 1] as const)
    .filter(([, lines]) => lines > LONGEST);
  expect(long).toEqual([]);
});
