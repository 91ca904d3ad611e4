/** The legs of a job, as `strategy.matrix` comes to them. */

import { isDeepStrictEqual } from 'node:util';
import { valueOf, type Scope } from './expression.js';
import type { Strategy } from './model.js';

export type Leg = Readonly<Record<string, unknown>>;

export interface Legs {
  readonly legs: readonly Leg[];
  readonly failFast: boolean;
  readonly maxParallel: number;
}

/** https://docs.github.com/en/actions/reference/limits */
const MAX_LEGS = 256;

/** @throws where the matrix gives no job at all, which GitHub calls an error too, or too many */
export function legsOf(strategy: Strategy, scope: Scope, where: string): Legs {
  const matrix = valueOf(strategy.matrix, scope) ?? null;
  const legs = matrix === null ? [{}] : combine(matrix, where);
  if (legs.length === 0) throw new Error(`${where}: Matrix vector does not contain any values`);
  if (legs.length > MAX_LEGS) throw new Error(`${where}: ${legs.length} jobs, more than ${MAX_LEGS}`);
  const maxParallel = numberOf(valueOf(strategy.maxParallel, scope) ?? legs.length, where);
  return { legs, failFast: (valueOf(strategy.failFast, scope) ?? true) === true, maxParallel };
}

function numberOf(value: unknown, where: string): number {
  if (typeof value === 'number' && value >= 1) return value;
  throw new Error(`${where}.max-parallel: ${JSON.stringify(value)}, expected a number from 1`);
}

function combine(matrix: unknown, where: string): Leg[] {
  if (typeof matrix !== 'object' || matrix === null || Array.isArray(matrix)) {
    throw new Error(`${where}.matrix: ${JSON.stringify(matrix)}, expected an object`);
  }
  const { include = [], exclude = [], ...vectors } = matrix as Record<string, unknown>;
  let made: Leg[] = Object.keys(vectors).length === 0 ? [] : [{}];
  for (const [name, vector] of Object.entries(vectors)) {
    const values = listOf(vector, `${where}.matrix.${name}`);
    made = made.flatMap((leg) => values.map((value) => ({ ...leg, [name]: value })));
  }
  const isExcluded = (leg: Leg) =>
    objectsOf(exclude, `${where}.matrix.exclude`).some((part) => matches(leg, part, Object.keys(part)));
  const kept = made.filter((leg) => !isExcluded(leg));
  const added: Leg[] = [];
  const grown = kept.map((leg) => ({ of: leg, more: {} as Leg }));
  for (const part of objectsOf(include, `${where}.matrix.include`)) {
    const shared = Object.keys(part).filter((name) => name in vectors);
    const fitting = grown.filter(({ of }) => matches(of, part, shared));
    for (const leg of fitting) leg.more = { ...leg.more, ...part };
    if (fitting.length === 0) added.push(part);
  }
  return [...grown.map(({ of, more }) => ({ ...of, ...more })), ...added];
}

function matches(leg: Leg, part: Leg, names: readonly string[]): boolean {
  return names.every((name) => isDeepStrictEqual(leg[name], part[name]));
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where}: ${JSON.stringify(value)}, expected a list`);
}

function objectsOf(value: unknown, where: string): readonly Leg[] {
  return listOf(value, where).map((element) => {
    if (typeof element === 'object' && element !== null && !Array.isArray(element)) return element as Leg;
    throw new Error(`${where}: ${JSON.stringify(element)}, expected an object`);
  });
}
