/** What is shipped, as users and runners start it, against GitHub with everything that goes wrong there. */

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { BUNDLED_CLI, runCli } from '../support/cli.js';
import { buildSite, digestOf, makeSite, type Site } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { HURRIED } from '../support/hurry.js';
import { makeJob, readValues, shipped, start, type Action } from '../support/job.js';
import { expectPublished, uploadedTwice } from '../support/published.js';
import { startResults } from '../support/results.js';
import {
  BAD_GATEWAY,
  onceEach,
  primaryLimit,
  secondaryLimit,
  startGitHub,
  type Fault,
  type GitHub,
  type GitHubOptions,
  type Repository,
  type RequestKind,
  type Seen,
} from '../support/github/index.js';

const BUILD = shipped('action.yml');
const PUBLISH = shipped('publish/action.yml');
const FETCH = shipped('fetch/action.yml');
const REPOSITORY = 'contoso/images';
const TOKEN = 'ghs_0123456789';
const MARKER = '<!-- image-factory:release {"image":"demo","content":"00"} -->';
const inFolder = temporaryFolder();
let site: Site;
let github: GitHub;
let repository: Repository;
let runs = 0;

beforeAll(async () => {
  site = makeSite(inFolder('site'), 'release: { split: 60 KiB }\n', 8);
  await buildSite(site);
});

beforeEach(async () => {
  await startServer();
});

afterEach(async () => {
  await github.stop();
});

async function startServer(options: GitHubOptions = {}): Promise<void> {
  github = await startGitHub({ apiPath: '/api/v3', pageLimit: 2, ...options });
  github.addToken(TOKEN, { [REPOSITORY]: 'write' });
  repository = github.addRepository(REPOSITORY, { private: true });
}

interface Ended {
  readonly status: number | null;
  /** All that it said. */
  readonly log: string;
  readonly outputs: Record<string, string>;
  /** Where a fetch was to go. */
  readonly to: string;
}

/** One of the programs, with what the runner gives it. @param started gets what ends it */
type Program = (started?: (kill: () => void) => void) => Promise<Ended>;

function environment(): Record<string, string> {
  return { ...HURRIED, GITHUB_API_URL: github.apiUrl, GITHUB_REPOSITORY: REPOSITORY, GITHUB_TOKEN: TOKEN };
}

function command(words: readonly string[], to = ''): Program {
  return async (started) => {
    const { status, stdout, stderr } = await runCli([...words, '--json'], {
      main: BUNDLED_CLI,
      env: environment(),
      started: (child) => started?.(() => child.kill('SIGKILL')),
    });
    return { status, log: stderr, outputs: { json: stdout }, to };
  };
}

/** A step of the job of one runner: every time in the same folder. */
function step(action: Action, inputs: Record<string, string>, more: Record<string, string> = {}): Program {
  const folder = inFolder(`job-${++runs}`);
  return async (started) => {
    const files = path.join(folder, `files-${++runs}`);
    const temporary = path.join(folder, 'temp');
    mkdirSync(temporary, { recursive: true });
    const env = { ...environment(), RUNNER_TEMP: temporary, ...more };
    const made = makeJob(action, files, { token: TOKEN, ...inputs }, env);
    const running = start({ ...made, folder });
    started?.(() => running.child.kill('SIGKILL'));
    const { status, log } = await running.ended;
    const to = path.join(folder, 'image');
    return { status, log, outputs: readValues(path.join(files, 'output')), to };
  };
}

const publishing = {
  'image-factory publish': () => command(['publish', site.out, '--to', 'github', '--tag', 'demo-1']),
  'publish/action.yml': () => step(PUBLISH, { 'release-directory': site.out, store: 'github' }),
  'action.yml': () =>
    step(
      BUILD,
      { definition: site.definition, store: 'github' },
      { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'demo-1' },
    ),
};

const fetching = {
  'image-factory fetch': () => {
    const to = inFolder(`fetched-${++runs}`);
    return command(['fetch', `github:${REPOSITORY}@demo-1`, '--to', to], to);
  },
  'fetch/action.yml': () => step(FETCH, { repository: REPOSITORY, tag: 'demo-1', to: 'image' }),
};

const NAMES = { publish: Object.keys(publishing), fetch: Object.keys(fetching) };

function programOf(programs: Readonly<Record<string, () => Program>>, name: string): Program {
  const make = programs[name];
  if (make === undefined) throw new Error(`no program ${name}`);
  return make();
}

