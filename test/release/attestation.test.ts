import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TufAnchor } from '../../src/release/attestation/github-root.js';
import { runCli } from '../support/cli.js';
import { buildSite, digestOf, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { startSigstore, type Claims, type Kind, type Sigstore } from '../support/sigstore.js';
import { startTuf } from '../support/tuf.js';

const folder = temporaryFolder();
const NAME = 'attestation.sigstore.json';
const WORKFLOW = 'https://github.com/contoso/images/.github/workflows/attest-image.yml';
const OURS: Claims = { sub: `${WORKFLOW}@refs/tags/v1` };
const authorities = new Map<Kind, Sigstore>();
let release = '';
let runs = 0;

beforeAll(async () => {
  for (const kind of ['public', 'github'] as const) authorities.set(kind, await startSigstore(kind));
  const site = makeSite(folder('site'), '', 4);
  await buildSite(site);
  release = site.out;
});

afterAll(async () => {
  for (const sigstore of authorities.values()) await sigstore.stop();
});

function authority(kind: Kind): Sigstore {
  return authorities.get(kind) as Sigstore;
}

function rootFile(...kinds: readonly Kind[]): string {
  const file = folder(`roots-${kinds.join('-')}.jsonl`);
  writeFileSync(file, kinds.map((kind) => `${authority(kind).trustedRoot}\n`).join(''));
  return file;
}

function subjectsOf(place: string): Record<string, string> {
  const { SHA256SUMS: _, ...files } = digestOf(place) ?? {};
  return files;
}

/** The release as `publish` puts it into a store, with this attestation beside it. */
async function published(bundle: string | null): Promise<string> {
  const from = folder(`from-${++runs}`);
  cpSync(release, from, { recursive: true });
  if (bundle !== null) writeFileSync(path.join(from, NAME), bundle);
  const store = folder(`store-${runs}`);
  const { status, stderr } = await runCli(['publish', from, '--to', store, '--tag', 'demo-1']);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return path.join(store, 'demo-1');
}

/** No way to Sigstore's public root, wherever the tests run. */
const offline = () => ({
  HTTPS_PROXY: 'http://127.0.0.1:9',
  XDG_DATA_HOME: folder('data'),
  HOME: folder('data'),
});

async function fetched(from: string, ...words: readonly string[]) {
  const to = folder(`to-${++runs}`);
  const { status, stdout, stderr } = await runCli(['fetch', from, '--to', to, '--json', ...words], {
    env: offline(),
  });
  return { status, stderr, to, json: status === 0 ? (JSON.parse(stdout) as Record<string, unknown>) : null };
}

const SIGNED = ['--require-attestation', '--signer', 'contoso/images'];

test.each(['public', 'github'] as const)(
  'one of %s good: checked, told, part of the release',
  async (kind) => {
    const bundle = await authority(kind).attest(subjectsOf(release), OURS);
    const store = await published(bundle);
    expect(readFileSync(path.join(store, 'SHA256SUMS'), 'utf8')).toContain(NAME);
    const { status, json, to } = await fetched(
      store,
      ...SIGNED,
      '--trusted-root',
      rootFile('public', 'github'),
    );
    expect(status).toBe(0);
    expect(json?.['attestation']).toEqual({
      signer: OURS.sub,
      issuer: 'https://token.actions.githubusercontent.com',
      repository: 'https://github.com/contoso/images',
      predicateType: 'https://slsa.dev/provenance/v1',
    });
    expect(digestOf(to)).toEqual(digestOf(store));
  },
);

test('the list of files alone may be what is attested', async () => {
  const { SHA256SUMS = '' } = digestOf(release) ?? {};
  const store = await published(await authority('public').attest({ SHA256SUMS }, OURS));
  expect((await fetched(store, ...SIGNED, '--trusted-root', rootFile('public'))).status).toBe(0);
});

test('a release in another form has none: it would say of other files', async () => {
  const site = makeSite(folder('split-site'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
  const { SHA256SUMS = '' } = digestOf(site.out) ?? {};
  writeFileSync(path.join(site.out, NAME), await authority('public').attest({ SHA256SUMS }, OURS));
  const store = folder('split-store');
  expect((await runCli(['publish', site.out, '--to', store, '--tag', 'demo-1'])).status).toBe(0);
  const words = ['--trusted-root', rootFile('public')];
  const joined = await fetched(path.join(store, 'demo-1'), '--as', 'wim', ...words);
  expect(joined.stderr).toContain(`${NAME} is left out`);
  expect(joined.json?.['attestation']).toMatchObject({ signer: OURS.sub });
  expect(existsSync(path.join(joined.to, NAME))).toBe(false);
  expect((await fetched(joined.to, ...words)).status).toBe(0);
});

test('a release without one', async () => {
  const store = await published(null);
  expect((await fetched(store)).json?.['attestation']).toBeNull();
  const { status, stderr, to } = await fetched(store, ...SIGNED);
  expect(status).toBe(1);
  expect(stderr).toContain(`no ${NAME}, expected an attested release`);
  expect(existsSync(to)).toBe(false);
});

test.each<[string, string, Claims, readonly string[]]>([
  [
    'another repository',
    'it was built in https://github.com/mallory/images, expected the repository contoso/images',
    {
      sub: 'https://github.com/mallory/images/.github/workflows/x.yml@refs/heads/main',
      repository: 'mallory/images',
    },
    ['--signer', 'contoso/images'],
  ],
  [
    'another workflow',
    `it is signed by ${OURS.sub}, expected https://github.com/contoso/images/.github/workflows/other.yml`,
    OURS,
    ['--signer', 'https://github.com/contoso/images/.github/workflows/other.yml'],
  ],
  [
    'another version of the workflow',
    `it is signed by ${OURS.sub}, expected ${WORKFLOW}@refs/tags/v2`,
    OURS,
    ['--signer', `${WORKFLOW}@refs/tags/v2`],
  ],
  [
    'a token of somebody else',
    "it is signed with a token of https://accounts.example.com, expected a token of GitHub's runners",
    { ...OURS, iss: 'https://accounts.example.com' },
    ['--signer', 'contoso/images'],
  ],
])('signed by %s: refused', async (_, message, claims, words) => {
  const store = await published(await authority('public').attest(subjectsOf(release), claims));
  const { status, stderr, to } = await fetched(store, ...words, '--trusted-root', rootFile('public'));
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(existsSync(to)).toBe(false);
});

test('the workflow with its version, or without', async () => {
  const store = await published(await authority('public').attest(subjectsOf(release), OURS));
  for (const signer of [WORKFLOW, OURS.sub]) {
    const { status } = await fetched(store, '--signer', signer, '--trusted-root', rootFile('public'));
    expect(status).toBe(0);
  }
});

test('one file that is not attested as it is', async () => {
  const subjects = { ...subjectsOf(release), 'manifest.json': '0'.repeat(64) };
  const store = await published(await authority('public').attest(subjects, OURS));
  const { status, stderr } = await fetched(store, '--trusted-root', rootFile('public'));
  expect(status).toBe(1);
  expect(stderr).toContain('it says nothing of manifest.json as it is in this release');
});

test('a signature that no root vouches for, and one that was changed', async () => {
  const bundle = await authority('public').attest(subjectsOf(release), OURS);
  const foreign = await fetched(await published(bundle), '--trusted-root', rootFile('github'));
  expect(foreign.status).toBe(1);
  expect(foreign.stderr).toContain('no signature that the trusted root vouches for');
  const changed = JSON.parse(bundle) as { dsseEnvelope: { payload: string } };
  const payload = Buffer.from(changed.dsseEnvelope.payload, 'base64').toString();
  changed.dsseEnvelope.payload = Buffer.from(payload.replace('provenance', 'providence')).toString('base64');
  const store = await published(JSON.stringify(changed));
  const { status, stderr } = await fetched(store, '--trusted-root', rootFile('public'));
  expect(status).toBe(1);
  expect(stderr).toContain('no signature that the trusted root vouches for');
});

test.each([
  ['{"a":1}', 'no Sigstore bundle'],
  ['nonsense', 'no Sigstore bundle'],
])('a file that is no bundle: %s', async (text, message) => {
  const { status, stderr } = await fetched(await published(text), '--trusted-root', rootFile('public'));
  expect(status).toBe(3);
  expect(stderr).toContain(message);
});

test('a host without a way to the public root: told, and enough where none is demanded', async () => {
  const store = await published(await authority('public').attest(subjectsOf(release), OURS));
  const lenient = await fetched(store);
  expect(lenient.json?.['attestation']).toBeNull();
  expect(lenient.stderr).toContain('its attestation is not checked');
  const strict = await fetched(store, ...SIGNED);
  expect(strict.status).toBe(5);
  expect(strict.stderr).toContain('name the root itself with --trusted-root');
  expect(existsSync(strict.to)).toBe(false);
});

test('mistakes of the command line', async () => {
  const store = await published(null);
  for (const [words, message] of [
    [['--require-attestation'], 'Name the repository in which it is built'],
    [['--signer', 'somebody'], '"somebody", expected OWNER/REPO'],
  ] as const) {
    const { status, stderr } = await fetched(store, ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  }
  const bundle = await authority('public').attest(subjectsOf(release), OURS);
  const attested = await published(bundle);
  const root = folder('no-root.json');
  writeFileSync(root, '{"tlogs": 7}');
  expect((await fetched(attested, '--trusted-root', root)).status).toBe(2);
  rmSync(root);
  expect((await fetched(attested, '--trusted-root', root)).status).toBe(2);
});

/** For an import in a script of a process of its own. */
function module(name: string): string {
  return JSON.stringify(pathToFileURL(path.resolve('build/src', name)).href);
}

/** A check in a process of its own, whose TUF cache is empty. @returns who signed, or the message */
async function checked(
  bundle: string,
  options: { readonly trustedRoot?: string; readonly signer?: string; readonly anchor: TufAnchor },
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [main, file, data] = [folder('check.mjs'), folder('tuf.sigstore.json'), folder('tuf-data')];
  rmSync(data, { recursive: true, force: true });
  writeFileSync(file, bundle);
  writeFileSync(
    main,
    `import { attestationOptions, checkAttestation } from ${module('release/attestation/index.js')};
    import { silentReporter } from ${module('progress.js')};
    const [bundle, sums, { anchor, server, ...wish }] = process.argv.slice(2).map((word) => JSON.parse(word));
    const words = { required: '--require-attestation', signer: '--signer' };
    const asked = { required: true, signer: 'contoso/images', trustedRoot: null, words, ...wish };
    const options = { ...attestationOptions('demo', asked, process.env), anchor };
    if (process.env.TENANT_API) options.server = { ...options.server, api: process.env.TENANT_API };
    const checked = checkAttestation(bundle, 'demo', new Map(sums), options, silentReporter());
    console.log(await checked.then(({ signer }) => signer, ({ message }) => message));`,
  );
  const words = [file, Object.entries(subjectsOf(release)), options].map((value) => JSON.stringify(value));
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...words], {
    env: { ...process.env, ...env, XDG_DATA_HOME: data, LOCALAPPDATA: data },
  });
  return stdout.trimEnd();
}

test("GitHub's root of today is fetched from its TUF repository, beginning with the root.json that is given", async () => {
  const { trustedRoot: root } = authority('github');
  const [github, mallory] = [await startTuf(root), await startTuf(root)];
  const bundle = await authority('github').attest(subjectsOf(release), OURS);
  const check = async (text: string) => {
    const trustedRoot = folder('root.json');
    writeFileSync(trustedRoot, text);
    return checked(bundle, { trustedRoot, anchor: github.anchor });
  };
  try {
    expect(await check(github.root)).toBe(OURS.sub);
    expect(await check(mallory.root)).toMatch(
      /^demo: attestation\.sigstore\.json: no root that .*root\.json leads to: .*, expected http:.*, signed as that file says\. On a host without/,
    );
    for (const file of github.files.keys()) {
      if (file.startsWith('/targets/')) github.files.set(file, authority('public').trustedRoot);
    }
    expect(await check(github.root)).toMatch(/: no root that .* leads to: /);
  } finally {
    await Promise.all([github.stop(), mallory.stop()]);
  }
});

test('what GitHub signed is checked by its own root, without a file: the keys that may sign it are known', async () => {
  const { trustedRoot: root } = authority('github');
  const [github, mallory] = [await startTuf(root), await startTuf(root)];
  const bundle = await authority('github').attest(subjectsOf(release), OURS);
  const ours = { ...github.anchor };
  try {
    expect(await checked(bundle, { anchor: ours })).toBe(OURS.sub);
    const other = await authority('github').attest({ 'install.wim': '0'.repeat(64) }, OURS);
    expect(await checked(`${other}\n${bundle}\n`, { anchor: ours })).toBe(OURS.sub);
    expect(await checked(other, { anchor: ours })).toContain('it says nothing of');
    // Somebody else's repository in the place of GitHub's: other keys, and the keys of one under the names of the other.
    expect(await checked(bundle, { anchor: { ...ours, url: mallory.url } })).toMatch(
      /: GitHub's root could not be fetched: 1\.root\.json names other keys .*, expected http:.*\. On a host without a way there, name the root itself with --trusted-root/,
    );
    const [id = '', theirs = ''] = [...ours.keyIds, ...mallory.anchor.keyIds];
    mallory.files.set('/1.root.json', mallory.root.replaceAll(theirs, id));
    expect(await checked(bundle, { anchor: { ...ours, url: mallory.url } })).toContain(
      `has another key under the id ${id}`,
    );
    // The keys are right, and did not sign.
    const { signed } = JSON.parse(github.root) as { readonly signed: object };
    mallory.files.set('/1.root.json', JSON.stringify({ signatures: [], signed }));
    expect(await checked(bundle, { anchor: { ...ours, url: mallory.url } })).toContain(
      'was signed by 0/1 keys',
    );
    expect(await checked(bundle, { anchor: { ...ours, url: 'http://127.0.0.1:9' } })).toMatch(
      /GitHub's root could not be fetched: 127\.0\.0\.1:9: .*ECONNREFUSED/,
    );
  } finally {
    await Promise.all([github.stop(), mallory.stop()]);
  }
});

test('a root that nobody renewed is told', async () => {
  const github = await startTuf(authority('github').trustedRoot, { expires: '2020-01-01T00:00:00Z' });
  try {
    const bundle = await authority('github').attest(subjectsOf(release), OURS);
    expect(await checked(bundle, { anchor: github.anchor })).toMatch(/could not be fetched: .*expired/);
  } finally {
    await github.stop();
  }
});

test('a tenant of ghe.com has a root of its own, which its API names, and signers of its own', async () => {
  const name = 'contoso-eu.trusted_root.json';
  const { trustedRoot: root } = authority('github');
  const [github, shared] = [await startTuf(root, { name }), await startTuf(root)];
  const asked: string[] = [];
  const api = createServer(({ url, headers }, response) => {
    asked.push(`${url} ${headers.authorization}`);
    response.end('{"domains":{"artifact_attestations":{"trust_domain":"contoso-eu","services":[]}}}');
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const server = 'https://contoso.ghe.com';
  const claims = {
    sub: `${server}/contoso/images/.github/workflows/attest-image.yml@refs/tags/v1`,
    iss: 'https://token.actions.contoso.ghe.com',
  };
  const env = {
    GITHUB_SERVER_URL: server,
    GITHUB_TOKEN: 'token-of-contoso',
    TENANT_API: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
  };
  try {
    const bundle = await authority('github').attest(subjectsOf(release), claims);
    const { anchor } = github;
    expect(await checked(bundle, { anchor }, env)).toBe(claims.sub);
    expect(asked).toEqual(['/meta Bearer token-of-contoso']);
    expect(await checked(bundle, { anchor, signer: 'fabrikam.ghe.com/contoso/images' }, env)).toContain(
      "expected a token of GitHub's runners: https://token.actions.fabrikam.ghe.com",
    );
    // One of the same name on github.com is another.
    const elsewhere = await authority('github').attest(subjectsOf(release), OURS);
    expect(await checked(elsewhere, { anchor: shared.anchor }, env)).toContain(
      "it is signed with a token of https://token.actions.githubusercontent.com, expected a token of GitHub's runners: https://token.actions.contoso",
    );
    expect(
      await checked(elsewhere, { anchor: shared.anchor, signer: 'github.com/contoso/images' }, env),
    ).toBe(OURS.sub);
  } finally {
    api.close();
    await Promise.all([github.stop(), shared.stop()]);
  }
});
