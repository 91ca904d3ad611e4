/** The JSON schema of a manifest, draft 2020-12. `title` is the noun phrase of an error: "expected <title>". */

import { ATTRIBUTE_LETTERS } from '../tree/index.js';
import { BLOCK_SIZE, SCHEMA_VERSION } from './types.js';

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string', title: 'text' };
const COUNT: Schema = {
  type: 'integer',
  title: 'a whole number',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
};
const INDEX: Schema = { ...COUNT, title: 'a whole number from 1', minimum: 1 };
const SHA1: Schema = { type: 'string', title: '40 lower-case hexadecimal digits', pattern: '^[0-9a-f]{40}$' };
const SHA256: Schema = {
  type: 'string',
  title: '64 lower-case hexadecimal digits',
  pattern: '^[0-9a-f]{64}$',
};
const PATH: Schema = { type: 'string', title: 'a path that begins with "\\"', pattern: '^\\\\' };
const TIME: Schema = {
  type: 'string',
  title: 'a time such as 2026-11-23T13:27:00.1234567Z',
  pattern: '^([+-]\\d{2})?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z$',
};

function described(schema: Schema, description: string): Schema {
  return { ...schema, description };
}

function list(items: Schema): Schema {
  return { type: 'array', title: 'a list', items };
}

function record(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  return { type: 'object', title: 'an object', properties, required, additionalProperties: false };
}

const SAVING = {
  bytes: described(COUNT, 'Bytes of all contents, once for each name.'),
  unique: described(COUNT, 'Bytes of all contents, each once.'),
  saved: described(COUNT, 'The difference.'),
};

/** Of one image that was built. */
const MADE_OF = {
  definition: record(
    {
      file: TEXT,
      sha256: SHA256,
      files: described(SHA256, 'Of the files of its repository that it names: paths and contents.'),
    },
    ['sha256'],
  ),
  commit: TEXT,
  source: record(
    {
      kind: { enum: ['iso', 'disk', 'wim', 'directory'], title: 'iso, disk, wim or directory' },
      name: TEXT,
      sha256: SHA256,
    },
    ['kind', 'name'],
  ),
  base: described(TEXT, 'The release that this one was built against.'),
  updates: list(
    record(
      {
        title: TEXT,
        kb: TEXT,
        round: INDEX,
        outcome: {
          enum: ['installed', 'failed', 'not applicable', 'timed out'],
          title: 'what came of an update',
        },
        result: TEXT,
        seconds: { type: 'number', title: 'a number', minimum: 0 },
        variant: described(TEXT, 'The image that it was asked for; left out: all.'),
      },
      ['title', 'result'],
    ),
  ),
  steps: list(
    record(
      {
        name: TEXT,
        exitCode: { type: 'integer', title: 'a whole number' },
        seconds: { type: 'number', title: 'a number', minimum: 0 },
        freed: described(
          COUNT,
          'Of the clean-up of the component store: the bytes of the disk that it freed.',
        ),
        variant: described(TEXT, 'The image that it was done for; left out: all.'),
      },
      ['name', 'exitCode', 'seconds'],
    ),
  ),
};

const INPUTS = record(
  {
    ...MADE_OF,
    merged: described(
      list(record({ name: TEXT, version: TEXT, inputs: record(MADE_OF, []) }, ['name'])),
      'The releases whose images these are, in the order of the images.',
    ),
  },
  [],
);

