/** A TUF repository over loopback, with one target: `trusted_root.json`. Source: the TUF specification 1.0.31, section 4. */

import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TufAnchor } from '../../src/release/attestation/github-root.js';

export interface TufRepository {
  readonly url: string;
  /** The first version of `root.json`. */
  readonly root: string;
  /** Who signed it. */
  readonly anchor: TufAnchor;
  /** What is served, by path; what is put here is what is fetched. */
  readonly files: Map<string, string>;
  stop(): Promise<void>;
}

export interface TufOptions {
  /** Left out: `trusted_root.json`. */
  readonly name?: string;
  /** Until when the last version of the root is in date. */
  readonly expires?: string;
}

/** @param target the content of its one target. The key of the root was changed once: its second version has another. */
export async function startTuf(
  target: string,
  { name = 'trusted_root.json', expires = LATE }: TufOptions = {},
): Promise<TufRepository> {
  const [first, second, online] = [newKey(), newKey(), newKey()];
  const rootOf = (version: number, key: Key) =>
    envelope({ ...common('root', version), expires, ...keysOf(key, online) }, ...new Set([first, key]));
  const root = rootOf(1, first);
  const targetHash = sha256(target);
  const targets = envelope({ ...common('targets', 1), targets: { [name]: described(target) } }, online);
  const snapshot = envelope({ ...common('snapshot', 1), meta: { 'targets.json': { version: 1 } } }, online);
  const timestamp = envelope(
    { ...common('timestamp', 1), meta: { 'snapshot.json': { version: 1 } } },
    online,
  );
  const files = new Map([
    ['/1.root.json', root],
    ['/2.root.json', rootOf(2, second)],
    ['/timestamp.json', timestamp],
    ['/1.snapshot.json', snapshot],
    ['/1.targets.json', targets],
    [`/targets/${targetHash}.${name}`, target],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url);
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    root,
    anchor: { url, version: 1, threshold: 1, keyIds: [first.id] },
    files,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const LATE = '2999-01-01T00:00:00Z';

interface Key {
  readonly id: string;
  readonly secret: KeyObject;
  readonly key: object;
}

function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const key = { keytype: 'ed25519', scheme: 'ed25519', keyval: { public: bytes.toString('hex') } };
  return { id: sha256(canonical(key)), secret: privateKey, key };
}

function common(type: string, version: number): object {
  return { _type: type, spec_version: '1.0.31', version, expires: LATE };
}

function keysOf(root: Key, online: Key): object {
  const role = ({ id }: Key) => ({ keyids: [id], threshold: 1 });
  return {
    consistent_snapshot: true,
    keys: { [root.id]: root.key, [online.id]: online.key },
    roles: { root: role(root), targets: role(online), snapshot: role(online), timestamp: role(online) },
  };
}

function described(text: string): object {
  return { length: Buffer.byteLength(text), hashes: { sha256: sha256(text) } };
}

function envelope(signed: object, ...keys: readonly Key[]): string {
  const bytes = Buffer.from(canonical(signed));
  const signatures = keys.map(({ id, secret }) => ({
    keyid: id,
    sig: sign(null, bytes, secret).toString('hex'),
  }));
  return JSON.stringify({ signatures, signed });
}

/** OLPC's canonical JSON, of what has neither fractions nor characters to escape. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
