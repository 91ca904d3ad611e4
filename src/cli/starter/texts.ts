/** The files that a repository begins with. */

import { WORKFLOWS_FOLDER } from './kit-files.js';
import type { Kit } from './repository.js';
import type { StarterSource } from './source.js';

export type Hypervisor = 'hyperv' | 'qemu' | 'none';

export interface Starter {
  readonly name: string;
  readonly source: StarterSource;
  readonly hypervisor: Hypervisor;
  /** For the editor: an address, or a path from the definition. */
  readonly schema: string;
  /** null: not known here. */
  readonly kit: Kit | null;
  /** The repository keeps a copy of the kit, which its workflows use. */
  readonly isVendored: boolean;
}

/** Where nobody knows where the program came from. */
const UNKNOWN_KIT: Kit = { repository: 'OWNER/image-factory', ref: 'v1' };
const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0';

const RUNNERS: Readonly<Record<Hypervisor, string>> = {
  hyperv: '[self-hosted, windows, hyperv]',
  qemu: '[self-hosted, linux]',
  none: 'ubuntu-latest',
};

export function definitionText({ name, source, hypervisor, schema }: Starter): string {
  const { kind, text, sha256, edition, editions } = source;
  const others = editions.filter((other) => other !== edition);
  return lines(
    `# yaml-language-server: $schema=${schema}`,
    `name: ${name}`,
    ...(hypervisor === 'none' ? [] : [`runs-on: ${RUNNERS[hypervisor]}`]),
    'source:',
    `  ${kind}: ${quoted(text)}`,
    ...(sha256 === null ? [] : [`  sha256: ${sha256}`]),
    ...(edition === null || kind === 'disk' || kind === 'directory'
      ? []
      : [`  edition: ${edition}${others.length === 0 ? '' : ` # there are ${others.join(', ')} too`}`]),
    'machine:',
    `  hypervisor: ${hypervisor}`,
    ...(hypervisor === 'none'
      ? []
      : [
          '  # network: Build              # a switch of the runner; Windows Update needs one',
          '# updates:',
          '#   from: folder                # or windows-update, wsus',
          '#   folder: ../updates',
          '# customize:',
          '#   - run: ../scripts/apps.ps1',
          '# cleanup: true',
        ]),
    'release: { store: github, keep: 6 }',
  );
}

/** @param definition its path from the root of the repository, with `/` */
export function workflowText(starter: Starter, definition: string): string {
  const { name, isVendored } = starter;
  return lines(
    `# Builds the Windows image ${name} when a tag ${name}-* is pushed, and publishes it as the release of that tag.`,
    `# Started by hand it builds, and publishes nothing.`,
    `name: ${name}`,
    'on:',
    '  push:',
    `    tags: ['${name}-*']`,
    '  workflow_dispatch:',
    ...(isVendored ? vendoredJobs(definition) : ownJobs(starter, definition)),
  );
}

/** A step of ours in a job of the user's. */
function ownJobs({ name, hypervisor, kit }: Starter, definition: string): string[] {
  const { repository, ref } = kit ?? UNKNOWN_KIT;
  return [
    'permissions:',
    '  contents: write # to make the release',
    'concurrency:',
    `  group: ${name} # one build of it at a time`,
    'jobs:',
    '  build:',
    `    runs-on: ${RUNNERS[hypervisor]}${hypervisor === 'none' ? '' : ' # a runner of your own, started as administrator'}`,
    '    timeout-minutes: 720',
    '    steps:',
    `      - uses: ${CHECKOUT}`,
    `      - uses: ${repository}@${ref}`,
    '        with:',
    `          definition: ${definition}`,
  ];
}

/** The reusable workflow of the copy; the runner is what the definition says. */
function vendoredJobs(definition: string): string[] {
  return [
    'permissions: {}',
    'jobs:',
    '  image:',
    '    permissions:',
    '      contents: write # to make the release; the job on your runner only reads',
    `    uses: ./${WORKFLOWS_FOLDER}/build-image.yml`,
    '    with:',
    `      definitions: ${definition}`,
    "      publish: ${{ github.ref_type == 'tag' }}",
    "      keep: '6' # older releases of the image are removed",
  ];
}

/** YAML takes a Windows path as it is between single quotes. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
