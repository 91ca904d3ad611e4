/**
 * What an .msu since Windows 11 24H2 says of itself. Beside its packages lies `onepackage.AggregatedMetadata.cab`; in it, each
 * in a cabinet of its own, are databases of components:
 *
 * ```
 * LCUCompDB_KB5094126.xml.cab   <CompDB Type="BuildUpdate" BuildArch="amd64" OSVersion="10.0.26100.1742"
 *                                 TargetOSVersion="10.0.26100.8655" …>
 *                                 <Feature FeatureID="CumulativeUpdate_KB5094126" Type="CumulativeUpdate" …
 * SSUCompDB_KB5094128.xml.cab   … Type="ServicingStackUpdate"
 * ```
 *
 * The build that it makes, and the one that it was made on: that is its checkpoint's.
 */

import type { ByteSource } from '../disk/index.js';
import { FactoryError } from '../errors.js';
import { openCabinet } from './cabinet.js';
import { parseBuild, type Build } from './windows.js';

export interface UpdateBuilds {
  /** Which it makes. */
  readonly makes: Build;
  /** Which it was made on; null where that is the first of its Windows. */
  readonly on: Build | null;
}

export const METADATA_NAME = 'onepackage.AggregatedMetadata.cab';

/** @returns null where it describes no cumulative update @throws damaged, unsupported */
export async function readComponentDatabase(
  metadata: Uint8Array,
  what: string,
): Promise<UpdateBuilds | null> {
  const cabinet = await openCabinet(sourceOf(metadata, what));
  for (const file of cabinet.files) {
    if (!/(?:^|\\)LCUCompDB_KB\d+[^\\]*\.cab$/i.test(file.name)) continue;
    const inner = await openCabinet(sourceOf(await cabinet.read(file), `${what}: ${file.name}`));
    const [xml] = inner.files;
    if (xml === undefined) continue;
    const builds = buildsOf(textOf(await inner.read(xml)));
    if (builds !== null) return builds;
  }
  return null;
}

function buildsOf(xml: string): UpdateBuilds | null {
  const [root = ''] = /<(?:\w+:)?CompDB\b[^>]*>/.exec(xml) ?? [];
  if (attribute(root, 'Type') !== 'BuildUpdate') return null;
  const makes = versionOf(attribute(root, 'TargetOSVersion'));
  return makes === null ? null : { makes, on: versionOf(attribute(root, 'OSVersion')) };
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? null;
}

/** "10.0.26100.1742" */
function versionOf(text: string | null): Build | null {
  return text === null ? null : parseBuild(/^\d+\.\d+\.(\d+\.\d+)$/.exec(text)?.[1] ?? '');
}

function textOf(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function sourceOf(bytes: Uint8Array, label: string): ByteSource {
  return {
    label,
    size: bytes.length,
    read(offset, target) {
      if (offset + target.length > bytes.length) {
        return Promise.reject(
          new FactoryError('damaged', {
            subject: label,
            found: `${target.length} bytes wanted at byte ${offset}, beyond the end at byte ${bytes.length}`,
          }),
        );
      }
      target.set(bytes.subarray(offset, offset + target.length));
      return Promise.resolve();
    },
  };
}
