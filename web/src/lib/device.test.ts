import { expect, it } from 'vitest';
import { device } from './device';

it('names the browser and the system of a user agent', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  expect(device(chrome)).toEqual({ browser: 'Chrome', system: 'Linux', phone: false });
  expect(device(iphone)).toEqual({ browser: 'Safari', system: 'iOS', phone: true });
  expect(device('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0').browser).toBe('Firefox');
  expect(device('Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0').browser).toBe('Edge');
});

it('says nothing it does not know', () => {
  expect(device(null)).toEqual({ browser: null, system: null, phone: false });
  expect(device('curl/8.5')).toEqual({ browser: null, system: null, phone: false });
});
