import { expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { FactoryError } from '../../src/errors.js';
import { checkUnattend, readUnattend } from '../../src/guest/index.js';
import { temporaryFolder } from '../support/folder.js';

const folder = temporaryFolder();

const NAMESPACES =
  'xmlns="urn:schemas-microsoft-com:unattend" xmlns:wcm="http://schemas.microsoft.com/WMIConfig/2002/State"';

/** A component of a deployment, in line 4 of its file; `{}` is its identity. */
const IDENTITY =
  'processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS"';
const settings = (pass: string, inside: string) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<unattend ${NAMESPACES}>\n<settings pass="${pass}">\n${inside}\n</settings></unattend>`;
const component = (name: string, inside = '', identity = IDENTITY) =>
  `<component name="${name}" ${identity}>${inside}</component>`;
const shell = (inside: string) => settings('oobeSystem', component('Microsoft-Windows-Shell-Setup', inside));
const deployment = (inside: string) =>
  settings('oobeSystem', component('Microsoft-Windows-Deployment', inside));

/** `line: found, expected E. Next.` of all mistakes, then of all warnings after a `?`. */
function notes(text: string, architecture: 'amd64' | 'arm64' | null = 'amd64'): string[] {
  const { mistakes, warnings } = checkUnattend(text, architecture);
  const words = ({ line, found, expected, next }: (typeof mistakes)[number]) =>
    [`${line}: ${found}`, expected, next].filter((part) => part !== undefined).join(' | ');
  return [...mistakes.map(words), ...warnings.map((warning) => `? ${words(warning)}`)];
}

test('an answer file as deployments have it passes without a word', () => {
  const text = `<?xml version="1.0" encoding="utf-8"?>
<unattend ${NAMESPACES}>
  <settings pass="generalize">${component('Microsoft-Windows-PnpSysprep', '<PersistAllDeviceInstalls>true</PersistAllDeviceInstalls>')}</settings>
  <settings pass="specialize">
    ${component('Microsoft-Windows-Shell-Setup', '<ComputerName>*</ComputerName><TimeZone>W. Europe Standard Time</TimeZone>')}
    ${component('Microsoft-Windows-Deployment', '<RunSynchronous><RunSynchronousCommand wcm:action="add"><Order>1</Order><Path>cmd /c ver</Path></RunSynchronousCommand></RunSynchronous>')}
  </settings>
  <settings pass="oobeSystem">
    ${component('Microsoft-Windows-International-Core', '<UILanguage>de-DE</UILanguage>')}
    ${component('Microsoft-Windows-Shell-Setup', '<OOBE><HideEULAPage>true</HideEULAPage></OOBE><UserAccounts><AdministratorPassword><Value></Value><PlainText>true</PlainText></AdministratorPassword></UserAccounts>')}
    ${component('Microsoft-Windows-Shell-Setup', '', IDENTITY.replace('amd64', 'arm64'))}
  </settings>
  <cpi:offlineImage cpi:source="wim:c:/install.wim#Pro" xmlns:cpi="urn:schemas-microsoft-com:cpi" />
</unattend>
`;
  expect(notes(text)).toEqual([]);
});

test.each<[what: string, text: string, expected: readonly string[]]>([
  [
    'an element that is not closed',
    `<unattend ${NAMESPACES}>\n<settings pass="x">\n</unattend>`,
    ['2: XML that is not well-formed: Opening and ending tag mismatch: "settings" != "unattend"'],
  ],
  [
    'a prefix that nobody declares',
    '<unattend xmlns="urn:schemas-microsoft-com:unattend">\n<settings wcm:action="add"/></unattend>',
    ['2: XML that is not well-formed: a prefix that no xmlns declares'],
  ],
  [
    'an attribute without quotes',
    `<unattend ${NAMESPACES}><settings pass=oobeSystem/></unattend>`,
    ['1: XML that is not well-formed: attribute "oobeSystem" missed quot(")!'],
  ],
  ['nothing', '', ['1: XML that is not well-formed: missing root element']],
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]>\n<a/>', ['1: a document type | elements only']],
  ['a bomb of elements', '<a>'.repeat(100), ['1: elements nested more than 64 deep']],
  [
    'another root',
    '<Unattended/>',
    ['1: the root "Unattended" without a namespace | <unattend xmlns="urn:schemas-microsoft-com:unattend">'],
  ],
  [
    'another namespace',
    '<unattend xmlns="urn:schemas-microsoft-com:unattended"/>',
    [
      '1: the root "unattend" of the namespace urn:schemas-microsoft-com:unattended | <unattend xmlns="urn:schemas-microsoft-com:unattend">',
    ],
  ],
  [
    'a component outside of a pass',
    `<unattend ${NAMESPACES}>\n${component('Microsoft-Windows-Shell-Setup')}</unattend>`,
    ['2: <component> | settings or servicing'],
  ],
  [
    'a pass that there is not',
    settings('oobesystem', ''),
    [
      '3: the pass "oobesystem" | one of windowsPE, offlineServicing, generalize, specialize, auditSystem, auditUser, oobeSystem | did you mean "oobeSystem"?',
    ],
  ],
  ['settings outside of a component', settings('oobeSystem', '<OOBE/>'), ['4: <OOBE> | component']],
  [
    'another architecture than that of the image',
    settings('oobeSystem', component('Microsoft-Windows-Shell-Setup', '', IDENTITY.replace('amd64', 'x86'))),
    [
      '4: Microsoft-Windows-Shell-Setup: for x86 only, and the image is amd64: Setup passes over it | write processorArchitecture="amd64"',
    ],
  ],
  [
    'an architecture that there is not',
    settings('oobeSystem', component('Microsoft-Windows-Shell-Setup', '', IDENTITY.replace('amd64', 'x64'))),
    [
      '4: Microsoft-Windows-Shell-Setup: processorArchitecture="x64" | amd64, arm64, x86, wow64 | write amd64',
    ],
  ],
  [
    'a component without its identity',
    settings(
      'oobeSystem',
      '<component name="Microsoft-Windows-Shell-Setup" publicKeyToken="31bf3856ad364e36"/>',
    ),
    [
      '4: Microsoft-Windows-Shell-Setup: a component without processorArchitecture | amd64, arm64, x86, wow64',
      '4: Microsoft-Windows-Shell-Setup: publicKeyToken="31bf3856ad364e36" | 31bf3856ad364e35',
      '4: Microsoft-Windows-Shell-Setup: a component without language | neutral',
      '4: Microsoft-Windows-Shell-Setup: a component without versionScope | nonSxS',
    ],
  ],
  [
    'a component with a slip in its name',
    settings('oobeSystem', component('Microsoft-Windows-Shel-Setup')),
    [
      '4: Microsoft-Windows-Shel-Setup: no component has that name | did you mean "Microsoft-Windows-Shell-Setup"?',
    ],
  ],
  [
    'a component that is not known here',
    settings('specialize', component('Contoso-Agent')),
    [
      '? 4: Contoso-Agent is no component that is known here: Setup stops where this Windows does not have it',
    ],
  ],
  [
    'a component in a pass that it does not have',
    settings('oobeSystem', component('Microsoft-Windows-UnattendedJoin')),
    [
      '4: Microsoft-Windows-UnattendedJoin: a component of the pass offlineServicing, specialize, in the pass oobeSystem',
    ],
  ],
  [
    'audit mode',
    deployment('<Reseal><Mode>Audit</Mode></Reseal>'),
    [
      '4: Reseal to audit mode: each deployed machine would start in it, and never reach its user | leave it out',
    ],
  ],
  [
    'a shutdown at every start',
    deployment('<Reseal><ForceShutdownNow>true</ForceShutdownNow><Mode>OOBE</Mode></Reseal>'),
    ['4: Reseal with ForceShutdownNow: the deployed machine would shut down at every start | leave it out'],
  ],
  [
    'sysprep once more',
    deployment('<Generalize><Mode>OOBE</Mode></Generalize>'),
    [
      '4: Generalize: sysprep is run by the factory, and would run again on each deployed machine | leave it out',
    ],
  ],
  [
    'a copy that Windows has worked off',
    settings('specialize', '').replace('pass="specialize"', 'pass="specialize" wasPassProcessed="true"'),
    [
      '3: the pass specialize is marked as done: this is a copy that a Windows has worked off | take out wasPassProcessed="true", and put in the passwords that it has deleted',
    ],
  ],
  [
    'a password that Windows has deleted',
    shell('<AutoLogon><Password>*SENSITIVE*DATA*DELETED*</Password></AutoLogon>'),
    ['4: Password: its value was deleted by a Windows that has worked off this file | put the password in'],
  ],
  [
    'passwords',
    settings(
      'specialize',
      component(
        'Microsoft-Windows-UnattendedJoin',
        '<Identification><Credentials>\n<Password>s3cret</Password></Credentials></Identification>',
      ) +
        component(
          'Microsoft-Windows-Shell-Setup',
          '\n<AutoLogon><Password><Value>s3cret</Value><PlainText>true</PlainText></Password></AutoLogon>' +
            '\n<UserAccounts><AdministratorPassword><Value>UABhAHMAcwB3AG8AcgBkAA==</Value><PlainText>false</PlainText></AdministratorPassword></UserAccounts>',
        ),
    ),
    [
      '? 5: Password: a password in clear: who has the image can read it',
      '? 6: Password: a password in clear: who has the image can read it',
      '? 7: AdministratorPassword: a password hidden, but not encrypted: who has the image can read it',
    ],
  ],
  [
    'a pass that no deployed machine runs',
    settings('windowsPE', component('Microsoft-Windows-Setup')),
    [
      '? 3: the pass windowsPE has no effect in an image: it is the medium that runs this pass, with an answer file of its own',
    ],
  ],
  [
    'a rearm that is skipped',
    settings('generalize', component('Microsoft-Windows-Security-SPP', '<SkipRearm>1</SkipRearm>')),
    [
      '? 4: SkipRearm: each deployed machine keeps the activation of the reference machine | leave it out, unless the image is a test',
    ],
  ],
])('%s', (_, text, expected) => {
  expect(notes(text)).toEqual(expected);
});

test('where the architecture is not known yet, none is wrong', () => {
  const text = settings('oobeSystem', component('Microsoft-Windows-Shell-Setup'));
  expect([notes(text, null), notes(text, 'arm64').length]).toEqual([[], 1]);
});

test('a file is read in UTF-8 or UTF-16, its mistakes told with their lines', async () => {
  const file = folder('unattend.xml');
  const text = shell('<AutoLogon><Password>x</Password></AutoLogon>');
  const warnings = [`${file}:4:165: Password: a password in clear: who has the image can read it`];
  for (const bytes of [
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text.replace('utf-8', 'utf-16')}`, 'utf16le'),
  ]) {
    writeFileSync(file, bytes);
    expect(await readUnattend(file, 'amd64')).toEqual({ bytes, warnings });
  }
  const refusal = async (content: string | Uint8Array): Promise<string> => {
    writeFileSync(file, content);
    const error = await readUnattend(file, 'amd64').catch((reason: unknown) => reason);
    return error instanceof FactoryError ? `${error.code}: ${error.message.replaceAll(folder(), '')}` : '';
  };
  expect(await refusal(Buffer.from('<a>\u00e4</a>', 'latin1'))).toBe(
    'definition: /unattend.xml: bytes that are not UTF-8, expected XML in UTF-8, or in UTF-16 with a byte order mark',
  );
  expect(await refusal(settings('specialise', ''))).toMatch(
    /^definition: \/unattend.xml:3:1: the pass "specialise", expected .* Did you mean "specialize"\?$/,
  );
  expect((await refusal(settings('specialize', '<A/>\n<B/>'))).split('\n')).toEqual([
    'definition: /unattend.xml: 2 mistakes',
    '  /unattend.xml:4:1: <A>, expected component',
    '  /unattend.xml:5:1: <B>, expected component',
  ]);
  expect(await refusal('x'.repeat(1_048_577))).toContain('1048577 bytes, expected an answer file of at most');
});
