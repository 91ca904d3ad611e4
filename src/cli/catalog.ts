/** Every command of the interface, in the order of the help. */

import type { CommandSpec, OptionSpec } from './command.js';
import { SHELLS } from './completion.js';

const SOURCE_HELP =
  'SOURCE is a directory; a disk (.vhdx, .vhd, .raw, .img or a bare volume), with #N for a partition other than ' +
  'the Windows one; an image of an archive: x.wim#1, x.wim#Name, x.swm#1; or an ISO, with #N or #Name for an image ' +
  'that it installs.';

const RELEASE_HELP =
  'RELEASE is github:OWNER/REPO@TAG, FOLDER@TAG, a release folder or https://HOST/PATH/; the tag "latest" is the ' +
  'newest release of the image.';

const ALLOW_DIRTY: OptionSpec = {
  description: 'read a volume that was not cleanly shut down, or is hibernated',
};

const THREADS: OptionSpec = {
  value: 'N',
  description: 'how many threads (de)compress; default: one a processor. The output does not depend on it',
};

const COMPRESS = { value: 'TYPE', choices: ['none', 'xpress', 'lzx'] } as const;
const LEVEL = { value: 'LEVEL', choices: ['fast', 'normal', 'best'] } as const;

/** Of commands that take images of archives as they are. */
const RECOMPRESSION: Readonly<Record<string, OptionSpec>> = {
  compress: { ...COMPRESS, description: "none, xpress or lzx; default: the first image's archive's" },
  level: { ...LEVEL, description: 'of what is compressed anew: fast, normal (default) or best' },
  threads: THREADS,
};

