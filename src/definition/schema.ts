/**
 * The JSON schema of `image.yml`, draft 7 because that is what editors speak. It holds every key; which of them this
 * version does not do yet stands in `pending.ts`.
 *
 * `title` is the noun phrase of an error: "expected <title>".
 */

import { DURATION_PATTERN, SIZE_PATTERN } from './units.js';

export type Schema = Readonly<Record<string, unknown>>;

const SHA256: Schema = {
  type: 'string',
  title: 'a SHA-256 as 64 hexadecimal digits',
  pattern: '^[0-9A-Fa-f]{64}$',
};

function text(description: string, ...examples: string[]): Schema {
  return {
    type: 'string',
    title: 'text',
    minLength: 1,
    description,
    ...(examples.length > 0 ? { examples } : {}),
  };
}

function path(description: string, ...examples: string[]): Schema {
  const place = `${description} A relative path starts from the folder of the definition.`;
  return { ...text(place, ...examples), title: 'a path' };
}

function list(of: Schema, description: string, ...examples: unknown[]): Schema {
  return {
    type: 'array',
    title: 'a list',
    items: of,
    description,
    ...(examples.length > 0 ? { examples } : {}),
  };
}

function mapping(
  properties: Readonly<Record<string, Schema>>,
  description: string,
  more: Schema = {},
): Schema {
  return {
    type: 'object',
    title: 'a mapping',
    additionalProperties: false,
    properties,
    description,
    ...more,
  };
}

function size(description: string, ...examples: string[]): Schema {
  return { type: 'string', title: 'a size such as "8 GiB"', pattern: SIZE_PATTERN, description, examples };
}

function duration(description: string, standard: string): Schema {
  return {
    type: 'string',
    title: 'a duration such as "45m" or "1h 30m"',
    pattern: DURATION_PATTERN,
    description,
    default: standard,
    examples: [standard],
  };
}

function oneOf(values: readonly string[], standard: string, description: string): Schema {
  return { enum: values, default: standard, description };
}

function whole(minimum: number, maximum: number, description: string, more: Schema = {}): Schema {
  return {
    type: 'integer',
    title: `a whole number from ${minimum} to ${maximum}`,
    minimum,
    maximum,
    description,
    ...more,
  };
}

function flag(description: string): Schema {
  return { type: 'boolean', title: 'true or false', default: false, description };
}

const names = (what: string, ...example: string[]) =>
  list(text(what), `${what}, one an item.`, ...(example.length > 0 ? [example] : []));

const SOURCE = mapping(
  {
    iso: path('Install media of Microsoft, as an ISO file.', 'D:\\iso\\Win11_25H2.iso'),
    disk: path(
      'A disk with the reference installation: .vhdx, .vhd, raw, or a bare volume; #N names another partition than the Windows one.',
      './reference.vhdx',
      './reference.vhdx#3',
    ),
    wim: path('An image of a WIM; #N or #Name names the image.', './install.wim#1'),
    directory: path('A directory.', './root'),
    sha256: { ...SHA256, description: 'Of the file of the source; checked before anything is made.' },
    edition: text('EDITIONID or FLAGS of the image, never its translated name.', 'Enterprise'),
    index: whole(1, 65535, 'The image by its number, where no edition is given.'),
  },
  'Where the installation comes from: exactly one of iso, disk, wim and directory.',
  { oneOf: ['iso', 'disk', 'wim', 'directory'].map((key) => ({ required: [key] })) },
);

