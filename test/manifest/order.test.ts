import { expect, test } from '@jest/globals';
import { comparePaths } from '../../src/manifest/order.js';
import { compareNames } from '../../src/tree/index.js';

/** As it is meant: name by name, a directory before what it holds. */
function plain(a: string, b: string): number {
  const [namesA, namesB] = [a, b].map((path) => path.split('\\').filter((name) => name !== ''));
  for (const [at, name] of (namesA ?? []).entries()) {
    const other = namesB?.[at];
    if (other === undefined) return 1;
    const order = compareNames(name, other);
    if (order !== 0) return order;
  }
  return (namesA?.length ?? 0) - (namesB?.length ?? 0);
}

test('paths are in the order of their names, whatever letters they have', () => {
  const names = ['a', 'A', 'ab', 'a-b', 'a_b', 'é', 'É', 'ß', 'ſ', 'k', '\u212a', '\u{1f600}', '1', ' '];
  const paths = ['\\', ...names.flatMap((one) => [`\\${one}`, ...names.map((two) => `\\${one}\\${two}`)])];
  const wrong = paths.flatMap((a) =>
    paths.filter((b) => Math.sign(comparePaths(a, b)) !== Math.sign(plain(a, b))).map((b) => [a, b]),
  );
  expect(wrong).toEqual([]);
});