/** Every request of a kind meets each of the faults, one after the other, and is answered then. */
function everywhere(kinds: readonly RequestKind[], faults: readonly Fault[], isMeant = always): void {
  for (const fault of faults) {
    const isNew = onceEach((seen) => kinds.includes(seen.kind) && isMeant(seen));
    github.fault(isNew, fault, Number.POSITIVE_INFINITY);
  }
}

const always: (seen: Seen) => boolean = () => true;

const LIMITS = [secondaryLimit(17), secondaryLimit(19, 429)];
const BREAKS: readonly Fault[] = [
  { kind: 'lost' },
  { kind: 'reset', after: 20 },
  { kind: 'stall', after: 20 },
  { kind: 'short', by: 1 },
];
const isFile = ({ path: place }: Seen): boolean => place.includes('/releases/assets/');

/** What was built, as somebody published it before. */
function addBuilt(tag: string): void {
  const files = Object.fromEntries(readdirSync(site.out).map((name) => [name, path.join(site.out, name)]));
  repository.addRelease({ tag, body: MARKER, published: new Date(1000), files });
}

/** A release of this image before, and enough of others for a second page. */
function addOlder(): void {
  addBuilt('demo-0');
  for (const tag of ['v1', 'v2', 'v3']) repository.addRelease({ tag, body: 'of people' });
}

function own(): Pick<Repository, 'releases'> {
  return { releases: repository.releases.filter(({ tag }) => tag === 'demo-1') };
}

test.each(NAMES.publish)('%s: with every fault at every request, one run gets there', async (name) => {
  addOlder();
  everywhere(['api'], [...LIMITS, primaryLimit(5)], (seen) => !isFile(seen) || seen.method === 'GET');
  everywhere(['api'], [BAD_GATEWAY, ...BREAKS], (seen) => !isFile(seen));
  everywhere(['upload'], [...LIMITS, { kind: 'reset', after: 100 }, BAD_GATEWAY]);
  everywhere(['upload'], [{ kind: 'stall', after: 0 }], ({ path: place }) => place.includes('install2'));
  everywhere(['upload'], [{ kind: 'short', by: 1 }], ({ path: place }) => place.includes('install3'));
  everywhere(['upload'], [{ kind: 'lost' }]);
  everywhere(['storage'], [{ kind: 'expired' }, BAD_GATEWAY, ...BREAKS, { kind: 'flip', at: 9 }]);
  const { status, log } = await programOf(publishing, name)();
  expect([status, log]).toEqual([0, expect.any(String)]);
  for (const told of [
    'You have exceeded a secondary rate limit',
    'again in 17 s',
    'again in 19 s',
    'API rate limit exceeded',
    'Reading manifest.json: the signed address has expired',
    'not as it was published',
    'Creating the draft: 502 Bad Gateway',
    ' KiB) is what a broken upload left: removed',
    'Uploading install3.swm: 201 with a body that is no JSON',
    'nothing moved for 120 s',
    'Publishing demo-1: 200 with a body that is no JSON',
  ]) {
    expect(log).toContain(told);
  }
  expectPublished(own(), site.out);
  expect(uploadedTwice(github.requests)).toEqual([]);
  expect(repository.releases).toHaveLength(5);
});

test.each(NAMES.fetch)('%s: with every fault at every request, one run gets there', async (name) => {
  addBuilt('demo-1');
  everywhere(['api'], LIMITS);
  everywhere(['api'], [BAD_GATEWAY, ...BREAKS], (seen) => !isFile(seen));
  everywhere(
    ['storage'],
    [
      { kind: 'expired' },
      BAD_GATEWAY,
      secondaryLimit(23, 429),
      { kind: 'flip', at: 9 },
      ...BREAKS,
      { kind: 'slow', piece: 9000, ms: 80 },
    ],
  );
  const { status, log, to } = await programOf(fetching, name)();
  expect([status, log]).toEqual([0, expect.any(String)]);
  for (const told of [
    'Looking for the release demo-1: 502 Bad Gateway',
    'Downloading install2.swm: 403 You have exceeded a secondary rate limit',
    'Downloading install2.swm: the signed address has expired',
    'Downloading install2.swm: the server answers 429; again in 23 s',
    'Downloading install2.swm: install2.swm broke off at byte ',
    'manifest.json: the bytes that came are not those that were published',
    'block 1 of 1 of install3.swm: the bytes that came are not those that were published',
  ]) {
    expect(log).toContain(told);
  }
  expect(digestOf(to)).toEqual(digestOf(site.out));
});

