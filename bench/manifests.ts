/**
 * Two manifests of a Windows installation, as one month of servicing leaves them: assemblies of the component store in new
 * versions beside System32 names of the same files, drivers, apps, hives. Made from a seed, the same everywhere.
 */

import { createHash } from 'node:crypto';
import { writeManifest } from '../src/manifest/index.js';
import type { Manifest, ManifestBlob, ManifestFile } from '../src/manifest/index.js';
import { compareFiles } from '../src/manifest/order.js';

const BUILDS = ['10.0.26100.6899', '10.0.26100.7171'] as const;

/** @param files names in each, about @param month 0 or 1 */
export async function writeMonth(file: string, files: number, month: 0 | 1): Promise<void> {
  await writeManifest(file, manifestOf(files, month));
}

function manifestOf(count: number, month: 0 | 1): Manifest {
  const files = filesOf(count, month).toSorted(compareFiles);
  const blobs = new Map<string, ManifestBlob & { refs: number }>();
  for (const { sha1, size = 0 } of files) {
    if (sha1 === undefined) continue;
    const blob = blobs.get(sha1) ?? {
      sha1,
      size,
      stored: Math.ceil(size / 3),
      storedHash: sha256(sha1),
      part: 1,
      offset: 208 + blobs.size * 4096,
      refs: 0,
    };
    blobs.set(sha1, { ...blob, refs: blob.refs + 1 });
  }
  const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0);
  const unique = [...blobs.values()].reduce((sum, { size }) => sum + size, 0);
  const saving = { bytes, unique, saved: bytes - unique };
  const directories = files.filter(({ attributes }) => attributes === 'D').length;
  return {
    label: `month ${month}`,
    facts: {
      schemaVersion: 1,
      name: 'win11-enterprise',
      version: month === 0 ? '2026.10' : '2026.11',
      created: '2026-11-23T00:00:00.0000000Z',
      tool: 'bench',
      archive: {
        guid: '00000000-0000-0000-0000-000000000000',
        compression: 'lzx',
        chunkSize: 32768,
        parts: [{ name: 'install.wim', size: 208, sha256: sha256('part'), blocks: [sha256('part')] }],
      },
      images: [
        {
          index: 1,
          name: 'Windows 11 Enterprise',
          edition: 'Enterprise',
          architecture: 'amd64',
          build: `26100.${month === 0 ? 6899 : 7171}`,
          languages: ['en-US'],
          files: files.length - directories,
          directories,
          bytes,
        },
      ],
      savings: { ...saving, hardLinks: 0, betweenImages: 0, images: [{ index: 1, ...saving }] },
    },
    async *blobs() {
      yield* blobs.values();
    },
    async *files() {
      yield* files;
    },
  };
}

/** One assembly in seven gets the new version. */
function filesOf(count: number, month: 0 | 1): ManifestFile[] {
  const files = new Map<string, ManifestFile>();
  const modified = '2026-10-14T08:15:30.1234567Z';
  const security = sha1('descriptor');
  const folder = (path: string): void => {
    for (let at = path.length; at > 0; at = path.lastIndexOf('\\', at - 1)) {
      const parent = path.slice(0, at);
      if (files.has(parent)) return;
      files.set(parent, { image: 1, path: parent, attributes: 'D', modified, security });
    }
  };
  const add = (path: string, content: string, size: number, links?: string): void => {
    folder(path.slice(0, path.lastIndexOf('\\')));
    files.set(path, {
      image: 1,
      path,
      size,
      sha1: sha1(content),
      modified,
      security,
      ...(links === undefined ? {} : { links }),
    });
  };
  files.set('\\', { image: 1, path: '\\', attributes: 'D', modified, security });
  for (let at = 0; files.size < count; at++) {
    const isNew = month === 1 && at % 7 === 3;
    const version = isNew ? BUILDS[1] : BUILDS[0];
    const hash = sha1(`${at} ${version}`).slice(0, 16);
    const name = `microsoft-windows-${COMPONENTS[at % COMPONENTS.length]}-${sha1(String(at)).slice(0, 6)}`;
    const store = `\\Windows\\WinSxS\\amd64_${name}_31bf3856ad364e35_${version}_none_${hash}`;
    for (let n = 0; n < 4; n++) {
      const file = `${name.slice(18)}${n}.${n === 3 ? 'mui' : 'dll'}`;
      const content = `${at} ${n} ${isNew && n !== 3 ? 1 : 0}`;
      // Few are large, as in Windows.
      const old = 2000 + Math.round(4e6 * (((at * 7919 + n * 104_729) % 10_007) / 10_007) ** 8);
      const size = isNew && n !== 3 ? Math.round(old * (0.75 + ((at * 31) % 61) / 100)) : old;
      add(`${store}\\${file}`, content, size);
      if (n < 2) add(`\\Windows\\System32\\${file}`, content, size, `${store}\\${file}`);
    }
    add(
      `\\Windows\\servicing\\Packages\\Package_${at}_for_KB${isNew ? 5068861 : 5066835}~31bf3856ad364e35~amd64~~${version}.1.4.mum`,
      `package ${at} ${version}`,
      9000,
    );
    if (at % 20 === 0) {
      const driver = `oem${at}.inf_amd64_${hash}`;
      add(
        `\\Windows\\System32\\DriverStore\\FileRepository\\${driver}\\oem${at}.sys`,
        `d ${at} ${version}`,
        400_000,
      );
    }
    if (at % 40 === 0) {
      const app = `Contoso.App${at}_${isNew ? '2.1' : '2.0'}.0.0_x64__8wekyb3d8bbwe`;
      for (let n = 0; n < 30; n++) {
        add(
          `\\Program Files\\WindowsApps\\${app}\\file${n}.bin`,
          `a ${at} ${n} ${isNew && n < 9 ? 1 : 0}`,
          50_000,
        );
      }
    }
  }
  for (const hive of ['SOFTWARE', 'SYSTEM', 'COMPONENTS', 'DEFAULT', 'SAM'] as const) {
    add(`\\Windows\\System32\\config\\${hive}`, `${hive} ${month}`, HIVES[hive] * (month === 0 ? 1 : 1.02));
  }
  return [...files.values()];
}

const HIVES = {
  SOFTWARE: 80_000_000,
  SYSTEM: 14_000_000,
  COMPONENTS: 42_000_000,
  DEFAULT: 500_000,
  SAM: 60_000,
};
const COMPONENTS = ['kernel', 'shell', 'net', 'media', 'print', 'gdi', 'store', 'input', 'boot', 'audio'];

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
