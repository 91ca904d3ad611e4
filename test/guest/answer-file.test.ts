import { describe, expect, test } from '@jest/globals';
import { DOMParser, type Element } from '@xmldom/xmldom';
import {
  answerFile,
  setupAnswerFile,
  setupKey,
  type Architecture,
  type SetupRequest,
} from '../../src/guest/index.js';

const ARCHITECTURES: readonly Architecture[] = ['amd64', 'arm64'];

const setupOf = (architecture: Architecture, given: Partial<SetupRequest> = {}): string =>
  setupAnswerFile({ architecture, index: 6, language: 'de-DE', productKey: null, ...given });

/**
 * In which passes a component may have settings, and what it may hold there. The elements stand in client and server alike,
 * for both architectures, as the pages say under "Applies To".
 */
const REFERENCE = 'learn.microsoft.com/windows-hardware/customize/desktop/unattend/';
const KNOWN: readonly (readonly [page: string, passes: readonly string[], path: string])[] = [
  [
    'microsoft-windows-international-core-winpe-setupuilanguage-uilanguage',
    ['windowsPE'],
    'Microsoft-Windows-International-Core-WinPE/SetupUILanguage/UILanguage',
  ],
  [
    'microsoft-windows-international-core-winpe-inputlocale',
    ['windowsPE'],
    'Microsoft-Windows-International-Core-WinPE/InputLocale',
  ],
  [
    'microsoft-windows-international-core-winpe-systemlocale',
    ['windowsPE'],
    'Microsoft-Windows-International-Core-WinPE/SystemLocale',
  ],
  [
    'microsoft-windows-international-core-winpe-uilanguage',
    ['windowsPE'],
    'Microsoft-Windows-International-Core-WinPE/UILanguage',
  ],
  [
    'microsoft-windows-international-core-winpe-userlocale',
    ['windowsPE'],
    'Microsoft-Windows-International-Core-WinPE/UserLocale',
  ],
  ...(['Order', 'Size', 'Extend', 'Type'] as const).map(
    (name) =>
      [
        `microsoft-windows-setup-diskconfiguration-disk-createpartitions-createpartition-${name.toLowerCase()}`,
        ['windowsPE'],
        `Microsoft-Windows-Setup/DiskConfiguration/Disk/CreatePartitions/CreatePartition/${name}`,
      ] as const,
  ),
  ...(['Order', 'Format', 'Label', 'Letter', 'PartitionID'] as const).map(
    (name) =>
      [
        `microsoft-windows-setup-diskconfiguration-disk-modifypartitions-modifypartition-${name.toLowerCase()}`,
        ['windowsPE'],
        `Microsoft-Windows-Setup/DiskConfiguration/Disk/ModifyPartitions/ModifyPartition/${name}`,
      ] as const,
  ),
  ...(['Disk/DiskID', 'Disk/WillWipeDisk', 'WillShowUI'] as const).map(
    (name) =>
      [
        `microsoft-windows-setup-diskconfiguration-${name.toLowerCase().replace('/', '-')}`,
        ['windowsPE'],
        `Microsoft-Windows-Setup/DiskConfiguration/${name}`,
      ] as const,
  ),
  ...(
    [
      'InstallFrom/MetaData/Key',
      'InstallFrom/MetaData/Value',
      'InstallTo/DiskID',
      'InstallTo/PartitionID',
      'WillShowUI',
    ] as const
  ).map(
    (name) =>
      [
        `microsoft-windows-setup-imageinstall-osimage-${name.toLowerCase().replaceAll('/', '-')}`,
        ['windowsPE'],
        `Microsoft-Windows-Setup/ImageInstall/OSImage/${name}`,
      ] as const,
  ),
  ...(['Order', 'Path'] as const).map(
    (name) =>
      [
        `microsoft-windows-setup-runsynchronous-runsynchronouscommand-${name.toLowerCase()}`,
        ['windowsPE'],
        `Microsoft-Windows-Setup/RunSynchronous/RunSynchronousCommand/${name}`,
      ] as const,
  ),
  ...(['AcceptEula', 'ProductKey/Key', 'ProductKey/WillShowUI'] as const).map(
    (name) =>
      [
        `microsoft-windows-setup-userdata-${name.toLowerCase().replace('/', '-')}`,
        ['windowsPE'],
        `Microsoft-Windows-Setup/UserData/${name}`,
      ] as const,
  ),
  [
    'microsoft-windows-deployment-reseal-mode',
    ['oobeSystem', 'auditUser'],
    'Microsoft-Windows-Deployment/Reseal/Mode',
  ],
  ...(['Description', 'Order', 'Path'] as const).map(
    (name) =>
      [
        `microsoft-windows-deployment-runasynchronous-runasynchronouscommand-${name.toLowerCase()}`,
        ['specialize', 'auditUser'],
        `Microsoft-Windows-Deployment/RunAsynchronous/RunAsynchronousCommand/${name}`,
      ] as const,
  ),
];

