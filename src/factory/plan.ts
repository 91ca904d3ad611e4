/** What a build would do, found out without making anything. */

import type { Definition } from '../definition/index.js';
import type { Reporter } from '../progress.js';
import { checkReplaceable } from '../release/index.js';
import type { BuildPlan, PlannedStation } from '../report/index.js';
import { DEFAULT_EXCLUSIONS } from '../tree/index.js';
import type { WindowsInfo } from '../wim/index.js';
import { BaseRelease } from './base-release.js';
import { windowsOf } from './capture.js';
import { lineOf } from './line.js';
import { planMachine, type Doing, type PlannedStart } from './machine/plan.js';
import { AGENT_LEFTOVERS } from './machine/prove.js';
import { requirementText } from './requirement.js';
import { prepare, versionOf, type BuildOptions } from './prepare.js';
import { SourceKeeper } from './source-keeper.js';

/** @throws what the build would throw before it makes anything */
export async function planBuild(file: string, options: BuildOptions, reporter: Reporter): Promise<BuildPlan> {
  const { definition, out, work, created, store, base: wish } = await prepare(file, options);
  await checkReplaceable(out);
  const version = versionOf(definition, options.tag, created ?? new Date());
  const tag = options.tag ?? `${definition.name}-${version}`;
  const context = { image: definition.name, tag, work, cache: null, reporter };
  const base = wish === null ? null : await new BaseRelease(wish, context).find();
  const source = new SourceKeeper(definition.source, reporter);
  try {
    const hasMachine = definition.machine.hypervisor !== 'none';
    const { label, ...start } = await (hasMachine
      ? planMachine(definition, source, options.env ?? process.env)
      : planSource(definition, source));
    const { compression, level, exclude } = definition.capture;
    const doing: Doing = {
      check: `${definition.file}, and whether the release may go to ${out}`,
      ...start.doing,
      capture: `install.wim, ${compression === 'none' ? 'not compressed' : `${compression} ${level}`}${base === null ? '' : `, with what ${base.label} holds`}`,
      inspect: 'read install.wim back, every byte of it, and write manifest.json',
      publish: store === null ? out : `${out}, and ${store.label}@${tag}`,
    };
    return {
      definition: definition.file,
      name: definition.name,
      version,
      tag,
      created: created?.toISOString() ?? null,
      source: { kind: definition.source.kind, label },
      images:
        definition.variants.length === 0
          ? [definition.name]
          : definition.variants.map(({ name: image }) => image),
      exclusions: [...DEFAULT_EXCLUSIONS, ...exclude, ...(hasMachine ? AGENT_LEFTOVERS : [])],
      work: work.folder,
      releaseDirectory: out,
      stations: lineOf(definition).map(({ name }): PlannedStation => ({ name, doing: doing[name] ?? null })),
    };
  } finally {
    await source.close();
  }
}

/** With `hypervisor: none`: the source is what is captured. */
async function planSource(definition: Definition, source: SourceKeeper): Promise<PlannedStart> {
  const { sha256 } = definition.source;
  const open = await source.open();
  const { label } = open.tree;
  const doing = {
    provision: `open ${label}${sha256 === null ? '' : ', and check its SHA-256'}`,
    prove: `${windowsText(await windowsOf(open))}${requirementText(definition)}`,
  };
  return { label, doing };
}

function windowsText(windows: WindowsInfo | null): string {
  if (windows === null) return 'the source holds no Windows installation';
  const { displayName, version, imageState } = windows;
  const state = imageState === '' ? '' : `, ${imageState}`;
  return `${displayName}, build ${version.build}.${version.spBuild}${state}`;
}
