/** All attributes of one file, from its base record and from the extensions that its attribute list names. */

import { joinParts, type Attribute } from './attribute.js';
import { damaged, recordSubject } from './damage.js';
import { parseAttributeList } from './list.js';
import { attributesOf, extendsRecord, type MasterFileTable } from './mft.js';
import { ATTRIBUTE, attributeName, baseReferenceAt, sequenceOf, type RecordWindow } from './record.js';

/** @param record the base record @throws damaged */
export async function loadAttributes(mft: MasterFileTable, record: number): Promise<readonly Attribute[]> {
  const { label, geometry } = mft.volume;
  const base = await mft.read(record);
  if (baseReferenceAt(base) !== -1)
    throw damaged(recordSubject(label, record), 'an extension of another file');
  const own = attributesOf(base, geometry.clusters);
  const list = own.find(({ type }) => type === ATTRIBUTE.ATTRIBUTE_LIST);
  if (list === undefined) return own;

  const records = new Map<number, readonly Attribute[]>([[record, own]]);
  const parts = new Map<string, Attribute[]>();
  for (const entry of await parseAttributeList(mft.volume, list)) {
    if (entry.type === ATTRIBUTE.ATTRIBUTE_LIST) continue;
    let there = records.get(entry.record);
    if (there === undefined) {
      there = attributesOf(await readExtension(mft, base, entry.record, entry.sequence), geometry.clusters);
      records.set(entry.record, there);
    }
    const part = there.find(
      ({ type, id, name }) => type === entry.type && id === entry.id && name === entry.name,
    );
    if (part === undefined) {
      const found = `$ATTRIBUTE_LIST names ${attributeName(entry.type)} ${entry.id} in record ${entry.record}`;
      throw damaged(recordSubject(label, record), found, 'an attribute that is there');
    }
    // A file may have several $FILE_NAME, and only one of anything else of the same name.
    const key = entry.type === ATTRIBUTE.FILE_NAME ? `${parts.size}` : `${entry.type}:${entry.name}`;
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [part]);
    else if (!known.includes(part)) known.push(part);
  }
  return Array.from(parts.values(), (known) => joinParts(known, label));
}

async function readExtension(
  mft: MasterFileTable,
  base: RecordWindow,
  record: number,
  sequence: number,
): Promise<RecordWindow> {
  const window = await mft.read(record);
  if (sequenceOf(window) !== sequence || !extendsRecord(window, base)) {
    throw damaged(
      recordSubject(mft.volume.label, base.number),
      `$ATTRIBUTE_LIST names record ${record}, which belongs to another file`,
    );
  }
  return window;
}
