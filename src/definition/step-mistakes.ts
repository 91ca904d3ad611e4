/** Steps that no machine could run: each is told before anything is made. */

import path from 'node:path';
import type { Path } from './document.js';
import { describe, type Mistake } from './problems.js';

type Raw = Readonly<Record<string, unknown>>;

/** What the guest knows how to start. */
const SCRIPTS = ['.ps1', '.cmd', '.bat', '.exe', '.msi'];

/** What Windows provisions as a Store app. */
export const APPX_KINDS: readonly string[] = ['.appx', '.appxbundle', '.msix', '.msixbundle'];

/** @param root as `readable()` gives it */
export function stepMistakes(root: Raw): Mistake[] {
  const variants = (root['variants'] ?? []) as Raw[];
  return [
    ...mistakesOf(root, []),
    ...variants.flatMap((variant, index) => mistakesOf(variant, ['variants', index])),
  ];
}

function mistakesOf(holder: Raw, place: Path): Mistake[] {
  const steps = (holder['customize'] ?? []) as Raw[];
  const checks = (holder['verify'] ?? []) as string[];
  return [
    ...steps.flatMap((step, index) => mistakesOfStep(step, [...place, 'customize', index])),
    ...checks.flatMap((script, index) => scriptMistakes(script, [...place, 'verify', index])),
  ];
}

function mistakesOfStep(step: Raw, place: Path): Mistake[] {
  if ('files' in step) {
    const { to } = (step['files'] ?? {}) as Raw;
    // `C:` alone is the folder that happens to be the current one there.
    if (typeof to !== 'string' || /^[A-Za-z]:[\\/]/.test(to)) return [];
    const expected = 'an absolute path in the guest, such as C:\\Tools';
    return [{ path: [...place, 'files', 'to'], atKey: false, found: describe(to), expected }];
  }
  const { run } = step;
  return [
    ...(typeof run === 'string' ? scriptMistakes(run, [...place, 'run']) : []),
    ...secretMistakes(step, place),
  ];
}

function scriptMistakes(script: string, place: Path): Mistake[] {
  if (SCRIPTS.includes(path.win32.extname(script).toLowerCase())) return [];
  return [
    { path: place, atKey: false, found: describe(script), expected: `a file of ${SCRIPTS.join(', ')}` },
  ];
}

/** Windows does not tell `Token` from `TOKEN`: the script would see one variable. */
function secretMistakes(step: Raw, place: Path): Mistake[] {
  const secrets = (step['secrets'] ?? []) as string[];
  const env = Object.keys((step['env'] ?? {}) as Raw).map((name) => name.toUpperCase());
  return secrets.flatMap((name, index): Mistake[] => {
    const at = { path: [...place, 'secrets', index], atKey: false } as const;
    const upper = name.toUpperCase();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return [{ ...at, found: describe(name), expected: 'the name of an environment variable' }];
    }
    if (secrets.slice(0, index).some((other) => other.toUpperCase() === upper)) {
      return [{ ...at, found: `"${name}" stands in this list already`, next: 'leave it out' }];
    }
    if (env.includes(upper)) {
      return [{ ...at, found: `"${name}" is set by env too`, next: 'keep one of them' }];
    }
    return [];
  });
}
