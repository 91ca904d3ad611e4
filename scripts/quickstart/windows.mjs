/**
 * What is on the example's volume: a Windows as sysprep leaves it, with every kind of thing that a capture must keep
 * or leave out. Names are those of Windows, contents are made up.
 */

import { log, noise, program, randomOf } from './content.mjs';
import { HIVES } from './hives.mjs';
import { SECURITY } from './security.mjs';

/**
 * @typedef {object} Item
 * @property {string} path from the root, with `/`; '' is the root
 * @property {'folder' | 'file' | 'junction' | 'symlink' | 'link'} kind
 * @property {Uint8Array} [content]
 * @property {string} [target] of a junction or symlink a Windows path, of a link the file's path
 * @property {boolean} [compact] stored as CompactOS does: WOF, LZX
 * @property {boolean} [compressed] stored with LZNT1, or what is made in the folder is
 * @property {number} [hole] bytes of a file that is nothing but a hole
 * @property {number} [attributes]
 * @property {string} [shortName]
 * @property {Uint8Array} [security]
 * @property {Readonly<Record<string, Uint8Array>>} [streams]
 * @property {Uint8Array} [objectId]
 */

const ARCHIVE = 0x20;
const HIDDEN_SYSTEM = 0x6;
const NOT_INDEXED = 0x2000;
const X86 = 0x14c;

const text = (/** @type {string} */ content) => Buffer.from(content.replaceAll('\n', '\r\n'));

/** @returns {Item[]} folders before what they hold, files before their links */
export function windowsItems() {
  const files = [
    ...system32(),
    ...sysWow64(),
    ...drivers(),
    ...settings(),
    ...programs(),
    ...users(),
    ...excluded(),
  ];
  const folders = new Map();
  for (const { path } of files) {
    const names = path.split('/');
    for (let depth = 1; depth < names.length; depth++) {
      const folder = names.slice(0, depth).join('/');
      folders.set(folder, { path: folder, kind: 'folder', ...FOLDERS[folder] });
    }
  }
  const given = new Set(files.map(({ path }) => path));
  const implied = [...folders.values()].filter(({ path }) => !given.has(path));
  return [ROOT, ...implied, ...files].map((item) => {
    return { security: securityOf(item.path), compressed: item.path.startsWith('Windows/Logs'), ...item };
  });
}

/** @type {Item} */
const ROOT = { path: '', kind: 'folder', attributes: HIDDEN_SYSTEM };

/** What is said of folders that come from the paths below. @type {Readonly<Record<string, Partial<Item>>>} */
const FOLDERS = {
  'Program Files': { shortName: 'PROGRA~1' },
  'Program Files (x86)': { shortName: 'PROGRA~2' },
  ProgramData: { shortName: 'PROGRA~3', attributes: 0x2 | NOT_INDEXED },
  'Users/Default': { attributes: 0x2 },
  'System Volume Information': { shortName: 'SYSTEM~1', attributes: HIDDEN_SYSTEM },
  '$Recycle.Bin': { attributes: HIDDEN_SYSTEM },
};

/** @param {string} path */
function securityOf(path) {
  if (path.startsWith('Windows/System32/config')) return SECURITY.hives;
  if (path.startsWith('Windows') || path.startsWith('Program Files')) return SECURITY.windows;
  return path.startsWith('Users') || path.startsWith('ProgramData') ? SECURITY.users : SECURITY.root;
}

/** @param {string} path @param {Uint8Array} content @param {Partial<Item>} [more] @returns {Item} */
const file = (path, content, more = {}) => ({ path, kind: 'file', content, attributes: ARCHIVE, ...more });

/** @param {string} path @param {number} size @param {number} [machine] @returns {Item} */
const compactProgram = (path, size, machine) => file(path, program(path, size, machine), { compact: true });

