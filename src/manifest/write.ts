/**
 * A manifest as a JSON document: small facts first, the long arrays last, one element a line, keys always in the same
 * order. So `jq`, `diff`, `grep` and a streaming reader all work at half a million files, and equal manifests are equal
 * bytes.
 *
 *     {
 *       "schemaVersion": 1,
 *       …
 *       "blobs": [
 *     {"sha1":"…",…},
 *     {"sha1":"…",…}
 *       ],
 *       "files": [
 *     {"image":1,"path":"\\",…}
 *       ]
 *     }
 */

import { once } from 'node:events';
import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { writeOutput } from '../output.js';
import { FACT_KEYS } from './schema.js';
import type { Manifest } from './types.js';

const BATCH_CHARACTERS = 1 << 18;

/** Bytes of the document. */
export type ManifestSize = number;

/** @param file appears when it is complete */
export function writeManifest(file: string, manifest: Manifest): Promise<ManifestSize> {
  return writeOutput(file, (handle) => writeBatches(manifest, (text) => writeAll(handle, text)));
}

/** Writes the document to a stream, which stays open. */
export function printManifest(stream: Writable, manifest: Manifest): Promise<ManifestSize> {
  return writeBatches(manifest, async (text) => {
    if (!stream.write(text)) await once(stream, 'drain');
  });
}

async function writeBatches(
  manifest: Manifest,
  write: (text: Buffer) => Promise<void>,
): Promise<ManifestSize> {
  let size = 0;
  let batch: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(batch.join(''));
    batch = [];
    length = 0;
    size += bytes.length;
    await write(bytes);
  };
  for await (const text of documentOf(manifest)) {
    batch.push(text);
    length += text.length;
    if (length >= BATCH_CHARACTERS) await flush();
  }
  await flush();
  return size;
}

async function* documentOf(manifest: Manifest): AsyncGenerator<string> {
  yield '{\n';
  for (const key of FACT_KEYS) {
    const value = manifest.facts[key];
    if (value === undefined) continue;
    yield `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},\n`;
  }
  yield* arrayOf('blobs', manifest.blobs());
  yield ',\n';
  yield* arrayOf('files', manifest.files());
  yield '\n}\n';
}

async function* arrayOf(key: string, elements: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `  ${JSON.stringify(key)}: [`;
  let separator = '\n';
  for await (const element of elements) {
    yield separator + JSON.stringify(element);
    separator = ',\n';
  }
  yield '\n  ]';
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
  }
}
