import { describe, expect, test } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readWindowsInfo } from '../../src/inspect/index.js';
import { ARCHITECTURE, type WindowsInfo } from '../../src/wim/index.js';
import { temporaryFolder } from '../support/folder.js';
import { interrupted, logEntry, newLog } from '../support/hive-log.js';
import {
  buildHive,
  dword,
  multiSz,
  sz,
  type HiveKeySpec,
  type HiveValueSpec,
} from '../support/hive-writer.js';
import { directory, file, memoryTree, type Node, type Nodes } from '../support/memory-tree.js';
import { runPeer, testWith } from '../support/peers.js';
import { peFile, softwareHive, systemHive } from '../support/windows-hives.js';

const folder = temporaryFolder();

const MACHINE_AMD64 = 0x8664;
const STATE_INI = '[State]\r\nImageState=IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE\r\n';

const CURRENT_VERSION: Readonly<Record<string, HiveValueSpec>> = {
  ProductName: sz('Windows 10 Enterprise'),
  EditionID: sz('Enterprise'),
  InstallationType: sz('Client'),
  CurrentVersion: sz('6.3'),
  CurrentMajorVersionNumber: dword(10),
  CurrentMinorVersionNumber: dword(0),
  CurrentBuild: sz('26200'),
  CurrentBuildNumber: sz('26200'),
  UBR: dword(7171),
  DisplayVersion: sz('25H2'),
  BuildBranch: sz('ge_release'),
  BuildLab: sz('26100.ge_release.240331-1435'),
  BuildLabEx: sz('26100.1.amd64fre.ge_release.240331-1435'),
};

const CONTROL: HiveKeySpec = {
  keys: {
    ProductOptions: { values: { ProductType: sz('WinNT'), ProductSuite: multiSz(['Terminal Server']) } },
    Windows: { values: { CSDVersion: dword(0x100), CSDBuildNumber: dword(1) } },
    Nls: { keys: { Language: { values: { InstallLanguage: sz('0407'), Default: sz('0407') } } } },
    MUI: {
      keys: {
        UILanguages: {
          keys: { 'de-DE': { values: { LCID: dword(0x407) } }, 'en-US': { values: { LCID: dword(0x409) } } },
        },
      },
    },
    Class: {
      keys: {
        '{4D36E966-E325-11CE-BFC1-08002BE10318}': {
          keys: { '0000': { values: { MatchingDeviceId: sz('acpiapic') } } },
        },
      },
    },
  },
};

const SOFTWARE = softwareHive(CURRENT_VERSION);
const SYSTEM = systemHive({ ControlSet001: { keys: { Control: CONTROL } } }, { Current: 1, Default: 1 });

const EXPECTED: WindowsInfo = {
  architecture: ARCHITECTURE.amd64,
  productName: 'Microsoft® Windows® Operating System',
  editionId: 'Enterprise',
  installationType: 'Client',
  productType: 'WinNT',
  productSuite: 'Terminal Server',
  hal: 'acpiapic',
  languages: ['de-DE', 'en-US'],
  defaultLanguage: 'de-DE',
  version: { major: 10, minor: 0, build: 26_200, spBuild: 7171, spLevel: 1, branch: 'ge_release' },
  systemRoot: 'WINDOWS',
  displayName: 'Windows 11 Enterprise',
  displayVersion: '25H2',
  imageState: 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE',
};

interface Parts {
  readonly software?: Uint8Array;
  readonly system?: Uint8Array | null;
  readonly config?: Nodes;
  readonly kernel32?: Uint8Array | null;
  readonly stateIni?: string | Uint8Array;
}

/** A tree that holds the given parts of a Windows, in folders as Windows names them. */
function windows(parts: Parts = {}): Node {
  const { software = SOFTWARE, system = SYSTEM, config = {}, kernel32 = peFile(MACHINE_AMD64) } = parts;
  return directory({
    System32: directory({
      config: directory({
        SOFTWARE: file(software),
        ...(system === null ? {} : { SYSTEM: file(system) }),
        ...config,
      }),
      ...(kernel32 === null ? {} : { 'kernel32.dll': file(kernel32) }),
    }),
    Setup: directory({ State: directory({ 'State.ini': file(parts.stateIni ?? STATE_INI) }) }),
  });
}