/** A file of Windows has its place in the component store with a manifest, and its name elsewhere is a hard link. */
function serviced(/** @type {Item} */ item, /** @type {string} */ architecture) {
  const name = item.path.split('/').at(-1) ?? '';
  const component = `${architecture}_microsoft-windows-${name.split('.')[0]?.toLowerCase()}`;
  const random = randomOf(component)().toString(16).padStart(8, '0');
  const identity = `${component}_31bf3856ad364e35_10.0.26100.7171_none_${random}`;
  const manifest = `<assembly manifestVersion="1.0">\n  <file name="${name}" processor="${architecture}"/>\n</assembly>\n`;
  return [
    item,
    { path: `Windows/WinSxS/${identity}/${name}`, kind: /** @type {const} */ ('link'), target: item.path },
    file(`Windows/WinSxS/Manifests/${identity}.manifest`, text(manifest)),
  ];
}

/** @returns {Item[]} */
function system32() {
  // By kernel32.dll everybody tells the architecture, so it is stored in a way that everybody reads.
  const essential = ['ntdll.dll', 'kernel32.dll'].map((name) =>
    file(`Windows/System32/${name}`, program(name, 8192)),
  );
  const more = ['adv', 'cfg', 'com', 'crypt', 'dev', 'disp', 'net', 'shell', 'ui', 'win'].flatMap(
    (group, index) =>
      Array.from({ length: 7 }, (_, number) =>
        compactProgram(`Windows/System32/${group}core${number}.dll`, 65_536 * (1 + ((index + number) % 5))),
      ),
  );
  const languages = ['en-US', 'de-DE'].flatMap((language) =>
    Array.from({ length: 12 }, (_, number) =>
      compactProgram(`Windows/System32/${language}/shellcore${number}.dll.mui`, 16_384),
    ),
  );
  return [...[...essential, ...more].flatMap((item) => serviced(item, 'amd64')), ...languages];
}

/** @returns {Item[]} */
function sysWow64() {
  return Array.from({ length: 25 }, (_, number) =>
    compactProgram(`Windows/SysWOW64/wowcore${number}.dll`, 49_152 * (1 + (number % 4)), X86),
  ).flatMap((item) => serviced(item, 'wow64'));
}

/** A driver lies in the driver store and once more, as a copy, where it is loaded from. @returns {Item[]} */
function drivers() {
  return Array.from({ length: 20 }, (_, number) => {
    const store = `Windows/System32/DriverStore/FileRepository/dev${number}.inf_amd64_${randomOf(`d${number}`)().toString(16)}`;
    const driver = program(`dev${number}.sys`, 81_920 + 16_384 * (number % 5));
    const inf = text(
      `[Version]\nSignature="$WINDOWS NT$"\nClass=System\nDriverVer=10/14/2026,1.0.${number}.0\n`,
    );
    return [
      file(`${store}/dev${number}.sys`, driver, { compact: true }),
      file(`Windows/System32/drivers/dev${number}.sys`, driver, { compact: true }),
      file(`${store}/dev${number}.inf`, inf),
      file(`Windows/INF/oem${number}.inf`, inf),
    ];
  }).flat();
}

const STATE = '[State]\nImageState=IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE\n';

/** @returns {Item[]} */
function settings() {
  const hives = Object.entries(HIVES).flatMap(([name, hive]) => [
    file(`Windows/System32/config/${name}`, hive),
    file(`Windows/System32/config/${name}.LOG1`, new Uint8Array(0), { attributes: ARCHIVE | HIDDEN_SYSTEM }),
    file(`Windows/System32/config/${name}.LOG2`, new Uint8Array(0), { attributes: ARCHIVE | HIDDEN_SYSTEM }),
  ]);
  return [
    ...hives,
    file('Windows/Setup/State/State.ini', text(STATE)),
    file('Windows/System32/Sysprep/Sysprep_succeeded.tag', new Uint8Array(0)),
    file('Windows/System32/Sysprep/Panther/setupact.log', text(log('SYSPRP', 40_000)), { compact: true }),
    file('Windows/System32/Sysprep/Panther/setuperr.log', new Uint8Array(0)),
    file('Windows/Panther/setupact.log', text(log('IBS', 60_000)), { compact: true }),
    file('Windows/Logs/CBS/CBS.log', text(log('CBS', 400_000))),
    file('Windows/Logs/DISM/dism.log', text(log('DISM', 100_000))),
    file('Windows/win.ini', text('; for 16-bit app support\n[fonts]\n[extensions]\n')),
    file('Windows/Fonts/example.ttf', noise('example.ttf', 6000)),
    file('Windows/System32/drivers/etc/hosts', text('# 127.0.0.1       localhost\n')),
    file('Windows/System32/LogFiles/WMI/trace.etl', new Uint8Array(0), { hole: 4_194_304 }),
  ];
}

