/**
 * What the name of a file of updates says. The names are those of the Microsoft Update Catalog and of Microsoft's media
 * of languages and optional features:
 *
 * ```
 * windows11.0-kb5043080-x64_953449672073f8fb99badb4cc6d5d7849b9c83e8.msu
 * windows11.0-kb5054979-x64-ndp481_8e2f730bc747de0f90aaee95d4862e4f88751c07.msu
 * ssu-19041.3562-x86_5757db67f982216ee2f5973f4b3cfddbcae916b7.msu
 * Microsoft-Windows-Client-Language-Pack_x64_de-de.cab
 * Microsoft-Windows-LanguageFeatures-Basic-de-de-Package~31bf3856ad364e35~amd64~~.cab
 * OpenSSH-Server-Package~31bf3856ad364e35~amd64~~.cab
 * ```
 *
 * Nothing in the name of a cumulative update says that it is one.
 */

import type { StackVersion, UpdateFile, UpdateKind } from './types.js';

export interface NameFacts extends Pick<
  UpdateFile,
  'kb' | 'architecture' | 'windows' | 'language' | 'stack' | 'sha1'
> {
  /** null where the name does not say. */
  readonly kind: UpdateKind | null;
}

const ARCHITECTURES: Readonly<Record<string, UpdateFile['architecture']>> = {
  x64: 'amd64',
  amd64: 'amd64',
  // The 32-bit files of a 64-bit Windows.
  wow64: 'amd64',
  arm64: 'arm64',
  x86: 'x86',
};

const SHA1 = /[_-]([0-9a-f]{40})\.(?:msu|cab)$/i;
const KB = /(?:^|[^a-z0-9])(kb\d{6,8})(?!\d)/i;
const ARCHITECTURE = /[-_~](x64|amd64|wow64|arm64|x86)(?=[-_~.])/i;
const WINDOWS = /^windows(\d+)\.\d+-/i;
const STACK = /(?:^|[^a-z0-9])ssu-(\d+)\.(\d+)-/i;
const DOT_NET = /-ndp\d+/i;
const LANGUAGE_PACK = /language-?pack(?:-package)?[-_~].*?([a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2})(?=[-_~.])/i;
/** A package of Microsoft's by its identity: `NAME~31bf3856ad364e35~amd64~de-de~`. */
const IDENTITY = /^(.+?)~31bf3856ad364e35~/i;
const UPDATE_PACKAGE = /^Package_for_/i;

export function readFileName(name: string): NameFacts {
  const architecture = ARCHITECTURE.exec(name)?.[1]?.toLowerCase() ?? '';
  const language = LANGUAGE_PACK.exec(name)?.[1]?.toLowerCase() ?? null;
  const windows = WINDOWS.exec(name)?.[1];
  const stack = stackVersion(name);
  return {
    kind: kindOf(name, language, stack),
    kb: kbOf(name),
    architecture: ARCHITECTURES[architecture] ?? null,
    windows: windows === undefined ? null : Number(windows),
    language,
    stack,
    sha1: SHA1.exec(name)?.[1]?.toLowerCase() ?? null,
  };
}

/** "KB5068861" of any text that names one; null for none. */
export function kbOf(text: string): string | null {
  return KB.exec(text)?.[1]?.toUpperCase() ?? null;
}

/** Of `SSU-26100.3764-x64.cab`; null for another name. */
export function stackVersion(name: string): StackVersion | null {
  const [, branch, revision] = STACK.exec(name) ?? [];
  return branch === undefined ? null : { branch: Number(branch), revision: Number(revision) };
}

function kindOf(name: string, language: string | null, stack: StackVersion | null): UpdateKind | null {
  if (stack !== null) return 'servicing stack update';
  if (DOT_NET.test(name)) return '.NET update';
  if (language !== null) return 'language pack';
  const package_ = IDENTITY.exec(name)?.[1] ?? '';
  return package_ === '' || UPDATE_PACKAGE.test(package_) ? null : 'feature on demand';
}
