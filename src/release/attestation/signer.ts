/** Who must have signed an attestation: `--signer` of fetch. */

import { FactoryError } from '../../errors.js';
import type { Attested } from './attestation.js';

/** What a certificate must say. */
export type SignerRule =
  /** Built in this repository on GitHub, by whatever workflow: "contoso/images". */
  | { readonly kind: 'repository'; readonly name: string }
  /** The identity of the workflow that signed, whole or up to the `@`. */
  | { readonly kind: 'workflow'; readonly identity: string };

/** Tokens of GitHub's runners come from here; those of an enterprise may have its name behind. */
const ISSUER = /^https:\/\/token\.actions\.(githubusercontent\.com|[a-z0-9-]+\.ghe\.com)(\/|$)/;

/** @param text OWNER/REPO, or the URL of a workflow file, with or without `@REF` @throws usage */
export function parseSigner(text: string, subject: string): SignerRule {
  if (/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(text)) return { kind: 'repository', name: text };
  if (/^https:\/\/[^/]+\/[^/]+\/[^/]+\/.+\.ya?ml(@.+)?$/.test(text))
    return { kind: 'workflow', identity: text };
  throw new FactoryError('usage', {
    subject,
    found: `"${text}"`,
    expected:
      'OWNER/REPO, or the URL of a workflow: https://github.com/OWNER/REPO/.github/workflows/NAME.yml, with @REF or without',
  });
}

/** @returns null where it is who it must be */
export function signerMistake(
  rule: SignerRule,
  { signer, issuer, repository }: Pick<Attested, 'signer' | 'issuer' | 'repository'>,
): { readonly found: string; readonly expected: string; readonly next: string } | null {
  const next = 'take the release only if you trust that signer: then name it with --signer';
  if (!ISSUER.test(issuer)) {
    return { found: `it is signed with a token of ${issuer}`, expected: "a token of GitHub's runners", next };
  }
  if (rule.kind === 'workflow') {
    const { identity } = rule;
    const isIt = identity.includes('@') ? signer === identity : signer.startsWith(`${identity}@`);
    return isIt ? null : { found: `it is signed by ${signer}`, expected: identity, next };
  }
  const built = repository ?? signer;
  const path = /^https:\/\/[^/]+\/([^/]+\/[^/@]+)/.exec(built)?.[1] ?? '';
  if (path.toLowerCase() === rule.name.toLowerCase()) return null;
  return { found: `it was built in ${built}`, expected: `the repository ${rule.name}`, next };
}

/** Whose attestation a release of GitHub must be where nobody else is named. @param label `github:OWNER/REPO@TAG` */
export function ownSigner(label: string): SignerRule | null {
  const name = /^github:(.+)@[^@]*$/.exec(label)?.[1];
  return name === undefined ? null : { kind: 'repository', name };
}
