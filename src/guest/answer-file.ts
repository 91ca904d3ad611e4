/**
 * Answer files that bring Windows into audit mode and start the agent there. Audit mode logs the built-in Administrator on
 * by itself, so that no account is made and no password is set.
 *
 *   windowsPE    only from install media: hardware checks off, disk 0 partitioned, one image installed
 *   oobeSystem   Reseal to audit mode: no page of the first start is shown
 *   auditUser    looks for the payload medium by its label and lets the agent install itself
 *
 * Components, passes and elements: Unattended Windows Setup Reference,
 * learn.microsoft.com/windows-hardware/customize/desktop/unattend/.
 */

import { FactoryError } from '../errors.js';
import { PAYLOAD, PAYLOAD_LABEL } from './types.js';

export type Architecture = 'amd64' | 'arm64';

export interface SetupRequest {
  readonly architecture: Architecture;
  /** Of the image in the medium's install.wim, counted from 1. */
  readonly index: number;
  /** Of the medium and of the image: `en-US`. */
  readonly language: string;
  /** null: Setup is given none, and asks where its medium wants one; see `setupKey`. An empty one would make it ask. */
  readonly productKey: string | null;
}

/** For an applied image or a generalized disk: `Unattend.xml`. */
export function answerFile(architecture: Architecture): string {
  return unattend(auditMode(architecture));
}

/** For Setup from install media: `Autounattend.xml`. */
export function setupAnswerFile(request: SetupRequest): string {
  return unattend([...windowsPe(request), ...auditMode(request.architecture)]);
}

/** An element: its name, what it holds, and whether it is one of a list. */
type Element = readonly [name: string, content: string | number | readonly Element[], isListItem?: 'item'];

interface Component {
  readonly pass: 'windowsPE' | 'oobeSystem' | 'auditUser';
  readonly name: string;
  readonly architecture: Architecture;
  readonly content: readonly Element[];
}

/** A command of an answer file has at most 259 characters, hence one expression. Run again it finds the agent installed. */
const BOOTSTRAP = [
  'powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "[IO.DriveInfo]::GetDrives()',
  ` | Where-Object { $_.IsReady -and $_.VolumeLabel -eq '${PAYLOAD_LABEL}' }`,
  ` | ForEach-Object { & ($_.Name + '${PAYLOAD.agent}') -Bootstrap }"`,
].join('');

function auditMode(architecture: Architecture): readonly Component[] {
  const name = 'Microsoft-Windows-Deployment';
  const command: Element = [
    'RunAsynchronousCommand',
    [
      ['Description', 'Start the agent of the image factory'],
      ['Order', 1],
      ['Path', BOOTSTRAP],
    ],
    'item',
  ];
  return [
    { pass: 'oobeSystem', name, architecture, content: [['Reseal', [['Mode', 'Audit']]]] },
    { pass: 'auditUser', name, architecture, content: [['RunAsynchronous', [command]]] },
  ];
}

function windowsPe({ architecture, index, language, productKey }: SetupRequest): readonly Component[] {
  const international: readonly Element[] = [
    ['SetupUILanguage', [['UILanguage', language]]],
    ['InputLocale', language],
    ['SystemLocale', language],
    ['UILanguage', language],
    ['UserLocale', language],
  ];
  const setup: readonly Element[] = [
    ['DiskConfiguration', diskConfiguration()],
    ['ImageInstall', [['OSImage', osImage(index)]]],
    ['RunSynchronous', LAB_CONFIG.map(bypass)],
    [
      'UserData',
      [
        ['AcceptEula', 'true'],
        [
          'ProductKey',
          [...(productKey === null ? [] : [['Key', productKey] as const]), ['WillShowUI', 'OnError']],
        ],
      ],
    ],
  ];
  const common = { pass: 'windowsPE', architecture } as const;
  return [
    { ...common, name: 'Microsoft-Windows-International-Core-WinPE', content: international },
    { ...common, name: 'Microsoft-Windows-Setup', content: setup },
  ];
}

