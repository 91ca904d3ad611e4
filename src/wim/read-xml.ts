/** What the XML of an archive says of its images. */

import type { Element } from '@xmldom/xmldom';
import { damaged } from './damage.js';
import type { WimImageInfo } from './types.js';
import type { WindowsInfo } from './windows-info.js';
import { childElement, childElements, childText, parseXml, serializeXml } from './xml.js';

export interface ArchiveXml {
  readonly images: readonly WimImageInfo[];
  /** `<ESD><ENCRYPTED/>`: Microsoft's downloads, whose resources cannot be read without a key. */
  readonly encrypted: boolean;
}

/** @param count how many images the header says there are @throws damaged */
export function readArchiveXml(text: string, count: number, what: string): ArchiveXml {
  const root = parseXml(text, what).documentElement;
  if (root === null || root.tagName !== 'WIM') {
    throw damaged(what, `<${root?.tagName ?? ''}> as the root element`, '<WIM>');
  }
  const images = childElements(root)
    .filter(({ tagName }) => tagName === 'IMAGE')
    .map((element) => readImage(element))
    .toSorted((a, b) => a.index - b.index);
  const isComplete = images.length === count && images.every(({ index }, at) => index === at + 1);
  if (!isComplete) {
    const found = `images ${images.map(({ index }) => index).join(', ') || 'none'}`;
    throw damaged(what, found, `${count}, numbered from 1`);
  }
  return { images, encrypted: childElement(childElement(root, 'ESD'), 'ENCRYPTED') !== null };
}

function readImage(image: Element): WimImageInfo {
  const windows = childElement(image, 'WINDOWS');
  const displayName = childText(image, 'DISPLAYNAME');
  return {
    index: numberOf(image.getAttribute('INDEX') ?? '') ?? 0,
    name: childText(image, 'NAME'),
    description: childText(image, 'DESCRIPTION'),
    displayName,
    displayDescription: childText(image, 'DISPLAYDESCRIPTION'),
    flags: childText(image, 'FLAGS'),
    directories: numberOf(childText(image, 'DIRCOUNT')),
    files: numberOf(childText(image, 'FILECOUNT')),
    bytes: numberOf(childText(image, 'TOTALBYTES')),
    hardLinkBytes: numberOf(childText(image, 'HARDLINKBYTES')),
    created: timeOf(childElement(image, 'CREATIONTIME')),
    modified: timeOf(childElement(image, 'LASTMODIFICATIONTIME')),
    windows: windows === null ? null : readWindows(windows, displayName),
    xml: serializeXml(image),
  };
}

function readWindows(windows: Element, displayName: string): WindowsInfo {
  const languages = childElement(windows, 'LANGUAGES');
  const version = childElement(windows, 'VERSION');
  const versionPart = (name: string) => numberOf(childText(version, name)) ?? 0;
  return {
    architecture: numberOf(childText(windows, 'ARCH')) ?? 0,
    productName: childText(windows, 'PRODUCTNAME'),
    editionId: childText(windows, 'EDITIONID'),
    installationType: childText(windows, 'INSTALLATIONTYPE'),
    productType: childText(windows, 'PRODUCTTYPE'),
    productSuite: childText(windows, 'PRODUCTSUITE'),
    hal: childText(windows, 'HAL'),
    languages: languages === null ? [] : languageNames(languages),
    defaultLanguage: childText(languages, 'DEFAULT'),
    version: {
      major: versionPart('MAJOR'),
      minor: versionPart('MINOR'),
      build: versionPart('BUILD'),
      spBuild: versionPart('SPBUILD'),
      spLevel: versionPart('SPLEVEL'),
      branch: childText(version, 'BRANCH'),
    },
    systemRoot: childText(windows, 'SYSTEMROOT'),
    displayName,
    // No element of the XML holds it.
    displayVersion: '',
    imageState: childText(childElement(windows, 'SERVICINGDATA'), 'IMAGESTATE'),
  };
}

function languageNames(languages: Element): string[] {
  return childElements(languages)
    .filter(({ tagName }) => tagName === 'LANGUAGE')
    .map(({ textContent }) => textContent ?? '');
}

function numberOf(text: string): number | null {
  const trimmed = text.trim();
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isSafeInteger(value) ? value : null;
}

function timeOf(element: Element | null): bigint | null {
  const high = numberOf(childText(element, 'HIGHPART'));
  const low = numberOf(childText(element, 'LOWPART'));
  if (high === null || low === null || high > 0xffff_ffff || low > 0xffff_ffff) return null;
  return (BigInt(high) << 32n) | BigInt(low);
}