const infoOf = (parts: Parts) => readWindowsInfo(memoryTree({ Windows: windows(parts) }));

const withCurrentVersion = (values: Readonly<Record<string, HiveValueSpec>>) =>
  infoOf({ software: softwareHive(values) });

const withControl = (control: HiveKeySpec) =>
  infoOf({ system: systemHive({ ControlSet001: { keys: { Control: control } } }, { Current: 1 }) });

/** @param installed the languages with their LCIDs */
const withLanguages = (installed: Record<string, number>, lcid: string) => {
  const keys = Object.entries(installed).map(([name, id]) => [name, { values: { LCID: dword(id) } }]);
  return withControl({
    keys: {
      MUI: { keys: { UILanguages: { keys: Object.fromEntries(keys) as Record<string, HiveKeySpec> } } },
      Nls: { keys: { Language: { values: { InstallLanguage: sz(lcid) } } } },
    },
  });
};

describe('readWindowsInfo()', () => {
  test('gives everything that DISM, Setup and MDT look for', async () => {
    expect(await infoOf({})).toEqual(EXPECTED);
  });

  test('is null where there is no Windows', async () => {
    expect(await readWindowsInfo(memoryTree({}))).toBeNull();
    expect(await readWindowsInfo(memoryTree({ Windows: directory({ System32: directory() }) }))).toBeNull();
    expect(await readWindowsInfo(memoryTree({ Windows: file('a file') }))).toBeNull();
  });

  test('finds Windows in whatever folder and case it is', async () => {
    const elsewhere = memoryTree({ Data: directory(), WinNT: windows() });
    expect(await readWindowsInfo(elsewhere)).toEqual({ ...EXPECTED, systemRoot: 'WINNT' });
    const lower = memoryTree({
      windows: directory({
        SYSTEM32: directory({ Config: directory({ software: file(SOFTWARE), System: file(SYSTEM) }) }),
      }),
    });
    expect((await readWindowsInfo(lower))?.editionId).toBe('Enterprise');
  });

  test('takes the one in \\Windows where an older one lies beside it', async () => {
    const old = windows({ software: softwareHive({ EditionID: sz('Core') }) });
    const tree = memoryTree({ 'A copy': old, Windows: windows(), 'Windows.old': old });
    expect((await readWindowsInfo(tree))?.editionId).toBe('Enterprise');
  });

  test('takes the control set that Select names, never just the first', async () => {
    const first = {
      keys: { Control: { keys: { ProductOptions: { values: { ProductType: sz('LanmanNT') } } } } },
    };
    const second = { keys: { Control: CONTROL } };
    const sets = { ControlSet001: first, ControlSet002: second };
    const productType = async (select: Record<string, number>) =>
      (await infoOf({ system: systemHive(sets, select) }))?.productType;
    expect(await productType({ Current: 1, Default: 2 })).toBe('WinNT');
    expect(await productType({ Current: 2 })).toBe('WinNT');
    expect(await productType({ Current: 2, Default: 7 })).toBe('WinNT');
    expect(await productType({ Current: 2, Default: 1 })).toBe('LanmanNT');
    expect(await productType({})).toBe('LanmanNT');
  });

  test('calls Windows 11 by its name, and nothing else', async () => {
    const displayName = async (name: string, build: string, type: string) => {
      const values = { ProductName: sz(name), CurrentBuild: sz(build), InstallationType: sz(type) };
      return (await withCurrentVersion(values))?.displayName;
    };
    expect(await displayName('Windows 10 Pro', '22000', 'Client')).toBe('Windows 11 Pro');
    expect(await displayName('Windows 10 Pro', '19045', 'Client')).toBe('Windows 10 Pro');
    expect(await displayName('Windows 11 IoT Enterprise', '26100', 'Client')).toBe(
      'Windows 11 IoT Enterprise',
    );
    expect(await displayName('Windows Server 2025 Datacenter', '26100', 'Server')).toBe(
      'Windows Server 2025 Datacenter',
    );
    const untyped = { ProductName: sz('Windows 10 Pro'), CurrentBuild: sz('26100') };
    expect((await withCurrentVersion(untyped))?.displayName).toBe('Windows 11 Pro');
  });

  test('reads the version of Windows 7, which has neither UBR nor numbers', async () => {
    const info = await withCurrentVersion({
      CurrentVersion: sz('6.1'),
      CurrentBuild: sz('7601'),
      BuildLab: sz('7601.win7sp1_rtm.101119-1850'),
      BuildLabEx: sz('7601.17514.amd64fre.win7sp1_rtm.101119-1850'),
    });
    expect(info?.version).toEqual({
      major: 6,
      minor: 1,
      build: 7601,
      spBuild: 17_514,
      spLevel: 1,
      branch: 'win7sp1_rtm',
    });
  });

  test('gives an empty value for each that the installation does not name', async () => {
    const bare = { software: buildHive({}), system: null, kernel32: null, stateIni: '' };
    expect(await infoOf(bare)).toEqual({
      ...EXPECTED,
      architecture: ARCHITECTURE.x86,
      editionId: '',
      installationType: '',
      productType: '',
      productSuite: '',
      hal: '',
      languages: [],
      defaultLanguage: '',
      version: { major: 0, minor: 0, build: 0, spBuild: 0, spLevel: 0, branch: '' },
      displayName: '',
      displayVersion: '',
      imageState: '',
    });
    expect(await infoOf({ ...bare, system: buildHive({}) })).toMatchObject({
      productType: '',
      languages: [],
    });
  });

  test('names the default language by the LCID that the hive gives it, else by the known ones', async () => {
    expect(await withLanguages({ 'en-US': 0x409, 'gd-GB': 0x491 }, '0491')).toMatchObject({
      defaultLanguage: 'gd-GB',
    });
    expect(await withLanguages({}, '0411')).toMatchObject({ defaultLanguage: 'ja-JP', languages: ['ja-JP'] });
    expect(await withLanguages({ 'fr-FR': 0 }, 'none')).toMatchObject({ defaultLanguage: 'fr-FR' });
    expect(await withLanguages({ 'fr-FR': 0, 'de-DE': 0 }, 'none')).toMatchObject({ defaultLanguage: '' });
  });

  test('knows each architecture by the PE header of kernel32.dll', async () => {
    const machines = { x86: 0x14c, arm: 0x1c4, ia64: 0x200, amd64: 0x8664, arm64: 0xaa64 } as const;
    for (const [name, machine] of Object.entries(machines)) {
      const info = await infoOf({ kernel32: peFile(machine) });
      expect(info?.architecture).toBe(ARCHITECTURE[name as keyof typeof machines]);
    }
  });

  test('takes the architecture from the environment where kernel32.dll is no PE file', async () => {
    const environment = { values: { PROCESSOR_ARCHITECTURE: sz('ARM64') } };
    const control = { keys: { 'Session Manager': { keys: { Environment: environment } } } };
    const system = systemHive({ ControlSet001: { keys: { Control: control } } }, { Current: 1 });
    const truncated = peFile(MACHINE_AMD64).subarray(0, 0x82);
    for (const kernel32 of [
      null,
      new Uint8Array(0),
      Buffer.from('MZ'),
      truncated,
      Buffer.alloc(4096, 0xff),
    ]) {
      expect((await infoOf({ system, kernel32 }))?.architecture).toBe(ARCHITECTURE.arm64);
    }
  });

  test('reads the image state from State.ini in either encoding, else from the hive', async () => {
    const utf16 = Buffer.from(`\ufeff${STATE_INI}`, 'utf16le');
    expect((await infoOf({ stateIni: utf16 }))?.imageState).toBe('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE');
    const state = { values: { ImageState: sz('IMAGE_STATE_COMPLETE') } };
    const software = buildHive({
      keys: {
        Microsoft: {
          keys: { Windows: { keys: { CurrentVersion: { keys: { Setup: { keys: { State: state } } } } } } },
        },
      },
    });
    expect((await infoOf({ software, stateIni: '[State]\r\n' }))?.imageState).toBe('IMAGE_STATE_COMPLETE');
  });
});

