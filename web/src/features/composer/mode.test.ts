import { describe, expect, it } from 'vitest';
import type { Reason, Verdict } from '~/api/types';
import { composerMode, helpOf } from './mode';

const admit = (as: 'free_form' | 'person_late' | 'template'): Verdict => ({
  verdict: 'admit',
  as,
  simulated: false,
});
const refuse = (...codes: string[]): Verdict => ({
  verdict: 'refuse',
  reasons: codes.map((code) => ({ code, title: code, hint: '', action: 'none' })),
});
const look = (free_form: Verdict, template: Verdict, closed = false, chosen = false) => {
  const mode = composerMode({ free_form, template }, closed, chosen);
  return [mode.mode, 'why' in mode ? mode.why.map((reason) => reason.code) : []];
};

describe('composerMode', () => {
  it('replies while the window is open', () => {
    expect(look(admit('free_form'), admit('template'))).toEqual(['reply', []]);
  });

  it('takes a template when a person asks for one', () => {
    expect(look(admit('free_form'), refuse('template_not_found'), false, true)).toEqual(['template', []]);
  });

  it('turns to templates when the window is closed, or closes while one types', () => {
    expect(look(refuse('window_closed'), refuse('template_not_found'))).toEqual([
      'template',
      ['window_closed'],
    ]);
    expect(look(admit('free_form'), admit('template'), true)).toEqual(['template', []]);
  });

  it('is blocked by what stops both ways', () => {
    expect(look(refuse('opted_out', 'window_closed'), refuse('opted_out', 'template_not_found'))).toEqual([
      'blocked',
      ['opted_out'],
    ]);
    expect(look(refuse('window_never_opened'), refuse('no_prior_contact'))).toEqual([
      'blocked',
      ['no_prior_contact'],
    ]);
  });

  it('lets a person write late where the channel has that', () => {
    expect(look(admit('person_late'), refuse('not_offered'), true)).toEqual(['reply', []]);
  });

  it('says why where there are no templates', () => {
    expect(look(refuse('customer_must_write'), refuse('not_offered'))).toEqual([
      'blocked',
      ['customer_must_write'],
    ]);
  });

  it('stays with the reply when a person asks for a template that cannot be', () => {
    expect(look(admit('free_form'), refuse('not_ready'), false, true)).toEqual(['reply', []]);
  });
});

it('knows what helps', () => {
  const help = (...reasons: [code: string, action: string][]) =>
    helpOf(reasons.map(([code, action]) => ({ code, action, title: code, hint: '' }) as Reason));
  expect(help(['not_ready', 'see_readiness'])).toBe('see_readiness');
  expect(help(['opted_out', 'none'])).toBe('see_consent');
  expect(help(['disconnected', 'reconnect'], ['opted_out', 'none'])).toBe('reconnect');
  expect(help(['customer_must_write', 'none'])).toBeUndefined();
});
