import type { Failure } from '~/api/types';
import type { L10n } from '~/l10n/words';

type Words = Pick<L10n, 'known' | 'language'>;

/**
 * The words of a failure. The server's are in English and know the exact code; other languages have words for the code
 * where it is known, else for its class, which is the refusal's code where the gate refused what waited.
 */
export function failureWords(
  l10n: Words,
  failure: Pick<Failure, 'class' | 'title' | 'hint'> & Partial<Pick<Failure, 'code' | 'subcode'>>,
): { title: string; hint: string } {
  const { class: kind, code, subcode } = failure;
  const key = [
    `code-${code}-${subcode}`,
    // Of templates and numbers Meta says the code that counts as the finer one.
    `code-${Number(subcode) > 1_000_000 ? subcode : code}`,
    `code-${code}`,
    `failure-${kind}`,
    `refusal-${kind}`,
  ].find((one) => l10n.known(one) !== null);
  const title = key && l10n.known(key);
  const hint = key && l10n.known(`${key}.hint`);
  if (l10n.language === 'en' || !title)
    return { title: failure.title || title || '', hint: failure.hint || hint || '' };
  return { title, hint: hint || failure.hint };
}

/** What helps after a failure. */
export type Remedy =
  | 'retry'
  | 'template'
  | 'fill'
  | 'reconnect'
  | 'reauthorize'
  | 'sync'
  | 'provider'
  | 'manager'
  | 'number'
  | 'name'
  | 'write'
  | 'file'
  | 'contact'
  | 'details'
  | 'none';

/** What each action of Meta's table and of the gate's refusals is at the desk. */
export const REMEDIES: Readonly<Record<string, Remedy>> = {
  none: 'none',
  wait: 'retry',
  retry_list: 'retry',
  open_whatsapp_app: 'retry',
  use_template: 'template',
  send_template: 'template',
  choose_template: 'template',
  fill_values: 'fill',
  reconnect: 'reauthorize',
  see_readiness: 'number',
  sync_templates: 'sync',
  sync_channel: 'number',
  edit_template: 'manager',
  open_provider: 'provider',
  open_business_settings: 'provider',
  open_business_support: 'provider',
  open_meta_app: 'provider',
  add_payment_method: 'provider',
  enter_pin: 'number',
  register_number: 'number',
  request_code: 'number',
  change_name: 'name',
  stop_campaign: 'provider',
  replace_file: 'file',
  ask_again: 'write',
  ask_phone: 'write',
  redraft: 'write',
  edit_draft: 'write',
  check_recipient: 'contact',
  exclude_contact: 'contact',
  unblock_contact: 'contact',
  verify_identity: 'contact',
  see_details: 'details',
};

export function remedy(failure: Pick<Failure, 'class' | 'action'>): Remedy {
  const told = REMEDIES[failure.action];
  // A reason nobody knows may pass by itself; its details are shown in any case.
  if (told && !(told === 'details' && failure.class === 'unknown')) return told;
  switch (failure.class) {
    case 'window_closed':
    case 'window_never_opened':
    case 'template_problem':
    case 'template_values':
    case 'template_not_found':
    case 'template_not_approved':
    case 'marketing_stopped':
    case 'no_prior_contact':
      return 'template';
    case 'needs_reauth':
      return 'reauthorize';
    case 'disconnected':
      return 'reconnect';
    case 'not_ready':
    case 'registration':
      return 'number';
    case 'account_frozen':
    case 'billing':
    case 'payment_missing':
      return 'provider';
    case 'media_problem':
      return 'file';
    case 'safety_hold':
    case 'safety_block':
    case 'overtaken':
      return 'write';
    case 'opted_out':
    case 'recipient_gone':
      return 'contact';
    case 'throttled':
    case 'held_back':
    case 'ambiguous':
    case 'unknown':
      return 'retry';
    case 'invalid':
      return 'details';
    default:
      return 'none';
  }
}
