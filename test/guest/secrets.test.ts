import { describe, expect, test } from '@jest/globals';
import { readSecrets, Secrets } from '../../src/guest/index.js';

const secretsOf = (...values: readonly string[]) =>
  new Secrets(new Map(values.map((value, index) => [`S${index}`, value])));

describe('Secrets', () => {
  test.each<[string, readonly string[], string, string]>([
    ['a secret wherever it stands', ['abc'], 'abc, xabcx', '***, x***x'],
    ['the longer one first, where one holds the other', ['abc', 'abcdef'], 'abcdef abc', '*** ***'],
    [
      'each line of one that has several, but none that is too short to tell',
      ['-----BEGIN\r\nMIIEvg\n}\n'],
      'MIIEvg } -----BEGIN',
      '*** } ***',
    ],
    ['signs that a pattern would mean something by', ['a.*$&'], "a.*$& axx$'", "*** axx$'"],
  ])('mask() takes out %s', (_, values, text, expected) => {
    expect(secretsOf(...values).mask(text)).toBe(expected);
  });
});

describe('readSecrets()', () => {
  test('takes the values by their names', () => {
    expect(readSecrets(['A'], { A: '1', B: '2' }).values).toEqual(new Map([['A', '1']]));
  });

  test.each([
    ['no environment variable has that name', {}],
    ['the variable is empty', { TOKEN: '' }],
  ])('refuses one that is missing: %s', (found, env) => {
    expect(() => readSecrets(['TOKEN'], env)).toThrow(
      `the secret TOKEN: ${found}, expected its value in the environment of the factory. Set it; in a workflow: ` +
        'env: { TOKEN: ${{ secrets.TOKEN }} }.',
    );
  });
});
