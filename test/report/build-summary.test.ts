import { expect, test } from '@jest/globals';
import { renderSummary, renderSummaryMarkdown, type BuildSummary } from '../../src/report/index.js';

const SUMMARY: BuildSummary = {
  name: 'win11-enterprise',
  version: '2026.11',
  tag: 'win11-enterprise-2026.11',
  build: '26200.7171',
  images: ['Enterprise', 'a|b <i>'],
  files: 214_000,
  directories: 1,
  bytes: 40 * 2 ** 30,
  uniqueBytes: 30 * 2 ** 30,
  storedBytes: 9 * 2 ** 30,
  savedBytes: 10 * 2 ** 30,
  betweenImages: 8 * 2 ** 30,
  shared: null,
  freedBytes: null,
  base: null,
  patchedBase: null,
  baseRelease: null,
  stations: [
    { name: 'check', milliseconds: 12, state: 'done' },
    { name: 'update', milliseconds: 0, state: 'nothing to do' },
    { name: 'capture', milliseconds: 185_000, state: 'reused' },
  ],
  releaseDirectory: '/release',
  wim: '/release/install.wim',
  manifest: '/release/manifest.json',
  location: '/store/win11-enterprise-2026.11',
  changed: false,
};

test('the summary is a table for the terminal', () => {
  expect(renderSummary(SUMMARY)).toBe(`win11-enterprise 2026.11, Windows build 26200.7171
  images   2 (Enterprise, a|b <i>)
  files    214,000 in 1 directory
  bytes    40.0 GiB
  unique   30.0 GiB, 9.0 GiB in the archive
  saved    10.0 GiB by single-instancing (25 %), 8.0 GiB of it between the images
  release  /release
  store    /store/win11-enterprise-2026.11, which held this release already
  check    0.0 s
  update   nothing to do
  capture  3 min 05 s, done before
  total    3 min 05 s
`);
});

test('the job summary is Markdown, in which names of users are no markup', () => {
  const text = renderSummaryMarkdown(SUMMARY);
  expect(text).toContain('| images | 2 (Enterprise, a&#124;b &#60;i&#62;) |');
  expect(text).toContain('| Station | Time |\n| --- | --- |\n| check | 0.0 s |');
  expect(
    text.startsWith('### win11-enterprise 2026.11, Windows build 26200.7171\n\n|  |  |\n| --- | --- |\n'),
  ).toBe(true);
});

test('an empty image has no share', () => {
  const empty = {
    ...SUMMARY,
    images: ['Enterprise'],
    build: '',
    files: 0,
    bytes: 0,
    uniqueBytes: 0,
    storedBytes: 0,
    savedBytes: 0,
  };
  expect(renderSummary(empty)).toContain('  saved    0 bytes by single-instancing\n');
  expect(renderSummary(empty).split('\n')[0]).toBe('win11-enterprise 2026.11');
});

test('a build with a machine says what that started from', () => {
  const text = renderSummary({ ...SUMMARY, base: 'from the cache' });
  expect(text.split('\n')[1]).toBe('  base disk  from the cache');
});

test('a build after another one says what the release before has too', () => {
  const fresh = { bytes: 3 * 2 ** 30, stored: 2 ** 30 };
  const shared = { tag: 'v|1', unique: 30 * 2 ** 30, shared: 27 * 2 ** 30, fresh };
  const row = '27.0 GiB of 30.0 GiB (90 %) as in';
  expect(renderSummary({ ...SUMMARY, shared })).toContain(
    `\n  shared   ${row} v|1, 3.0 GiB new, 1.0 GiB compressed\n`,
  );
  expect(renderSummaryMarkdown({ ...SUMMARY, shared })).toContain(`| shared | ${row} v&#124;1, `);
});

test('a build with a clean-up says what that saved', () => {
  expect(renderSummary({ ...SUMMARY, freedBytes: 2 ** 30 })).toContain(
    '\n  clean-up  1.0 GiB of the component store\n',
  );
});

test('a build on a release says what was copied from it', () => {
  const baseRelease = { tag: 'win11-2026.10', copiedBytes: SUMMARY.storedBytes / 2 };
  expect(renderSummary({ ...SUMMARY, baseRelease })).toMatch(
    /\n {2}copied +.* from win11-2026\.10, compressed as they were \(50 %\)\n/,
  );
});
