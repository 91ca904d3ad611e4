/** What one month of servicing changes in a Windows image, as a diff says it. */

import type { Change, ChangeKind } from '../../src/manifest/index.js';

/** A file with a content of its own, stored at half its size. */
export function change(kind: ChangeKind, path: string, size = 100, more: Partial<Change> = {}): Change {
  const content = { bytes: size, stored: size / 2 };
  return {
    kind,
    image: '',
    path,
    directory: false,
    size,
    ...(kind === 'added' || kind === 'changed' ? { download: content } : {}),
    ...(kind === 'removed' || kind === 'changed' ? { gone: content } : {}),
    ...more,
  };
}

const PACKAGES = '\\Windows\\servicing\\Packages';
const DRIVERS = '\\Windows\\System32\\DriverStore\\FileRepository';
const APPS = '\\Program Files\\WindowsApps';
const STORE = '\\Windows\\WinSxS';
const TOKEN = '31bf3856ad364e35';

export const MONTH: readonly Change[] = [
  change('added', `${PACKAGES}\\Package_1_for_KB5068861~${TOKEN}~amd64~~26100.7171.1.4.mum`),
  change('added', `${PACKAGES}\\Package_for_KB5068861~${TOKEN}~amd64~~26100.7171.1.4.cat`),
  change('removed', `${PACKAGES}\\Package_for_KB5066835~${TOKEN}~amd64~~26100.6899.1.3.mum`),
  change('added', `${PACKAGES}\\Package_for_RollupFix~${TOKEN}~amd64~~26100.7171.1.20.mum`),
  change(
    'removed',
    `\\Windows\\servicing\\LCU\\Package_for_RollupFix~${TOKEN}~amd64~~26100.6899.1.9\\update.mum`,
  ),
  change('added', `${PACKAGES}\\Microsoft-Windows-NetFx3-OnDemand-Package~${TOKEN}~amd64~~10.0.26100.1.mum`),
  change(
    'added',
    `${PACKAGES}\\Microsoft-Windows-Client-LanguagePack-Package~${TOKEN}~amd64~de-DE~10.0.26100.1.mum`,
  ),
  change(
    'added',
    `${PACKAGES}\\Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~${TOKEN}~amd64~~10.0.26100.1.mum`,
  ),
  change('added', '\\Windows\\System32\\de-DE\\shell32.dll.mui'),
  change('added', `${DRIVERS}\\netwtw10.inf_amd64_0a1b2c\\netwtw10.sys`, 5000),
  change('removed', `${DRIVERS}\\netwtw10.inf_amd64_ffffff\\netwtw10.sys`, 4000),
  change('added', `${APPS}\\Contoso.Chat_2.1.0.0_x64__8wekyb3d8bbwe\\chat.exe`, 700),
  change('removed', `${APPS}\\Contoso.Chat_2.0.0.0_x64__8wekyb3d8bbwe\\chat.exe`, 600),
  change('moved', `${APPS}\\Contoso.Chat_2.1.0.0_x64__8wekyb3d8bbwe\\logo.png`, 50, {
    from: `${APPS}\\Contoso.Chat_2.0.0.0_x64__8wekyb3d8bbwe\\logo.png`,
  }),
  change('changed', '\\Program Files (x86)\\Fabrikam\\app.exe', 900),
  change('changed', '\\Windows\\System32\\config\\SOFTWARE', 80_000),
  change('changed', '\\Windows\\System32\\config\\SOFTWARE.LOG1', 10),
  change('changed', '\\Users\\Default\\NTUSER.DAT', 20),
  change(
    'moved',
    `${STORE}\\amd64_microsoft-windows-shell_${TOKEN}_10.0.26100.7171_none_0123456789abcdef\\x.dll`,
    30,
    {
      from: `${STORE}\\amd64_microsoft-windows-shell_${TOKEN}_10.0.26100.6899_none_fedcba9876543210\\x.dll`,
    },
  ),
  change(
    'removed',
    `${STORE}\\Manifests\\amd64_microsoft-windows-shell_${TOKEN}_10.0.26100.6899_none_fedcba9876543210.manifest`,
    8,
  ),
  change('changed', '\\Windows\\System32\\ntoskrnl.exe', 12_000),
  change('added', '\\Tools\\a.txt', 1),
  change('metadata', '\\Users\\Public\\desktop.ini', 5, { metadata: ['attributes'] }),
  change('added', '\\Data', 0, { directory: true }),
];
