/** The contents of all images, each once, and what keeping them once saves. */

import type { ManifestBlob, ManifestSavings, Saving } from './types.js';

interface Content {
  readonly size: number;
  refs: number;
  /** The last image that has it. */
  image: number;
}

interface ImageSums {
  readonly index: number;
  bytes: number;
  unique: number;
}

export class Contents {
  readonly #bySha1 = new Map<string, Content>();
  readonly #images: ImageSums[] = [];
  #hardLinks = 0;

  /** What is added from now on belongs to it. @param index from 1 */
  beginImage(index: number): void {
    this.#images.push({ index, bytes: 0, unique: 0 });
  }

  has(sha1: string): boolean {
    return this.#bySha1.has(sha1);
  }

  /** @param isFurtherName whether another name of the same file counted it before */
  add(sha1: string, size: number, isFurtherName: boolean): void {
    const image = this.#images.at(-1);
    if (image === undefined || size === 0) return;
    const content = this.#bySha1.get(sha1) ?? { size, refs: 0, image: 0 };
    this.#bySha1.set(sha1, content);
    content.refs++;
    image.bytes += size;
    if (isFurtherName) this.#hardLinks += size;
    if (content.image === image.index) return;
    content.image = image.index;
    image.unique += size;
  }

  refsOf(sha1: string): number {
    return this.#bySha1.get(sha1)?.refs ?? 0;
  }

  /** Of the image that was begun last. */
  get imageBytes(): number {
    return this.#images.at(-1)?.bytes ?? 0;
  }

  savings(
    stored: number | null,
    betweenReleases: NonNullable<ManifestSavings['betweenReleases']> | null,
  ): ManifestSavings {
    const images = this.#images.map(({ index, bytes, unique }) => ({ index, ...saving(bytes, unique) }));
    const bytes = images.reduce((sum, image) => sum + image.bytes, 0);
    let unique = 0;
    for (const { size } of this.#bySha1.values()) unique += size;
    return {
      ...saving(bytes, unique),
      hardLinks: this.#hardLinks,
      betweenImages: images.reduce((sum, image) => sum + image.unique, 0) - unique,
      ...(betweenReleases === null ? {} : { betweenReleases }),
      ...(stored === null ? {} : { stored }),
      images,
    };
  }

  /** By SHA-1. */
  blobs(): ManifestBlob[] {
    return [...this.#bySha1]
      .map(([sha1, { size, refs }]) => ({ sha1, size, refs }))
      .toSorted((a, b) => (a.sha1 < b.sha1 ? -1 : 1));
  }
}

function saving(bytes: number, unique: number): Saving {
  return { bytes, unique, saved: bytes - unique };
}
