import { describe, expect, it } from 'vitest';
import { isShopper } from '../../src/page/is-shopper.js';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const inApp =
  'Mozilla/5.0 (Linux; Android 15; SM-S928B; wv) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/500.0]';
const cubot =
  'Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0';

describe('isShopper', () => {
  it.each([chrome, iphone, inApp, cubot, firefox])('takes a person for one: %s', (userAgent) => {
    expect(isShopper({ webdriver: false, userAgent })).toBe(true);
  });

  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0.0.0 Safari/537.36',
    'Mozilla/5.0 (compatible; Yahoo! Slurp)',
    'Mozilla/5.0 (compatible; Baiduspider/2.0)',
    'facebookexternalhit/1.1',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Linux; Android 11; moto g power) AppleWebKit/537.36 Chrome/119.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse',
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/110.0.0.0 Safari/537.36 PTST/230321',
    'Mozilla/5.0 (compatible; GPTBot/1.2)',
    'bot',
  ])('takes a machine for none: %s', (userAgent) => {
    expect(isShopper({ webdriver: false, userAgent })).toBe(false);
  });

  it('takes a browser that a program steers for none, whatever it calls itself', () => {
    expect(isShopper({ webdriver: true, userAgent: chrome })).toBe(false);
  });
});