/** The build machine's hardware is not the deployed machine's: Setup's demands on it do not matter here. */
const LAB_CONFIG = ['TPM', 'SecureBoot', 'RAM', 'CPU', 'Storage'];

function bypass(check: string, index: number): Element {
  const key = String.raw`HKLM\SYSTEM\Setup\LabConfig`;
  return [
    'RunSynchronousCommand',
    [
      ['Order', index + 1],
      ['Path', `reg.exe add ${key} /v Bypass${check}Check /t REG_DWORD /d 1 /f`],
    ],
    'item',
  ];
}

const OS_PARTITION = 3;

function diskConfiguration(): readonly Element[] {
  return [
    [
      'Disk',
      [
        [
          'CreatePartitions',
          [
            partition('CreatePartition', 1, [
              ['Size', 260],
              ['Type', 'EFI'],
            ]),
            partition('CreatePartition', 2, [
              ['Size', 16],
              ['Type', 'MSR'],
            ]),
            partition('CreatePartition', OS_PARTITION, [
              ['Extend', 'true'],
              ['Type', 'Primary'],
            ]),
          ],
        ],
        [
          'ModifyPartitions',
          [
            partition('ModifyPartition', 1, [
              ['Format', 'FAT32'],
              ['Label', 'System'],
              ['PartitionID', 1],
            ]),
            partition('ModifyPartition', 2, [['PartitionID', 2]]),
            partition('ModifyPartition', OS_PARTITION, [
              ['Format', 'NTFS'],
              ['Label', 'Windows'],
              ['Letter', 'C'],
              ['PartitionID', OS_PARTITION],
            ]),
          ],
        ],
        ['DiskID', 0],
        ['WillWipeDisk', 'true'],
      ],
      'item',
    ],
    ['WillShowUI', 'OnError'],
  ];
}

function partition(name: string, order: number, content: readonly Element[]): Element {
  return [name, [['Order', order], ...content], 'item'];
}

function osImage(index: number): readonly Element[] {
  const chosen: Element = [
    'MetaData',
    [
      ['Key', '/IMAGE/INDEX'],
      ['Value', index],
    ],
    'item',
  ];
  return [
    ['InstallFrom', [chosen]],
    [
      'InstallTo',
      [
        ['DiskID', 0],
        ['PartitionID', OS_PARTITION],
      ],
    ],
    ['WillShowUI', 'OnError'],
  ];
}

const NAMESPACES = [
  'xmlns="urn:schemas-microsoft-com:unattend"',
  'xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

/** The components of one pass stand together, in one `settings`. */
function unattend(components: readonly Component[]): string {
  const passes = [...new Set(components.map(({ pass }) => pass))];
  const settings = passes.map((pass) => {
    const inside = components.filter((one) => one.pass === pass).map(component);
    return `  <settings pass="${pass}">\n${inside.join('')}  </settings>\n`;
  });
  const text = `<?xml version="1.0" encoding="utf-8"?>\n<unattend ${NAMESPACES}>\n${settings.join('')}</unattend>\n`;
  return text.replaceAll('\n', '\r\n');
}

function component({ name, architecture, content }: Component): string {
  const identity = `name="${name}" processorArchitecture="${architecture}" publicKeyToken="31bf3856ad364e35"`;
  const inside = content.map((one) => element(one, '      ')).join('');
  return `    <component ${identity} language="neutral" versionScope="nonSxS">\n${inside}    </component>\n`;
}

function element([name, content, isListItem]: Element, indent: string): string {
  const open = isListItem === 'item' ? `${name} wcm:action="add"` : name;
  const inside =
    typeof content === 'object'
      ? `\n${content.map((one) => element(one, `${indent}  `)).join('')}${indent}`
      : escape(String(content), name);
  return `${indent}<${open}>${inside}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escape(text: string, name: string): string {
  if (/[\p{Control}\p{Surrogate}\uFFFE\uFFFF]/u.test(text)) {
    throw new FactoryError('usage', {
      subject: `${name} of the answer file`,
      found: JSON.stringify(text),
      expected: 'no control character and no half of a surrogate pair: XML cannot hold them',
    });
  }
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
