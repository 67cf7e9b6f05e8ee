import { expect, it } from 'vitest';
import { fieldsOf, problemOf, type Typed, toChannel } from './manual';

const typed: Typed = {
  name: ' Toko ',
  display: '+62 811',
  phone_number_id: '123',
  waba_id: '456',
  token: 'EAA',
  app_id: '',
  app_secret: ' ',
};

it('asks for what is needed and for digits where Meta has digits', () => {
  expect(problemOf('name', { ...typed, name: ' ' })).toBe('required');
  expect(problemOf('phone_number_id', { ...typed, phone_number_id: '+62 811' })).toBe('digits');
  expect(problemOf('app_id', typed)).toBeNull();
  expect(problemOf('app_id', { ...typed, app_id: 'x' })).toBe('digits');
});

it('leaves out what is optional and empty', () => {
  expect(toChannel(typed, 'whatsapp')).toEqual({
    kind: 'whatsapp',
    name: 'Toko',
    display: '+62 811',
    phone_number_id: '123',
    waba_id: '456',
    token: 'EAA',
  });
});

it('asks an Instagram account for less', () => {
  expect(fieldsOf('instagram')).toEqual(['name', 'phone_number_id', 'token', 'app_id', 'app_secret']);
  expect(toChannel(typed, 'instagram')).toEqual({
    kind: 'instagram',
    name: 'Toko',
    phone_number_id: '123',
    token: 'EAA',
  });
});