describe.each(ARCHITECTURES)('answer files for %s', (architecture) => {
  test('an applied image is sealed to audit mode, and the agent is started there: nothing else', () => {
    expect(settingsOf(answerFile(architecture))).toEqual([
      ['oobeSystem', 'Microsoft-Windows-Deployment/Reseal/Mode', 'Audit'],
      [
        'auditUser',
        'Microsoft-Windows-Deployment/RunAsynchronous/RunAsynchronousCommand/Description',
        'Start the agent of the image factory',
      ],
      ['auditUser', 'Microsoft-Windows-Deployment/RunAsynchronous/RunAsynchronousCommand/Order', '1'],
      [
        'auditUser',
        'Microsoft-Windows-Deployment/RunAsynchronous/RunAsynchronousCommand/Path',
        'powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "[IO.DriveInfo]::GetDrives() | Where-Object ' +
          "{ $_.IsReady -and $_.VolumeLabel -eq 'IMGF_PAYLOAD' } | ForEach-Object { & ($_.Name + 'agent\\agent.ps1') " +
          '-Bootstrap }"',
      ],
    ]);
  });

  test('Setup: disk 0 with ESP, MSR and Windows, the image by its index, no question, then audit mode', () => {
    const settings = settingsOf(setupOf(architecture, { productKey: 'NPPR9-FWDCX-D2C8J-H872K-2YT43' }));
    expect(settings.slice(-4)).toEqual(settingsOf(answerFile(architecture)));
    const disk = 'Microsoft-Windows-Setup/DiskConfiguration/';
    const create = `${disk}Disk/CreatePartitions/CreatePartition/`;
    const modify = `${disk}Disk/ModifyPartitions/ModifyPartition/`;
    const image = 'Microsoft-Windows-Setup/ImageInstall/OSImage/';
    const command = 'Microsoft-Windows-Setup/RunSynchronous/RunSynchronousCommand/';
    const user = 'Microsoft-Windows-Setup/UserData/';
    expect(settings.slice(5, -4)).toEqual(
      [
        [`${create}Order`, '1'],
        [`${create}Size`, '260'],
        [`${create}Type`, 'EFI'],
        [`${create}Order`, '2'],
        [`${create}Size`, '16'],
        [`${create}Type`, 'MSR'],
        [`${create}Order`, '3'],
        [`${create}Extend`, 'true'],
        [`${create}Type`, 'Primary'],
        [`${modify}Order`, '1'],
        [`${modify}Format`, 'FAT32'],
        [`${modify}Label`, 'System'],
        [`${modify}PartitionID`, '1'],
        [`${modify}Order`, '2'],
        [`${modify}PartitionID`, '2'],
        [`${modify}Order`, '3'],
        [`${modify}Format`, 'NTFS'],
        [`${modify}Label`, 'Windows'],
        [`${modify}Letter`, 'C'],
        [`${modify}PartitionID`, '3'],
        [`${disk}Disk/DiskID`, '0'],
        [`${disk}Disk/WillWipeDisk`, 'true'],
        [`${disk}WillShowUI`, 'OnError'],
        [`${image}InstallFrom/MetaData/Key`, '/IMAGE/INDEX'],
        [`${image}InstallFrom/MetaData/Value`, '6'],
        [`${image}InstallTo/DiskID`, '0'],
        [`${image}InstallTo/PartitionID`, '3'],
        [`${image}WillShowUI`, 'OnError'],
        ...['TPM', 'SecureBoot', 'RAM', 'CPU', 'Storage'].flatMap((check, index) => [
          [`${command}Order`, `${index + 1}`],
          [
            `${command}Path`,
            `reg.exe add HKLM\\SYSTEM\\Setup\\LabConfig /v Bypass${check}Check /t REG_DWORD /d 1 /f`,
          ],
        ]),
        [`${user}AcceptEula`, 'true'],
        [`${user}ProductKey/Key`, 'NPPR9-FWDCX-D2C8J-H872K-2YT43'],
        [`${user}ProductKey/WillShowUI`, 'OnError'],
      ].map(([path, value]) => ['windowsPE', path, value]),
    );
  });

  test('no element is empty, also where Setup is given no key: the schema forbids it', () => {
    for (const text of [answerFile(architecture), setupOf(architecture)]) {
      expect(settingsOf(text).filter(([, , value]) => value.trim() === '')).toEqual([]);
    }
  });

  test('Setup speaks the language of its medium', () => {
    const languages = settingsOf(setupOf(architecture)).slice(0, 5);
    expect(languages.map(([, , value]) => value)).toEqual(Array.from({ length: 5 }, () => 'de-DE'));
  });

  test('every setting is one that the reference knows, in a pass where it is valid', () => {
    for (const text of [answerFile(architecture), setupOf(architecture)]) {
      for (const [pass, path] of settingsOf(text)) {
        const [page, passes] = KNOWN.find(([, , known]) => known === path) ?? [];
        expect([path, page === undefined ? 'unknown' : REFERENCE + page]).not.toContain('unknown');
        expect(passes).toContain(pass);
      }
    }
  });

  test('every component carries the identity that Setup matches it by, and a pass stands once, in the order of its run', () => {
    const document = parse(setupOf(architecture));
    for (const component of document.getElementsByTagName('component')) {
      const attributes = ['processorArchitecture', 'publicKeyToken', 'language', 'versionScope'];
      expect(attributes.map((name) => component.getAttribute(name))).toEqual([
        architecture,
        '31bf3856ad364e35',
        'neutral',
        'nonSxS',
      ]);
    }
    const passes = [...document.getElementsByTagName('settings')].map((one) => one.getAttribute('pass'));
    expect(passes).toEqual(['windowsPE', 'oobeSystem', 'auditUser']);
    expect(document.namespaceURI).toBe('urn:schemas-microsoft-com:unattend');
  });

  test('an element of a list says that it is added', () => {
    const state = 'http://schemas.microsoft.com/WMIConfig/2002/State';
    const added = [...parse(setupOf(architecture)).getElementsByTagName('*')].filter(
      (one) => one.getAttributeNS(state, 'action') === 'add',
    );
    expect([...new Set(added.map(({ tagName }) => tagName))]).toEqual([
      'Disk',
      'CreatePartition',
      'ModifyPartition',
      'MetaData',
      'RunSynchronousCommand',
      'RunAsynchronousCommand',
    ]);
  });

  test('a command has no more than the 259 characters that Setup takes', () => {
    for (const [, path, value] of settingsOf(setupOf(architecture))) {
      if (path.endsWith('/Path')) expect(value.length).toBeLessThanOrEqual(259);
    }
  });

  test('no account and no password stands in it', () => {
    for (const text of [answerFile(architecture), setupOf(architecture)]) {
      expect(text).not.toMatch(/password|autologon|useraccounts|username/i);
    }
  });
});

