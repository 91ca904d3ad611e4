/**
 * The XML of an archive: UTF-16LE with a byte order mark. It comes from anywhere, so what could make a parser grow
 * without a bound (a document type, deep nesting, sheer size) is refused before it is parsed.
 */

import { DOMParser, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { FactoryError } from '../errors.js';
import { damaged } from './damage.js';

/** Bytes; an archive of 40 editions has 200 KB, and the parser takes seconds for a MB of the worst kind. */
const MAX_XML_SIZE = 4 << 20;
const MAX_DEPTH = 64;
const BYTE_ORDER_MARK = '\ufeff';

/** @param size bytes of the XML resource @throws unsupported */
export function checkXmlSize(size: number, what: string): void {
  if (size <= MAX_XML_SIZE) return;
  throw new FactoryError('unsupported', {
    subject: what,
    found: `${size} bytes of XML`,
    expected: `${MAX_XML_SIZE} at most`,
  });
}

/** @returns the text without byte order mark @throws damaged */
export function decodeXml(bytes: Uint8Array, what: string): string {
  if (bytes.length % 2 !== 0) throw damaged(what, `UTF-16 of ${bytes.length} bytes`, 'an even number');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf16le');
  return text.replace(BYTE_ORDER_MARK, '').replace(/\0+$/, '');
}

export function encodeXml(text: string): Buffer {
  return Buffer.from(BYTE_ORDER_MARK + text, 'utf16le');
}

/** @throws damaged on all that is not well-formed */
export function parseXml(text: string, what: string): Document {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw damaged(what, 'a document type', 'elements only');
  checkDepth(text, what);
  let problem = '';
  try {
    const parser = new DOMParser({
      locator: false,
      onError(level, message) {
        if (level === 'warning') return;
        if (problem === '') problem = message;
        throw new Error(message);
      },
    });
    return parser.parseFromString(text, 'text/xml');
  } catch (error) {
    // What the parser wraps our error in says it all again.
    const reason = problem === '' ? (error as Error).message : problem;
    throw damaged(what, `XML that is not well-formed: ${(reason.split('\n')[0] ?? '').slice(0, 200)}`);
  }
}

export function serializeXml(node: Document | Element): string {
  return new XMLSerializer().serializeToString(node);
}

export function childElements(parent: Element): Element[] {
  const elements: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === node.ELEMENT_NODE) elements.push(node as Element);
  }
  return elements;
}

export function childElement(parent: Element | null, name: string): Element | null {
  return parent === null ? null : (childElements(parent).find(({ tagName }) => tagName === name) ?? null);
}

/** The text of a child element; '' where there is none. */
export function childText(parent: Element | null, name: string): string {
  return childElement(parent, name)?.textContent ?? '';
}

/** @param what which text: "the name of image 1" @throws usage for what XML cannot hold */
export function checkXmlText(text: string, what: string): void {
  if (!/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text)) return;
  throw new FactoryError('usage', {
    subject: what,
    found: JSON.stringify(text),
    expected: 'text without control characters and unpaired surrogates',
  });
}

function checkDepth(text: string, what: string): void {
  let depth = 0;
  for (const [tag] of text.matchAll(/<[^!?<>][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.endsWith('/>')) depth++;
    if (depth > MAX_DEPTH) throw damaged(what, `elements nested more than ${MAX_DEPTH} deep`);
  }
}