describe('a hive whose last write did not finish', () => {
  const before = softwareHive({ ...CURRENT_VERSION, UBR: dword(1) });
  const dirty = interrupted(before);

  test('is read with the log beside it', async () => {
    const log = newLog(before, 1, [logEntry(before, SOFTWARE, 1)]);
    const config = { 'SOFTWARE.LOG1': file(Buffer.alloc(0)), 'SOFTWARE.LOG2': file(log) };
    expect(await infoOf({ software: dirty, config })).toEqual(EXPECTED);
  });

  test('is named without one, and read as it is when that is asked for', async () => {
    const tree = memoryTree({ Windows: windows({ software: dirty }) }, {}, 'disk.vhdx#3');
    await expect(readWindowsInfo(tree)).rejects.toMatchObject({
      code: 'dirty',
      details: { subject: 'disk.vhdx#3: \\Windows\\System32\\config\\SOFTWARE' },
    });
    expect((await readWindowsInfo(tree, { allowDirty: true }))?.version.spBuild).toBe(1);
  });
});

testWith(['wimlib-imagex'], 'wimlib reads the same, where it does not go wrong', async () => {
  const source = folder('windows');
  const put = (name: string, content: Uint8Array | string) => {
    const target = path.join(source, 'Windows', name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  put('System32/config/SOFTWARE', SOFTWARE);
  put('System32/config/SYSTEM', SYSTEM);
  put('System32/kernel32.dll', peFile(MACHINE_AMD64));
  put('System32/ntdll.dll', peFile(MACHINE_AMD64));
  await runPeer('wimlib-imagex', ['capture', source, folder('windows.wim'), 'name', '--compress=none']);
  const xml = await runPeer('sh', [
    '-c',
    'wimlib-imagex info "$1" --extract-xml="$2" >&2 && iconv -f UTF-16LE -t UTF-8 "$2"',
    'sh',
    folder('windows.wim'),
    folder('windows.xml'),
  ]);
  const document = new DOMParser().parseFromString(xml.replace(/^\ufeff/, ''), 'text/xml');
  const texts = (name: string) =>
    [...document.getElementsByTagName(name)].map(({ textContent }) => textContent ?? '');
  const info = (await infoOf({})) as WindowsInfo;
  const { version } = info;
  expect({
    ARCH: texts('ARCH'),
    EDITIONID: texts('EDITIONID'),
    INSTALLATIONTYPE: texts('INSTALLATIONTYPE'),
    HAL: texts('HAL'),
    PRODUCTTYPE: texts('PRODUCTTYPE'),
    PRODUCTSUITE: texts('PRODUCTSUITE'),
    LANGUAGE: texts('LANGUAGE'),
    DEFAULT: texts('DEFAULT'),
    VERSION: [...texts('MAJOR'), ...texts('MINOR'), ...texts('BUILD'), ...texts('SPLEVEL')],
    SYSTEMROOT: texts('SYSTEMROOT').map((name) => name.toUpperCase()),
    FLAGS: texts('FLAGS'),
  }).toEqual({
    ARCH: [String(info.architecture)],
    EDITIONID: [info.editionId],
    INSTALLATIONTYPE: [info.installationType],
    HAL: [info.hal],
    PRODUCTTYPE: [info.productType],
    PRODUCTSUITE: [info.productSuite],
    LANGUAGE: info.languages,
    DEFAULT: [info.defaultLanguage],
    VERSION: [version.major, version.minor, version.build, version.spLevel].map(String),
    SYSTEMROOT: [info.systemRoot],
    FLAGS: [info.editionId],
  });
  // Where wimlib goes by CSDBuildNumber, which is not the revision, and by a name that is out of date.
  expect([texts('SPBUILD'), texts('PRODUCTNAME')]).toEqual([['1'], ['Windows 10 Enterprise']]);
  expect([version.spBuild, info.productName]).toEqual([7171, 'Microsoft® Windows® Operating System']);
});
