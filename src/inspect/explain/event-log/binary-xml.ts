/**
 * Binary XML of an event log, decoded into elements. Offsets count from the start of the chunk that holds it.
 *
 * | token      | followed by                                                                              |
 * | ---------- | ---------------------------------------------------------------------------------------- |
 * | 0x00       | nothing: the end                                                                         |
 * | 0x01, 0x41 | start of an element: u16, u32 size, name; 0x41: u32 size of the attributes, attributes   |
 * | 0x02, 0x03 | nothing: the start is over; 0x03: and so is the element                                  |
 * | 0x04       | nothing: end of the element                                                              |
 * | 0x05, 0x45 | text: u8 type, u16 count, UTF-16                                                         |
 * | 0x06, 0x46 | attribute: name, then what its value is made of                                          |
 * | 0x07, 0x47 | CDATA: u16 count, UTF-16                                                                 |
 * | 0x08, 0x48 | character: u16                                                                           |
 * | 0x09, 0x49 | entity: name                                                                             |
 * | 0x0a, 0x0b | processing instruction: name; u16 count, UTF-16                                          |
 * | 0x0c       | instance of a template: u8, u32 id, u32 offset of the template, its values               |
 * | 0x0d, 0x0e | one of these values: u16 index, u8 type                                                  |
 * | 0x0f       | start of a fragment: 3 bytes                                                             |
 *
 * A name is the u32 offset of where it stands, which is right there where it is new: u32 next, u16 hash, u16 count, UTF-16,
 * u16 0. So is a template: u32 next, 16 bytes GUID, u32 size, a fragment.
 *
 * Source: https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */

import {
  cursorOver,
  readBytes,
  readU16,
  readU32,
  readU8,
  readUtf16,
  seek,
  skip,
  type Cursor,
} from '../../../bytes/index.js';
import { FactoryError } from '../../../errors.js';
import { textOfValue } from './values.js';

export interface Element {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Element[];
  text: string;
}

/** A value of a template's instance, where it stands in the chunk. */
interface Value {
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

const DEPTH = 32;
const TOKENS = 20_000;
const BINARY_XML = 0x21;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @param start where the fragment begins in the chunk @throws damaged */
export function readElement(chunk: Uint8Array, start: number, what: string): Element {
  const reader = new Reader(cursorOver(chunk, what));
  const root = element('');
  seek(reader.cursor, start);
  reader.content(root, [], 0);
  const [first] = root.children;
  if (first === undefined) throw reader.damaged('no element');
  return first;
}

function element(name: string): Element {
  return { name, attributes: new Map(), children: [], text: '' };
}

class Reader {
  readonly cursor: Cursor;
  #left = TOKENS;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** What an element, or a fragment, holds, up to its end. */
  content(into: Element, values: readonly Value[], depth: number): void {
    if (depth > DEPTH) throw this.damaged('elements within elements without an end');
    for (;;) {
      const token = this.#token();
      const kind = token & 0x0f;
      if (token === 0x00 || token === 0x04) return;
      if (kind === 0x0f) skip(this.cursor, 3);
      else if (kind === 0x01) into.children.push(this.#element(token, values, depth));
      else if (kind === 0x0c) this.#template(into, depth);
      else into.text += this.#piece(token, values, into, depth);
      // An instance of a template is all that its fragment holds.
      if (kind === 0x0c) return;
    }
  }

  damaged(found: string): FactoryError {
    const { what, position } = this.cursor;
    return new FactoryError('damaged', { subject: what, found: `${found} at byte ${position} of the chunk` });
  }

  #token(): number {
    if (--this.#left < 0) throw this.damaged('more than an event can hold');
    return readU8(this.cursor);
  }

  #element(token: number, values: readonly Value[], depth: number): Element {
    skip(this.cursor, 6);
    const made = element(this.#name());
    if ((token & 0x40) !== 0) skip(this.cursor, 4);
    let name: string | null = null;
    for (;;) {
      const next = this.#token();
      if (next === 0x03) return made;
      if (next === 0x02) break;
      if ((next & 0x0f) === 0x06) {
        name = this.#name();
        made.attributes.set(name, '');
        continue;
      }
      if (name === null) throw this.damaged(`the token 0x${next.toString(16)} among attributes`);
      made.attributes.set(name, (made.attributes.get(name) ?? '') + this.#piece(next, values, null, depth));
    }
    this.content(made, values, depth + 1);
    return made;
  }

  /** @param into what takes elements that a value holds */
  #piece(token: number, values: readonly Value[], into: Element | null, depth: number): string {
    switch (token & 0x0f) {
      case 0x05:
        skip(this.cursor, 1);
        return readUtf16(this.cursor, readU16(this.cursor) * 2);
      case 0x07:
        return readUtf16(this.cursor, readU16(this.cursor) * 2);
      case 0x08:
        return String.fromCharCode(readU16(this.cursor));
      case 0x09:
        return ENTITIES[this.#name()] ?? '';
      case 0x0a:
        this.#name();
        return '';
      case 0x0b:
        skip(this.cursor, readU16(this.cursor) * 2);
        return '';
      case 0x0d:
      case 0x0e:
        return this.#value(values, into, depth);
      default:
        throw this.damaged(`the token 0x${token.toString(16)}`);
    }
  }

  #value(values: readonly Value[], into: Element | null, depth: number): string {
    const value = values[readU16(this.cursor)];
    skip(this.cursor, 1);
    if (value === undefined || value.size === 0) return '';
    const back = this.cursor.position;
    seek(this.cursor, value.start);
    let text = '';
    if (value.type !== BINARY_XML) text = textOfValue(value.type, readBytes(this.cursor, value.size));
    else if (into !== null) this.content(into, [], depth + 1);
    seek(this.cursor, back);
    return text;
  }

  #template(into: Element, depth: number): void {
    skip(this.cursor, 5);
    const at = readU32(this.cursor);
    if (at === this.cursor.position) {
      skip(this.cursor, 20);
      skip(this.cursor, readU32(this.cursor));
    }
    const values: Value[] = [];
    const count = readU32(this.cursor);
    let start = this.cursor.position + count * 4;
    for (let index = 0; index < count; index++) {
      const size = readU16(this.cursor);
      const type = readU8(this.cursor);
      skip(this.cursor, 1);
      values.push({ type, start, size });
      start += size;
    }
    seek(this.cursor, at + 24);
    this.content(into, values, depth + 1);
    seek(this.cursor, start);
  }

  #name(): string {
    const at = readU32(this.cursor);
    const isHere = at === this.cursor.position;
    const back = this.cursor.position;
    seek(this.cursor, at + 6);
    const name = readUtf16(this.cursor, readU16(this.cursor) * 2);
    if (isHere) skip(this.cursor, 2);
    else seek(this.cursor, back);
    return name;
  }
}
