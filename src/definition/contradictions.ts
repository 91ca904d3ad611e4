/** What a schema cannot say: keys that are right by themselves but not together. */

import { whyNoPattern } from '../tree/index.js';
import { machineMistakes } from './machine-mistakes.js';
import type { Mistake } from './problems.js';
import type { IsKnown } from './readable.js';
import { servicingMistakes } from './servicing-mistakes.js';
import { stepMistakes } from './step-mistakes.js';
import { variantMistakes } from './variant-mistakes.js';

type Raw = Readonly<Record<string, unknown>>;

/** @param root as `readable()` gives it */
export function contradictions(root: Raw, isKnown: IsKnown): Mistake[] {
  return [
    ...createdMistakes(root['created']),
    ...sourceMistakes((root['source'] ?? {}) as Raw, isKnown),
    ...(isKnown('machine.hypervisor') ? machineMistakes(root) : []),
    ...stepMistakes(root),
    ...variantMistakes(root),
    ...servicingMistakes(root, isKnown),
    ...exclusionMistakes((root['capture'] ?? {}) as Raw),
    ...(isKnown('release.store') ? releaseMistakes((root['release'] ?? {}) as Raw) : []),
  ];
}

function createdMistakes(created: unknown): Mistake[] {
  if (typeof created !== 'string' || parseCreated(created) !== null) return [];
  return [
    { path: ['created'], atKey: false, found: `"${created}"`, expected: 'a date of the calendar after 1970' },
  ];
}

/** @returns null where the calendar has no such day or time */
export function parseCreated(text: string): Date | null {
  const date = new Date(text);
  if (Number.isNaN(date.getTime()) || date.getTime() < 0) return null;
  const day = Number(text.slice(8, 10));
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return day <= days ? date : null;
}

function sourceMistakes(source: Raw, isKnown: IsKnown): Mistake[] {
  const mistakes: Mistake[] = [];
  const isImage = 'iso' in source || 'wim' in source || !isKnown('source.iso', 'source.wim');
  for (const key of ['edition', 'index'].filter((name) => name in source && !isImage)) {
    mistakes.push({
      path: ['source', key],
      atKey: true,
      found: 'the key chooses an image of iso or wim, and there is none',
    });
  }
  if ('edition' in source && 'index' in source) {
    mistakes.push({
      path: ['source', 'index'],
      atKey: true,
      found: 'the image is chosen by edition already',
      next: 'keep one of them',
    });
  }
  if ('sha256' in source && 'directory' in source) {
    mistakes.push({
      path: ['source', 'sha256'],
      atKey: true,
      found: 'a directory has no SHA-256',
      next: 'leave it out',
    });
  }
  return mistakes;
}

function exclusionMistakes({ exclude }: Raw): Mistake[] {
  return ((exclude ?? []) as string[]).flatMap((pattern, index) => {
    const why = whyNoPattern(pattern);
    if (why === null) return [];
    return [
      {
        path: ['capture', 'exclude', index],
        atKey: false,
        found: `${JSON.stringify(pattern)}: ${why}`,
        expected: 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"',
      },
    ];
  });
}

function releaseMistakes({ base, store }: Raw): Mistake[] {
  if (base !== 'previous' || store !== undefined) return [];
  return [
    {
      path: ['release', 'base'],
      atKey: false,
      found: '"previous", and no store that a release before this one could be in',
      expected: 'a release by its name, or the key release.store',
    },
  ];
}
