/**
 * WimScript.ini: the configuration of a capture, as DISM, ImageX and wimlib read it.
 *
 *     [ExclusionList]         what is left out; the default list no longer counts
 *     \pagefile.sys
 *     "\System Volume Information"
 *     [ExclusionException]    what is kept all the same
 *     \pagefile.sys
 *
 * UTF-8, or UTF-16 with a byte order mark. A line that begins with ; or # is a comment. Other sections of the format say how
 * to compress or apply: they are known, and change nothing here.
 */

import { readFile } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../errors.js';
import { whyNoPattern } from './exclusions.js';

export interface WimScript {
  readonly patterns: readonly string[];
  readonly exceptions: readonly string[];
  /** Sections that have entries and change nothing here, for a warning. */
  readonly ignoredSections: readonly string[];
  /** Patterns that began with a drive letter, which says nothing in a capture: taken without it. */
  readonly withoutDrive: readonly string[];
}

const IGNORED_SECTIONS = [
  'CompressionExclusionList',
  'CompressionFolderList',
  'AlignmentList',
  'PrepopulateList',
] as const;
const SECTIONS = ['ExclusionList', 'ExclusionException', ...IGNORED_SECTIONS] as const;
type Section = (typeof SECTIONS)[number];

/** A real one has a few dozen lines. */
const MAX_BYTES = 4 << 20;

/** @throws definition, with the line, where the file says something else than it means */
export async function readWimScript(file: string): Promise<WimScript> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw fromSystemError(error, file);
  }
  return parseWimScript(bytes, file);
}

/** @param file for errors */
export function parseWimScript(bytes: Uint8Array, file: string): WimScript {
  const entries = new Map<Section, string[]>();
  const withoutDrive: string[] = [];
  let section: Section | null = null;
  for (const [index, raw] of decodeText(bytes, file).split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    const where = `${file}:${index + 1}`;
    if (line.startsWith('[')) {
      section = readSection(line, where);
    } else if (section === null) {
      throw mistake(where, `"${line}" before the first section`, '[ExclusionList]');
    } else {
      const list = entries.get(section) ?? [];
      entries.set(section, list);
      list.push(section.startsWith('Exclusion') ? readPattern(line, where, withoutDrive) : line);
    }
  }
  return {
    patterns: entries.get('ExclusionList') ?? [],
    exceptions: entries.get('ExclusionException') ?? [],
    ignoredSections: IGNORED_SECTIONS.filter((name) => entries.has(name)),
    withoutDrive,
  };
}

function readPattern(line: string, where: string, withoutDrive: string[]): string {
  const unquoted = /^(["'])(.*)\1$/.exec(line)?.[2] ?? line;
  const pattern = unquoted.replace(/^[A-Za-z]:/, '');
  if (pattern !== unquoted) withoutDrive.push(unquoted);
  const why = whyNoPattern(pattern);
  if (why === null) return pattern;
  throw mistake(where, `${why} (${line})`, 'a path such as "\\Windows\\Temp" or a name such as "*.tmp"');
}

function readSection(line: string, where: string): Section {
  const name = /^\[(.*)\]$/.exec(line)?.[1]?.trim().toLowerCase();
  const section = SECTIONS.find((known) => known.toLowerCase() === name);
  if (section !== undefined) return section;
  throw mistake(where, `the section ${line}`, SECTIONS.map((known) => `[${known}]`).join(', '));
}

function decodeText(bytes: Uint8Array, file: string): string {
  if (bytes.length > MAX_BYTES) throw mistake(file, `${bytes.length} bytes`, 'a WimScript.ini');
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FactoryError('definition', {
      subject: file,
      found: `bytes that are no ${encoding.toUpperCase()}`,
      expected: 'UTF-8, or UTF-16 with a byte order mark',
      cause: error,
    });
  }
}

function mistake(subject: string, found: string, expected: string): FactoryError {
  return new FactoryError('definition', { subject, found, expected });
}
