/** An answer file as XML: each element with its line, and nothing that Setup's parser would refuse. */

import { DOMParser, type Element } from '@xmldom/xmldom';

/** Where something is wrong in an answer file, or worth a warning. */
export interface UnattendNote {
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected?: string;
  readonly next?: string;
}

/** Bytes; one with scripts inside has some 100 KB. */
export const MAX_UNATTEND_SIZE = 1 << 20;
const MAX_DEPTH = 64;

/** @returns null where the bytes are neither UTF-8 nor UTF-16 with its mark */
export function decodeUnattend(bytes: Uint8Array): string | null {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @returns the root, or why there is none */
export function parseUnattend(text: string): Element | UnattendNote {
  const type = /<!(?:DOCTYPE|ENTITY)/i.exec(text);
  if (type !== null)
    return { ...placeOf(text, type.index), found: 'a document type', expected: 'elements only' };
  const deep = tooDeep(text);
  if (deep !== null) return { ...placeOf(text, deep), found: `elements nested more than ${MAX_DEPTH} deep` };
  let problem: UnattendNote | null = null;
  try {
    const parser = new DOMParser({
      onError(_, message, context) {
        const { locator } = context as { locator?: { lineNumber?: number; columnNumber?: number } };
        problem ??= {
          line: Math.max(1, locator?.lineNumber ?? 1),
          column: locator?.columnNumber ?? 1,
          found: `XML that is not well-formed: ${wordsOf(message)}`,
        };
        throw new Error(message);
      },
    });
    const root = parser.parseFromString(text, 'text/xml').documentElement;
    return root ?? { line: 1, column: 1, found: 'no element' };
  } catch (error) {
    return problem ?? { line: 1, column: 1, found: `XML that is not well-formed: ${wordsOf(String(error))}` };
  }
}

export function isElement(parsed: Element | UnattendNote): parsed is Element {
  return 'nodeType' in parsed;
}

export function elementsOf(parent: Element): Element[] {
  const elements: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === node.ELEMENT_NODE) elements.push(node as Element);
  }
  return elements;
}

/** Itself and all below it. */
export function* allElements(root: Element): Generator<Element> {
  yield root;
  for (const child of elementsOf(root)) yield* allElements(child);
}

export function childNamed(parent: Element, name: string): Element | null {
  return elementsOf(parent).find(({ localName }) => localName === name) ?? null;
}

export function textOf(element: Element | null): string {
  return (element?.textContent ?? '').trim();
}

export function at({ lineNumber, columnNumber }: Element): Pick<UnattendNote, 'line' | 'column'> {
  return { line: lineNumber ?? 1, column: columnNumber ?? 1 };
}

function wordsOf(message: string): string {
  if (message.includes('prefix is non-null')) return 'a prefix that no xmlns declares';
  if (message.includes('HierarchyRequestError')) return 'more than one root';
  return (message.split('\n')[0] ?? '').replace(/^Error: /, '').slice(0, 200);
}

function placeOf(text: string, index: number): Pick<UnattendNote, 'line' | 'column'> {
  const before = text.slice(0, index).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function tooDeep(text: string): number | null {
  let depth = 0;
  for (const { 0: tag, index } of text.matchAll(/<[^!?<>][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.endsWith('/>')) depth++;
    if (depth > MAX_DEPTH) return index;
  }
  return null;
}
