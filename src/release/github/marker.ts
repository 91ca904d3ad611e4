/**
 * The last line of a release's text, which no page shows: what tells a release of this program from one that people made.
 * `content` is the SHA-256 of the list of its files, without what follows from other releases.
 */

import { createHash } from 'node:crypto';
import { CHANGES_NAME } from '../names.js';
import { formatSums } from '../sums.js';
import type { NewRelease } from '../store.js';
import { BODY_LIMIT } from './types.js';

export interface Marker {
  /** The name of the image. */
  readonly image: string;
  readonly content: string;
  /** Of a draft: the run that fills it, by a name of its own. */
  readonly run?: string;
}

const OPEN = '<!-- image-factory:release ';
const CLOSE = ' -->';

export function markerOf({ image, files }: Pick<NewRelease, 'image' | 'files'>): Marker {
  const own = files.filter(({ name }) => name !== CHANGES_NAME);
  const sums = formatSums(new Map(own.map(({ name, sha256 }) => [name, sha256])));
  return { image, content: createHash('sha256').update(sums).digest('hex') };
}

/** The marker as it stands in a text; '' where there is none. */
export function markerText(body: string | null): string {
  const text = body ?? '';
  const start = text.lastIndexOf(OPEN);
  const end = text.indexOf(CLOSE, start);
  return start === -1 || end === -1 ? '' : text.slice(start, end + CLOSE.length);
}

/** @returns null where the text has none */
export function readMarker(body: string | null): Marker | null {
  const text = markerText(body);
  if (text === '') return null;
  try {
    const value = JSON.parse(text.slice(OPEN.length, -CLOSE.length)) as Partial<Marker> | null;
    if (typeof value?.image !== 'string' || typeof value.content !== 'string') return null;
    const { image, content, run } = value;
    return { image, content, ...(typeof run === 'string' ? { run } : {}) };
  } catch {
    return null;
  }
}

/** The text of a release: its notes and the marker, no longer than GitHub takes. @param run of a draft, which one fills it */
export function bodyOf(release: NewRelease, run?: string): string {
  const says: Marker = { ...markerOf(release), ...(run === undefined ? {} : { run }) };
  const marker = `${OPEN}${JSON.stringify(says).replaceAll('>', '\\u003e')}${CLOSE}`;
  const room = BODY_LIMIT - marker.length - 2;
  return `${cutLines(release.notes, room)}\n\n${marker}`;
}

function cutLines(text: string, room: number): string {
  if (text.length <= room) return text.trimEnd();
  const more = `\n\n… the rest is in ${CHANGES_NAME}.`;
  const cut = text.slice(0, room - more.length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0))}${more}`;
}
