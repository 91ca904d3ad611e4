/** The hives of the example's Windows: what a generalized Windows 11 says of itself, and no more. */

import { filetimeFromDate } from '../../build/src/bytes/index.js';
import {
  binary,
  buildHive,
  dword,
  expandSz,
  multiSz,
  qword,
  sz,
} from '../../build/test/support/hive-writer.js';
import { noise } from './content.mjs';

const INSTALLED = filetimeFromDate(new Date('2026-10-14T09:00:00Z'));
/** Two hours and twenty minutes, in 100 ns. */
const GENERALIZED_AFTER = 84_000_000_000n;

/** @param {string} path @param {object} leaf @returns {object} the keys on the way, as an object of each */
const at = (path, leaf) => path.split('\\').reduceRight((inner, name) => ({ keys: { [name]: inner } }), leaf);

/** Several keys in one. @param {...any} keys */
function merge(...keys) {
  /** @type {any} */
  const merged = { keys: {}, values: {} };
  for (const key of keys) {
    Object.assign(merged.values, key.values);
    for (const [name, child] of Object.entries(key.keys ?? {})) {
      merged.keys[name] = name in merged.keys ? merge(merged.keys[name], child) : child;
    }
  }
  return merged;
}

const CURRENT_VERSION = {
  SystemRoot: sz('C:\\Windows'),
  // As in every Windows 11: the name was never changed.
  ProductName: sz('Windows 10 Enterprise'),
  EditionID: sz('Enterprise'),
  CompositionEditionID: sz('Enterprise'),
  InstallationType: sz('Client'),
  CurrentVersion: sz('6.3'),
  CurrentMajorVersionNumber: dword(10),
  CurrentMinorVersionNumber: dword(0),
  CurrentBuild: sz('26200'),
  CurrentBuildNumber: sz('26200'),
  UBR: dword(7171),
  DisplayVersion: sz('25H2'),
  ReleaseId: sz('2009'),
  BuildBranch: sz('ge_release'),
  BuildLab: sz('26100.ge_release.240331-1435'),
  BuildLabEx: sz('26100.1.amd64fre.ge_release.240331-1435'),
  InstallTime: qword(INSTALLED),
  DigitalProductId: binary(noise('DigitalProductId', 164)),
};

/** @param {string} name @param {string} version @param {string} publisher */
const product = (name, version, publisher) =>
  at(`Microsoft\\Windows\\CurrentVersion\\Uninstall\\${name}`, {
    values: {
      DisplayName: sz(name),
      DisplayVersion: sz(version),
      Publisher: sz(publisher),
      EstimatedSize: dword(7000),
    },
  });

/** @param {string} identity @param {number} state */
const servicingPackage = (identity, state) =>
  at(`Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages\\${identity}`, {
    values: { CurrentState: dword(state), Visibility: dword(1), InstallClient: sz('WindowsUpdateAgent') },
  });

const software = merge(
  at('Microsoft\\Windows NT\\CurrentVersion', { values: CURRENT_VERSION }),
  at('Microsoft\\Windows\\CurrentVersion\\Setup\\State', {
    values: { ImageState: sz('IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE') },
  }),
  at('Microsoft\\Windows\\CurrentVersion', { values: { ProgramFilesDir: sz('C:\\Program Files') } }),
  product('Contoso Reader', '4.2.1', 'Contoso'),
  product('Fabrikam Editor', '11.0', 'Fabrikam'),
  product('Northwind Client', '2026.3', 'Northwind Traders'),
  servicingPackage('Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7171.1.20', 112),
  servicingPackage('Package_for_ServicingStack_7170~31bf3856ad364e35~amd64~~26100.7170.1.1', 112),
  at('Classes\\.txt', { values: { '': sz('txtfile') } }),
);

const control = merge(
  at('ProductOptions', {
    values: {
      ProductType: sz('WinNT'),
      ProductSuite: multiSz(['Terminal Server']),
      OSProductPfn: sz('Enterprise'),
    },
  }),
  at('Windows', {
    values: { CSDVersion: dword(0), CSDBuildNumber: dword(1), Directory: expandSz('%SystemRoot%') },
  }),
  at('Nls\\Language', { values: { InstallLanguage: sz('0409'), Default: sz('0409') } }),
  at('MUI\\UILanguages\\en-US', { values: { LCID: dword(0x409), Type: dword(0x91) } }),
  at('MUI\\UILanguages\\de-DE', { values: { LCID: dword(0x407), Type: dword(0x91) } }),
  at('Class\\{4D36E966-E325-11CE-BFC1-08002BE10318}\\0000', { values: { MatchingDeviceId: sz('acpiapic') } }),
  at('Session Manager\\Environment', { values: { PROCESSOR_ARCHITECTURE: sz('AMD64') } }),
);

const system = {
  keys: {
    ControlSet001: { keys: { Control: control } },
    Select: { values: { Current: dword(1), Default: dword(1), Failed: dword(0), LastKnownGood: dword(1) } },
    Setup: { values: { SystemSetupInProgress: dword(0), CloneTag: multiSz(['Wed Oct 14 11:20:00 2026']) } },
  },
};

const build = (/** @type {string} */ name, /** @type {any} */ root) =>
  buildHive(root, {
    lastWritten: INSTALLED + GENERALIZED_AFTER,
    fileName: `\\SystemRoot\\System32\\Config\\${name}`,
  });

/** The hives by the names of their files. @type {Readonly<Record<string, Uint8Array>>} */
export const HIVES = {
  SOFTWARE: build('SOFTWARE', software),
  SYSTEM: build('SYSTEM', system),
  SAM: build('SAM', at('SAM\\Domains\\Account\\Users', {})),
  SECURITY: build('SECURITY', at('Policy\\Secrets', {})),
  DEFAULT: build('DEFAULT', at('Control Panel\\Desktop', {})),
};
