import { describe, expect, it } from 'vitest';
import { backTo, isOurs, readMessage, readNews } from './message';

const told = (event: string, data: unknown) =>
  readMessage(JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event, data, version: '3' }));

describe('what counts as Meta’s', () => {
  const popup = {};
  const origins = ['https://www.facebook.com', 'https://web.facebook.com'];
  const from = (origin: string, source: object | null = popup) =>
    isOurs({ origin, source: source as MessageEventSource | null }, popup, origins);

  it('is its window with its address', () => expect(from('https://www.facebook.com')).toBe(true));
  it.each([
    'https://evilfacebook.com',
    'https://www.facebook.com.evil.example',
    'http://www.facebook.com',
    'https://www.facebook.com:8443',
    'https://facebook.com',
    'null',
    '',
  ])('is not %s', (origin) => expect(from(origin)).toBe(false));
  it('is not another window, nor none', () => {
    expect(from('https://www.facebook.com', {})).toBe(false);
    expect(from('https://www.facebook.com', null)).toBe(false);
  });
});

describe('a message', () => {
  it('of an end gives the ids', () =>
    expect(told('FINISH', { waba_id: '2', phone_number_id: '1', business_id: '3' })).toEqual({
      kind: 'session',
      ids: { waba_id: '2', phone_number_id: '1' },
    }));

  it('of an end without a number gives the account alone', () =>
    expect(told('FINISH_ONLY_WABA', { waba_id: 2, phone_number_id: '1' })).toEqual({
      kind: 'session',
      ids: { waba_id: '2', phone_number_id: null },
    }));

  it('of an end with the number of the app gives the account alone', () =>
    expect(told('FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', { waba_id: '2' })).toEqual({
      kind: 'session',
      ids: { waba_id: '2', phone_number_id: null },
    }));

  it('says where one stopped, if it is a place known', () => {
    expect(told('CANCEL', { current_step: 'PHONE_NUMBER_SETUP' })).toEqual({
      kind: 'cancel',
      step: 'PHONE_NUMBER_SETUP',
    });
    expect(told('CANCEL', { current_step: 'ELSEWHERE' })).toEqual({ kind: 'cancel', step: null });
    expect(told('CANCEL', null)).toEqual({ kind: 'cancel', step: null });
  });

  it.each(['CANCEL', 'ERROR'])('of an error keeps its ids, as %s', (event) =>
    expect(told(event, { error_message: 'No.', error_id: 524126, session_id: 'f34b', timestamp: 1 })).toEqual(
      {
        kind: 'error',
        reported: { text: 'No.', error_id: '524126', session_id: 'f34b' },
      },
    ),
  );

  it.each([
    ['not JSON', 'cb=f1&domain=x'],
    ['no text', { type: 'WA_EMBEDDED_SIGNUP', event: 'FINISH', data: { waba_id: '2' } }],
    ['an array', '[]'],
    ['null', 'null'],
    ['another kind', JSON.stringify({ type: 'OTHER', event: 'FINISH', data: { waba_id: '2' } })],
    ['an unknown event', JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event: 'HELLO', data: {} })],
    ['an end without an account', JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event: 'FINISH', data: {} })],
  ])('that is %s says nothing', (_, data) => expect(readMessage(data)).toBeNull());
});

describe('news from the page Meta leads back to', () => {
  it('are a code', () =>
    expect(readNews({ state: 's', code: 'c', error: null }, 's')).toEqual({ kind: 'code', code: 'c' }));
  it('are a refusal', () =>
    expect(readNews({ state: 's', code: null, error: 'access_denied', words: 'No' }, 's')).toEqual({
      kind: 'denied',
      error: 'access_denied',
      words: 'No',
    }));
  it.each([[{ state: 'other', code: 'c' }], [{ code: 'c' }], [{ state: 's', code: '' }], ['s'], [null]])(
    'of another launch, or of nothing, are none: %j',
    (data) => expect(readNews(data, 's')).toBeNull(),
  );
});

it.each([
  [
    'https://meta.example/d?redirect_uri=https%3A%2F%2Fdesk.example%2Fconnected.html&state=s',
    'https://desk.example',
  ],
  [
    'http://127.0.0.1:9/d?redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fconnected.html',
    'http://localhost:8080',
  ],
  ['https://meta.example/d', null],
  ['nowhere', null],
])('the dialog %s leads back to %s', (dialog, wanted) => expect(backTo(dialog)).toBe(wanted));
