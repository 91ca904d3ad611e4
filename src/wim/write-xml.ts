/**
 * Writes what the XML says of images, in the order that Microsoft's tools have. What this version does not know of
 * (SERVICINGDATA, KEYS, elements of other tools) is kept where it comes from an archive.
 */

import type { Document, Element } from '@xmldom/xmldom';
import type { WimImageInfo, WrittenImage } from './types.js';
import type { WindowsInfo } from './windows-info.js';
import { childElement, childElements, parseXml, serializeXml } from './xml.js';

/** What the XML of an image is made from. */
export interface ImageDescription {
  readonly written: WrittenImage;
  readonly description: string | undefined;
  readonly displayName: string | undefined;
  readonly displayDescription: string | undefined;
  readonly flags: string | undefined;
  readonly windows: WindowsInfo | null;
  readonly created: bigint;
  /** An `<IMAGE>` element whose other elements are kept; null for none. */
  readonly kept: WimImageInfo['xml'] | null;
}

/** An image whose XML is taken over, but for its index and name. */
export interface TakenDescription {
  readonly written: WrittenImage;
  /** The `<IMAGE>` element. */
  readonly asIs: WimImageInfo['xml'];
}

/** Text, an element, or undefined for what is not known: then what is kept stays. */
type Value = string | Element | undefined;

/**
 * @param existing the XML of the archive that the images are added to, or null
 * @returns a text without byte order mark; its `<TOTALBYTES>` is `totalBytes`
 */
export function writeArchiveXml(
  existing: string | null,
  images: readonly (ImageDescription | TakenDescription)[],
  totalBytes: number,
  what: string,
): string {
  const document = parseXml(existing ?? '<WIM></WIM>', `${what}: XML`);
  const root = document.documentElement as Element;
  const total = element(document, 'TOTALBYTES', String(totalBytes));
  const old = childElement(root, 'TOTALBYTES');
  if (old === null) root.insertBefore(total, root.firstChild);
  else root.replaceChild(total, old);
  for (const image of images) {
    root.appendChild('asIs' in image ? takenElement(document, image) : imageElement(document, image));
  }
  return serializeXml(root);
}

function takenElement(document: Document, { written, asIs }: TakenDescription): Element {
  const kept = parseXml(asIs, 'the <IMAGE> element that is taken over').documentElement as Element;
  const taken = document.importNode(kept, true);
  taken.setAttribute('INDEX', String(written.index));
  const old = childElement(taken, 'NAME');
  const name = element(document, 'NAME', written.name);
  if (old === null) taken.appendChild(name);
  else if (old.textContent !== written.name) taken.replaceChild(name, old);
  return taken;
}

function imageElement(document: Document, image: ImageDescription): Element {
  const { written, windows, created } = image;
  const kept = image.kept === null ? null : parseXml(image.kept, 'the kept <IMAGE> element').documentElement;
  const time = (name: string) => composed(document, name, null, timeParts(created));
  const made = composed(document, 'IMAGE', kept, [
    ['DIRCOUNT', String(written.directories)],
    ['FILECOUNT', String(written.files)],
    ['TOTALBYTES', String(written.bytes)],
    ['HARDLINKBYTES', String(written.hardLinkBytes)],
    ['CREATIONTIME', time('CREATIONTIME')],
    ['LASTMODIFICATIONTIME', time('LASTMODIFICATIONTIME')],
    ['WIMBOOT', undefined],
    [
      'WINDOWS',
      windows === null ? undefined : windowsElement(document, windows, childElement(kept, 'WINDOWS')),
    ],
    ['NAME', written.name],
    ['DESCRIPTION', image.description],
    ['FLAGS', image.flags],
    ['DISPLAYNAME', image.displayName],
    ['DISPLAYDESCRIPTION', image.displayDescription],
  ]);
  made.setAttribute('INDEX', String(written.index));
  return made;
}

function windowsElement(document: Document, windows: WindowsInfo, kept: Element | null): Element {
  const { version } = windows;
  const languages = composed(document, 'LANGUAGES', null, [
    ...windows.languages.map((name): [string, Value] => ['LANGUAGE', name]),
    ['DEFAULT', known(windows.defaultLanguage)],
  ]);
  const versionElement = composed(document, 'VERSION', childElement(kept, 'VERSION'), [
    ['MAJOR', String(version.major)],
    ['MINOR', String(version.minor)],
    ['BUILD', String(version.build)],
    ['SPBUILD', String(version.spBuild)],
    ['SPLEVEL', String(version.spLevel)],
    ['BRANCH', known(version.branch)],
  ]);
  const servicing = composed(document, 'SERVICINGDATA', childElement(kept, 'SERVICINGDATA'), [
    ['IMAGESTATE', known(windows.imageState)],
  ]);
  return composed(document, 'WINDOWS', kept, [
    ['ARCH', String(windows.architecture)],
    ['PRODUCTNAME', known(windows.productName)],
    ['EDITIONID', known(windows.editionId)],
    ['INSTALLATIONTYPE', known(windows.installationType)],
    ['SERVICINGDATA', servicing.firstChild === null ? undefined : servicing],
    ['HAL', known(windows.hal)],
    ['PRODUCTTYPE', known(windows.productType)],
    ['PRODUCTSUITE', known(windows.productSuite)],
    ['LANGUAGES', windows.languages.length === 0 ? undefined : languages],
    ['VERSION', versionElement],
    ['SYSTEMROOT', known(windows.systemRoot)],
  ]);
}

/** An element with `parts` in their order, then what `kept` has besides. */
function composed(
  document: Document,
  name: string,
  kept: Element | null,
  parts: readonly (readonly [string, Value])[],
): Element {
  const made = document.createElement(name);
  const take = (child: Element) => made.appendChild(document.importNode(child, true));
  const names = new Set(parts.map(([part]) => part));
  for (const [part, value] of parts) {
    if (typeof value === 'string') made.appendChild(element(document, part, value));
    else if (value !== undefined) made.appendChild(value);
    else if (kept !== null) for (const child of childElements(kept)) if (child.tagName === part) take(child);
  }
  if (kept === null) return made;
  for (const { name: key, value } of kept.attributes) made.setAttribute(key, value);
  for (const child of childElements(kept)) if (!names.has(child.tagName)) take(child);
  return made;
}

function element(document: Document, name: string, text: string): Element {
  const made = document.createElement(name);
  made.appendChild(document.createTextNode(text));
  return made;
}

function timeParts(time: bigint): [string, string][] {
  return [
    ['HIGHPART', hex32(time >> 32n)],
    ['LOWPART', hex32(time)],
  ];
}

function hex32(value: bigint): string {
  return `0x${BigInt.asUintN(32, value).toString(16).toUpperCase().padStart(8, '0')}`;
}

function known(text: string): string | undefined {
  return text === '' ? undefined : text;
}
