/** Event logs as Windows writes them: one chunk, names and templates where they are first used. */

import { filetimeFromDate } from '../../src/bytes/index.js';

export interface EventShape {
  readonly provider: string;
  readonly id: number;
  /** 1 critical, 2 error, 3 warning, 4 information. */
  readonly level: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly data: readonly string[];
}

const CHUNK = 65_536;
const HEADER = 4096;
const STRING = 1;

/** A log that was open when its machine was turned off: its header knows of no event. */
export function eventLog(events: readonly EventShape[]): Buffer {
  const file = Buffer.alloc(HEADER + CHUNK);
  file.write('ElfFile\0', 'latin1');
  file.writeUInt32LE(1, 0x78);
  file.write('ElfChnk\0', HEADER, 'latin1');
  const chunk = new Chunk();
  for (const [index, event] of events.entries()) chunk.record(BigInt(index + 1), event);
  chunk.bytes.copy(file, HEADER + 512);
  return file;
}

class Chunk {
  readonly #pieces: Buffer[] = [];
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<number, number>();
  #at = 512;

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  record(number: bigint, event: EventShape): void {
    const start = this.#at;
    const time = u64(filetimeFromDate(new Date(event.time)));
    const head = [Buffer.from('**\0\0', 'latin1'), u32(0), u64(number), time];
    this.#put(...head, bytes(0x0f, 1, 1, 0));
    this.#put(bytes(0x0c, 1), u32(event.data.length));
    this.#template(event.data.length);
    this.#values(
      [text(event.provider), u16(event.id), bytes(event.level), ...event.data.map(text)],
      [STRING, 0x06, 0x04, ...event.data.map(() => STRING)],
    );
    const size = this.#at + 5 - start;
    this.#put(bytes(0), u32(size));
    (head[1] as Buffer).writeUInt32LE(size);
  }

  /** `<Event><System><Provider Name=…/><EventID>…</EventID><Level>…</Level></System><EventData><Data>…` */
  #template(count: number): void {
    const known = this.#templates.get(count);
    this.#put(u32(known ?? this.#at + 4));
    if (known !== undefined) return;
    this.#templates.set(count, this.#at);
    const size = u32(0);
    this.#put(u32(0), Buffer.alloc(16, count), size);
    const start = this.#at;
    this.#put(bytes(0x0f, 1, 1, 0));
    this.#open('Event');
    this.#open('System');
    this.#put(bytes(0x41), u16(0xffff), u32(0));
    this.#name('Provider');
    this.#put(u32(0), bytes(0x06));
    this.#name('Name');
    this.#put(bytes(0x0d), u16(0), bytes(STRING), bytes(0x03));
    this.#leaf('EventID', 1, 0x06);
    this.#leaf('Level', 2, 0x04);
    this.#put(bytes(0x04));
    this.#open('EventData');
    for (let index = 0; index < count; index++) this.#leaf('Data', 3 + index, STRING);
    this.#put(bytes(0x04, 0x04, 0x00));
    size.writeUInt32LE(this.#at - start);
  }

  #open(name: string): void {
    this.#put(bytes(0x01), u16(0xffff), u32(0));
    this.#name(name);
    this.#put(bytes(0x02));
  }

  #leaf(name: string, index: number, type: number): void {
    this.#open(name);
    this.#put(bytes(0x0d), u16(index), bytes(type), bytes(0x04));
  }

  #values(values: readonly Buffer[], types: readonly number[]): void {
    this.#put(u32(values.length));
    for (const [index, value] of values.entries()) this.#put(u16(value.length), bytes(types[index] ?? 0, 0));
    this.#put(...values);
  }

  #name(name: string): void {
    const known = this.#names.get(name);
    this.#put(u32(known ?? this.#at + 4));
    if (known !== undefined) return;
    this.#names.set(name, this.#at);
    this.#put(u32(0), u16(0), u16(name.length), text(name), u16(0));
  }

  #put(...pieces: readonly Buffer[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#at += piece.length;
    }
  }
}

function bytes(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}

function text(value: string): Buffer {
  return Buffer.from(value, 'utf16le');
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function u64(value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(value);
  return buffer;
}
