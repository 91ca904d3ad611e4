/** Colours, where the stream is a terminal and nobody asked for none (`--no-color`, NO_COLOR). */

import { styleText } from 'node:util';

export type Paint = (style: 'red' | 'green' | 'yellow' | 'dim', text: string) => string;

export function painter(wanted: boolean): Paint {
  return wanted ? (style, text) => styleText(style, text) : (_style, text) => text;
}

export function wantsColor(
  stream: { readonly isTTY?: boolean },
  refused: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && !refused && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
