import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STATES } from '../features/inbox/suggest';
import { makeBundle } from './bundle';
import { FORMS } from './forms';
import { named } from './problems';
import {
  ABSTAINED,
  CHECKS,
  CODES,
  HAPPENED,
  METAS,
  OBSTACLES,
  PROBLEMS,
  TEXTS,
  WRONG,
} from './rust.test.codes';

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

/** What follows a prefix though neither the code nor the API's types name it: the server's own words, and sums. */
const SAID: Readonly<Record<string, string>> = {
  'check-': CHECKS.join(' '),
  'abstain-': ABSTAINED.join(' '),
  'problem-': `unreachable ${PROBLEMS.join(' ')}`,
  'wrong-': [...TEXTS, ...FORMS].map((text) => named(text).slice('wrong-'.length)).join(' '),
  'happened-': HAPPENED.join(' '),
  'refusal-':
    'account_disabled account_restricted payment_missing clock_off not_ready marketing_stopped no_prior_contact auto_send_off unknown_outstanding human_has_floor ' +
    'customer_must_write private_reply_used private_reply_late',
  'failure-': 'recipient_gone spam_stop',
  'notice-':
    'conversation-private-answer conversation-resolved conversation-reopened conversation-reopened-by-customer conversation-snoozed ' +
    'conversation-woke conversation-draft-stopped conversation-assigned conversation-unassigned conversation-requeued ' +
    'channel-quality channel-disabled channel-reinstated channel-disable-scheduled channel-restricted ' +
    'channel-unrestricted channel-review-rejected channel-violation channel-template-paused channel-template-disabled',
  'quality-': 'GREEN YELLOW RED UNKNOWN',
  'connect-number-': 'CONNECTED PENDING OFFLINE DISCONNECTED UNVERIFIED',
  'instagram-type-': 'BUSINESS MEDIA_CREATOR',
  ...METAS,
  'limit-': 'TIER_250 TIER_2K TIER_10K TIER_100K TIER_UNLIMITED',
  'throughput-': 'STANDARD HIGH COEXISTENCE',
  'whatsapp-asked-': 'number account webhook token templates',
  'window-': 'closed never public',
  'window-explain-': 'open closing closed never public',
  'msg-shared-': 'mention story reel post link',
  'manual-kind-': 'whatsapp instagram',
  'book-source-': 'marketing_preference merge_undone merge_carried number_seen_again',
  'template-category-': 'MARKETING UTILITY AUTHENTICATION',
  'template-status-': 'PENDING IN_APPEAL REJECTED PAUSED DISABLED',
  'knowledge-outcome-is-': 'handoff opt_out off_task',
  'intent-':
    'price stock sizes weight attribute restock shipping_cost shipping_time free_shipping ' +
    'ships_to total promo_price promo_valid promo_applies promo_combine promo_list return warranty ' +
    'hours compare superlative catalogue link overview budget quote unknown ' +
    'human advice attachment danger negotiation order_status payment refund suspicious ' +
    'greeting thanks opt_out other_language medical prohibited legal off_task',
  'knowledge-day-': '0 1 2 3 4 5 6',
  'defaults-day-': '0 1 2 3 4 5 6',
  'code-': CODES.join(' '),
  'offer-': `assignee-me assignee-none ${STATES.map((state) => `is-${state}`).join(' ')}`,
};

/** What the server says of a refusal is written in English by itself. */
const SERVERS = ['pages/codes.ftl', 'pages/problems.ftl', 'pages/wrong.ftl'];

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
  const servers = entries(
    SERVERS.map((name) => readFileSync(join(import.meta.dirname, 'id', name), 'utf8')).join('\n'),
  );
  const code = sources(join(import.meta.dirname, '..')).join('\n');
  /** The keys made of pieces, split at what is filled in. */
  const built = [...code.matchAll(/`([a-z]+(?:-[a-z]+)*-\$\{[^`]*)`/g)].map((match) =>
    (match[1] ?? '').split(/\$\{[^}]*\}/),
  );
  /** Every short text of the code, of the API's types and of their descriptions. */
  const literals = new Set([...code.matchAll(/(['"`])([\w.-]+)\1/g)].map((match) => match[2] ?? ''));
  /** Whether the code can make the key: of the pieces that fit best, with something that it or the API says. */
  function isMade(name: string): boolean {
    const fitting = built.filter(([first = '']) => name.startsWith(first));
    const best = Math.max(...fitting.map(([first = '']) => first.length));
    return fitting
      .filter(([first = '']) => first.length === best)
      .some(([first = '', ...rest]) => {
        const filled = new RegExp(`^${first}(.+?)${rest.join('(.+?)')}$`).exec(name)?.slice(1);
        const also = SAID[first]?.split(' ') ?? [];
        return filled?.every((part) => literals.has(part) || also.includes(part));
      });
  }

  it('are both readable', () => {
    expect(() => makeBundle('en', read('en'))).not.toThrow();
    expect(() => makeBundle('id', read('id'))).not.toThrow();
  });

  it('are the same files', () =>
    expect(names('id').filter((name) => !SERVERS.includes(name))).toEqual(names('en')));

  it('say nothing twice', () => {
    const said = [...read('en').matchAll(/^([a-z][\w-]*) =/gim)].map((match) => match[1] ?? '');
    expect(said.filter((key, at) => said.indexOf(key) !== at)).toEqual([]);
  });

  it('have the same keys', () => {
    const both = [...id.keys()].filter((key) => !servers.has(key));
    expect(both.sort()).toEqual([...en.keys()].sort());
  });

  it('say in Indonesian what is wrong with a value', () => {
    expect(WRONG.length).toBeGreaterThan(40);
    expect(WRONG.filter((sentence) => !id.has(named(sentence)))).toEqual([]);
  });

  it('say in Indonesian what stands in the way of a sign-up', () => {
    expect(OBSTACLES.length).toBeGreaterThanOrEqual(12);
    expect(OBSTACLES.filter((sentence) => !id.has(named(sentence)))).toEqual([]);
  });

  it('do not invent variables', () => {
    const formed = new Map(FORMS.map((form) => [named(form), form]));
    for (const [key, used] of id) {
      for (const variable of used) expect(en.get(key) ?? formed.get(key), key).toContain(variable);
    }
  });

  it('have every key the code names', () => {
    const named = [...code.matchAll(/\b(?:t\(\s*|label: )'([\w.-]+)'/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !en.has(key))).toEqual([]);
  });

  it('have a word for every prefix the code builds keys from', () => {
    const prefixes = [...code.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map((match) => match[1] ?? '');
    const none = prefixes.filter((prefix) => ![...id.keys()].some((key) => key.startsWith(prefix)));
    // `m-` names elements of the page, not words.
    expect(none.filter((prefix) => prefix !== 'm-')).toEqual([]);
  });

  it('hold nothing the code does not use', () => {
    const unused = [...new Set([...en.keys(), ...id.keys()])].filter((key) => {
      const name = key.split('.')[0] ?? key;
      // Most names stand as they are; to look through the whole code takes longest.
      return !literals.has(name) && !isMade(name) && !code.includes(`'${name}'`);
    });
    expect(unused).toEqual([]);
  });
});
