/**
 * One pass over the file table: what each file is, what it is called and in which directory.
 *
 * | $STANDARD_INFORMATION | size | field                    | $FILE_NAME | size | field                              |
 * | --------------------- | ---- | ------------------------ | ---------- | ---- | ---------------------------------- |
 * | 0x00                  | 8    | created                  | 0x00       | 8    | reference to the directory         |
 * | 0x08                  | 8    | modified                 | 0x08       | 32   | times, kept only when it is renamed |
 * | 0x10                  | 8    | record changed           | 0x40       | 1    | UTF-16 units of the name           |
 * | 0x18                  | 8    | accessed                 | 0x41       | 1    | name space                         |
 * | 0x20                  | 4    | attributes               | 0x42       |      | name                               |
 * | 0x34                  | 4    | security id (3.0 and up) |            |      |                                    |
 *
 * Source: the NTFS documentation of the Linux-NTFS project.
 */

import { FactoryError } from '../errors.js';
import type { Reporter } from '../progress.js';
import { ATTRIBUTE_FLAG } from './attribute.js';
import { FILE_FLAG, FileRows, NameRows } from './columns.js';
import type { Warnings } from './damage.js';
import type { MasterFileTable } from './mft.js';
import {
  applyFixups,
  ATTRIBUTE,
  badRecord,
  baseReferenceAt,
  firstAttribute,
  hasMagic,
  isDirectoryRecord,
  isInUse,
  nextAttribute,
  recordWindow,
  referenceNumber,
  referenceSequence,
  residentValue,
  sequenceOf,
  type RecordWindow,
} from './record.js';
import { firstRun } from './runs.js';

/** $STANDARD_INFORMATION of NTFS 1.2, which knew no security id. */
const OLD_INFORMATION_SIZE = 0x30;
const SECURITY_ID_END = 0x38;
const FILE_NAME_HEADER_SIZE = 0x42;

export interface FileTable {
  readonly files: FileRows;
  readonly names: NameRows;
}

export async function scanFileTable(
  mft: MasterFileTable,
  reporter: Reporter,
  warnings: Warnings,
): Promise<FileTable> {
  const { label, geometry } = mft.volume;
  const table: FileTable = { files: new FileRows(mft.count), names: new NameRows() };
  const task = reporter.task(`Reading the file table of ${label}`, mft.count * geometry.recordSize, 'bytes');
  try {
    for await (const { first, bytes } of mft.scan()) {
      reporter.signal.throwIfAborted();
      const window = recordWindow(label, bytes, geometry.recordSize, first);
      for (; window.start < bytes.length; window.start += geometry.recordSize, window.number++) {
        scanRecord(mft, table, window, warnings);
      }
      task.advance(bytes.length);
    }
  } finally {
    task.end();
  }
  return table;
}

function scanRecord(mft: MasterFileTable, table: FileTable, window: RecordWindow, warnings: Warnings): void {
  if (!hasMagic(window)) {
    // A record that never was in use has no magic; a torn one that a driver met is marked.
    if (isMarkedBad(window))
      warnings.warn('lost records', `MFT record ${window.number} is marked as damaged; its file is missing`);
    return;
  }
  const torn = applyFixups(window);
  if (!isInUse(window)) return;
  const base = baseReferenceAt(window);
  try {
    if (base === -1) scanBase(mft, table, window);
    else scanExtension(table, window, base);
    if (torn !== null) throw badRecord(window, torn);
  } catch (error) {
    if (!(error instanceof FactoryError)) throw error;
    const owner = base === -1 ? window.number : referenceNumber(window.view, base);
    const row = table.files.rowOf[owner] ?? -1;
    if (row !== -1) table.files.set(row, FILE_FLAG.DAMAGED);
    warnings.warn('damaged files', `MFT record ${window.number}: ${error.details.found}`);
  }
}

function isMarkedBad({ view, start }: RecordWindow): boolean {
  return view.getUint32(start, true) === 0x44414142;
}

