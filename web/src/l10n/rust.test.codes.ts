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
export const WRONG = [
  ...[desk, api].flatMap((source) =>
    found(source, /(?:Error::invalid|Problem::field|Problem::invalid)\(\s*"[^"]*",\s*"([^"{}]+)"/g),
  ),
  // What customers see of a number is judged by rules of their own.
  ...['business_profile', 'display_name'].flatMap((name) =>
    found(source(`domain/src/${name}.rs`), /"([A-Z][^"{}]+\.)"/g),
  ),
];

/** What stands in the way of a sign-up's step, which is kept as it was said. */
const STEPS = ['signup/mod', 'signup/steps', 'signup/prove', 'sync_templates'];
export const OBSTACLES = STEPS.map((name) => source(`desk/src/${name}.rs`)).flatMap((text) =>
  [...text.matchAll(/(?:Provider|Obstacle) \{\s*title: "([^"]+)"[^"]*hint: "([^"]+)"/g)].flatMap((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ]),
);

/** The rows of Meta's error codes, as their words are named. */
export const CODES = (
  JSON.parse(source('meta/src/errors/table.json')) as { code: number; subcodes?: number[] }[]
).flatMap(({ code, subcodes }) => subcodes?.map((sub) => `${code}-${sub}`) ?? [`${code}`]);

/** Where tables are read, row by row, and what they say is judged. */
const TABLES = [
  ...['row', 'columns', 'mod'].map((name) => `desk/src/import_contacts/${name}.rs`),
  ...['catalogue', 'money', 'mapping', 'table'].map((name) => `desk/src/knowledge/${name}.rs`),
  ...['build', 'mod'].map((name) => `grounding/src/knowledge/${name}.rs`),
].map((path) => source(path).replace(/^const KNOWN[^;]*;$/gm, ''));

/** Texts in code, not those in comments; what is filled in stands in braces, quoted where it is shown with quotes. */
const literals = (text: string) =>
  [...text.replace(/^\s*\/\/.*$/gm, '').matchAll(/'(?:\\.|[^'\\])'|"((?:\\.|[^"\\])*)"/gs)]
    .map((match) => match[1] ?? '')
    .map((one) =>
      one.replace(/\\u\{(\w+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
    )
    .map((one) => one.replace(/\{(\w*):\?\}/g, '"{$1}"'));

/** Sentences of at least three words there, but for those that nobody sees in the desk. */
const UNSEEN = /^(a kept row|a table cannot|Why it was|the rupiah|Save it as|1 to 3 digits)/;
export const ROWS = [
  ...new Set(TABLES.flatMap(literals).filter((one) => /^\S+\s+\S+\s+\S/.test(one) && !UNSEEN.test(one))),
];

/** Every text of the server. */
export const TEXTS = [
  ...[desk, api].flatMap((source) => found(source, /"([^"\n{}]{3,})"/g)),
  ...TABLES.flatMap(literals),
  ...WRONG,
];

/** What an entry of the evidence says happened. */
export const HAPPENED = [
  ...found(source('evidence/src/kind.rs'), /^ +[A-Z]\w+ = "(\w+)"/gm),
  ...found(source('api/src/views/happened.rs'), /\b(?:said|named)\(\s*"(\w+)"/g),
  ...found(source('api/src/views/happened.rs'), /Some\("(conversation_\w+)"\)/g),
];

/** Of what something is told: the names of facts. */
export const FACTS = found(source('domain/src/news.rs'), /^ +pub const [A-Z_]+: &str = "(\w+)"/gm);

/** What Meta says of a name, and what is read from its word. */
export const METAS = {
  'template-reason-':
    'ABUSIVE_CONTENT CATEGORY_NOT_AVAILABLE INCORRECT_CATEGORY TAG_CONTENT_MISMATCH INVALID_FORMAT PROMOTIONAL SCAM',
  'told-what-': FACTS.join(' '),
  'told-is-':
    'CONNECTED PENDING OFFLINE DISCONNECTED UNVERIFIED BANNED RESTRICTED ' +
    'FLAGGED DELETED MIGRATED APPROVED AVAILABLE_WITHOUT_REVIEW PENDING_REVIEW DECLINED ' +
    'REJECTED EXPIRED NONE VERIFIED NOT_VERIFIED AVAILABLE LIMITED ' +
    'BLOCKED LIVE SANDBOX BUSINESS MEDIA_CREATOR OFFBOARDED RECONNECTED ' +
    'DISABLE REINSTATE SCHEDULE_FOR_DISABLE ACTIVE PAUSED DISABLED IN_APPEAL ' +
    'MARKETING UTILITY AUTHENTICATION GREEN YELLOW RED UNKNOWN ' +
    'PHONE_NUMBER WABA APP MESSAGE_TEMPLATE PIN_CHANGED PIN_RESET_REQUEST PIN_RESET_SUCCESS ' +
    'INFORMATIONAL WARNING CRITICAL RESTRICTED_BIZ_INITIATED_MESSAGING RESTRICTED_CUSTOMER_INITIATED_MESSAGING RESTRICTED_ADD_PHONE_NUMBER_ACTION RESTRICTED_USER_INITIATED_CALLING',
  'alert-what-': 'PIN_CHANGED PIN_RESET_REQUEST PIN_RESET_SUCCESS',
  'told-part-':
    'address name status decision requested reason code until type remediation state date severity description event ' +
    'provider username scopes expires_at data_access_expires_at error entity can_send errors more error_code error_description possible_solution',
  'told-flag-': 'valid our_app ours true false',
  'ready-why-':
    'first_check not_checked not_answered app_offboarded account_disabled account_restricted account_locked ' +
    'account_approved account_rejected account_in_review disconnected number_not_found number_known profile_known ' +
    'token_invalid token_of_another_app scope_missing token_expired token_expires_soon token_until ' +
    'token_without_end token_works webhook_heard webhook_elsewhere webhook_silent webhook_not_subscribed number_connected ' +
    'sending_blocked sending_limited number_not_registered number_gone number_banned ' +
    'number_restricted number_status_unknown templates_not_read templates_approved ' +
    'templates_in_review no_template name_approved new_name_rejected name_in_review name_declined ' +
    'name_expired name_missing name_status_unknown code_verified code_not_verified business_verified ' +
    'business_in_review business_not_verified payment_missing payment_not_refused replies_only ' +
    'opt_in_recorded new_name_to_register new_name_in_review new_name_expired name_held proof_missing ' +
    'proof_running proof_simulated proof_failed proof_passed',
  'name-status-': 'APPROVED AVAILABLE_WITHOUT_REVIEW PENDING_REVIEW DECLINED EXPIRED NONE',
  'name-reason-':
    'NAME_FORMAT_UNACCEPTABLE NAME_NOT_CONSISTENT NAME_ENDCLIENT_NOTRELATED NAME_EMPLOYEE_ISSUE ' +
    'NAME_INDIVIDUAL_ISSUE UNKNOWN',
};
