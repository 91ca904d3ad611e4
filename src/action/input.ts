/** One input of a step, as text, as one of a few words, or as lines. */

import { getInput, getMultilineInput } from '@actions/core';
import { FactoryError } from '../errors.js';

export function textOrNull(name: string): string | null {
  const value = getInput(name);
  return value === '' ? null : value;
}

/** @param expected what it shall be, @param next what to write. @throws usage where it is empty */
export function requiredText(name: string, expected: string, next: string): string {
  const value = textOrNull(name);
  if (value === null) throw wrong(name, 'nothing', expected, next);
  return value;
}

export function lines(name: string): readonly string[] {
  return getMultilineInput(name);
}

/** @throws usage where it is none of them */
export function choice<const T extends string, F>(name: string, choices: readonly T[], fallback: F): T | F {
  const value = getInput(name).toLowerCase();
  if (value === '') return fallback;
  const found = choices.find((candidate) => candidate === value);
  if (found === undefined) throw wrong(name, `"${value}"`, choices.join(', '), `correct the input "${name}"`);
  return found;
}

export function isTrue(name: string): boolean {
  return choice(name, ['true', 'false'], 'false') === 'true';
}

/** @returns null where it is empty. @throws usage where it is no number from 1 to `most` */
export function wholeNumber(name: string, most: number): number | null {
  const text = textOrNull(name);
  if (text === null) return null;
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= most) return Number(text);
  throw wrong(name, `"${text}"`, `a number from 1 to ${most}`, `correct the input "${name}"`);
}

/** Null: none. What no artifact can be named is told before the work, not after it. */
export function artifactName(): string | null {
  const name = textOrNull('artifact');
  if (name === null || !/["/\\:<>|*?\r\n]/.test(name)) return name;
  throw wrong('artifact', JSON.stringify(name), 'a name without any of " / \\ : < > | * ?', 'correct it');
}

/** The tag that the workflow runs for; null where it runs for a branch. */
export function builtTag(env: Readonly<Record<string, string | undefined>>): string | null {
  return env['GITHUB_REF_TYPE'] === 'tag' ? (env['GITHUB_REF_NAME'] ?? null) : null;
}

export function wrong(name: string, found: string, expected: string, next: string): FactoryError {
  return new FactoryError('usage', { subject: `input "${name}"`, found, expected, next });
}
