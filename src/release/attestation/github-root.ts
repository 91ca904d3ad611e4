/**
 * Where trust in GitHub's own signatures begins: the TUF repository from which the root of today is fetched. GitHub signs
 * so for private repositories, and for all of a tenant of ghe.com.
 *
 * What is kept here are the keys that may sign the repository's `root.json`, as fingerprints. The file itself is fetched
 * with each check and taken only where it names these keys and enough of them signed it; each later version must be signed
 * by the one before. So nothing here expires while GitHub keeps the old versions, as TUF demands of it.
 */

import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HttpClient, readText, TransientError, type Environment } from '../http/index.js';

/** A TUF repository, and who may sign its root. Specification 1.0.31, sections 4.2 and 4.3. */
export interface TufAnchor {
  readonly url: string;
  /** Of the `root.json` that names these keys. */
  readonly version: number;
  /** How many of them must have signed. */
  readonly threshold: number;
  /** Key ids of the role root: SHA-256 of each key in canonical JSON. */
  readonly keyIds: readonly string[];
}

/**
 * Version 9 expires on 2027-01-28; it is fetched past that date too, since only the last version of the chain must be in
 * date. Sources: the npm package `@jdxcode/mise-linux-x64` 2026.9.15 holds it (SHA-256
 * eb303461e0109458144b6ebcbfd62aaa6f6d7481e9ca77504b85f17761661462); four of the keys that signed it are those of version 3
 * in pkg/cmd/attestation/verification/embed/tuf-repo.github.com/root.json of github.com/cli/cli, whose threshold is three.
 */
export const GITHUB_TUF: TufAnchor = {
  url: 'https://tuf-repo.github.com',
  version: 9,
  threshold: 3,
  keyIds: [
    '1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790',
    '54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44',
    '56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae',
    '88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3',
    '8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12',
    'a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf',
    'd6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c',
  ],
};

/** No root.json is larger; GitHub's has 7 KB. */
const MAX_ROOT = 1 << 20;
/** Milliseconds. */
const STALL = 15_000;
const ATTEMPTS = 3;

interface RootFile {
  readonly signed: {
    readonly _type: string;
    readonly version: number;
    readonly keys: Readonly<Record<string, TufKey>>;
    readonly roles: { readonly root: { readonly keyids: readonly string[]; readonly threshold: number } };
  };
}

interface TufKey {
  readonly keytype: string;
  readonly scheme: string;
  readonly keyval: { readonly public: string };
}

/**
 * @param use gets the path of the root.json with which the chain begins; that enough of its keys signed it is for the TUF client
 * @throws Error where it cannot be had, or is another one
 */
export async function withAnchor<T>(
  anchor: TufAnchor,
  env: Environment,
  signal: AbortSignal,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const text = await download(`${anchor.url}/${anchor.version}.root.json`, env, signal);
  const mistake = mistakeOf(text, anchor);
  if (mistake !== null) throw new Error(`${anchor.version}.root.json ${mistake}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'image-factory-root-'));
  try {
    const file = path.join(folder, 'root.json');
    await writeFile(file, text);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(url: string, env: Environment, signal: AbortSignal): Promise<string> {
  const http = new HttpClient({ env, stall: STALL });
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await http.send({ method: 'GET', url, signal });
      const text = await readText(response, url);
      if (response.status === 200) return text;
      throw new TransientError(`${url}: ${response.status}`);
    } catch (error) {
      if (!(error instanceof TransientError) || attempt === ATTEMPTS) throw error;
    }
  }
}

function mistakeOf(text: string, { version, threshold, keyIds }: TufAnchor): string | null {
  if (text.length > MAX_ROOT) return `has more than ${MAX_ROOT} bytes`;
  try {
    const { signed } = JSON.parse(text) as RootFile;
    const { root } = signed.roles;
    if (signed['_type'] !== 'root' || signed.version !== version)
      return `is not version ${version} of a root`;
    if (root.threshold !== threshold) return `wants ${root.threshold} signatures, not ${threshold}`;
    const named = root.keyids.toSorted().join();
    if (named !== keyIds.toSorted().join()) return 'names other keys than those that this version knows';
    const other = keyIds.find((id) => keyIdOf(signed.keys[id]) !== id);
    return other === undefined ? null : `has another key under the id ${other}`;
  } catch (error) {
    return `is no root of a TUF repository: ${(error as Error).message}`;
  }
}

/** The client takes the id of a key as the file says it. What a key has beside these members is no part of its id. */
function keyIdOf(key: TufKey | undefined): string {
  if (key === undefined) return '';
  const { keytype, keyval, scheme } = key;
  const [type, value, kind] = [keytype, keyval.public, scheme].map(quoted);
  const canonical = `{"keytype":${type},"keyval":{"public":${value}},"scheme":${kind}}`;
  return createHash('sha256').update(canonical).digest('hex');
}

/** A string of canonical JSON: nothing but these two is escaped. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
