import { expect, it } from 'vitest';
import { reachable, whatsAppLink } from './first-message-link';

it.each([
  ['+62 812-3456-7890', 'https://wa.me/6281234567890'],
  ['Toko', null],
  ['', null],
])('%s is opened by %s', (display, link) => expect(whatsAppLink(display)).toBe(link));

it.each([
  ['/sandbox/phone', 'http://127.0.0.1:8080', null],
  ['/sandbox/phone', 'http://192.168.1.7:8080', 'http://192.168.1.7:8080/sandbox/phone'],
  ['http://localhost:8090/', 'https://toko.example', null],
  ['http://[::1]:8090/', 'https://toko.example', null],
  ['https://uji.example/phone', 'https://toko.example', 'https://uji.example/phone'],
])('%s, seen from %s, is opened by a phone as %s', (address, here, wanted) =>
  expect(reachable(address, here)).toBe(wanted),
);
