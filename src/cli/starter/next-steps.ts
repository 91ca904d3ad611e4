/** What is to be done after `init`, one sentence a step. */

import { countOf, formatBytes } from '../../bytes/index.js';
import { VENDOR_FOLDER } from './kit-files.js';
import type { Starter } from './texts.js';
import type { VendorRecord, Vendored } from './vendor.js';

/** @param definition its path from the root of the repository */
export function starterSteps(
  { name, source, hypervisor, kit, isVendored }: Starter,
  definition: string,
  hasGit: boolean,
  origin: string | null,
): string[] {
  return [
    ...(source.isExample
      ? [`Put the path of your install medium into ${definition}, as the runner sees it.`]
      : []),
    ...(kit === null && !isVendored
      ? [
          `Put the repository of image-factory into .github/workflows/${name}.yml, behind "uses:": OWNER is not known here.`,
        ]
      : []),
    ...(hasGit ? [] : ['This folder is in no Git repository: "git init" makes one.']),
    ...(hasGit && origin === null
      ? ['Its remote "origin" is not on GitHub: release.store may be a folder instead.']
      : []),
    `Try it: image-factory build ${definition} --dry-run`,
    ...(hypervisor === 'none'
      ? []
      : [`See on the runner what is missing: image-factory doctor ${definition}`]),
    `Build a release: git tag ${name}-1.0 && git push origin ${name}-1.0`,
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
    'To update it later, pull the clone of image-factory and run "image-factory init --vendor" here again; what you change in the copy stays.',
  ];
}

function versionOf({ version, repository, ref }: VendorRecord): string {
  return repository === null ? version : `${version} of ${repository}@${ref?.slice(0, 12)}`;
}
