/** Updates, languages and capabilities: what belongs together, and where it comes from. */

import { asks } from './asks.js';
import { describe, type Mistake } from './problems.js';
import type { IsKnown } from './readable.js';

type Raw = Readonly<Record<string, unknown>>;

/** The keys of `updates` that say something only with some of its sources. */
const FOR: Readonly<Record<string, readonly string[]>> = {
  folder: ['folder'],
  server: ['wsus'],
  'target-group': ['wsus'],
  rounds: ['windows-update', 'wsus'],
  timeout: ['folder', 'windows-update', 'wsus'],
  include: ['folder', 'windows-update', 'wsus'],
  exclude: ['folder', 'windows-update', 'wsus'],
};

/** @param root as `readable()` gives it */
export function servicingMistakes(root: Raw, isKnown: IsKnown): Mistake[] {
  if (!isKnown('updates.from')) return [];
  const updates = (root['updates'] ?? {}) as Raw;
  const from = (updates['from'] ?? 'none') as string;
  const machine = (root['machine'] ?? {}) as Raw;
  const hasMachine = isKnown('machine.hypervisor') && (machine['hypervisor'] ?? 'none') !== 'none';
  const isOffline = isKnown('machine.network') && (machine['network'] ?? 'none') === 'none';
  return [
    ...sourceMistakes(updates, from, isKnown),
    ...(hasMachine && isOffline ? networkMistakes(root, from) : []),
  ];
}

function sourceMistakes(updates: Raw, from: string, isKnown: IsKnown): Mistake[] {
  const idle = Object.entries(FOR)
    .filter(([key, sources]) => asks(updates[key]) && !sources.includes(from))
    .map(([key, sources]) => ({
      path: ['updates', key],
      atKey: true,
      found: `the key says nothing with from: ${from}`,
      expected: `from: ${sources.join(', ')}`,
      next: 'leave it out, or correct updates.from',
    }));
  const needed = from === 'folder' ? 'folder' : from === 'wsus' ? 'server' : null;
  const missing =
    needed === null || needed in updates || !isKnown(`updates.${needed}`)
      ? []
      : [
          {
            path: ['updates', 'from'],
            atKey: false,
            found: `${from}, and no ${needed}`,
            expected: `updates.${needed} with it`,
          },
        ];
  const { server } = updates;
  const isUrl = typeof server !== 'string' || isWebAddress(server);
  const unreadable = isUrl
    ? []
    : [
        {
          path: ['updates', 'server'],
          atKey: false,
          found: describe(server),
          expected: 'an address such as "http://wsus:8530"',
        },
      ];
  return [...idle, ...missing, ...unreadable];
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function networkMistakes(root: Raw, from: string): Mistake[] {
  const next = 'name a switch as machine.network, or take updates.from: folder';
  const found = 'it comes over the network, and the machine has none';
  const mistake = (...path: (string | number)[]): Mistake => ({ path, atKey: true, found, next });
  const holders = [
    { holder: root, at: [] },
    ...((root['variants'] ?? []) as Raw[]).flatMap((holder, index) => [{ holder, at: ['variants', index] }]),
  ];
  const places = [
    { step: root, at: [] },
    ...holders.flatMap(({ holder, at }) =>
      ((holder['customize'] ?? []) as Raw[]).flatMap((step, index) => [
        { step, at: [...at, 'customize', index] },
      ]),
    ),
  ];
  const added = places.filter(({ step }) => asks(((step['capabilities'] ?? {}) as Raw)['add']));
  return [
    ...(from === 'windows-update' || from === 'wsus' ? [mistake('updates', 'from')] : []),
    ...(from !== 'folder' && asks(root['languages']) ? [mistake('languages')] : []),
    ...(from === 'folder' ? [] : added.map(({ at }) => mistake(...at, 'capabilities', 'add'))),
  ];
}
