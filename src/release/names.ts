/** The constant names of a release, by which DISM, Windows Setup and `image-factory fetch` find its parts. */

export const WIM_NAME = 'install.wim';
/** The first part of a split set; the others are install2.swm, install3.swm and so on. */
export const SET_NAME = 'install.swm';
export const MANIFEST_NAME = 'manifest.json';
/** The entry: it lists everything else. */
export const SUMS_NAME = 'SHA256SUMS';
/** What changed since the release before: it follows from both, so it is no part of what a release is. */
export const CHANGES_NAME = 'changes.md';
/** A Sigstore bundle over the other files. */
export const ATTESTATION_NAME = 'attestation.sigstore.json';

const NAMES = [
  WIM_NAME,
  MANIFEST_NAME,
  SUMS_NAME,
  'report.html',
  CHANGES_NAME,
  'sbom.cdx.json',
  ATTESTATION_NAME,
];

/** Whether a file of that name can be part of a release: `install2.swm` is one. */
export function isReleaseName(name: string): boolean {
  return NAMES.includes(name) || /^install([2-9]|[1-9][0-9]+)?\.swm$/.test(name);
}