/** Each program brings its own copy of the same runtime. @returns {Item[]} */
function programs() {
  const homes = [
    'Program Files/Contoso Reader',
    'Program Files/Fabrikam Editor',
    'Program Files (x86)/Northwind Client',
  ];
  const runtime = Array.from({ length: 8 }, (_, number) => {
    return { name: `runtime${number}.dll`, content: program(`runtime${number}`, 262_144) };
  });
  return homes.flatMap((home) => [
    ...runtime.map(({ name, content }) => file(`${home}/${name}`, content, { compact: true })),
    ...Array.from({ length: 6 }, (_, number) =>
      compactProgram(`${home}/plugins/plugin${number}.dll`, 196_608),
    ),
    compactProgram(`${home}/app.exe`, 524_288),
    file(`${home}/LICENSE.txt`, text('This file stands for a licence.\n'.repeat(60))),
    file(`${home}/grüße-日本語.txt`, text('A name beyond ASCII.\n')),
  ]);
}

/** @returns {Item[]} */
function users() {
  const zone = text('[ZoneTransfer]\nZoneId=3\nHostUrl=https://downloads.example/setup.exe\n');
  const junction = HIDDEN_SYSTEM | NOT_INDEXED;
  return [
    {
      path: 'Documents and Settings',
      kind: 'junction',
      target: 'C:\\Users',
      attributes: junction,
      shortName: 'DOCUME~1',
    },
    { path: 'Users/All Users', kind: 'symlink', target: 'C:\\ProgramData', attributes: junction },
    { path: 'Users/Default User', kind: 'junction', target: 'C:\\Users\\Default', attributes: junction },
    file('Users/Default/NTUSER.DAT', HIVES['DEFAULT'] ?? new Uint8Array(0), { attributes: ARCHIVE | 0x2 }),
    file('Users/Public/Downloads/setup.exe', program('setup.exe', 98_304, X86), {
      streams: { 'Zone.Identifier': zone },
    }),
    file('Users/Public/Desktop/desktop.ini', text('[.ShellClassInfo]\n'), {
      attributes: ARCHIVE | HIDDEN_SYSTEM,
    }),
    file('ProgramData/Contoso/settings.json', text('{ "telemetry": false }\n'), {
      objectId: noise('settings.json', 16),
      streams: { checksum: text('5a1c') },
    }),
  ];
}

/** What a capture leaves out. @returns {Item[]} */
function excluded() {
  return [
    file('pagefile.sys', new Uint8Array(0), { hole: 16_777_216, attributes: ARCHIVE | HIDDEN_SYSTEM }),
    file('swapfile.sys', new Uint8Array(0), { hole: 1_048_576, attributes: ARCHIVE | HIDDEN_SYSTEM }),
    file('System Volume Information/tracking.log', noise('tracking.log', 2000), {
      attributes: ARCHIVE | HIDDEN_SYSTEM,
    }),
    file('$Recycle.Bin/S-1-5-18/desktop.ini', text('[.ShellClassInfo]\n'), {
      attributes: ARCHIVE | HIDDEN_SYSTEM,
    }),
  ];
}
