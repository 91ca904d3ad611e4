/** Names that a host cannot make, or must not be asked to. */

const RESERVED_DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*[.:].*)?$/i;
// oxlint-disable-next-line no-control-regex -- control characters are what Windows refuses
const WINDOWS_FORBIDDEN = /[\0-\x1f"*:<>?|]/;

/** Why no host may make `name` in a directory: it would leave the directory, or name no file. null where it may. */
export function whyUnsafe(name: string): string | null {
  if (name === '') return 'an empty name';
  if (name === '.' || name === '..') return `the name "${name}"`;
  const bad = /[\0/\\]/.exec(name)?.[0];
  if (bad === undefined) return null;
  return `${bad === '\0' ? 'a NUL' : `"${bad}"`} in the name "${printable(name)}"`;
}

/** Why Windows does not make `name`, or makes something else. null where it does. */
export function whyNotOnWindows(name: string): string | null {
  const bad = WINDOWS_FORBIDDEN.exec(name)?.[0];
  if (bad !== undefined) return `"${printable(bad)}" in the name "${printable(name)}"`;
  if (/[. ]$/.test(name)) return `the name "${printable(name)}" ends with a dot or a space`;
  if (RESERVED_DEVICE.test(name)) return `the name "${printable(name)}" is a device of Windows`;
  return null;
}

/** The name with its control characters and unpaired surrogates as `\uXXXX`, so that a terminal shows what it is. */
export function printable(name: string): string {
  return name.replaceAll(
    /[\p{Control}\p{Surrogate}]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
