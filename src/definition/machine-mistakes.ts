/** Keys that need a reference machine where there is none, and sources that no machine starts from. */

import { asks } from './asks.js';
import type { Mistake } from './problems.js';

type Raw = Readonly<Record<string, unknown>>;

/** @param root as `readable()` gives it; its hypervisor is known */
export function machineMistakes(root: Raw): Mistake[] {
  const machine = (root['machine'] ?? {}) as Raw;
  const hypervisor = machine['hypervisor'] ?? 'none';
  if (hypervisor === 'none') return withoutMachine(root, machine);
  const source = (root['source'] ?? {}) as Raw;
  const mistakes: Mistake[] = [];
  if ('directory' in source) {
    mistakes.push(
      mistake(
        ['source', 'directory'],
        'a directory, from which no machine starts',
        'name an iso, wim or disk, or set machine.hypervisor to none',
      ),
    );
  }
  if ('wim' in source && hypervisor === 'qemu') {
    mistakes.push({
      path: ['source', 'wim'],
      atKey: true,
      found: 'a WIM with hypervisor: qemu, where only Windows Setup can make a disk that starts',
      expected: 'iso or disk',
      next: 'name the install medium that the WIM is from, or build it with hypervisor: hyperv',
    });
  }
  if ('disk' in source && 'disk' in machine) {
    mistakes.push(mistake(['machine', 'disk'], 'source.disk has its size already', 'leave it out'));
  }
  return mistakes;
}

function withoutMachine(root: Raw, machine: Raw): Mistake[] {
  const next = 'set machine.hypervisor to hyperv or qemu, or leave it out';
  const idle = Object.keys(machine).filter(
    (key) => key !== 'hypervisor' && !(key === 'network' && machine[key] === 'none'),
  );
  const { from } = (root['updates'] ?? {}) as Raw;
  const { add, remove } = (root['capabilities'] ?? {}) as Raw;
  const servicing = [
    ...(asks(root['languages']) ? [['languages']] : []),
    ...(asks(add) || asks(remove) ? [['capabilities']] : []),
    ...(from === undefined || from === null || from === 'none' ? [] : [['updates', 'from']]),
    ...(root['cleanup'] === true ? [['cleanup']] : []),
  ];
  const steps = ['customize', 'verify', 'variants'].filter((key) => asks(root[key]));
  return [
    ...idle.map((key) =>
      mistake(['machine', key], 'the key describes the reference machine, and there is none', next),
    ),
    ...('unattend' in root
      ? [mistake(['unattend'], 'the reference machine places it, and there is none', next)]
      : []),
    ...[...steps.map((key) => [key]), ...servicing].map((place) =>
      mistake(place, 'it runs in the reference machine, and there is none', next),
    ),
  ];
}

function mistake(path: readonly string[], found: string, next: string): Mistake {
  return { path, atKey: true, found, next };
}
