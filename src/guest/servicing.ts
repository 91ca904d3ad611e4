/** Steps that the agent does by itself: from what the definition says to what lies on the medium. */

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { holdsDrivers } from '../definition/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import type { MediumFile } from '../media/index.js';
import type { Architecture } from './answer-file.js';
import { planAppx } from './appx.js';
import { folderFiles, kindOf } from './medium-files.js';
import type { GuestStep } from './payload.js';
import type { AgentPackage, AgentStep } from './types.js';
import { updatesStep } from './updates.js';

export interface PlannedStep {
  readonly step: AgentStep;
  readonly files: readonly MediumFile[];
}

/** Where the files of a step go. */
export interface ServicingPlace {
  /** Of this step alone, on the medium. */
  readonly folder: string;
  readonly architecture: Architecture;
  /** Folders of the host that lie on the medium already, and where: several steps take from one. */
  readonly folders: Map<string, string>;
}

type Wanted = Exclude<GuestStep, { readonly kind: 'run' | 'files' }>;

/** @throws definition for a step that cannot be done, not-found for a file */
export async function planServicing(step: Wanted, place: ServicingPlace): Promise<PlannedStep> {
  switch (step.kind) {
    case 'languages':
      return await planLanguages(step.languages, step.folder, place);
    case 'capabilities': {
      const { add, remove } = step.change;
      if (add.length > 0 && step.folder !== null) await needFeatures(step.folder);
      const { from, files } = step.folder === null ? NOWHERE : await shared(step.folder, place);
      return {
        step: { kind: 'capabilities', title: title('capabilities', add, remove), add, remove, from },
        files,
      };
    }
    case 'updates':
      return { step: updatesStep(step.spec), files: [] };
    case 'packages':
      return planPackages(step, place.folder);
    case 'features': {
      const { enable, disable } = step;
      return {
        step: { kind: 'features', title: title('features', enable, disable), enable, disable },
        files: [],
      };
    }
    case 'appx':
      return await planAppx(step.appx, title('apps', step.appx.add.map(baseName), step.appx.remove), place);
    case 'drivers': {
      if (!(await holdsDrivers(step.folder))) {
        throw new FactoryError('definition', { subject: step.folder, found: 'holds no .inf file' });
      }
      const { from, files } = await shared(step.folder, place);
      return { step: { kind: 'drivers', title: `drivers: ${baseName(step.folder)}`, from }, files };
    }
    case 'cleanup':
      break;
  }
  return { step: { kind: 'cleanup', title: 'clean-up of the component store' }, files: [] };
}

const NOWHERE = { from: null, files: [] } as const;
const NAMED = 3;

/** `apps: add a.msix; remove *Xbox*, Microsoft.BingNews` */
function title(what: string, add: readonly string[], remove: readonly string[]): string {
  const parts = [
    ...(add.length === 0 ? [] : [`add ${names(add)}`]),
    ...(remove.length === 0 ? [] : [`remove ${names(remove)}`]),
  ];
  return parts.length === 0 ? what : `${what}: ${parts.join('; ')}`;
}

function names(all: readonly string[]): string {
  const first = all.slice(0, NAMED).join(', ');
  return all.length > NAMED ? `${first} and ${all.length - NAMED} more` : first;
}

function baseName(file: string): string {
  return path.basename(file);
}

/** Each in a folder of its own: DISM takes every .msu that lies beside or below the one that it is given. */
function planPackages(
  { packages, timeout }: Extract<Wanted, { kind: 'packages' }>,
  folder: string,
): PlannedStep {
  const files: MediumFile[] = [];
  const planned: AgentPackage[] = [];
  for (const [index, { file, needs, kb, title: what }] of packages.entries()) {
    const own = `${folder}\\${String(index + 1).padStart(3, '0')}`;
    for (const one of [file, ...needs]) {
      files.push({ path: `${own}\\${baseName(one)}`, source: { kind: 'file', file: one } });
    }
    planned.push({ path: `${own}\\${baseName(file)}`, kb, title: what });
  }
  const timeoutSeconds = timeout === undefined ? null : Math.ceil(timeout / 1000);
  const labels = packages.map(({ kb, title: what }) => kb ?? what);
  return {
    step: { kind: 'packages', title: `updates: ${names(labels)}`, packages: planned, timeoutSeconds },
    files,
  };
}