const TAKEN_AS_IS =
  'Metadata and XML stay as they are. Contents are copied compressed where compression and chunk size are the ' +
  'same, else compressed anew. A WIM without # is meant with all its images.';

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'build',
    summary: 'build the image of a definition: a release folder with WIM, manifest and checksums',
    positionals: [{ name: 'DEFINITION' }],
    options: {
      out: { value: 'DIR', description: 'the release folder; default: ./release' },
      work: {
        value: 'DIR',
        description: 'where journal and unfinished work lie; default: a folder of the user',
      },
      threads: THREADS,
      base: {
        value: 'RELEASE',
        description:
          'copy unchanged contents from this release, compressed as they are; previous: the newest in the store',
      },
      'no-publish': { description: 'leave the release in its folder, whatever release.store is' },
      'dry-run': { description: 'print what would be done; make nothing' },
      resume: { description: 'go on where a build that died stopped' },
      'keep-machine': {
        description: 'keep a failed machine and its disks to look at, until "sweep --kept" removes them',
      },
    },
    json: true,
    examples: [
      'image-factory build examples/quickstart/image.yml',
      'image-factory build image.yml --out D:\\release --resume',
    ],
    load: () => import('./commands/build.js'),
  },
  {
    name: 'capture',
    summary: 'capture a directory, a disk or an image into a WIM',
    positionals: [{ name: 'SOURCE' }, { name: 'OUT.wim' }],
    options: {
      name: { value: 'N', description: "the image's name; default: the source's" },
      description: { value: 'TEXT', description: "the image's description" },
      compress: { ...COMPRESS, description: 'none, xpress or lzx (default)' },
      level: { ...LEVEL, description: 'fast, normal (default) or best' },
      threads: THREADS,
      append: { description: 'add the image to OUT.wim; contents that it holds are not stored again' },
      base: {
        value: 'WIM',
        multiple: true,
        description: 'copy contents that this WIM holds, compressed as they are',
      },
      exclude: { value: 'PATTERN', multiple: true, description: 'leave this out too: \\Temp\\*, *.tmp' },
      config: { value: 'WimScript.ini', description: "use this exclusion list instead of DISM's default" },
      'allow-dirty': ALLOW_DIRTY,
    },
    json: true,
    details: [
      SOURCE_HELP,
      'What a --base holds is not compressed again, and the result is a whole WIM all the same. A base is taken at its ' +
        'word; "verify" proves it, or the result.',
    ],
    examples: [
      'image-factory capture reference.vhdx install.wim --name "Windows 11"',
      'image-factory capture C:\\Tools tools.wim --compress xpress',
      'image-factory capture reference.vhdx install.wim --base last-month/install.wim',
    ],
    load: () => import('./commands/capture.js'),
  },
  {
    name: 'apply',
    summary: 'write the files of a source into a directory',
    positionals: [{ name: 'SOURCE' }, { name: 'DIR' }],
    options: { 'allow-dirty': ALLOW_DIRTY },
    json: true,
    details: [
      SOURCE_HELP,
      'A directory cannot carry all that an image holds; what is left out is told. Apply a system with dism.exe.',
    ],
    examples: ['image-factory apply install.wim#1 ./files'],
    load: () => import('./commands/apply.js'),
  },
  {
    name: 'extract',
    summary: 'write some files or folders of a source into a directory',
    positionals: [{ name: 'SOURCE' }, { name: 'PATH', many: true }],
    options: { to: { value: 'DIR', required: true, description: 'where to' }, 'allow-dirty': ALLOW_DIRTY },
    json: true,
    details: [SOURCE_HELP, 'PATH may hold * and ?.'],
    examples: ['image-factory extract install.wim#1 Windows/Panther --to ./logs'],
    load: () => import('./commands/extract.js'),
  },
  {
    name: 'info',
    summary: 'what a WIM, a disk or a directory is and holds',
    positionals: [{ name: 'SOURCE' }],
    options: { xml: { description: "print a WIM's XML as it is" }, 'allow-dirty': ALLOW_DIRTY },
    json: true,
    details: [SOURCE_HELP],
    examples: ['image-factory info install.wim', 'image-factory info reference.vhdx --json'],
    load: () => import('./commands/info.js'),
  },
  {
    name: 'ls',
    summary: 'list the files of a source',
    positionals: [{ name: 'SOURCE' }, { name: 'PATH', optional: true }],
    options: {
      recursive: { short: 'r', description: 'all below PATH' },
      long: { short: 'l', description: 'attributes, size, time, links and what else an entry has' },
      'allow-dirty': ALLOW_DIRTY,
    },
    json: true,
    details: [SOURCE_HELP],
    examples: ['image-factory ls install.wim#1 Windows', 'image-factory ls -rl reference.vhdx'],
    load: () => import('./commands/ls.js'),
  },
  {
    name: 'cat',
    summary: 'write the content of a file to standard output',
    positionals: [{ name: 'SOURCE' }, { name: 'PATH' }],
    options: { 'allow-dirty': ALLOW_DIRTY },
    json: false,
    details: [SOURCE_HELP, 'PATH:STREAM names a named stream.'],
    examples: ['image-factory cat reference.vhdx Windows/Setup/State/State.ini'],
    load: () => import('./commands/cat.js'),
  },
  {
    name: 'verify',
    summary: 'check every structure and every byte of a WIM or a split set',
    positionals: [{ name: 'WIM' }],
    options: { threads: THREADS },
    json: true,
    details: ['Exit status 1: damage was found, and each piece of it is named.'],
    examples: ['image-factory verify release/install.wim'],
    load: () => import('./commands/verify.js'),
  },
  {
    name: 'split',
    summary: 'cut a WIM into parts of a size, as DISM and Windows Setup take them',
    positionals: [{ name: 'WIM' }],
    options: {
      to: { value: 'DIR', required: true, description: 'where to' },
      size: { value: 'SIZE', description: 'the largest part; default: 1900MiB' },
    },
    json: true,
    details: [
      'The parts of install.wim are install.swm, install2.swm and so on. Compressed contents are copied as they are. ' +
        'A content is never cut: one that is larger makes a part that is larger, and is told by name.',
      'Every command reads a set by its first part: install.swm#1.',
    ],
    examples: [
      'image-factory split install.wim --to parts --size 1900MiB',
      'dism /Apply-Image /ImageFile:install.swm /SWMFile:install*.swm /Index:1 /ApplyDir:W:\\',
    ],
    load: () => import('./commands/split.js'),
  },
  {
    name: 'join',
    summary: 'make one WIM of the parts of a split set',
    positionals: [{ name: 'FIRST.swm' }, { name: 'PART', optional: true, many: true }, { name: 'OUT.wim' }],
    options: {},
    json: true,
    details: [
      'The other parts are found beside the first one: install.swm, install2.swm and so on. Parts that have other ' +
        'names, or are elsewhere, are all named, in any order.',
    ],
    examples: ['image-factory join parts/install.swm install.wim'],
    load: () => import('./commands/join.js'),
  },
  {
    name: 'merge',
    summary: 'images of several WIMs into one, or releases into one, each content once',
    positionals: [{ name: 'WIM#IMAGE', many: true }],
    options: {
      to: { value: 'OUT.wim', required: true, description: 'where to; of releases: DIR' },
      name: { value: 'NAME', description: 'of releases: what the one that is made is called' },
      tag: {
        value: 'T',
        description: 'of releases: the tag of the one that is made, which says its version',
      },
      size: { value: 'SIZE', description: 'of releases: the largest part; default: one file' },
      ...RECOMPRESSION,
    },
    json: true,
    details: [
      TAKEN_AS_IS,
      'The names of the images must differ, as DISM demands; export one under another --name where they do not.',
      'Release folders become one release folder: every byte of them is checked, and its manifest says what each was made of.',
    ],
    examples: [
      'image-factory merge enterprise.wim#1 education.wim#1 --to install.wim',
      'image-factory merge enterprise/ education/ --to release --name win11 --tag win11-2026.11',
    ],
    load: () => import('./commands/merge.js'),
  },
  {
    name: 'export',
    summary: 'one image into a WIM of its own',
    positionals: [{ name: 'WIM#IMAGE' }, { name: 'OUT.wim' }],
    options: {
      append: { description: 'add the image to OUT.wim; contents that it holds are not stored again' },
      name: { value: 'N', description: "the image's name there; default: as it is" },
      ...RECOMPRESSION,
    },
    json: true,
    details: [TAKEN_AS_IS],
    examples: [
      'image-factory export install.wim#Enterprise enterprise.wim',
      'image-factory export install.wim small.wim --compress lzx --level best',
    ],
    load: () => import('./commands/export.js'),
  },
  {
    name: 'manifest',
    summary: 'write the single-instance manifest of a source, or check one',
    positionals: [{ name: 'SOURCE' }],
    options: {
      to: { value: 'FILE', description: 'write it there; default: standard output' },
      check: {
        value: 'FILE',
        description: 'compare the source with this manifest: every byte is read and hashed',
      },
      'allow-dirty': ALLOW_DIRTY,
    },
    json: true,
    details: [
      SOURCE_HELP,
      'A WIM without # gives the manifest of all its images. Of a disk or directory, what a capture leaves out is left out.',
      'Exit status 1: --check found a difference.',
    ],
    examples: [
      'image-factory manifest install.wim --to manifest.json',
      'image-factory manifest install.wim --check manifest.json',
    ],
    load: () => import('./commands/manifest.js'),
  },
  {
    name: 'diff',
    summary: 'what changed between two sources, manifests or releases: added, removed, changed, bytes',
    positionals: [{ name: 'A' }, { name: 'B' }],
    options: {
      'exit-code': { description: 'exit with 1 when there are changes' },
      html: {
        value: 'FILE',
        description: 'write one page for a browser, with a map of what grew and shrank',
      },
      markdown: { description: 'print Markdown, for a job summary or a pull request' },
      all: { description: 'list every thing and every file, not the largest and first alone' },
      'allow-dirty': ALLOW_DIRTY,
    },
    json: true,
    details: [
      'A and B are a SOURCE, a manifest.json or a RELEASE. Of the last two the manifest alone is read: nothing of the ' +
        'image is downloaded.',
      SOURCE_HELP,
      RELEASE_HELP,
      'Files are grouped as what they belong to: updates, drivers, apps, assemblies of the component store. "new" and ' +
        '"gone" count each content once; "stored" is what a consumer of A downloads.',
    ],
    examples: [
      'image-factory diff 2026.10/manifest.json release/install.wim#1',
      'image-factory diff old.vhdx new.vhdx --json',
      'image-factory diff github:contoso/images@win11-2026.10 release --markdown',
    ],
    load: () => import('./commands/diff.js'),
  },
  {
    name: 'publish',
    summary: 'put a release folder into a store: GitHub or a folder',
    positionals: [{ name: 'RELEASE_DIR' }],
    options: {
      to: { value: 'STORE', required: true, description: 'github, github:OWNER/REPO or a folder' },
      tag: { value: 'T', required: true, description: 'the tag of the release' },
      keep: { value: 'N', description: 'remove older releases of the same image but the newest N' },
      'verify-upload': { description: 'read back what the store does not say the SHA-256 of' },
    },
    json: true,
    details: [
      'Drafts first, uploads what is missing, checks sizes and SHA-256, and publishes last: run it again after any ' +
        'failure, and it finishes the job. A release never changes: the same again is no work, another one is refused.',
      'GITHUB_TOKEN is the token, with the right to write releases; GITHUB_REPOSITORY the repository of "github"; ' +
        'GITHUB_API_URL, HTTPS_PROXY and NO_PROXY are honoured.',
    ],
    examples: [
      'image-factory publish release --to github:contoso/images --tag win11-2026.11',
      'image-factory publish release --to \\\\server\\images --tag win11-2026.11 --keep 6',
    ],
    load: () => import('./commands/publish.js'),
  },
  {
    name: 'fetch',
    summary: 'download what is missing of a release, each byte checked',
    positionals: [{ name: 'RELEASE' }],
    options: {
      to: { value: 'DIR', required: true, description: 'the release folder to make' },
      seed: {
        value: 'SEED',
        multiple: true,
        description:
          'take what this WIM, split set, release folder, folder of releases, disk, ISO or Windows folder has already',
      },
      as: {
        value: 'FORM',
        choices: ['split', 'wim'],
        description: 'split or wim: cut it into parts, or join them; default: as it was published',
      },
      image: {
        value: 'NAME',
        description:
          'the image that "latest" is of, where a store keeps several; any other release must be of it too',
      },
      'require-attestation': {
        description: 'refuse a release without an attestation',
      },
      signer: {
        value: 'ID',
        description:
          'who must have signed the attestation: OWNER/REPO, HOST/OWNER/REPO or the URL of a workflow; default: the repository of a GitHub release',
      },
      'trusted-root': {
        value: 'FILE',
        description:
          'check the attestation with this root, as "gh attestation trusted-root" writes it, or beginning with this root.json of GitHub\'s TUF repository; default: the root of who signed, GitHub or Sigstore',
      },
    },
    json: true,
    details: [
      RELEASE_HELP,
      'Run it again after any failure: what was fetched and is right stays. DIR appears when it is complete; a release ' +
        'that it holds already is a seed too, and is replaced.',
      'GITHUB_TOKEN is the token, with the right to read; GITHUB_API_URL, HTTPS_PROXY and NO_PROXY are honoured.',
    ],
    examples: [
      'image-factory fetch github:contoso/images@latest --to win11 --seed last-month/install.wim',
      'image-factory fetch https://images.contoso.com/win11/ --to win11 --as wim',
    ],
    load: () => import('./commands/fetch.js'),
  },
  {
    name: 'selftest',
    summary: 'prove this host: build a small image twice, leave a report and nothing else',
    positionals: [{ name: 'MEDIUM' }],
    options: {
      edition: { value: 'EDITIONID', description: 'which image of the medium; default: the only one' },
      hypervisor: {
        value: 'KIND',
        choices: ['hyperv', 'qemu'],
        description: 'hyperv (default on Windows) or qemu (elsewhere)',
      },
      work: { value: 'DIR', description: 'where it works; needs 100 GiB. Default: a folder of the user' },
      report: { value: 'DIR', description: 'the folder of the report; default: ./selftest' },
      threads: THREADS,
    },
    json: true,
    details: [
      'MEDIUM is an install ISO, or the install.wim of one. The base is made, then reused by the second build; the ' +
        "host's own DISM reads the image; machines, disks and files that are left are an error. All that it made is " +
        'removed, also after a failure: the report holds journals, logs and screenshots, no image and no disk.',
      'Exit status 1: a step failed. 4: doctor says what this host lacks.',
    ],
    examples: ['image-factory selftest D:\\iso\\Win11_25H2.iso --edition Enterprise --report report'],
    load: () => import('./commands/selftest.js'),
  },
  {
    name: 'sweep',
    summary: 'remove what builds that died left in the work directory',
    positionals: [],
    options: {
      work: { value: 'DIR', description: 'the work directory; default: that of build' },
      'dry-run': { description: 'only say what would be removed' },
      kept: { description: 'also the machines that --keep-machine kept, and the logs of failed builds' },
    },
    json: true,
    details: [
      'On this host it removes exactly what the journals of its builds name, and machines with their marker: machines, ' +
        'mounted disks, processes. Builds that are running are left alone. What --resume could go on with is removed too.',
      'Exit status 1: something could not be removed; it is named, and tried again by the next sweep.',
    ],
    examples: ['image-factory sweep --dry-run', 'image-factory sweep --kept'],
    load: () => import('./commands/sweep.js'),
  },
  {
    name: 'doctor',
    summary: 'check this host for what a build needs, each finding with what mends it',
    positionals: [{ name: 'DEFINITION', optional: true }],
    options: { work: { value: 'DIR', description: 'the work directory; default: that of build' } },
    json: true,
    details: [
      'Without DEFINITION: for Hyper-V on Windows, for QEMU elsewhere, with the defaults of a definition. What earlier builds ' +
        'left behind is listed.',
      'Exit status 4: something is missing that a build cannot do without.',
    ],
    examples: ['image-factory doctor', 'image-factory doctor images/win11.yml --json'],
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'schema',
    summary: 'print the JSON schema of the definition, for editors',
    positionals: [],
    options: {},
    json: true,
    examples: ['image-factory schema > image.schema.json'],
    load: () => import('./commands/schema.js'),
  },
  {
    name: 'explain',
    summary: 'say why a build failed, from the logs on its disk',
    positionals: [{ name: 'SOURCE' }],
    options: { to: { value: 'DIR', description: 'copy the logs and event logs there' } },
    json: true,
    details: [
      SOURCE_HELP,
      'It reads the logs of Setup, sysprep, CBS, DISM, Windows Update, drivers and the agent, and event logs, on a volume as ' +
        'a machine left it that was turned off; in a folder that is no installation, every file that has the name of such a log: what a ' +
        'failed build copied, or one log. The first cause in time comes first, with what it means and what to do.',
      'Exit status 0: a cause is named, or no log holds an error. 1: there are errors, and none is known.',
    ],
    examples: [
      'image-factory explain customize.vhdx',
      'image-factory explain D:\\work\\win11-3f1c\\logs\\generalize --json',
      'image-factory explain reference.vhdx --to logs',
    ],
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'init',
    summary: 'write a first definition and the workflow that builds it into a repository',
    positionals: [],
    options: {
      source: {
        value: 'PATH',
        description:
          'the install medium, WIM, disk or folder; default: the only one that lies here, else an example',
      },
      edition: {
        value: 'EDITION',
        description: 'EDITIONID of the image; default: Enterprise, else the first of the medium',
      },
      name: { value: 'NAME', description: 'the name of the image; default: after Windows and edition' },
      hypervisor: {
        value: 'KIND',
        choices: ['hyperv', 'qemu', 'none'],
        description: 'what runs the machine on the runner: hyperv (default), qemu or none',
      },
      vendor: { description: 'copy image-factory into the repository, or bring the copy up to date' },
    },
    json: true,
    details: [
      'Writes images/NAME.yml and .github/workflows/NAME.yml, with image-factory pinned to the commit that runs here, and says ' +
        'what to do next. Nothing that is there is overwritten.',
      'GitHub lets a workflow use the self-hosted runners of its own owner alone: so the workflow is yours, with image-factory as a ' +
        'step in it.',
      'With --vendor the repository gets its own copy of the actions, of the programs that they start and of the reusable ' +
        'workflows, with a record of what it is a copy of. Again with --vendor, from a newer image-factory, the copy is brought up ' +
        'to date: what somebody changed in it is told and stays.',
    ],
    examples: [
      'image-factory init --source D:\\iso\\Win11_25H2.iso',
      'image-factory init --source .\\reference.vhdx --hypervisor none --name kiosk',
      'image-factory init --vendor',
    ],
    load: () => import('./commands/init.js'),
  },
  {
    name: 'plan',
    summary: 'say which images a workflow builds, and where',
    positionals: [{ name: 'DEFINITION', optional: true, many: true }],
    options: {
      changed: { description: 'leave out what is as in the newest release of that image' },
      tag: {
        value: 'T',
        description: 'the tag that was pushed: of several images that whose name it begins with is built',
      },
      merge: { value: 'NAME', description: 'the name of one release with the images of all' },
      store: { value: 'STORE', description: 'where the releases are, instead of what the definitions say' },
      outputs: {
        value: 'FILE',
        description: 'append "images", "releases" and "planned" to it, as GITHUB_OUTPUT of a job takes them',
      },
    },
    json: true,
    details: [
      'DEFINITION may hold * and ?. Default: images/*.yml, images/*.yaml and image.yml.',
      'With --json it prints the matrix of a job: { "include": [{ "name", "definition", "runs-on", "version", "tag", ' +
        '"hypervisor", "store" }] }. Where runs-on is not in a definition: self-hosted and windows for Hyper-V, self-hosted and linux ' +
        'for QEMU, ubuntu-latest without a machine.',
      'An image is as it was while its definition, the files that it names, its source and the version of this program are. ' +
        'Windows Update and WSUS may always have something new.',
      'Each image is a release of its own, tagged <name>-<version> where no tag is given. With --merge they are one, and all ' +
        'are built where one is.',
    ],
    examples: ['image-factory plan', 'image-factory plan "images/*.yml" --changed --json'],
    load: () => import('./commands/plan.js'),
  },
  {
    name: 'completion',
    summary: 'print the script by which a shell completes the words of this program',
    positionals: [{ name: 'SHELL', choices: SHELLS }],
    options: {},
    json: false,
    details: [
      'SHELL is bash, zsh or powershell. In ~/.bashrc, or in the $PROFILE of PowerShell, the line lasts.',
      'For zsh the folder has to be there, and in fpath before compinit runs: fpath=(~/.zfunc $fpath).',
    ],
    examples: [
      'source <(image-factory completion bash)',
      'image-factory completion zsh > ~/.zfunc/_image-factory',
      'image-factory completion powershell | Out-String | Invoke-Expression',
    ],
    load: () => import('./commands/completion.js'),
  },
];
