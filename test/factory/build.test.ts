import { expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { FactoryError } from '../../src/errors.js';
import { planBuild, sweep, workDirectory } from '../../src/factory/index.js';
import { readManifest } from '../../src/manifest/index.js';
import { writeUdfImage } from '../../src/media/index.js';
import { silentReporter, type Reporter } from '../../src/progress.js';
import { partsOf } from '../../src/factory/parts.js';
import { folderStore, hashFile } from '../../src/release/index.js';
import { renderPlan } from '../../src/report/index.js';
import { buildSite, digestOf, journalOf, leftIn, makeSite } from '../support/factory.js';
import { temporaryFolder } from '../support/folder.js';
import { runPeer, testWith } from '../support/peers.js';

const folder = temporaryFolder();

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  if (!(error instanceof FactoryError)) throw new Error('nothing was refused', { cause: error });
  return `${error.code}: ${error.message.replaceAll(folder(), '')}`;
}

/** Keeps what is told, and does something when a station begins. */
function reporterThat(onStation: (name: string, controller: AbortController) => void = () => {}) {
  const controller = new AbortController();
  const told: string[] = [];
  const reporter: Reporter = {
    ...silentReporter(controller.signal),
    section(title) {
      onStation(title, controller);
      return { end() {} };
    },
    info: (message) => told.push(message.replaceAll(folder(), '')),
    warn: (message) => told.push(`warning: ${message.replaceAll(folder(), '')}`),
  };
  return { reporter, told };
}

function interruptAt(station: string) {
  return reporterThat((name, controller) => {
    if (name !== station) return;
    controller.abort(new FactoryError('interrupted', { subject: 'build', found: 'stopped by the user' }));
  });
}

