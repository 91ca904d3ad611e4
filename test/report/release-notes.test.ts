import { expect, test } from '@jest/globals';
import type { Change, Diff, ManifestFacts, ManifestImage } from '../../src/manifest/index.js';
import { renderReleaseNotes } from '../../src/report/index.js';
import { change, MONTH } from '../support/month.js';

function image(more: Partial<ManifestImage> = {}): ManifestImage {
  const build = { build: '26100.7171', architecture: 'amd64', languages: ['en-US'], edition: 'Enterprise' };
  return { index: 1, name: 'win11', ...build, files: 1234, directories: 5, bytes: 5 << 20, ...more };
}

function facts(images: readonly ManifestImage[], parts = 1): ManifestFacts {
  const names = Array.from({ length: parts }, (_, at) => `install${at === 0 ? '' : at + 1}.swm`);
  return {
    schemaVersion: 1,
    name: 'win11',
    version: '2026.11',
    created: '2026-11-23T00:00:00.0000000Z',
    tool: 'image-factory 0.1.0',
    archive: {
      guid: '00000000-0000-0000-0000-000000000000',
      compression: 'lzx',
      chunkSize: 32768,
      parts: (parts === 1 ? ['install.wim'] : names).map((name) => ({
        name,
        size: 4096,
        sha256: 'ab'.repeat(32),
        blocks: [],
      })),
    },
    images,
    savings: {
      bytes: 100 << 20,
      unique: 40 << 20,
      saved: 60 << 20,
      hardLinks: 50 << 20,
      betweenImages: 0,
      stored: 15 << 20,
      images: [],
    },
  };
}

function diff(changes: readonly Change[]): Diff {
  const none = { entries: 0, bytes: 0 };
  const counts = { added: none, removed: none, changed: none, moved: none, metadata: none, unchanged: none };
  return {
    from: 'a',
    to: 'b',
    counts: { ...counts, added: { entries: 3, bytes: 3 } },
    newContents: { contents: 9, bytes: 9 << 20, stored: 4 << 20 },
    goneContents: { contents: 2, bytes: 5 << 20, stored: 2 << 20 },
    notCompared: [],
    changes,
  };
}

test('the notes say build and updates by KB, what changed, the parts and how DISM applies them', () => {
  const before = facts([image({ build: '26100.6899', updates: ['KB5066835', 'KB5054156'] })]);
  const now = facts([image({ updates: ['KB5068861', 'KB5054156'] })], 2);
  const text = renderReleaseNotes({
    facts: now,
    previous: { tag: 'v_10', facts: before, diff: diff(MONTH) },
  });
  expect(text).toContain('### Changes since v&#95;10');
  expect(text).toContain('- win11: build 26100.6899 → **26100.7171**');
  expect(text).toContain('\n\nUpdates in win11: KB5068861, KB5054156.\n\n### Changes');
  expect(text).toContain('- win11: updates added: KB5068861\n');
  expect(text).toContain('- win11: updates superseded or removed: KB5066835\n');
  expect(text).toContain(
    '- 9 new contents (9.0 MiB, 4.0 MiB compressed): what `image-factory fetch` downloads',
  );
  expect(text).toContain('- contents: 31.0 MiB of 40.0 MiB (78 %) as in v&#95;10\n');
  expect(text).toContain(
    'Each content once: 40.0 MiB of 100 MiB, 15.0 MiB compressed; 60.0 MiB saved (50.0 MiB of it hard links).',
  );
  expect(text).toContain('<summary>Drivers: 1 (2 files, 4.9 KiB, 2.4 KiB compressed)</summary>');
  expect(text).toContain('| − | KB5066835 | 1 |  | 100 bytes |');
  expect(text).toContain(`| \`install2.swm\` | 4,096 bytes (4.0 KiB) | \`${'ab'.repeat(32)}\` |`);
  expect(text).toContain(
    'dism.exe /Apply-Image /ImageFile:install.swm /SWMFile:install*.swm /Index:1 /ApplyDir:W:\\',
  );
  expect(text).toContain(
    'md S:\\EFI\\Microsoft\\Boot\nW:\\Windows\\System32\\bcdboot.exe W:\\Windows /s S: /f UEFI',
  );
});

test('what a release shares with a base that is not the one before is said too', () => {
  const made = facts([image()]);
  const shared = { shared: 30 << 20, stored: 10 << 20 };
  const now = {
    ...made,
    inputs: { base: 'v_9' },
    savings: { ...made.savings, betweenReleases: shared },
  };
  const line = 'Contents: 30.0 MiB of 40.0 MiB (75 %) as in v&#95;9, which it was built against.';
  expect(renderReleaseNotes({ facts: now, previous: null })).toContain(`\n\n${line}\n\n`);
  const textAfter = (tag: string) =>
    renderReleaseNotes({ facts: now, previous: { tag, facts: made, diff: diff([]) } });
  expect(textAfter('v_10')).toContain(line);
  expect(textAfter('v_9')).not.toContain('built against');
});

test('a release of a version that read no updates is not compared by them', () => {
  const [before, now] = [facts([image()]), facts([image({ updates: ['KB5068861'] })])];
  const text = renderReleaseNotes({ facts: now, previous: { tag: 'v1', facts: before, diff: diff([]) } });
  expect(text).toContain('Updates in win11: KB5068861.');
  expect(text).not.toContain('updates added');
});

test('a name of users is no markup, and no image of Windows is not made to boot', () => {
  const plain = { index: 1, name: '<b>*x*|y', files: 0, directories: 1, bytes: 0 };
  const text = renderReleaseNotes({ facts: facts([plain]), previous: null });
  expect(text).toContain('&#60;b&#62;&#42;x&#42;&#124;y');
  expect(text).toContain('This is the first release of this image here.');
  expect(text).toContain('dism.exe /Apply-Image /ImageFile:install.wim /Index:1 /ApplyDir:W:\\');
  expect(text).not.toContain('bcdboot');
});

test('a table that is too long is cut, and the commands of DISM stay', () => {
  const end = /\n\n### Apply with DISM\n\n.*dism\.exe \/Apply-Image .*\n```\n$/s;
  const text = renderReleaseNotes({ facts: facts([image()], 1500), previous: null });
  expect(text.length).toBeLessThanOrEqual(120_000);
  expect(text).toContain('| `install100.swm` |');
  expect(text).toContain('\n| and 1,400 more |  |  |\n\n`SHA256SUMS` lists them all');
  expect(text).toMatch(end);
  const many = Array.from({ length: 3000 }, (_, at) => image({ index: at + 1, name: `image ${at}` }));
  const long = renderReleaseNotes({ facts: facts(many, 2), previous: null });
  expect(long.length).toBeLessThanOrEqual(120_000);
  expect(long).toMatch(/\|\n\n… and more than fits here\.\n\n### Files\n/);
  expect(long).toMatch(end);
});

test('however much changed, the notes stay under what GitHub takes, and say how much is left out', () => {
  const many = Array.from({ length: 40_000 }, (_, at) =>
    change('added', `\\Windows\\Fonts\\${'a very long name of a font '.repeat(8)}${at}.ttf`),
  );
  const others = Array.from({ length: 500 }, (_, at) =>
    change('added', `\\Folder ${at}${'x'.repeat(150)}\\a`),
  );
  const text = renderReleaseNotes({
    facts: facts([image()]),
    previous: { tag: 'v1', facts: facts([image()]), diff: diff([...many, ...others]) },
  });
  expect(text.length).toBeLessThan(120_000);
  expect(text).toContain('and 39,900 more');
  expect(text).toContain('dism.exe /Apply-Image');
});
