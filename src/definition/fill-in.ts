/** Defaults, absolute paths, bytes and milliseconds: a checked document becomes a Definition. */

import path from 'node:path';
import { parseCreated } from './contradictions.js';
import { resolveFrom } from './paths.js';
import type { CaptureSpec, Changes, Definition, MachineSpec, ReleaseSpec, SourceKind } from './types.js';
import type { SourceSpec, Step, UpdatesSpec, VariantSpec } from './types.js';
import { parseDuration, parseSize } from './units.js';

type Raw = Readonly<Record<string, unknown>>;
type Resolve = (text: string) => string;

/** @param value has the shape of the schema and no contradiction */
export function fillIn(value: unknown, of: { file: string; sha256: string }): Definition {
  const raw = value as Raw;
  const folder = path.dirname(of.file);
  const resolve: Resolve = (text) => resolveFrom(folder, text);
  const created = textOf(raw['created']);
  return {
    ...of,
    folder,
    name: String(raw['name']),
    version: textOf(raw['version']),
    created: created === null ? null : parseCreated(created),
    runsOn: [raw['runs-on'] ?? []].flat() as string[],
    source: sourceOf(raw['source'] as Raw, resolve),
    machine: machineOf(mapOf(raw['machine'])),
    languages: listOf(raw['languages']),
    capabilities: changesOf(mapOf(raw['capabilities'])),
    updates: updatesOf(mapOf(raw['updates']), resolve),
    customize: stepsOf(raw['customize'], resolve),
    verify: listOf(raw['verify']).map(resolve),
    cleanup: raw['cleanup'] === true,
    unattend: pathOf(raw['unattend'], resolve),
    variants: ((raw['variants'] ?? []) as Raw[]).map((variant) => variantOf(variant, resolve)),
    capture: captureOf(mapOf(raw['capture'])),
    gates: gatesOf(mapOf(raw['gates'])),
    release: releaseOf(mapOf(raw['release']), resolve),
  };
}

function sourceOf(raw: Raw, resolve: Resolve): SourceSpec {
  const kind = (['iso', 'disk', 'wim', 'directory'] as const).find((key) => key in raw) as SourceKind;
  return {
    kind,
    path: resolve(String(raw[kind])),
    sha256: textOf(raw['sha256'])?.toLowerCase() ?? null,
    edition: textOf(raw['edition']),
    index: (raw['index'] ?? null) as number | null,
  };
}

function machineOf(raw: Raw): MachineSpec {
  const deadlines = mapOf(raw['deadlines']);
  const time = (key: string, standard: string) => parseDuration(textOf(deadlines[key]) ?? standard) as number;
  return {
    hypervisor: (raw['hypervisor'] ?? 'none') as MachineSpec['hypervisor'],
    cpus: Number(raw['cpus'] ?? 4),
    memory: parseSize(textOf(raw['memory']) ?? '8 GiB') as number,
    disk: parseSize(textOf(raw['disk']) ?? '80 GiB') as number,
    network: textOf(raw['network']) ?? 'none',
    deadlines: {
      provision: time('provision', '3h'),
      update: time('update', '4h'),
      customize: time('customize', '2h'),
      generalize: time('generalize', '45m'),
      silence: time('silence', '20m'),
    },
  };
}

function updatesOf(raw: Raw, resolve: Resolve): UpdatesSpec {
  const require = mapOf(raw['require']);
  return {
    from: (raw['from'] ?? 'none') as UpdatesSpec['from'],
    folder: pathOf(raw['folder'], resolve),
    server: textOf(raw['server']),
    targetGroup: textOf(raw['target-group']),
    include: listOf(raw['include']),
    exclude: listOf(raw['exclude']),
    rounds: Number(raw['rounds'] ?? 8),
    timeout: parseDuration(textOf(raw['timeout']) ?? '2h') as number,
    require: { build: textOf(require['build']), kb: listOf(require['kb']) },
  };
}

function stepsOf(raw: unknown, resolve: Resolve): Step[] {
  return ((raw ?? []) as Raw[]).map((step): Step => {
    if ('appx' in step) {
      const { add, remove } = changesOf(mapOf(step['appx']));
      return { kind: 'appx', appx: { add: add.map(resolve), remove } };
    }
    if ('capabilities' in step) {
      return { kind: 'capabilities', change: changesOf(mapOf(step['capabilities'])) };
    }
    if ('features' in step) {
      const features = mapOf(step['features']);
      return { kind: 'features', enable: listOf(features['enable']), disable: listOf(features['disable']) };
    }
    if ('drivers' in step) return { kind: 'drivers', folder: resolve(String(step['drivers'])) };
    if ('files' in step) {
      const files = mapOf(step['files']);
      return { kind: 'files', from: resolve(String(files['from'])), to: String(files['to']) };
    }
    return {
      kind: 'run',
      script: resolve(String(step['run'])),
      args: listOf(step['args']),
      env: mapOf(step['env']) as Record<string, string>,
      secrets: listOf(step['secrets']),
      timeout: parseDuration(textOf(step['timeout']) ?? ''),
    };
  });
}

function variantOf(raw: Raw, resolve: Resolve): VariantSpec {
  return {
    name: String(raw['name']),
    description: textOf(raw['description']) ?? '',
    customize: stepsOf(raw['customize'], resolve),
    verify: listOf(raw['verify']).map(resolve),
  };
}

function captureOf(raw: Raw): CaptureSpec {
  return {
    compression: (raw['compression'] ?? 'lzx') as CaptureSpec['compression'],
    level: (raw['level'] ?? 'normal') as CaptureSpec['level'],
    exclude: listOf(raw['exclude']),
  };
}

function gatesOf(raw: Raw): Definition['gates'] {
  return { lint: (raw['lint'] ?? 'off') as 'error' | 'warning' | 'off', boot: raw['boot'] === true };
}

function releaseOf(raw: Raw, resolve: Resolve): ReleaseSpec {
  const store = textOf(raw['store']);
  const split = textOf(raw['split']);
  const base = textOf(raw['base']);
  return {
    store: store === null || /^github(:|$)/.test(store) ? store : resolve(store),
    split: split === null ? null : parseSize(split),
    base: base === null || /^(previous$|github[@:]|https?:\/\/)/i.test(base) ? base : resolve(base),
    keep: (raw['keep'] ?? null) as number | null,
    attest: (raw['attest'] ?? 'auto') as ReleaseSpec['attest'],
  };
}

function changesOf(raw: Raw): Changes {
  return { add: listOf(raw['add']), remove: listOf(raw['remove']) };
}

function mapOf(value: unknown): Raw {
  return (value ?? {}) as Raw;
}

function listOf(value: unknown): string[] {
  return (value ?? []) as string[];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function pathOf(value: unknown, resolve: Resolve): string | null {
  return typeof value === 'string' ? resolve(value) : null;
}