const ARCHIVE = record(
  {
    guid: { type: 'string', title: 'a GUID', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    compression: { enum: ['none', 'xpress', 'lzx', 'lzms'], title: 'none, xpress, lzx or lzms' },
    level: TEXT,
    encoder: described(TEXT, 'Whose bytes the compressed contents are: equal names, equal bytes.'),
    chunkSize: COUNT,
    parts: list(
      record(
        {
          name: TEXT,
          size: COUNT,
          sha256: SHA256,
          blocks: described(
            list(SHA256),
            `SHA-256 of each block of ${BLOCK_SIZE} bytes, the last one shorter.`,
          ),
        },
        ['name', 'size', 'sha256', 'blocks'],
      ),
    ),
  },
  ['guid', 'compression', 'chunkSize', 'parts'],
);

const IMAGE = record(
  {
    index: INDEX,
    name: TEXT,
    description: TEXT,
    edition: TEXT,
    architecture: TEXT,
    build: TEXT,
    languages: list(TEXT),
    updates: list(TEXT),
    lacks: described(
      list({
        enum: ['attributes', 'security', 'shortNames', 'creationTimes', 'namedStreams'],
        title: 'a kind of metadata',
      }),
      'What the source could not say, so that its absence proves nothing.',
    ),
    files: described(COUNT, 'Names, without directories.'),
    directories: described(COUNT, 'With the root.'),
    bytes: described(COUNT, 'Of all contents, once for each name.'),
  },
  ['index', 'name', 'files', 'directories', 'bytes'],
);

const SAVINGS = record(
  {
    ...SAVING,
    hardLinks: described(COUNT, 'Of saved: further names of the same files, which NTFS saves too.'),
    betweenImages: described(COUNT, 'Of saved: contents that several images have.'),
    betweenReleases: described(
      record(
        {
          shared: described(COUNT, 'Of unique: contents that the base has too.'),
          stored: described(COUNT, 'What they take in the archive.'),
        },
        ['shared', 'stored'],
      ),
      'Against the release that inputs.base names; left out: there is none.',
    ),
    stored: described(COUNT, 'What the unique contents take in the archive.'),
    images: list(record({ index: INDEX, ...SAVING }, ['index', 'bytes', 'unique', 'saved'])),
  },
  ['bytes', 'unique', 'saved', 'hardLinks', 'betweenImages', 'images'],
);

const BLOB = record(
  {
    sha1: SHA1,
    size: COUNT,
    stored: described(COUNT, 'Bytes in the archive.'),
    storedHash: described(SHA256, 'SHA-256 of the stored bytes.'),
    part: INDEX,
    offset: described(COUNT, 'Where the stored bytes begin in the part.'),
    refs: described(COUNT, 'Names that refer to it, in all images.'),
  },
  ['sha1', 'size', 'refs'],
);

/** What a file of Windows has, and a manifest leaves out. */
export const DEFAULT_ATTRIBUTES = 'A';

const ANY_LETTER = `[${ATTRIBUTE_LETTERS.map(([letter]) => letter).join('')}]`;
const LETTERS = ATTRIBUTE_LETTERS.map(([letter, , name]) => `${letter} ${name}`).join(', ');

const FILE = record(
  {
    image: INDEX,
    path: PATH,
    attributes: {
      type: 'string',
      title: 'letters of attributes',
      pattern: `^(-|${ANY_LETTER}+|${ANY_LETTER}*\\+0x[0-9a-f]{1,8})$`,
      description: `${LETTERS}; further bits as a number after "+"; - for none. Default: ${DEFAULT_ATTRIBUTES}.`,
    },
    size: described(COUNT, 'Bytes of the unnamed stream. Default: 0.'),
    sha1: described(SHA1, 'Of the unnamed stream. Default: none, for empty files and directories.'),
    created: described(TIME, 'Default: modified.'),
    modified: TIME,
    security: described(SHA1, 'SHA-1 of the self-relative security descriptor. Default: none.'),
    reparse: record(
      {
        tag: described(TEXT, 'As winnt.h has it, without IO_REPARSE_TAG_.'),
        target: described(TEXT, 'Where a link points, as it is stored.'),
        sha1: described(SHA1, 'Of the data without its header, which is a content like any other.'),
      },
      ['tag'],
    ),
    shortName: TEXT,
    streams: described(
      list(record({ name: TEXT, size: COUNT, sha1: SHA1 }, ['name', 'size'])),
      'Named streams.',
    ),
    links: described(PATH, 'The first name of the same file. Default: this is the first, or the only one.'),
  },
  ['image', 'path', 'modified'],
);

/** What stands before the long arrays. */
const FACTS = {
  schemaVersion: { const: SCHEMA_VERSION, title: `${SCHEMA_VERSION}` },
  name: TEXT,
  version: TEXT,
  created: { ...TIME, title: 'a time such as 2026-11-23T13:27:00.0000000Z' },
  tool: TEXT,
  inputs: INPUTS,
  archive: ARCHIVE,
  images: list(IMAGE),
  savings: SAVINGS,
} as const satisfies Record<string, Schema>;

const REQUIRED_FACTS = ['schemaVersion', 'name', 'created', 'tool', 'images', 'savings'] as const;

/** In the order in which a manifest has them. */
export const FACT_KEYS = Object.keys(FACTS) as (keyof typeof FACTS)[];

/** Of what stands before the long arrays, of an element of `blobs`, and of one of `files`. */
export const PART_SCHEMAS = { facts: record(FACTS, REQUIRED_FACTS), blob: BLOB, file: FILE } as const;

export const MANIFEST_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $comment: 'Written by "npm run schema" from src/manifest/schema.ts.',
  ...record({ ...FACTS, blobs: list(BLOB), files: list(FILE) }, [...REQUIRED_FACTS, 'blobs', 'files']),
  title: 'a manifest of Windows Image Factory',
};

/** The schema as `schema/manifest.schema.json` holds it. */
export function manifestSchemaText(): string {
  return `${JSON.stringify(MANIFEST_SCHEMA, null, 2)}\n`;
}
