import { expect, test } from '@jest/globals';
import type { Change, ChangeKind, Diff, ManifestFacts, ManifestImage } from '../../src/manifest/index.js';
import { groupChanges, renderReleaseNotes } from '../../src/report/index.js';

function change(kind: ChangeKind, path: string, size = 100): Change {
  return { kind, image: '', path, directory: false, size };
}

const PACKAGES = '\\Windows\\servicing\\Packages';
const DRIVERS = '\\Windows\\System32\\DriverStore\\FileRepository';
const MONTH: readonly Change[] = [
  change('added', `${PACKAGES}\\Package_1_for_KB5068861~31bf3856ad364e35~amd64~~26100.7171.1.4.mum`),
  change('added', `${PACKAGES}\\Package_for_KB5068861~31bf3856ad364e35~amd64~~26100.7171.1.4.cat`),
  change('removed', `${PACKAGES}\\Package_for_KB5066835~31bf3856ad364e35~amd64~~26100.6899.1.3.mum`),
  change('added', `${PACKAGES}\\Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.20.mum`),
  change(
    'added',
    `${PACKAGES}\\Microsoft-Windows-NetFx3-OnDemand-Package~31bf3856ad364e35~amd64~~10.0.26100.1.mum`,
  ),
  change(
    'added',
    `${PACKAGES}\\Microsoft-Windows-Client-LanguagePack-Package~31bf3856ad364e35~amd64~de-DE~10.0.26100.1.mum`,
  ),
  change('added', `${DRIVERS}\\netwtw10.inf_amd64_0a1b2c\\netwtw10.sys`, 5000),
  change('removed', `${DRIVERS}\\netwtw10.inf_amd64_ffffff\\netwtw10.sys`, 4000),
  change('added', '\\Program Files\\WindowsApps\\Contoso.Chat_2.1.0.0_x64__8wekyb3d8bbwe\\chat.exe', 700),
  change('changed', '\\Program Files (x86)\\Fabrikam\\app.exe', 900),
  change('changed', '\\Windows\\System32\\config\\SOFTWARE', 80_000),
  change('changed', '\\Windows\\System32\\config\\SOFTWARE.LOG1', 10),
  change('changed', '\\Windows\\WinSxS\\amd64_x\\x.dll', 30),
  change('changed', '\\Windows\\System32\\ntoskrnl.exe', 12_000),
  change('added', '\\Tools\\a.txt', 1),
  change('metadata', '\\Users\\Public\\desktop.ini'),
  { ...change('added', '\\Data'), directory: true },
];

test('changes are grouped as updates, features, drivers, apps and places', () => {
  const rows = groupChanges(MONTH).flatMap(({ title, things }) =>
    things.map(({ name, kind, files, bytes }) => `${title} | ${kind} ${name} | ${files} ${bytes}`),
  );
  expect(rows).toEqual([
    'Updates | removed KB5066835 | 1 0',
    'Updates | added KB5068861 | 2 200',
    'Updates | added cumulative update 26100.7171 | 1 100',
    'Features, capabilities and languages | added Microsoft-Windows-Client-LanguagePack de-DE | 1 100',
    'Features, capabilities and languages | added Microsoft-Windows-NetFx3-OnDemand | 1 100',
    'Drivers | changed netwtw10.inf | 2 5000',
    'Apps | added Contoso.Chat 2.1.0.0 | 1 700',
    'Apps | changed Fabrikam | 1 900',
    'Registry hives | changed SOFTWARE | 2 80010',
    'Component store | changed WinSxS | 1 30',
    'Windows | changed System32 | 1 12000',
    'Other folders | added Tools | 1 1',
  ]);
});

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
    savings: { bytes: 0, unique: 0, saved: 0, hardLinks: 0, betweenImages: 0, images: [] },
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
  expect(text).toContain('- win11: updates added: KB5068861\n');
  expect(text).toContain('- win11: updates superseded or removed: KB5066835\n');
  expect(text).toContain(
    '- 9 new contents (9.0 MiB, 4.0 MiB compressed): what `image-factory fetch` downloads',
  );
  expect(text).toContain('<summary>Drivers: 1 (2 files, 4.9 KiB)</summary>');
  expect(text).toContain('| − | KB5066835 | 1 |  |');
  expect(text).toContain(`| \`install2.swm\` | 4,096 bytes (4.0 KiB) | \`${'ab'.repeat(32)}\` |`);
  expect(text).toContain(
    'dism.exe /Apply-Image /ImageFile:install.swm /SWMFile:install*.swm /Index:1 /ApplyDir:W:\\',
  );
  expect(text).toContain('W:\\Windows\\System32\\bcdboot.exe W:\\Windows /s S: /f UEFI');
});

test('a name of users is no markup, and no image of Windows is not made to boot', () => {
  const plain = { index: 1, name: '<b>*x*|y', files: 0, directories: 1, bytes: 0 };
  const text = renderReleaseNotes({ facts: facts([plain]), previous: null });
  expect(text).toContain('&#60;b&#62;&#42;x&#42;&#124;y');
  expect(text).toContain('This is the first release of this image here.');
  expect(text).toContain('dism.exe /Apply-Image /ImageFile:install.wim /Index:1 /ApplyDir:W:\\');
  expect(text).not.toContain('bcdboot');
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