test('a directory becomes a release, and the summary says what it is', async () => {
  const site = makeSite(folder('one'));
  const summary = await buildSite(site);
  expect(readdirSync(site.out)).toEqual(['SHA256SUMS', 'install.wim', 'manifest.json']);
  const sizes = readdirSync(path.join(site.folder, 'source'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(summary).toMatchObject({
    name: 'demo',
    version: '1',
    tag: 'demo-1',
    build: '',
    images: ['demo'],
    files: 25,
    directories: 2,
    bytes,
    releaseDirectory: site.out,
    wim: path.join(site.out, 'install.wim'),
    manifest: path.join(site.out, 'manifest.json'),
    location: null,
    changed: true,
  });
  expect(summary.savedBytes).toBe(summary.bytes - summary.uniqueBytes);
  expect(summary.savedBytes).toBeGreaterThan(0);
  expect(summary.storedBytes).toBeLessThan(summary.uniqueBytes);
  expect(summary.stations.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    'check: done',
    'provision: done',
    'update: nothing to do',
    'customize: nothing to do',
    'generalize: nothing to do',
    'prove: done',
    'capture: done',
    'inspect: done',
    'publish: done',
  ]);
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
});

testWith(['wimlib-imagex'], 'wimlib and sha256sum agree with the release', async () => {
  const site = makeSite(folder('peers'), 'capture: { exclude: ["file-1.txt"] }\n');
  await buildSite(site);
  const wim = path.join(site.out, 'install.wim');
  expect(await runPeer('wimlib-imagex', ['verify', wim])).toContain('successfully verified');
  const listed = await runPeer('wimlib-imagex', ['dir', wim, '1']);
  expect(listed.split('\n')).toContain('/file-2.txt');
  expect(listed.split('\n')).not.toContain('/file-1.txt');
  const info = await runPeer('wimlib-imagex', ['info', wim]);
  expect(info).toMatch(/^Name: +demo$/m);
  expect(info).toMatch(/^Creation Time: +Mon Nov 23 00:00:00 2026 UTC$/m);
  const checked = await runPeer('sh', ['-c', 'cd "$0" && sha256sum -c SHA256SUMS', site.out]);
  expect(checked).toBe('install.wim: OK\nmanifest.json: OK\n');
});

testWith(
  ['wimlib-imagex'],
  'the wanted edition of install media is released as it is, where there is no machine',
  async () => {
    const site = makeSite(folder('media'));
    for (const [edition, command] of [
      ['Core', 'capture'],
      ['Enterprise', 'append'],
    ] as const) {
      writeFileSync(path.join(site.folder, 'source', 'edition.txt'), edition);
      const [source, wim] = [path.join(site.folder, 'source'), path.join(site.folder, 'install.wim')];
      await runPeer('wimlib-imagex', [command, source, wim, edition, `--flags=${edition}`]);
    }
    await writeUdfImage(path.join(site.folder, 'windows.iso'), {
      label: 'CCCOMA_X64FRE',
      created: new Date(0),
      files: [
        {
          path: 'sources\\install.wim',
          source: { kind: 'file', file: path.join(site.folder, 'install.wim') },
        },
      ],
    });
    writeFileSync(site.definition, 'name: demo\nsource: { iso: ./windows.iso, edition: Enterprise }\n');
    const { wim } = await buildSite(site);
    await runPeer('wimlib-imagex', ['extract', wim, '1', '/edition.txt', `--dest-dir=${site.folder}`]);
    expect(readFileSync(path.join(site.folder, 'edition.txt'), 'utf8')).toBe('Enterprise');
  },
);

test('any number of threads gives the same bytes', async () => {
  const site = makeSite(folder('threads'));
  await buildSite(site, { threads: 1 });
  const one = digestOf(site.out);
  await buildSite(site, { threads: 4 });
  expect(digestOf(site.out)).toEqual(one);
});

test('without a time in the definition, SOURCE_DATE_EPOCH gives it, and else the clock', async () => {
  const site = makeSite(folder('epoch'));
  writeFileSync(site.definition, 'name: demo\nsource: { directory: ./source }\n');
  const summary = await buildSite(site, { env: { SOURCE_DATE_EPOCH: '1767225600' } });
  expect(summary.tag).toBe('demo-2026.01.01');
  const first = digestOf(site.out);
  await buildSite(site, { env: { SOURCE_DATE_EPOCH: '1767225600' } });
  expect(digestOf(site.out)).toEqual(first);
  const tagged = await buildSite(site, { tag: 'v3.1' });
  expect([tagged.version, tagged.tag]).toEqual(['3.1', 'v3.1']);
  expect(digestOf(site.out)).not.toEqual(first);
  expect(await refusal(buildSite(site, { env: { SOURCE_DATE_EPOCH: 'now' } }))).toBe(
    'usage: SOURCE_DATE_EPOCH: "now", expected seconds since 1970 as a whole number',
  );
});

test('a dry run says what would be done and makes nothing', async () => {
  const site = makeSite(folder('dry'), 'capture: { compression: xpress, exclude: ["*.tmp"] }\n');
  const before = readdirSync(site.folder);
  const plan = await planBuild(site.definition, site.options, silentReporter());
  expect(readdirSync(site.folder)).toEqual(before);
  expect(
    renderPlan(plan)
      .replaceAll(site.folder, '')
      .replace(/demo-[0-9a-f]{12}/, 'demo-KEY'),
  ).toBe(
    `demo 1, nothing is made
  definition  /image.yml
  source      /source (directory)
  images      demo
  created     2026-11-23T00:00:00.000Z
  excluded    \\$ntfs.log  \\hiberfil.sys  \\pagefile.sys  \\swapfile.sys  \\System Volume Information  \\RECYCLER  \\$Recycle.Bin  \\Windows\\CSC  *.tmp
  work        /work/demo-KEY
  release     /release, tag demo-1
  check       /image.yml, and whether the release may go to /release
  provision   open /source
  update      nothing to do
  customize   nothing to do
  generalize  nothing to do
  prove       the source holds no Windows installation
  capture     install.wim, xpress normal
  inspect     read install.wim back, every byte of it, and write manifest.json
  publish     /release
`,
  );
});

test('a folder store gets the release under its tag, once', async () => {
  const site = makeSite(folder('store'), 'release: { store: ./store }\n');
  const first = await buildSite(site);
  expect(first).toMatchObject({ location: folder('store/store/demo-1'), changed: true });
  expect(digestOf(folder('store/store/demo-1'))).toEqual(digestOf(site.out));
  expect(await buildSite(site)).toMatchObject({ location: folder('store/store/demo-1'), changed: false });
  appendFileSync(folder('store/source/file-0.txt'), 'more');
  expect(await refusal(buildSite(site))).toMatch(
    /^exists: \/store\/store@demo-1: another release under this tag/,
  );
  const text = readFileSync(site.definition, 'utf8');
  writeFileSync(site.definition, text.replace('name: demo', 'name: other'));
  expect(await refusal(buildSite(site, { tag: 'demo-1' }))).toBe(
    'exists: /store/store@demo-1: a release of the image "demo" under this tag, expected a tag that is free: a release never changes. Give each image tags of its own: "other-1" as --tag or the input "tag".',
  );
  writeFileSync(site.definition, text);
  expect(await buildSite(site, { store: null })).toMatchObject({ location: null });
  expect((await folderStore(folder('store/store')).list(silentReporter())).map(({ tag }) => tag)).toEqual([
    'demo-1',
  ]);
});

test('a release says what changed since the one before, and release.keep removes the oldest', async () => {
  const site = makeSite(folder('keep'), 'release: { store: ./store, keep: 2 }\n');
  await buildSite(site, { tag: 'demo-1' });
  expect(readFileSync(path.join(site.out, 'changes.md'), 'utf8')).toContain('This is the first release');
  for (const tag of ['demo-2', 'demo-3']) {
    writeFileSync(path.join(site.folder, 'source', 'file-0.txt'), `for ${tag}`);
    writeFileSync(path.join(site.folder, 'source', `${tag}.txt`), 'new');
    await buildSite(site, { tag });
  }
  expect(readdirSync(folder('keep/store'))).toEqual(['demo-2', 'demo-3']);
  const changes = readFileSync(folder('keep/store/demo-3/changes.md'), 'utf8');
  expect(changes).toContain('### Changes since demo-2');
  expect(changes).toContain('1 entry added, 0 removed, 1 changed, 0 moved');
  expect(readFileSync(path.join(site.out, 'changes.md'), 'utf8')).toBe(changes);
  const again = await buildSite(site, { tag: 'demo-3' });
  expect(again).toMatchObject({ changed: false });
  const { shared, uniqueBytes } = again;
  expect(shared).toMatchObject({ tag: 'demo-2', unique: uniqueBytes, fresh: { bytes: 'for demo-3'.length } });
  expect(shared?.shared).toBe(uniqueBytes - 'for demo-3'.length);
});

test('a GitHub store is checked before anything is built', async () => {
  const site = makeSite(folder('early'), 'release: { store: github:contoso/images }\n');
  expect(await refusal(buildSite(site))).toMatch(
    /^permission: github:contoso\/images: no token, .*; or publish to a folder: --to FOLDER; or build with --no-publish, .* in its folder\.$/,
  );
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
  const noRepository = makeSite(folder('nowhere'), 'release: { store: github }\n');
  expect(await refusal(buildSite(noRepository))).toBe(
    'usage: store "github": no repository, and GITHUB_REPOSITORY is not set, expected github:OWNER/REPO. Name the repository; or build with --no-publish, in a workflow "publish: false", and the release stays in its folder.',
  );
});

test('a source with another SHA-256 stops the build before anything is made', async () => {
  const site = makeSite(folder('sha'));
  writeFileSync(folder('sha/disk.raw'), 'no disk, but its hash comes first');
  const right = createHash('sha256').update('no disk, but its hash comes first').digest('hex');
  const wrong = right.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  writeFileSync(site.definition, `name: demo\nsource: { disk: disk.raw, sha256: ${wrong} }\n`);
  expect(await refusal(buildSite(site))).toBe(
    `damaged: /sha/disk.raw: the SHA-256 ${right}, expected ${wrong}. Fetch it again, or correct source.sha256 where the source was changed on purpose.`,
  );
  expect(existsSync(site.out)).toBe(false);
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
  expect(journalOf(site.work).at(-1)).toMatchObject({ event: 'fail', station: 'provision', code: 'damaged' });
});

test('a source of another kind than its key says is a mistake of the definition', async () => {
  const site = makeSite(folder('kind'));
  writeFileSync(site.definition, 'name: demo\nsource: { disk: ./source }\n');
  expect(await refusal(buildSite(site))).toBe(
    'definition: /kind/source: a directory, expected what the key source.disk names. Write it under source.directory.',
  );
});

test('an image that is named twice is a mistake of the definition', async () => {
  const site = makeSite(folder('twice'));
  writeFileSync(folder('twice/base.wim'), 'MSWIM\0\0\0');
  for (const [key, value] of [
    ['index', '2'],
    ['edition', 'Pro'],
  ] as const) {
    writeFileSync(site.definition, `name: demo\nsource: { wim: 'base.wim#1', ${key}: ${value} }\n`);
    expect(await refusal(buildSite(site))).toBe(
      `definition: /twice/base.wim#1: "#1" and source.${key}, which both name an image, expected one of them`,
    );
  }
});

test('a disk that changes while it is captured is not released', async () => {
  const site = makeSite(folder('moving'));
  cpSync('examples/quickstart/reference.vhdx', folder('moving/disk.vhdx'));
  writeFileSync(site.definition, 'name: demo\nsource: { disk: disk.vhdx }\n');
  const { reporter } = reporterThat((name) => {
    if (name === 'capture') utimesSync(folder('moving/disk.vhdx'), 1, 1);
  });
  expect(await refusal(buildSite(site, {}, reporter))).toBe(
    'busy: /moving/disk.vhdx: it changed while it was captured, expected a disk that nothing writes to. Turn off the machine that uses it, then run it again.',
  );
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
  expect(existsSync(site.out)).toBe(false);
});

test('places that would spoil the build are refused', async () => {
  const site = makeSite(folder('places'));
  expect(await refusal(buildSite(site, { out: folder('places/source/release') }))).toBe(
    'usage: /places/source/release: the release inside /places/source, expected a place of its own. Choose another one with --out.',
  );
  expect(await refusal(buildSite(site, { work: folder('places/source') }))).toMatch(
    /^usage: \/places\/source\/demo-[0-9a-f]{12}: the work directory inside \/places\/source/,
  );
  expect(await refusal(buildSite(site, { env: { RUNNER_TEMP: folder('places') } }))).toBe(
    'usage: /places/work: a work directory under RUNNER_TEMP, which the runner empties with each job, expected a folder that outlives the job. Choose another one with --work.',
  );
  mkdirSync(site.out);
  writeFileSync(path.join(site.out, 'notes.txt'), 'mine');
  expect(await refusal(buildSite(site))).toMatch(/^exists: \/places\/release: holds "notes\.txt", which/);
  expect(readdirSync(site.out)).toEqual(['notes.txt']);
});

test('the work directory is one of the user, by the rules of the system', () => {
  const home = workDirectory(null, {
    HOME: '/nowhere',
    XDG_CACHE_HOME: path.resolve('/cache'),
    LOCALAPPDATA: '',
  });
  expect(home).toBe(path.resolve('/cache/image-factory'));
});

test('an interrupted build goes on with --resume, and gives the bytes of an undisturbed one', async () => {
  const site = makeSite(folder('resume'));
  await buildSite(site);
  const undisturbed = digestOf(site.out);
  const { reporter, told } = interruptAt('inspect');
  expect(await refusal(buildSite(site, {}, reporter))).toBe('interrupted: build: stopped by the user');
  expect(told.at(-1)).toBe('What capture made is kept: run it again with --resume to go on from there');
  expect(leftIn(site.work)).toEqual(['install.wim', 'journal.jsonl']);
  expect(journalOf(site.work).at(-1)).toMatchObject({
    event: 'fail',
    station: 'inspect',
    code: 'interrupted',
    message: 'build: stopped by the user',
  });
  const summary = await buildSite(site, { resume: true });
  expect(summary.stations.filter(({ state }) => state === 'reused').map(({ name }) => name)).toEqual([
    'provision',
    'prove',
    'capture',
  ]);
  expect(digestOf(site.out)).toEqual(undisturbed);
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
});

test('a resumed build carries the time of the interrupted one', async () => {
  const site = makeSite(folder('time'));
  writeFileSync(site.definition, 'name: demo\nsource: { directory: ./source }\n');
  await refusal(buildSite(site, {}, interruptAt('publish').reporter));
  const [first] = journalOf(site.work);
  const summary = await buildSite(site, { resume: true });
  expect(summary.stations.find(({ name }) => name === 'inspect')?.state).toBe('reused');
  const manifest = readFileSync(path.join(site.out, 'manifest.json'), 'utf8');
  expect(manifest).toContain(String(first?.['created']).slice(0, 19));
});

test.each([
  [
    'the source',
    (site: ReturnType<typeof makeSite>) => appendFileSync(path.join(site.folder, 'source/file-3.txt'), '!'),
  ],
  [
    'the definition',
    (site: ReturnType<typeof makeSite>) => appendFileSync(site.definition, 'capture: { level: fast }\n'),
  ],
  [
    'what was made',
    (site: ReturnType<typeof makeSite>) => {
      const wim = path.join(site.work, readdirSync(site.work)[0] ?? '', 'install.wim');
      const bytes = readFileSync(wim);
      bytes[500] = 255 - (bytes[500] ?? 0);
      writeFileSync(wim, bytes);
    },
  ],
])('when %s changed, --resume captures again', async (what, change) => {
  const site = makeSite(folder(`changed-${what}`));
  await refusal(buildSite(site, {}, interruptAt('inspect').reporter));
  change(site);
  const summary = await buildSite(site, { resume: true });
  expect(summary.stations.find(({ name }) => name === 'capture')?.state).toBe('done');
  const resumed = digestOf(site.out);
  await buildSite(site);
  expect(digestOf(site.out)).toEqual(resumed);
});

test('without --resume, what an interrupted build left is removed and told', async () => {
  const site = makeSite(folder('sweep'));
  await refusal(buildSite(site, {}, interruptAt('inspect').reporter));
  const { reporter, told } = reporterThat();
  await buildSite(site, {}, reporter);
  expect(told[0]).toMatch(
    /^\/sweep\/work\/demo-[0-9a-f]{12}: removed what an interrupted build left \(1 file, [0-9.]+ KiB\)$/,
  );
  expect(told.join('\n')).not.toContain('Going on');
  const again = reporterThat();
  await buildSite(site, { resume: true }, again.reporter);
  expect(again.told[0]).toBe(
    'No interrupted build of this definition is here to resume: building from the start',
  );
});

test('sweep removes what is left in a work directory, and nothing that is not of a build', async () => {
  const site = makeSite(folder('sweeping'));
  await refusal(buildSite(site, {}, interruptAt('inspect').reporter));
  mkdirSync(path.join(site.work, 'mine'));
  writeFileSync(path.join(site.work, 'mine', 'install.wim'), 'x');
  const [dry] = await sweep(site.work, { dryRun: true });
  expect(dry?.files.map((file) => path.basename(file))).toEqual(['install.wim']);
  expect(await sweep(site.work)).toEqual([dry]);
  expect(await sweep(site.work)).toEqual([]);
  expect(existsSync(path.join(site.work, 'mine', 'install.wim'))).toBe(true);
});

test('two builds of one definition do not meet', async () => {
  const site = makeSite(folder('busy'));
  const second: Promise<string>[] = [];
  const { reporter } = reporterThat((name) => {
    if (name === 'prove') second.push(refusal(buildSite(site, { resume: true })));
  });
  await buildSite(site, {}, reporter);
  const [told = ''] = await Promise.all(second);
  expect(told).toMatch(
    /^busy: .*\/lock: process \d+ builds this definition, expected one build of a definition at a time\. Wait until it has ended\.$/,
  );
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
});

test.each([
  ['of a process that is gone', '{"pid":999999999,"host":"HOST","started":"x"}'],
  [
    'of a process whose number another one has by now',
    `{"pid":${process.ppid},"host":"HOST","started":"another"}`,
  ],
  ['that says nothing', '{"pid":'],
])('a lock %s is taken over', async (what, text) => {
  const { hostname } = await import('node:os');
  const site = makeSite(folder(`stale ${what}`));
  await buildSite(site);
  const build = path.join(site.work, readdirSync(site.work)[0] ?? '');
  writeFileSync(path.join(build, 'lock'), text.replace('HOST', hostname()));
  await expect(buildSite(site)).resolves.toMatchObject({ name: 'demo' });
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
});

test('a lock of another host is believed', async () => {
  const site = makeSite(folder('other-host'));
  await buildSite(site);
  const build = path.join(site.work, readdirSync(site.work)[0] ?? '');
  writeFileSync(path.join(build, 'lock'), '{"pid":1,"host":"elsewhere.example","started":""}');
  expect(await refusal(buildSite(site))).toMatch(
    /^busy: .*: process 1 on elsewhere\.example builds this definition, .* where it is gone, remove this file\.$/,
  );
});

test('what a process left that was killed while it took the lock is removed', async () => {
  const site = makeSite(folder('claim'));
  await buildSite(site);
  const build = path.join(site.work, readdirSync(site.work)[0] ?? '');
  writeFileSync(path.join(build, 'lock.999999999'), '{');
  writeFileSync(path.join(build, 'lock.999999999.stale'), '{');
  await buildSite(site);
  expect(leftIn(site.work)).toEqual(['journal.jsonl']);
});

test('a journal is believed up to its first line that is no record', async () => {
  const site = makeSite(folder('journal'));
  await refusal(buildSite(site, {}, interruptAt('publish').reporter));
  const journal = path.join(site.work, readdirSync(site.work)[0] ?? '', 'journal.jsonl');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes('"end","station":"capture"'));
  for (const damage of ['null', '{"event":7}', 'x']) {
    writeFileSync(journal, lines.with(at, damage).join('\n'));
    const { reporter } = interruptAt('inspect');
    await refusal(buildSite(site, { resume: true }, reporter));
    const again = journalOf(site.work).findLast(({ station }) => station === 'capture');
    expect(again).toMatchObject({ event: 'end', state: 'done' });
  }
});

