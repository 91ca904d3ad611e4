/** What GitHub's release API says, as far as it is read here. */

export interface GitHubAsset {
  readonly id: number;
  readonly name: string;
  /** `uploaded`; what broke off stays `starter`. */
  readonly state: string;
  /** Bytes. */
  readonly size: number;
  /** "sha256:…"; older servers and older assets have none. */
  readonly digest?: string | null;
}

export interface GitHubRelease {
  readonly id: number;
  readonly tag_name: string;
  /** Of a list, the marker alone. */
  readonly body: string | null;
  readonly draft: boolean;
  readonly immutable?: boolean;
  /** A template: `https://…/assets{?name,label}`. */
  readonly upload_url: string;
  readonly html_url: string;
  /** ISO 8601; null for a draft. */
  readonly published_at: string | null;
  readonly assets: readonly GitHubAsset[];
}

/** A file must be smaller than 2 GiB. */
export const FILE_LIMIT = 2 ** 31 - 1;
/** Most files of a release. */
export const COUNT_LIMIT = 1000;
/** Characters of a release's text. */
export const BODY_LIMIT = 125_000;