test('image-factory publish: without digests every byte is read back, whatever happens to it on the way', async () => {
  repository.digests = false;
  everywhere(['storage'], [{ kind: 'expired' }, BAD_GATEWAY, ...BREAKS.slice(0, 3)]);
  const words = ['publish', site.out, '--to', 'github', '--tag', 'demo-1', '--verify-upload'];
  github.fault((seen) => seen.kind === 'upload' && seen.path.includes('install2'), { kind: 'lost' });
  const { status, log } = await command(words)();
  expect([status, log]).toEqual([0, expect.stringContaining('Reading install2.swm: install2.swm broke off')]);
  const files = repository.releases[0]?.assets.filter(({ state }) => state === 'uploaded') ?? [];
  expect(files.map(({ name }) => name).toSorted()).toEqual(
    [...readdirSync(site.out), 'changes.md'].toSorted(),
  );
  for (const { id } of files) {
    const read = github.requests.filter(({ path: place }) => place.includes(`/${id}?`));
    expect(read.length).toBeGreaterThan(3);
  }
  expect(uploadedTwice(github.requests)).toEqual([]);
});

test('the actions: built, handed over as an artifact, published, fetched and kept by the cache', async () => {
  const results = await startResults();
  try {
    const more = { ...results.env('run-1'), NODE_OPTIONS: '', GITHUB_WORKSPACE: inFolder() };
    const job = (action: Action, inputs: Record<string, string>) => step(action, inputs, more)();
    const built = await job(BUILD, { definition: site.definition, artifact: 'win11' });
    expect([built.status, built.log]).toEqual([0, expect.stringContaining('win11.zip')]);
    const published = await job(PUBLISH, { artifact: 'win11', store: 'github' });
    expect([published.status, published.log]).toEqual([0, expect.any(String)]);
    expectPublished(own(), site.out);
    const fetched = await job(FETCH, { repository: REPOSITORY, tag: 'demo-1', to: 'image', cache: 'true' });
    expect([fetched.status, fetched.log]).toEqual([0, expect.stringContaining('cache: kept as ')]);
    expect(results.entries).toHaveLength(1);
  } finally {
    await results.stop();
  }
});

/** @param isMeant of which requests: all, or those alone that change or bring something. @param published the tag of what is there before */
async function killedInTurn(
  name: string,
  programs: Record<string, () => Program>,
  isMeant: (seen: Seen) => boolean,
  published: string | null,
  after: (at: number, ended: Ended) => void,
): Promise<number> {
  for (let at = 1; ; at++) {
    await github.stop();
    await startServer({ pageLimit: 100 });
    if (published !== null) addBuilt(published);
    const run = programOf(programs, name);
    let seen = 0;
    const killed = await run((kill) => {
      github.fault((request) => isMeant(request) && ++seen === at, {
        kind: 'call',
        when: 'after',
        call: kill,
      });
    });
    if (killed.status !== null) {
      expect(killed.status).toBe(0);
      return at - 1;
    }
    github.clearFaults();
    const ended = await run();
    expect([at, ended.status, ended.log]).toEqual([at, 0, expect.not.stringMatching(/^warning|::warning/m)]);
    after(at, ended);
  }
}

const isUpload = ({ kind }: Seen): boolean => kind === 'upload';
const isStorage = ({ kind }: Seen): boolean => kind === 'storage';
/** The draft, the first part and the publishing. */
const isStep = ({ kind, method, path: place }: Seen): boolean =>
  method !== 'GET' && (kind === 'api' || place.includes('install.swm'));
const isPart = ({ headers }: Seen): boolean => headers['range'] !== undefined;

// The actions do what the commands do: of them, only what a release turns on is judged here.
test.each([
  ['image-factory publish', 14, always],
  ['publish/action.yml', 3, isStep],
  ['action.yml', 3, isStep],
] as const)(
  '%s: killed at each request in turn before it hears the answer, the next run converges',
  async (name, atLeast, isMeant) => {
    const kills = await killedInTurn(name, publishing, isMeant, null, (at) => {
      expectPublished(repository, site.out);
      expect([at, uploadedTwice(github.requests)]).toEqual([at, []]);
    });
    expect(kills).toBeGreaterThanOrEqual(atLeast);
  },
);

test.each([
  ['image-factory fetch', 12, always],
  ['fetch/action.yml', 3, isPart],
] as const)(
  '%s: killed at each request in turn, the next run converges and fetches nothing twice',
  async (name, atLeast, isMeant) => {
    const kills = await killedInTurn(name, fetching, isMeant, 'demo-1', (at, { to }) => {
      expect([at, digestOf(to)]).toEqual([at, digestOf(site.out)]);
      expect(readdirSync(path.dirname(to)).filter((left) => left.includes('.fetch'))).toEqual([]);
      const brought = github.requests
        .filter((seen) => isStorage(seen) && seen.sent > 0)
        .map(({ path: place }) => Number(/(\d+)\?/.exec(place)?.[1]));
      const twice = (repository.releases[0]?.assets ?? [])
        .filter(({ id }) => brought.filter((one) => one === id).length > 1)
        .map((asset) => asset.name);
      // The list says what the others are, so it is always asked for.
      expect([at, twice.filter((file) => file !== 'SHA256SUMS')]).toEqual([at, []]);
    });
    expect(kills).toBeGreaterThanOrEqual(atLeast);
  },
);