test('half a line at the end of a journal says nothing', async () => {
  const site = makeSite(folder('torn'));
  await refusal(buildSite(site, {}, interruptAt('publish').reporter));
  const journal = path.join(site.work, readdirSync(site.work)[0] ?? '', 'journal.jsonl');
  appendFileSync(journal, '{"event":"begin","station":"capt');
  const summary = await buildSite(site, { resume: true });
  expect(summary.stations.find(({ name }) => name === 'inspect')?.state).toBe('reused');
  expect(journalOf(site.work).at(-1)).toMatchObject({ event: 'complete' });
});

testWith(
  ['wimlib-imagex'],
  'an archive over release.split is released as parts, as wimlib joins them',
  async () => {
    const site = makeSite(folder('split'));
    const whole = await buildSite(site);
    const wim = readFileSync(whole.wim);
    const split = `release: { split: ${Math.ceil(wim.length / 2)} B }\n`;
    appendFileSync(site.definition, split);
    const summary = await buildSite(site);
    expect(readdirSync(site.out)).toEqual([
      'SHA256SUMS',
      'install.swm',
      'install2.swm',
      'install3.swm',
      'manifest.json',
    ]);
    expect(summary.wim).toBe(path.join(site.out, 'install.swm'));
    for (const name of ['install.swm', 'install2.swm', 'install3.swm']) {
      expect(statSync(path.join(site.out, name)).size).toBeLessThanOrEqual(Math.ceil(wim.length / 2));
    }
    const joined = folder('split', 'joined.wim');
    await runPeer('wimlib-imagex', [
      'join',
      joined,
      ...['', 2, 3].map((number) => path.join(site.out, `install${number}.swm`)),
    ]);
    expect(await runPeer('wimlib-imagex', ['verify', joined])).toContain('successfully verified');
    await runPeer('sh', ['-c', 'cd "$0" && sha256sum -c SHA256SUMS', site.out]);
    const { archive } = (await readManifest(summary.manifest)).facts;
    expect(archive?.parts.map(({ name, size, sha256 }) => [name, size, sha256])).toEqual(
      ['install.swm', 'install2.swm', 'install3.swm'].map((name) => {
        const bytes = readFileSync(path.join(site.out, name));
        return [name, bytes.length, createHash('sha256').update(bytes).digest('hex')];
      }),
    );
    for await (const { part = 0, offset = 0, stored = 0, storedHash } of (
      await readManifest(summary.manifest)
    ).blobs()) {
      const file = path.join(site.out, archive?.parts[part - 1]?.name ?? '');
      const bytes = readFileSync(file).subarray(offset, offset + stored);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(storedHash);
    }
  },
);