function scanBase(mft: MasterFileTable, { files, names }: FileTable, window: RecordWindow): void {
  const flags = isDirectoryRecord(window) ? FILE_FLAG.DIRECTORY : 0;
  const row = files.add(window.number, sequenceOf(window), flags);
  let isComplex = false;
  let isInformed = false;
  let isContiguous = false;
  // The content of a file with a reparse point, or with parts in other records, may not be what lies here.
  let isElsewhere = false;
  for (let at = firstAttribute(window); at !== -1; at = nextAttribute(window, at)) {
    switch (window.view.getUint32(at, true)) {
      case ATTRIBUTE.STANDARD_INFORMATION:
        scanInformation(files, row, window, at);
        isInformed = true;
        break;
      case ATTRIBUTE.FILE_NAME:
        scanName(names, window, at, window.number, -1);
        break;
      case ATTRIBUTE.DATA:
        if (window.view.getUint8(at + 9) !== 0) isComplex = true;
        else isContiguous = scanData(mft, files, row, window, at);
        break;
      case ATTRIBUTE.ATTRIBUTE_LIST:
      case ATTRIBUTE.REPARSE_POINT:
        isComplex = true;
        isElsewhere = true;
        break;
      case ATTRIBUTE.OBJECT_ID:
      case ATTRIBUTE.SECURITY_DESCRIPTOR:
      case ATTRIBUTE.EA:
        isComplex = true;
        break;
      default:
    }
  }
  if (isComplex) files.set(row, FILE_FLAG.COMPLEX);
  if (isContiguous && !isElsewhere) files.set(row, FILE_FLAG.CONTIGUOUS);
  if (!isInformed) throw badRecord(window, 'no $STANDARD_INFORMATION');
}

/** Of an extension only names count here: the rest is found through the attribute list when it is needed. */
function scanExtension({ names }: FileTable, window: RecordWindow, base: number): void {
  const owner = referenceNumber(window.view, base);
  const sequence = referenceSequence(window.view, base);
  for (let at = firstAttribute(window); at !== -1; at = nextAttribute(window, at)) {
    if (window.view.getUint32(at, true) === ATTRIBUTE.FILE_NAME) scanName(names, window, at, owner, sequence);
  }
}

function scanInformation(files: FileRows, row: number, window: RecordWindow, attribute: number): void {
  const { at, size } = residentValue(window, attribute, OLD_INFORMATION_SIZE);
  const { view } = window;
  files.created[row] = view.getBigUint64(at, true);
  files.modified[row] = view.getBigUint64(at + 0x08, true);
  files.accessed[row] = view.getBigUint64(at + 0x18, true);
  files.attributes[row] = view.getUint32(at + 0x20, true);
  files.security[row] = size >= SECURITY_ID_END ? view.getUint32(at + 0x34, true) : 0;
}

function scanName(
  names: NameRows,
  window: RecordWindow,
  attribute: number,
  owner: number,
  ownerSequence: number,
): void {
  const { at, size } = residentValue(window, attribute, FILE_NAME_HEADER_SIZE);
  const { view, bytes } = window;
  const length = view.getUint8(at + 0x40);
  const space = view.getUint8(at + 0x41);
  if (FILE_NAME_HEADER_SIZE + length * 2 > size || space > 3) {
    throw badRecord(window, `$FILE_NAME of ${length} units in name space ${space} and ${size} bytes`);
  }
  const parent = referenceNumber(view, at);
  const parentSequence = referenceSequence(view, at);
  names.add(
    { owner, ownerSequence, parent, parentSequence, space },
    bytes,
    at + FILE_NAME_HEADER_SIZE,
    length,
  );
}

/**
 * The unnamed stream. A part that does not begin with VCN 0 belongs to a file with an attribute list.
 *
 * @returns whether it is CONTIGUOUS
 */
function scanData(
  mft: MasterFileTable,
  files: FileRows,
  row: number,
  window: RecordWindow,
  at: number,
): boolean {
  const { view, bytes, number } = window;
  if (view.getUint8(at + 8) === 0) {
    files.size[row] = residentValue(window, at, 0).size;
    files.position[row] = mft.positionOf(number);
    return false;
  }
  const length = view.getUint32(at + 4, true);
  const size = length < 0x40 ? -1 : Number(view.getBigInt64(at + 0x30, true));
  if (size < 0 || !Number.isSafeInteger(size)) throw badRecord(window, `$DATA of ${size} bytes`);
  const { clusterSize, clusters } = mft.volume.geometry;
  const flags = view.getUint16(at + 0x0c, true);
  files.size[row] = size;
  // The first run of a sparse file may be a hole: its record is looked at again for a place to sort by.
  if ((flags & ATTRIBUTE_FLAG.SPARSE) !== 0) files.set(row, FILE_FLAG.COMPLEX);
  const run = firstRun(bytes.subarray(at + view.getUint16(at + 0x20, true), at + length));
  if (run === null) return false;
  files.position[row] = run.cluster * clusterSize;
  const isWhole = run.isOnly && run.length * clusterSize >= size && run.cluster + run.length <= clusters;
  return isWhole && flags === 0 && Number(view.getBigInt64(at + 0x38, true)) >= size;
}
