/** The files by which an installation is known, as few as there can be: what the Linux guest takes for its Windows. */

import { dword, multiSz, sz } from '../hive-writer.js';
import { peFile, softwareHive, systemHive } from '../windows-hives.js';

export type ImageState =
  'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE' | 'IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT' | 'IMAGE_STATE_COMPLETE';

export interface WindowsFacts {
  readonly edition?: string;
  readonly build?: number;
  readonly revision?: number;
}

/** By their paths from the volume's root, with `/`. */
export function windowsFiles(
  imageState: ImageState,
  facts: WindowsFacts = {},
): Readonly<Record<string, string | Uint8Array>> {
  const { edition = 'Enterprise', build = 26_200, revision = 7171 } = facts;
  const software = softwareHive({
    ProductName: sz(`Windows 10 ${edition}`),
    EditionID: sz(edition),
    InstallationType: sz('Client'),
    CurrentMajorVersionNumber: dword(10),
    CurrentMinorVersionNumber: dword(0),
    CurrentBuildNumber: sz(String(build)),
    UBR: dword(revision),
    DisplayVersion: sz('25H2'),
    BuildBranch: sz('ge_release'),
  });
  const control = {
    keys: {
      ProductOptions: { values: { ProductType: sz('WinNT'), ProductSuite: multiSz(['Terminal Server']) } },
      Nls: { keys: { Language: { values: { InstallLanguage: sz('0409'), Default: sz('0409') } } } },
      MUI: { keys: { UILanguages: { keys: { 'en-US': { values: { LCID: dword(0x409) } } } } } },
    },
  };
  const system = systemHive({ ControlSet001: { keys: { Control: control } } }, { Current: 1, Default: 1 });
  return {
    'Windows/System32/config/SOFTWARE': software,
    'Windows/System32/config/SYSTEM': system,
    'Windows/System32/kernel32.dll': peFile(0x8664),
    'Windows/System32/Sysprep/sysprep.exe': peFile(0x8664),
    'Windows/Setup/State/State.ini': `[State]\r\nImageState=${imageState}\r\n`,
    'Windows/Panther/setupact.log': '',
    'Users/Default/NTUSER.DAT': '',
    'ProgramData/desktop.ini': '',
  };
}
