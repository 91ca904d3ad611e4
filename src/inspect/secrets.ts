/**
 * Whether a secret of the user's is left anywhere: in each stream of each file of a volume, in names, link targets and
 * extended attributes, and in logs on the host. Contents are looked at as they are read, so those that NTFS or WOF
 * compress are found; what an archive inside a file compresses, or Windows encrypts, is not.
 */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../errors.js';
import type { Reporter, Task } from '../progress.js';
import { walk, type Exclusions, type FileTree, type Located, type StreamInfo } from '../tree/index.js';
import { NeedleScanner, needlesOf, type Needle, type SecretForm } from './needles.js';

export interface SecretHit {
  /** Of the secret: its value is never told. */
  readonly secret: string;
  /** `\Windows\Panther\unattend.xml`, or a file of the host. */
  readonly path: string;
  /** '' for the file's own content, else a named stream. */
  readonly stream: string;
  readonly place: 'content' | 'name' | 'reparse data' | 'extended attributes';
  readonly form: SecretForm;
}

export interface SecretSearch {
  /** In the order in which they were found: each secret once a place. */
  readonly hits: readonly SecretHit[];
  /** Bytes of content that were looked at. */
  readonly bytes: number;
  /** Names of secrets that were not searched for, because they would be found everywhere. */
  readonly tooShort: readonly string[];
}

export interface SecretOptions {
  readonly reporter: Reporter;
  /** What is not captured is not looked at. */
  readonly exclude?: Exclusions;
}

/** Characters: of a shorter one the system's own files hold every form. */
const SHORTEST_SECRET = 6;

const PIECE = 1 << 20;

/**
 * @param secrets values by name
 * @throws damaged and the like where a content cannot be read: what was not looked at was not found clean
 */
export async function findSecrets(
  tree: FileTree,
  secrets: ReadonlyMap<string, string>,
  { reporter, exclude = () => false }: SecretOptions,
): Promise<SecretSearch> {
  const search = new Search(secrets, reporter);
  if (search.isIdle) return search.result();
  const task = reporter.task(`Looking for secrets in ${tree.label}`, null, 'bytes');
  try {
    const isWanted = (located: Located) => !exclude(located.path);
    for await (const located of walk(tree, undefined, isWanted)) {
      if (isWanted(located)) await search.entry(tree, located, task);
    }
  } finally {
    task.end();
  }
  return search.result();
}

/** As `findSecrets`, for files of the host: the build's logs. */
export async function findSecretsInFiles(
  files: readonly string[],
  secrets: ReadonlyMap<string, string>,
  reporter: Reporter,
): Promise<SecretSearch> {
  const search = new Search(secrets, reporter);
  if (search.isIdle) return search.result();
  const task = reporter.task('Looking for secrets in the logs', null, 'bytes');
  try {
    for (const file of files) await search.hostFile(file, task);
  } finally {
    task.end();
  }
  return search.result();
}

/** The error of a search that found something; null where it did not. @param subject what was searched */
export function secretsRefusal(subject: string, { hits }: SecretSearch): FactoryError | null {
  if (hits.length === 0) return null;
  const shown = hits.slice(0, 10).map((hit) => `${hit.secret} ${describe(hit)}`);
  const more = hits.length > shown.length ? ` and in ${hits.length - shown.length} more places` : '';
  return new FactoryError('refused', {
    subject,
    found: `secrets are left in it: ${shown.join('; ')}${more}`,
    expected: 'none of the values that the definition names under secrets',
    next:
      'let the script that gets the secret clean up after itself: its logs, transcripts, answer files and histories; ' +
      'or choose a longer value where it is one that Windows or a program holds anyway',
  });
}

function describe({ path, stream, place, form }: SecretHit): string {
  if (place === 'name') return `as the name of ${path}`;
  const where = place === 'content' ? '' : `the ${place} of `;
  return `in ${where}${path}${stream === '' ? '' : `:${stream}`} as ${form}`;
}

class Search {
  readonly #scanner: NeedleScanner;
  readonly #reporter: Reporter;
  readonly #tooShort: string[] = [];
  readonly #hits: SecretHit[] = [];
  readonly #values: (readonly [secret: string, value: string])[] = [];
  /** Of files with several names, by their group: what was found in the first. */
  readonly #links = new Map<number, readonly SecretHit[]>();
  #bytes = 0;

