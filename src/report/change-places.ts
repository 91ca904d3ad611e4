/** What a path of Windows belongs to. The first rule that takes a path has it. */

export interface Place {
  readonly title: string;
  readonly name: string;
  /** '' where the path says none. */
  readonly version: string;
}

interface Rule {
  readonly title: string;
  /** From the root of the image, without its first backslash; the groups `name`, `version` and those that `text` takes. */
  readonly pattern: RegExp;
  /** Left out: the group `name` as it is. */
  readonly text?: (groups: Readonly<Record<string, string | undefined>>) => string;
}

const PACKAGES = String.raw`^Windows\\(?:servicing\\(?:Packages|LCU)|System32\\CatRoot\\[^\\]+)\\`;
const IDENTITY = String.raw`~[^~\\]*~[^~\\]*~(?<language>[^~\\]*)~(?<version>\d+(?:\.\d+)*)`;
const TAG = String.raw`(?<name>[a-z]{2,3}-(?:[a-z]{4}-)?(?:[a-z]{2}|\d{3}))`;

const RULES: readonly Rule[] = [
  { title: 'Updates', pattern: new RegExp(String.raw`${PACKAGES}Package(?:_\d+)?_for_(?<name>KB\d+)~`, 'i') },
  {
    title: 'Updates',
    pattern: new RegExp(
      String.raw`${PACKAGES}Package(?:_\d+)?_for_RollupFix~[^~]*~[^~]*~[^~]*~(?<version>\d+\.\d+)`,
      'i',
    ),
    text: () => 'cumulative update',
  },
  {
    title: 'Updates',
    pattern: new RegExp(
      String.raw`${PACKAGES}Package(?:_\d+)?_for_(?<name>ServicingStack|DotNetRollup)[^~\\]*${IDENTITY}`,
      'i',
    ),
    text: ({ name = '' }) => (/^S/i.test(name) ? 'servicing stack' : '.NET'),
  },
  {
    title: 'Languages',
    pattern: new RegExp(
      String.raw`${PACKAGES}Microsoft-Windows-[a-z]+-LanguagePack-Package~[^~]*~[^~]*~(?<name>[^~]+)~(?<version>\d+(?:\.\d+)*)`,
      'i',
    ),
    text: ({ name = '' }) => languageTag(name),
  },
  {
    title: 'Languages',
    pattern: new RegExp(
      String.raw`${PACKAGES}Microsoft-Windows-LanguageFeatures-[a-z]+-${TAG}-Package${IDENTITY}`,
      'i',
    ),
    text: ({ name = '' }) => languageTag(name),
  },
  {
    title: 'Features and capabilities',
    pattern: new RegExp(String.raw`${PACKAGES}(?<name>[^~\\]+?)(?:-FoD-Package|-Package)?${IDENTITY}`, 'i'),
    text: ({ name = '', language = '' }) => (language === '' ? name : `${name} ${languageTag(language)}`),
  },
  {
    title: 'Drivers',
    pattern: /^Windows\\System32\\DriverStore\\FileRepository\\(?<name>[^\\]+\.inf)_[^\\]*/i,
  },
  {
    title: 'Apps',
    pattern: /^Program Files\\WindowsApps\\(?<name>[^\\_]+)_(?<version>\d+(?:\.\d+)*)_[^\\]*/i,
  },
  { title: 'Apps', pattern: /^Windows\\SystemApps\\(?<name>[^\\_]+)/i },
  {
    title: 'Programs',
    pattern: /^Program Files(?: \(x86\))?\\(?<name>(?:Common Files\\)?[^\\]+)/i,
  },
  { title: 'Registry hives', pattern: /^Windows\\System32\\config\\(?<name>[^\\.]+)(?:\.[^\\]*)?$/i },
  {
    title: 'Registry hives',
    pattern:
      /^(?:Users|Windows\\ServiceProfiles)\\(?<user>[^\\]+)\\(?:.*\\)?(?<name>NTUSER\.DAT|UsrClass\.dat)[^\\]*$/i,
    text: ({ user = '', name = '' }) => `${name} of ${user}`,
  },
  { title: 'Fonts', pattern: /^Windows\\Fonts\\(?<name>[^\\]+)/i },
  {
    title: 'Component store',
    pattern:
      /^Windows\\WinSxS\\(?:[^\\]+\\)?(?<arch>[a-z0-9.]+)_(?<name>[^\\]+)_[0-9a-f]{16}_(?<version>\d+(?:\.\d+){3})_(?<culture>[^\\_]+)_[0-9a-f]{16}/i,
    text: ({ arch = '', name = '', culture = 'none' }) =>
      `${name} (${[arch, ...(culture === 'none' ? [] : [culture])].join(', ')})`,
  },
  {
    title: 'Component store',
    pattern: /^Windows\\WinSxS\\(?<name>[^\\]+)/i,
    text: ({ name = '' }) => `WinSxS\\${name}`,
  },
  {
    title: 'Languages',
    pattern: new RegExp(String.raw`^Windows\\(?:[^\\]+\\)*?${TAG}\\`, 'i'),
    text: ({ name = '' }) => languageTag(name),
  },
  { title: 'Windows', pattern: /^Windows\\(?<name>[^\\]+)/i },
  { title: 'Other folders', pattern: /^(?<name>[^\\]*)/ },
];

/** Of groups, in the order in which they are told. */
export const TITLES: readonly string[] = [...new Set(RULES.map(({ title }) => title))];

/** @param path `\Windows\System32\…` */
export function placeOf(path: string): Place {
  const text = path.replace(/^\\/, '');
  for (const { title, pattern, text: textOf } of RULES) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    return { title, name: textOf?.(groups) ?? groups['name'] ?? '', version: groups['version'] ?? '' };
  }
  return { title: 'Other folders', name: text, version: '' };
}

/** `de-DE`, `sr-Latn-RS`, `es-419`. */
function languageTag(text: string): string {
  return text
    .split('-')
    .map((part, at) => {
      const lower = part.toLowerCase();
      if (at === 0) return lower;
      return part.length === 4 ? `${lower.charAt(0).toUpperCase()}${lower.slice(1)}` : lower.toUpperCase();
    })
    .join('-');
}
