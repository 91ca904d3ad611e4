/**
 * An event log (`.evtx`), event by event, as lines: "Error Microsoft-Windows-Servicing 3: KB5043080, …".
 *
 *     file   4096 bytes, "ElfFile\0"; then chunks of 64 KiB
 *     chunk  512 bytes, "ElfChnk\0"; then records, one after the other
 *     record "**\0\0"; 0x04 u32 size; 0x08 u64 number; 0x10 FILETIME; 0x18 binary XML
 *
 * What the headers say of the length is not believed: a log that was open when the machine was turned off has more.
 * Source: https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc
 */

import { dateFromFiletime } from '../../../bytes/index.js';
import type { Line } from '../lines.js';
import { readElement, type Element } from './binary-xml.js';

const FILE_HEADER = 4096;
const CHUNK = 65_536;
const RECORDS = 512;
const RECORD_HEADER = 24;
const LEVELS: readonly string[] = ['Information', 'Critical', 'Error', 'Warning', 'Information', 'Verbose'];

/** What Windows shows of an event whose values say little: `%1` is the first of them. */
const MESSAGES: Readonly<Record<string, string>> = {
  'Microsoft-Windows-WER-SystemErrorReporting 1001':
    'The computer has rebooted from a bugcheck.  The bugcheck was: %1. A dump was saved in: %2. Report Id: %3.',
};

/** @returns the events as lines with their own numbers, a chunk at a time; a chunk or an event that is damaged is left out */
export async function* readEvents(
  content: AsyncIterable<Uint8Array>,
  what: string,
): AsyncGenerator<readonly Line[]> {
  for await (const chunk of chunksOf(content)) {
    if (chunk.toString('latin1', 0, 8) === 'ElfChnk\0') yield eventsOf(chunk, what);
  }
}

async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  let skipped = 0;
  for await (const piece of content) {
    const header = Math.min(FILE_HEADER - skipped, piece.length);
    skipped += header;
    rest = Buffer.concat([rest, piece.subarray(header)]);
    for (; rest.length >= CHUNK; rest = rest.subarray(CHUNK)) yield rest.subarray(0, CHUNK);
  }
}

function eventsOf(chunk: Buffer, what: string): Line[] {
  const events: Line[] = [];
  for (let at = RECORDS; at + RECORD_HEADER < CHUNK && chunk.readUInt32LE(at) === 0x2a2a;) {
    const size = chunk.readUInt32LE(at + 4);
    if (size < RECORD_HEADER || at + size > CHUNK) break;
    try {
      const number = Number(chunk.readBigUInt64LE(at + 8));
      const time = dateFromFiletime(chunk.readBigUInt64LE(at + 16)).getTime();
      if (!Number.isNaN(time)) {
        events.push({ number, time, text: lineOf(readElement(chunk, at + RECORD_HEADER, what)) });
      }
    } catch {
      // Half written, or overwritten: the others count.
    }
    at += size;
  }
  return events;
}

function lineOf(event: Element): string {
  const system = childOf(event, 'System');
  const provider = childOf(system, 'Provider')?.attributes.get('Name') ?? '';
  const id = childOf(system, 'EventID')?.text ?? '';
  const level = LEVELS[Number(childOf(system, 'Level')?.text ?? 0)] ?? 'Information';
  const values = event.children.filter((part) => part !== system).flatMap(valuesOf);
  const template = MESSAGES[`${provider} ${id}`];
  const message =
    template?.replaceAll(/%(\d)/g, (_whole, index) => values[Number(index) - 1] ?? '') ?? values.join(', ');
  return `${level} ${provider} ${id}: ${message}`.replaceAll(/\s*[\r\n]+\s*/g, ' ').trimEnd();
}

function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

function valuesOf({ text, children }: Element): string[] {
  return [...(text.trim() === '' ? [] : [text.trim()]), ...children.flatMap(valuesOf)];
}