  constructor(secrets: ReadonlyMap<string, string>, reporter: Reporter) {
    this.#reporter = reporter;
    const needles: Needle[] = [];
    for (const [secret, value] of secrets) {
      if (value.length < SHORTEST_SECRET) {
        this.#tooShort.push(secret);
        reporter.warn(
          `the secret ${secret} has fewer than ${SHORTEST_SECRET} characters and is not searched for: choose a longer one`,
        );
        continue;
      }
      this.#values.push([secret, value]);
      needles.push(...needlesOf(secret, value));
    }
    this.#scanner = new NeedleScanner(needles);
  }

  get isIdle(): boolean {
    return this.#values.length === 0;
  }

  result(): SecretSearch {
    return { hits: this.#hits, bytes: this.#bytes, tooShort: this.#tooShort };
  }

  async entry(tree: FileTree, { path, entry }: Located, task: Task): Promise<void> {
    const { name, linkGroup, reparse, extendedAttributes } = entry;
    for (const [secret, value] of this.#values) {
      if (name.includes(value)) {
        const hidden = path.replaceAll(value, '***');
        this.#hits.push({ secret, path: hidden, stream: '', place: 'name', form: 'UTF-16' });
      }
    }
    const known = linkGroup === 0 ? undefined : this.#links.get(linkGroup);
    if (known !== undefined) {
      this.#hits.push(...known.map((hit) => ({ ...hit, path: this.#masked(path) })));
      return;
    }
    const before = this.#hits.length;
    if (reparse !== null) this.#whole(reparse.data, path, 'reparse data');
    for (const { value } of extendedAttributes) this.#whole(value, path, 'extended attributes');
    for (const stream of entry.streams) await this.#stream(tree, { path, entry }, stream, task);
    if (linkGroup !== 0) this.#links.set(linkGroup, this.#hits.slice(before));
  }

  async hostFile(file: string, task: Task): Promise<void> {
    try {
      const { size } = await stat(file);
      await this.#content(
        () => createReadStream(file, { highWaterMark: PIECE }),
        { path: file, size, name: '' },
        task,
      );
    } catch (error) {
      throw fromSystemError(error, file);
    }
  }

  async #stream(tree: FileTree, { path, entry }: Located, stream: StreamInfo, task: Task): Promise<void> {
    await this.#content(() => tree.read(entry, stream), { path, size: stream.size, name: stream.name }, task);
  }

  async #content(
    open: () => AsyncIterable<Uint8Array>,
    { path, size, name }: { readonly path: string; readonly size: number; readonly name: string },
    task: Task,
  ): Promise<void> {
    if (size < this.#scanner.shortest) return;
    const found = this.#collector(path, name, 'content');
    // What crosses the border of two pieces is found in the end of the one and the start of the other.
    const overlap = this.#scanner.longest - 1;
    let carry = Buffer.alloc(0);
    for await (const piece of open()) {
      this.#reporter.signal.throwIfAborted();
      if (carry.length > 0) this.#scanner.scan(Buffer.concat([carry, piece.subarray(0, overlap)]), found);
      this.#scanner.scan(piece, found);
      carry =
        piece.length >= overlap
          ? Buffer.from(piece.subarray(piece.length - overlap))
          : Buffer.concat([carry, piece]).subarray(-overlap);
      this.#bytes += piece.length;
      task.advance(piece.length);
    }
  }

  #whole(bytes: Uint8Array, path: string, place: SecretHit['place']): void {
    this.#scanner.scan(bytes, this.#collector(path, '', place));
  }

  /** Keeps the first hit of each secret at a place. */
  #collector(path: string, stream: string, place: SecretHit['place']): (needle: Needle) => void {
    const known = new Set<string>();
    return ({ secret, form }) => {
      if (known.has(secret)) return;
      known.add(secret);
      this.#hits.push({ secret, path: this.#masked(path), stream: this.#masked(stream), place, form });
    };
  }

  /** A value is never told, not even where a path holds it. */
  #masked(text: string): string {
    return this.#values.reduce((masked, [, value]) => masked.replaceAll(value, '***'), text);
  }
}
