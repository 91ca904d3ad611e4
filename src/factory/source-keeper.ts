/** The source of a build: opened when a station first needs it, closed when the build ends. */

import { FactoryError } from '../errors.js';
import type { SourceSpec } from '../definition/index.js';
import type { Reporter } from '../progress.js';
import {
  chooseImage,
  KIND_NAMES,
  openArchiveOf,
  openSource,
  parseSource,
  type OpenSource,
  type SourceName,
} from '../source/index.js';
import type { WimImageInfo } from '../wim/index.js';
import { identityOf } from './identity.js';
import type { Subject } from './subject.js';

export class SourceKeeper implements Subject {
  readonly text: string;
  readonly #spec: SourceSpec;
  readonly #reporter: Reporter;
  #name: Promise<SourceName> | null = null;
  #identity: Promise<string> | null = null;
  #open: Promise<OpenSource> | null = null;

  constructor(spec: SourceSpec, reporter: Reporter) {
    this.text = spec.index === null ? spec.path : `${spec.path}#${spec.index}`;
    this.#spec = spec;
    this.#reporter = reporter;
  }

  /** @throws not-found; definition where the source is of another kind than its key says */
  name(): Promise<SourceName> {
    this.#name ??= this.#parse();
    return this.#name;
  }

  /** Changes when the source changes. */
  identity(): Promise<string> {
    this.#identity ??= this.name().then((name) => identityOf(name, this.#reporter));
    return this.#identity;
  }

  open(): Promise<OpenSource> {
    const { edition } = this.#spec;
    this.#open ??= this.name().then(() =>
      openSource(this.text, { reporter: this.#reporter, edition, installs: true }),
    );
    return this.#open;
  }

  /**
   * The image that the definition means, by what its archive says of itself: that of an ESD is told too, whose contents
   * are not read. null for a disk and a directory.
   */
  async image(): Promise<WimImageInfo | null> {
    const name = await this.name();
    if (name.kind !== 'wim' && name.kind !== 'iso') return null;
    const archive = await openArchiveOf(name, this.#reporter);
    try {
      const { path, part } = name;
      const { edition } = this.#spec;
      return part === null
        ? chooseImage({ path, images: archive.images }, { edition })
        : archive.selectImage(part);
    } finally {
      await archive.close();
    }
  }

  async close(): Promise<void> {
    const open = await this.#open?.catch(() => null);
    this.#open = null;
    await open?.close();
  }

  /** After a capture: whether the disk or archive is still what it was when the build began. */
  async checkUnchanged(): Promise<void> {
    const name = await this.name();
    // What changes in a directory meanwhile, its reader notices file by file.
    if (name.kind === 'directory' || (await identityOf(name, this.#reporter)) === (await this.identity()))
      return;
    throw new FactoryError('busy', {
      subject: name.path,
      found: 'it changed while it was captured',
      expected: 'a disk that nothing writes to',
      next: 'turn off the machine that uses it, then run it again',
    });
  }

  async #parse(): Promise<SourceName> {
    const { path, edition, index, kind } = this.#spec;
    const { part } = await parseSource(path);
    if (part !== null && (edition !== null || index !== null)) {
      throw new FactoryError('definition', {
        subject: path,
        found: `"#${part}" and source.${edition === null ? 'index' : 'edition'}, which both name an image`,
        expected: 'one of them',
      });
    }
    const name = await parseSource(this.text);
    if (name.kind === kind) return name;
    // Whatever has no signature may be a raw disk: nobody who named a medium or an archive meant that.
    if (name.kind === 'disk') {
      throw new FactoryError('damaged', {
        subject: name.path,
        found: `does not begin as ${KIND_NAMES[kind]} does`,
        expected: `what the key source.${kind} names`,
        next: 'fetch it again, and give its SHA-256 as source.sha256',
      });
    }
    throw new FactoryError('definition', {
      subject: name.path,
      found: KIND_NAMES[name.kind],
      expected: `what the key source.${kind} names`,
      next: `write it under source.${name.kind}`,
    });
  }
}
