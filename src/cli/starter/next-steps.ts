/** What is to be done after `init`, one sentence a step. */

import path from 'node:path';
import { countOf, formatBytes } from '../../bytes/index.js';
import { VENDOR_FOLDER } from './kit-files.js';
import type { Starter } from './texts.js';
import type { VendorRecord, Vendored } from './vendor.js';

/**
 * What "image-factory" stands for where nobody has installed it.
 *
 * @param program what Node was started with
 * @returns null where there is such a command
 */
export function howItRuns(program: string, here: string): string | null {
  if (path.extname(program) !== '.js') return null;
  const words = path.relative(here, program);
  return `image-factory stands for: node ${words.includes(' ') ? `"${words}"` : words}`;
}

/** @param definition its path from the root of the repository */
export function starterSteps(
  { name, source, hypervisor, kit, isVendored }: Starter,
  definition: string,
  hasGit: boolean,
  { origin, host }: { readonly origin: string | null; readonly host: string | null },
): string[] {
  return [
    ...(source.isExample
      ? [`Put the path of your install medium into ${definition}, as the runner sees it.`]
      : []),
    ...(source.isExample || source.isHere
      ? []
      : [
          `${source.text} is not on this host: let it be a path of the runner's, or correct it in ${definition}.`,
        ]),
    ...(kit === null && !isVendored
      ? [
          `Put the repository of image-factory into .github/workflows/${name}.yml, behind "uses:": OWNER is not known here.`,
        ]
      : []),
    ...(hasGit ? [] : ['This folder is in no Git repository: "git init" makes one.']),
    ...(hasGit ? remoteSteps(origin, host, kit !== null && !isVendored) : []),
    `Try it, without a release: image-factory build ${definition} --dry-run --no-publish`,
    ...(hypervisor === 'none'
      ? []
      : [`See on the runner what is missing: image-factory doctor ${definition}`]),
    `Commit and push, then build a release: git tag ${name}-1.0 && git push origin ${name}-1.0`,
  ];
}

function remoteSteps(origin: string | null, host: string | null, namesKit: boolean): string[] {
  if (origin === null && host === null)
    return ['It has no remote "origin" on GitHub yet. Where it gets none, make release.store a folder.'];
  if (origin === null) {
    return [
      `Its remote "origin" is at ${host}, which may be a GitHub Enterprise Server: where it is none, make release.store a folder.`,
    ];
  }
  if (host === 'github.com' || !namesKit) return [];
  return [
    `${host} knows image-factory only where an administrator has connected it to github.com, or has a copy under that name; "image-factory init --vendor" needs neither.`,
  ];
}

export function vendorSteps({ before, after, written, removed, bytes }: Vendored): string[] {
  const what = `image-factory ${versionOf(after)}`;
  const size = `${countOf(Object.keys(after.files).length, 'file')}, ${formatBytes(bytes)}`;
  if (before !== null && written.length + removed.length === 0)
    return [`The copy of image-factory is up to date: ${versionOf(after)}.`];
  return [
    before === null
      ? `Commit ${VENDOR_FOLDER} and .github/workflows: they are ${what} (${size}).`
      : `Commit what changed (${written.length} written, ${removed.length} removed): it is ${what}, and was ${versionOf(before)}.`,
    'Its workflows want github.com and runners of version 2.336.0 or later; elsewhere take the action as a step: ' +
      `./${VENDOR_FOLDER}.`,
    'To update it later, pull the clone of image-factory and run "image-factory init --vendor" here again; what you change in the copy stays.',
  ];
}

function versionOf({ version, repository, ref }: VendorRecord): string {
  return repository === null ? version : `${version} of ${repository}@${ref?.slice(0, 12)}`;
}