test('an archive that fits into release.split stays install.wim', async () => {
  const site = makeSite(folder('fits'), 'release: { split: 1900 MiB }\n');
  await buildSite(site);
  expect(readdirSync(site.out)).toEqual(['SHA256SUMS', 'install.wim', 'manifest.json']);
});

test('a content over release.split is told by the name of its file', async () => {
  const site = makeSite(folder('large'), 'release: { split: 4 KiB }\n', 1);
  const { reporter, told } = reporterThat();
  await buildSite(site, {}, reporter);
  expect(told.join('\n')).toMatch(
    /warning: .*install2\.swm: [0-9.]+ KiB: a content cannot be cut, and that of \\file-0\.txt, \\twins\\twin-0\.txt is one, more than 4\.0 KiB/,
  );
});

test('contents that a store takes in no file are named, all of them, before a part is written', async () => {
  const site = makeSite(folder('impossible'), '', 2);
  await buildSite(site);
  const wim = path.join(site.out, 'install.wim');
  const [parts, store] = [folder('no-parts'), folderStore(folder('store'))];
  mkdirSync(parts);
  const limited = { ...store, fileLimit: 4096, label: 'github:contoso/images' };
  const { reporter } = reporterThat();
  const message = await refusal(
    partsOf(
      { path: wim, ...(await hashFile(wim, reporter)) },
      { split: 4096, folder: parts, store: limited, reporter },
    ),
  );
  expect(message).toMatch(
    /github:contoso\/images: 2 contents too large for it, and a content cannot be cut: \\file-0\.txt, \\twins\\twin-0\.txt \([0-9.]+ KiB\); \\file-1\.txt \([0-9.]+ KiB\), expected at most 4\.0 KiB each\. Leave such files out of the image with capture\.exclude/,
  );
  expect(readdirSync(parts)).toEqual([]);
});

test('another split takes over what an interrupted build captured', async () => {
  const site = makeSite(folder('resplit'), 'release: { split: 20 KiB }\n');
  await refusal(buildSite(site, {}, interruptAt('publish').reporter));
  writeFileSync(site.definition, readFileSync(site.definition, 'utf8').replace('20 KiB', '60 KiB'));
  const summary = await buildSite(site, { resume: true });
  expect(summary.stations.map(({ name, state }) => `${name}: ${state}`).slice(-3)).toEqual([
    'capture: reused',
    'inspect: done',
    'publish: done',
  ]);
});