const MACHINE = mapping(
  {
    hypervisor: oneOf(
      ['hyperv', 'qemu', 'none'],
      'none',
      'What runs the reference machine; none: the source is captured as it is.',
    ),
    cpus: whole(1, 256, 'Virtual processors.', { default: 4 }),
    memory: size('Memory of the machine; 8 GiB when left out.', '8 GiB'),
    disk: size('Size of the system disk, which grows as it is written; 80 GiB when left out.', '80 GiB'),
    network: {
      ...text('A switch, or none. It is disconnected after the last round of updates.', 'none'),
      default: 'none',
    },
    deadlines: mapping(
      {
        provision: duration('Windows Setup, where it installs the base (QEMU).', '3h'),
        update: duration(
          'All rounds of updates: of the station update, and again on top of the time of customize.',
          '4h',
        ),
        customize: duration('All steps of customize.', '2h'),
        generalize: duration('Sysprep until power-off.', '45m'),
        silence: duration('How long the machine may say nothing.', '20m'),
      },
      'How long a station may take before the machine is turned off.',
    ),
  },
  'The reference machine.',
);

const UPDATES = mapping(
  {
    from: oneOf(['folder', 'windows-update', 'wsus', 'none'], 'none', 'Where updates come from.'),
    folder: path('For from: folder.', './updates'),
    server: text('For from: wsus.', 'http://wsus:8530'),
    'target-group': text('For from: wsus.', 'Images'),
    include: names('A KB number or a pattern of titles', 'KB5068861'),
    exclude: names('A KB number or a pattern of titles', 'KB5034441'),
    rounds: whole(1, 50, 'How often to search again at most, until none applies.', { default: 8 }),
    timeout: duration('Each update, from its download to the end of its installation.', '2h'),
    require: mapping(
      {
        build: {
          type: 'string',
          title: 'a build such as "26200.7171"',
          pattern: '^[0-9]{1,6}(\\.[0-9]{1,6})?$',
          description: 'The build must be at least this.',
          examples: ['26200.7171'],
        },
        kb: list(
          { type: 'string', title: 'a KB number such as KB5068861', pattern: '^KB[0-9]{6,8}$' },
          'Updates that must be installed.',
          ['KB5068861'],
        ),
      },
      'What must be true after the last round.',
    ),
  },
  'Updates of Windows, applied until none applies.',
);

const RUN_OPTIONS = ['args', 'env', 'secrets', 'timeout'];

const STEP = mapping(
  {
    appx: mapping(
      { remove: names('A pattern of package names'), add: names('A package file') },
      'Store apps, for all users.',
    ),
    capabilities: mapping(
      { add: names('A capability', 'OpenSSH.Server'), remove: names('A capability') },
      'Features on demand; updates follow once more.',
    ),
    features: mapping(
      { enable: names('A feature', 'NetFx3'), disable: names('A feature') },
      'Optional features.',
    ),
    drivers: path('A folder with .inf files, searched with its subfolders.', './drivers'),
    files: mapping(
      {
        from: path('A file or folder of the host.', './files'),
        to: text('Where it goes inside the image.', 'C:\\Tools'),
      },
      'Copies files into the image.',
      { required: ['from', 'to'] },
    ),
    run: path(
      'A script; exit 3010 or 1641 asks for a reboot, 1003 for one after which it is run again.',
      './scripts/apps.ps1',
    ),
    args: list({ type: 'string', title: 'text' }, 'For run: arguments.'),
    env: {
      type: 'object',
      title: 'a mapping',
      additionalProperties: { type: 'string', title: 'text' },
      description: 'For run: environment variables.',
    },
    secrets: list(
      text('A name.'),
      'For run: names of environment variables of the host whose values no log shows.',
    ),
    timeout: duration('For run: how long it may take.', '30m'),
  },
  'One step: exactly one of appx, capabilities, features, drivers, files and run.',
  {
    oneOf: ['appx', 'capabilities', 'features', 'drivers', 'files', 'run'].map((key) => ({
      required: [key],
    })),
    dependencies: Object.fromEntries(RUN_OPTIONS.map((key) => [key, ['run']])),
  },
);

const VERIFY = list(
  path('A script.'),
  'Scripts that run in the machine before generalize; an exit other than 0 fails the build.',
  ['./scripts/check-apps.ps1'],
);

