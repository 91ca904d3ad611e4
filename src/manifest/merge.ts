/** Two ordered streams side by side. */

/** @param compare the order of both @returns pairs of equals, and what only one of them has */
export async function* merge<T>(
  left: AsyncIterable<T>,
  right: AsyncIterable<T>,
  compare: (a: T, b: T) => number,
): AsyncGenerator<readonly [T, T] | readonly [T, null] | readonly [null, T]> {
  const a = left[Symbol.asyncIterator]();
  const b = right[Symbol.asyncIterator]();
  try {
    let [nextA, nextB] = [await a.next(), await b.next()];
    for (;;) {
      if (nextA.done === true && nextB.done === true) return;
      const order = nextA.done === true ? 1 : nextB.done === true ? -1 : compare(nextA.value, nextB.value);
      const hadA = order <= 0 && nextA.done !== true ? nextA.value : null;
      const hadB = order >= 0 && nextB.done !== true ? nextB.value : null;
      if (hadA !== null && hadB !== null) yield [hadA, hadB];
      else if (hadA !== null) yield [hadA, null];
      else if (hadB !== null) yield [null, hadB];
      if (hadA !== null) nextA = await a.next();
      if (hadB !== null) nextB = await b.next();
    }
  } finally {
    await a.return?.();
    await b.return?.();
  }
}