test.each([
  ['Enterprise', '26100.1742', 'NPPR9-FWDCX-D2C8J-H872K-2YT43'],
  ['Professional', null, 'W269N-WFGWX-YVC9B-4J6C9-T83GX'],
  ['ServerStandard', '20348.587', 'VDYBN-27WPP-V4HQT-9VMD4-VMK7H'],
  ['ServerStandard', '26100.1742', 'TVRH6-WHNXV-R9WG3-9XRFY-MY832'],
  ['ServerStandard', '14393.0', null],
  ['ServerStandardEval', '26100.1742', null],
  ['', null, null],
])('setupKey() of %s, build %s', (edition, version, key) => {
  expect(setupKey(edition, version)).toBe(key);
});

test('what is inserted is escaped', () => {
  const settings = settingsOf(setupOf('amd64', { productKey: `A&B<C>"D'` }));
  expect(settings).toContainEqual([
    'windowsPE',
    'Microsoft-Windows-Setup/UserData/ProductKey/Key',
    `A&B<C>"D'`,
  ]);
});

test('what XML cannot hold is refused', () => {
  expect(() => setupOf('amd64', { productKey: 'A\u0000B' })).toThrow(
    'Key of the answer file: "A\\u0000B", expected no control character and no half of a surrogate pair: XML cannot hold them',
  );
});

function parse(text: string): Element {
  const root = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(text, 'text/xml').documentElement;
  if (root === null) throw new Error('the answer file has no root');
  return root;
}

/** Every leaf: its pass, its path from the component on, its text. */
function settingsOf(text: string): readonly (readonly [pass: string, path: string, value: string])[] {
  return [...parse(text).getElementsByTagName('settings')].flatMap((settings) =>
    childrenOf(settings).flatMap((component) =>
      leavesOf(component, component.getAttribute('name') ?? '').map(
        ([path, value]) => [settings.getAttribute('pass') ?? '', path, value] as const,
      ),
    ),
  );
}

function leavesOf(element: Element, path: string): readonly (readonly [string, string])[] {
  const children = childrenOf(element);
  if (children.length === 0) return [[path, element.textContent ?? '']];
  return children.flatMap((child) => leavesOf(child, `${path}/${child.tagName}`));
}

function childrenOf(element: Element): Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeType === 1);
}
