/** The forms in which a secret may lie in a file, and one scan that looks for all of them at once. */

export type SecretForm = 'UTF-8' | 'UTF-16' | 'base64' | 'base64 of UTF-16' | 'XML' | 'JSON';

export interface Needle {
  /** The secret's name. */
  readonly secret: string;
  readonly form: SecretForm;
  readonly bytes: Buffer;
}

/**
 * @param value the secret itself
 * @returns each form in ASCII or UTF-8, and once more in UTF-16LE, as event logs and hives hold text
 */
export function needlesOf(secret: string, value: string): Needle[] {
  const texts: (readonly [SecretForm, string])[] = [
    ['UTF-8', value],
    ['XML', escapeXml(value)],
    ['JSON', JSON.stringify(value).slice(1, -1)],
    ...base64Forms(Buffer.from(value, 'utf8')).map((text) => ['base64', text] as const),
    ...base64Forms(Buffer.from(value, 'utf16le')).map((text) => ['base64 of UTF-16', text] as const),
  ];
  const known = new Set<string>();
  const needles: Needle[] = [];
  for (const [form, text] of texts) {
    if (known.has(text)) continue;
    known.add(text);
    needles.push({ secret, form, bytes: Buffer.from(text, 'utf8') });
    needles.push({ secret, form: form === 'UTF-8' ? 'UTF-16' : form, bytes: Buffer.from(text, 'utf16le') });
  }
  return needles;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What is the same wherever in a longer text the bytes begin: they may begin at each of three places of a group. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes, Buffer.alloc(2)]).toString('base64');
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
}

/**
 * Looks for many needles in one pass, as Wu and Manber do: a table tells from the last two bytes of a window how far it
 * may move on, so that most bytes are never looked at, however many needles there are.
 */
export class NeedleScanner {
  /** Bytes of the longest needle. */
  readonly longest: number;
  /** Bytes of the shortest, which is the window. */
  readonly shortest: number;
  readonly #shifts = new Uint8Array(0x10000);
  readonly #byPair = new Map<number, Needle[]>();

  /** @param needles each of three bytes at least */
  constructor(needles: readonly Needle[]) {
    const lengths = needles.map(({ bytes }) => bytes.length);
    this.longest = Math.max(...lengths, 0);
    this.shortest = Math.min(...lengths, 255);
    const window = this.shortest;
    this.#shifts.fill(window - 1);
    for (const needle of needles) {
      for (let at = 0; at + 1 < window; at++) {
        const pair = pairAt(needle.bytes, at);
        this.#shifts[pair] = Math.min(this.#shifts[pair] as number, window - 2 - at);
      }
      const last = pairAt(needle.bytes, window - 2);
      this.#byPair.set(last, [...(this.#byPair.get(last) ?? []), needle]);
    }
  }

  /** @param found is told of each needle in `bytes`, as often as it is there */
  scan(bytes: Uint8Array, found: (needle: Needle) => void): void {
    const shifts = this.#shifts;
    const window = this.shortest;
    const end = bytes.length;
    for (let at = window - 1; at < end;) {
      const pair = (bytes[at - 1] as number) | ((bytes[at] as number) << 8);
      const shift = shifts[pair] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      for (const needle of this.#byPair.get(pair) ?? []) {
        if (isAt(bytes, at + 1 - window, needle.bytes)) found(needle);
      }
      at++;
    }
  }
}

function pairAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

function isAt(bytes: Uint8Array, start: number, needle: Uint8Array): boolean {
  if (start + needle.length > bytes.length) return false;
  for (let at = 0; at < needle.length; at++) if (bytes[start + at] !== needle[at]) return false;
  return true;
}
