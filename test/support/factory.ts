/** A folder with a definition and a small source directory, for tests of the line. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions } from '../../src/factory/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import type { BuildSummary } from '../../src/report/index.js';
import { seededRandom } from './shapes.js';

export interface Site {
  readonly folder: string;
  readonly definition: string;
  readonly out: string;
  readonly work: string;
  readonly options: BuildOptions;
}

/** @param more lines of the definition on top of name, version, time and source */
export function makeSite(folder: string, more = '', files = 20): Site {
  mkdirSync(path.join(folder, 'source', 'twins'), { recursive: true });
  const random = seededRandom(7);
  for (let index = 0; index < files; index++) {
    const words = Array.from({ length: 3000 + random(9000) }, () => random(4096).toString(36));
    writeFileSync(path.join(folder, 'source', `file-${index}.txt`), words.join(' '));
    if (index % 4 === 0)
      writeFileSync(path.join(folder, 'source', 'twins', `twin-${index}.txt`), words.join(' '));
  }
  const definition = path.join(folder, 'image.yml');
  const text = `name: demo\nversion: "1"\ncreated: 2026-11-23\nsource: { directory: ./source }\n${more}`;
  writeFileSync(definition, text);
  const out = path.join(folder, 'release');
  const work = path.join(folder, 'work');
  return { folder, definition, out, work, options: { out, work, env: {}, threads: 2 } };
}

export function buildSite(
  site: Site,
  more: BuildOptions = {},
  reporter: Reporter = silentReporter(),
): Promise<BuildSummary> {
  return build(site.definition, { ...site.options, ...more }, reporter);
}

/** SHA-256 of every file of a release, by name; null where there is none. */
export function digestOf(release: string): Record<string, string> | null {
  if (!existsSync(release)) return null;
  const names = readdirSync(release).toSorted();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(release, name)))
        .digest('hex'),
    ]),
  );
}

/** The folders of builds; beside them may lie bases and fetched releases. */
function buildsIn(work: string): string[] {
  return readdirSync(work).filter((name) => name !== 'bases' && name !== 'releases');
}

/** What lies in the one build's folder of a work directory. */
export function leftIn(work: string): string[] {
  const [build = '', ...others] = existsSync(work) ? buildsIn(work) : [];
  if (others.length > 0) throw new Error(`several builds in ${work}`);
  return readdirSync(path.join(work, build)).toSorted();
}

export function journalOf(work: string): Record<string, unknown>[] {
  const [build = ''] = buildsIn(work);
  return readFileSync(path.join(work, build, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
