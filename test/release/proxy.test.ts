import { expect, test } from '@jest/globals';
import { proxyFor } from '../../src/release/http/proxy.js';

const GITHUB = new URL('https://api.github.com/repos');

test.each<[string, Record<string, string>, string | null]>([
  ['no variable', {}, null],
  ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
  ['lower case first', { HTTPS_PROXY: 'http://a', https_proxy: 'http://b' }, 'http://b/'],
  ['an address without its scheme', { https_proxy: 'proxy:8080' }, 'http://proxy:8080/'],
  ['the variable of the other scheme', { HTTP_PROXY: 'http://proxy' }, null],
  ['an empty one', { HTTPS_PROXY: '' }, null],
  ['NO_PROXY with the host', { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'x.test, api.github.com' }, null],
  ['NO_PROXY with the domain', { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'GitHub.com' }, null],
  ['NO_PROXY with a dot', { HTTPS_PROXY: 'http://proxy', no_proxy: '.github.com' }, null],
  ['NO_PROXY with the port', { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'api.github.com:443' }, null],
  ['NO_PROXY with *', { HTTPS_PROXY: 'http://proxy', NO_PROXY: '*' }, null],
  [
    'NO_PROXY with another port',
    { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'api.github.com:8443' },
    'http://proxy/',
  ],
  [
    'NO_PROXY with a name that ends alike',
    { HTTPS_PROXY: 'http://proxy', NO_PROXY: 'hub.com' },
    'http://proxy/',
  ],
])('%s', (_, env, proxy) => {
  expect(proxyFor(GITHUB, env)?.url.href ?? null).toBe(proxy);
});

test('this host is reached without a proxy', () => {
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
    expect(proxyFor(new URL(`http://${host}:3000`), { HTTP_PROXY: 'http://proxy' })).toBeNull();
  }
});

test('user and password go into a header, decoded', () => {
  const proxy = proxyFor(GITHUB, { HTTPS_PROXY: 'http://me:p%40ss@proxy:3128' });
  expect(proxy?.url.href).toBe('http://proxy:3128/');
  expect(proxy?.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
});

test('a variable that holds no address is named, without what it holds', () => {
  expect(() => proxyFor(GITHUB, { HTTPS_PROXY: 'socks5://me:secret@proxy' })).toThrow(
    'HTTPS_PROXY: no address of a proxy, expected http://HOST:PORT. Correct the variable, or remove it.',
  );
});