test('image-factory fetch: a server without ranges, and parts that break off there', async () => {
  await github.stop();
  await startServer({ ranges: false });
  addBuilt('demo-1');
  everywhere(
    ['storage'],
    [
      { kind: 'reset', after: 5000 },
      { kind: 'short', by: 1 },
      { kind: 'flip', at: 9 },
    ],
  );
  const { status, log, to } = await programOf(fetching, 'image-factory fetch')();
  expect([status, log]).toEqual([0, expect.stringContaining('its server does not know ranges')]);
  expect(digestOf(to)).toEqual(digestOf(site.out));
});

test.each<[string, () => void, number, string]>([
  [
    'a token that ends in the middle',
    () => {
      const end = (seen: Seen): boolean => seen.path.includes('install2') && github.removeToken(TOKEN);
      github.fault(end, { kind: 'answer', status: 401, body: { message: 'Bad credentials' } });
    },
    4,
    'Uploading install2.swm: 401 Bad credentials, expected a token that is good. GITHUB_TOKEN is good until its job ends, and for 24 hours at most',
  ],
  [
    'a tag that an immutable release had',
    () => repository.burnt.add('demo-1'),
    2,
    'tag_name was used by an immutable release, expected a tag that no immutable release ever had.',
  ],
  [
    'an immutable release that is another',
    () => {
      repository.immutable = true;
      repository.addRelease({ tag: 'demo-1', body: 'of people' });
    },
    2,
    'another release under this tag, which is immutable: it has no install.swm',
  ],
  [
    'a draft that people made',
    () => repository.addRelease({ tag: 'demo-1', draft: true, body: 'Soon!' }),
    2,
    'a draft that people made, expected none, or one that an earlier run of this image left.',
  ],
  [
    'an unfinished upload of others',
    () => {
      const draft = repository.addRelease({ tag: 'demo-1', draft: true, body: MARKER });
      const starter = { name: 'install2.swm', size: 7, state: 'starter', content: null } as const;
      repository.add(draft, starter, null);
    },
    2,
    'install2.swm: an unfinished upload of 7 bytes, expected ',
  ],
  [
    'uploads that always fail',
    () => {
      github.fault(isUpload, BAD_GATEWAY, 100);
    },
    5,
    'Uploading SHA256SUMS: 502 Bad Gateway (attempt 8), expected an answer of success. Run it again later',
  ],
  [
    'a limit of more than an hour',
    () => {
      github.fault(3, primaryLimit(5000));
    },
    5,
    '; it asks to wait 1 h 23 min (attempt 1)',
  ],
])('image-factory publish: %s is told, and nothing is published', async (_, prepare, status, message) => {
  prepare();
  const published = repository.published.length;
  const ended = await programOf(publishing, 'image-factory publish')();
  expect([ended.status, ended.log]).toEqual([status, expect.stringContaining(message)]);
  expect(repository.published).toHaveLength(published);
});

test.each<[string, () => void, number, string]>([
  [
    'bytes that stay wrong',
    () => {
      github.fault(
        (seen) => isStorage(seen) && seen.headers['range'] !== undefined,
        { kind: 'flip', at: 9 },
        99,
      );
    },
    3,
    'block 1 of 1 of install.swm: bytes with another SHA-256, 3 times, expected those that were published.',
  ],
  [
    'bodies that stay short',
    () => {
      github.fault(isStorage, { kind: 'short', by: 1 }, 99);
    },
    3,
    'SHA256SUMS: bytes with another SHA-256, 3 times',
  ],
  [
    'addresses that have always expired',
    () => {
      github.fault(isStorage, { kind: 'expired' }, 99);
    },
    5,
    'Fetching SHA256SUMS: the signed address has expired (attempt 8)',
  ],
  ['a tag that is not there', () => (repository.releases.length = 0), 2, 'no release under this tag'],
])('image-factory fetch: %s is told, and nothing is there', async (_, prepare, status, message) => {
  addBuilt('demo-1');
  prepare();
  const ended = await programOf(fetching, 'image-factory fetch')();
  expect([ended.status, ended.log]).toEqual([status, expect.stringContaining(message)]);
  expect(existsSync(ended.to)).toBe(false);
});