/** A folder goes onto the medium once. Updates beside what is asked for stay off it: one alone is larger than the rest. */
async function shared(
  folder: string,
  { folder: own, folders }: ServicingPlace,
): Promise<{ readonly from: string; readonly files: readonly MediumFile[] }> {
  const there = folders.get(folder);
  if (there !== undefined) return { from: there, files: [] };
  if ((await kindOf(folder)).isFile) {
    throw new FactoryError('definition', { subject: folder, found: 'is a file', expected: 'a folder' });
  }
  const from = `${own}\\content`;
  folders.set(folder, from);
  return { from, files: await folderFiles(folder, from, (name) => /\.msu$/i.test(name)) };
}

/** A folder of updates alone would fail each capability, after an hour of other work. */
async function needFeatures(folder: string): Promise<void> {
  if ((await cabsIn(folder)).some((name) => name.includes('~'))) return;
  throw new FactoryError('definition', {
    subject: 'capabilities: add',
    found: `no feature on demand in ${folder}`,
    expected: 'packages such as OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab',
    next: 'put those of the medium "Languages and Optional Features" of this Windows there',
  });
}

async function cabsIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw fromSystemError(error, folder);
  });
  return all.map((name) => name.replaceAll('/', '\\')).filter((name) => /\.cab$/i.test(name));
}

/** What a language has besides its display texts, in the order in which one needs the other. */
const LANGUAGE_FEATURES = ['Basic', 'OCR', 'Handwriting', 'TextToSpeech', 'Speech'];

/**
 * Language packs and features as Microsoft names them on the media "Languages and Optional Features":
 * `Microsoft-Windows-Client-Language-Pack_x64_de-de.cab`,
 * `Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~.cab`; older ones have `de-de\lp.cab`.
 */
async function planLanguages(
  languages: readonly string[],
  folder: string | null,
  place: ServicingPlace,
): Promise<PlannedStep> {
  const common = { kind: 'languages', title: `languages: ${names(languages)}`, languages } as const;
  if (folder === null) return { step: { ...common, from: null, packs: [], capabilities: [] }, files: [] };
  const { from, files } = await shared(folder, place);
  const cabs = await cabsIn(folder);
  const machine = place.architecture === 'amd64' ? '(?:x64|amd64)' : 'arm64';
  const packs = languages.map((language) => {
    const pack = new RegExp(
      String.raw`(?:-Language-Pack_${machine}_${language}|(?:^|\\)${language}\\lp)\.cab$`,
      'i',
    );
    const found = cabs.filter((name) => pack.test(name));
    if (found.length === 1) return `${from}\\${found[0]}`;
    throw new FactoryError('definition', {
      subject: `languages: ${language}`,
      found:
        found.length === 0
          ? `no language pack in ${folder}`
          : `${found.length} language packs in ${folder}: ${found.join(', ')}`,
      expected: `one, as Microsoft-Windows-Client-Language-Pack_${place.architecture === 'amd64' ? 'x64' : 'arm64'}_${language.toLowerCase()}.cab`,
      next: 'take it from the medium "Languages and Optional Features" of this Windows',
    });
  });
  const capabilities = languages.flatMap((language) =>
    LANGUAGE_FEATURES.filter((feature) => {
      const cab = new RegExp(`-LanguageFeatures-${feature}-${language}-Package~`, 'i');
      return cabs.some((name) => cab.test(name));
    }).map((feature) => `Language.${feature}~~~${language}`),
  );
  return { step: { ...common, from, packs, capabilities }, files };
}
