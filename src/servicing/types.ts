/** What is known of a file of updates, and what becomes of it. */

import type { Architecture, GuestPackage } from '../guest/index.js';
import type { UpdateBuilds } from './component-database.js';

/** In the order in which servicing wants them; the last three are never installed into a running system. */
export type UpdateKind =
  | 'servicing stack update'
  | 'language pack'
  | 'feature on demand'
  | 'cumulative update'
  | '.NET update'
  | 'update'
  | 'Safe OS dynamic update'
  | 'Setup dynamic update'
  | 'hotpatch';

/** A version of the servicing stack, `26100.3764`: the branch of Windows that it serves, and the revision. */
export interface StackVersion {
  readonly branch: number;
  readonly revision: number;
}

/** A file of a folder of updates, as its name and its list of contents tell it. */
export interface UpdateFile {
  /** Absolute. */
  readonly file: string;
  /** From the folder, with `/` between names, for messages. */
  readonly name: string;
  readonly kind: UpdateKind;
  /** "KB5068861" */
  readonly kb: string | null;
  readonly architecture: Architecture | 'x86' | null;
  /** The Windows that its name is for: 11 of `windows11.0-kb…`. */
  readonly windows: number | null;
  /** "de-de" */
  readonly language: string | null;
  /** Of the servicing stack that it is, or that comes with it. */
  readonly stack: StackVersion | null;
  /** Of a cumulative update since 24H2, as it says itself; null where it does not. */
  readonly builds: UpdateBuilds | null;
  /** Since Windows 11 24H2 an .msu is a WIM. */
  readonly container: 'wim' | 'cabinet';
  /** Which its name ends with: 40 hexadecimal digits in lower case. */
  readonly sha1: string | null;
}

export interface LeftOut {
  /** From the folder. */
  readonly file: string;
  /** A clause without its full stop. */
  readonly why: string;
}

export interface FolderRequest {
  readonly architecture: Architecture;
  /** "26200.7171": of the image that is updated; null where it is not known. */
  readonly build: string | null;
  /** KB numbers, or patterns of file names (`*ndp481*`), whatever their case; empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface FolderPlan {
  /** In the order in which they are installed. */
  readonly packages: readonly GuestPackage[];
  /** What is not installed, by name. */
  readonly left: readonly LeftOut[];
  /** Of `packages`: which display languages they bring. */
  readonly languagePacks: readonly { readonly language: string; readonly file: string }[];
  /** Of `packages`: the files of features on demand that belong to no language. */
  readonly features: readonly string[];
}