const VARIANT = mapping(
  {
    name: text('The name of the image.', 'Office'),
    description: text('The description of the image.'),
    customize: list(STEP, 'Steps of this variant, after the common ones.'),
    verify: VERIFY,
  },
  'One image of the WIM.',
  { required: ['name'] },
);

const CAPTURE = mapping(
  {
    compression: oneOf(['none', 'xpress', 'lzx'], 'lzx', 'How the archive is compressed.'),
    level: oneOf(
      ['fast', 'normal', 'best'],
      'normal',
      'fast for pull requests, normal for releases, best for what is downloaded very often.',
    ),
    exclude: names(
      'A pattern as in WimScript.ini: from the root with a leading \\, else in every folder',
      '\\Temp\\*',
    ),
  },
  'How the volume becomes a WIM.',
);

const RELEASE = mapping(
  {
    store: text(
      'github, github:owner/repo or a folder; left out: the release stays in its folder.',
      'github',
      './store',
    ),
    split: size('The largest part that the store takes.', '1900 MiB'),
    base: text(
      'The release whose contents are copied as they are compressed: previous is the newest of this image in the store.',
      'previous',
      'github:owner/repo@TAG',
    ),
    keep: whole(1, 1000, 'How many releases of this image the store keeps.'),
    attest: oneOf(
      ['auto', 'always', 'never'],
      'auto',
      'Whether attest-image.yml signs the release; always: nothing publishes it without.',
    ),
  },
  'Where the release goes.',
);

const NAME: Schema = {
  type: 'string',
  title: 'letters, digits, ".", "_" and "-", beginning with a letter or digit',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$',
};

export const DEFINITION_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: 'Written by "npm run schema" from src/definition/schema.ts.',
  ...mapping(
    {
      name: {
        ...NAME,
        description: 'The name of the image and of its releases.',
        examples: ['win11-enterprise'],
      },
      version: {
        ...NAME,
        description: 'The version of the release; else the tag, else the date.',
        examples: ['2026.11'],
      },
      created: {
        type: 'string',
        title: 'a date such as "2026-11-23", or with a time "2026-11-23T08:00:00Z"',
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2}))?$',
        description:
          'The creation time that the images carry; else SOURCE_DATE_EPOCH, else the time of the build.',
        examples: ['2026-11-23T08:00:00Z'],
      },
      'runs-on': {
        ...list(text('A label.'), 'Labels of the runner that builds it.', [
          'self-hosted',
          'windows',
          'hyperv',
        ]),
        type: ['string', 'array'],
        title: 'a label or a list of labels',
      },
      source: SOURCE,
      machine: MACHINE,
      languages: list(
        { type: 'string', title: 'a language such as de-DE', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})+$' },
        'Display languages, added before the updates.',
        ['de-DE'],
      ),
      capabilities: mapping(
        { add: names('A capability'), remove: names('A capability') },
        'Features on demand.',
      ),
      updates: UPDATES,
      customize: list(STEP, 'Steps, in this order.'),
      verify: VERIFY,
      cleanup: flag('Clean up the component store; the bytes saved are reported.'),
      unattend: path(
        'An answer file for the deployed machine: checked, and placed in the image.',
        './deploy-unattend.xml',
      ),
      variants: list(
        VARIANT,
        'Each is an image of the WIM, in this order; without variants there is one image, called as the definition.',
      ),
      capture: CAPTURE,
      gates: mapping(
        {
          lint: oneOf(['error', 'warning', 'off'], 'off', 'The weakest finding that stops the release.'),
          boot: flag('Boot the captured image before the release.'),
        },
        'What the image must pass before it is released.',
      ),
      release: RELEASE,
    },
    'The definition of an image: what goes in, what is done to it, and where the release goes.',
    { title: 'a definition of Windows Image Factory', required: ['name', 'source'] },
  ),
};

/** The schema as `image-factory schema` prints it and `schema/image.schema.json` holds it. */
export function definitionSchemaText(): string {
  return `${JSON.stringify(DEFINITION_SCHEMA, null, 2)}\n`;
}
