/** Who must have signed an attestation: `--signer` of fetch. */

import { FactoryError } from '../../errors.js';
import type { Attested } from './attestation.js';
import { issuerOf } from './server.js';

/** What a certificate must say. */
export type SignerRule =
  /** Built in this repository, by whatever workflow: "contoso/images" on "github.com". */
  | { readonly kind: 'repository'; readonly host: string; readonly name: string }
  /** The identity of the workflow that signed, whole or up to the `@`. */
  | { readonly kind: 'workflow'; readonly host: string; readonly identity: string };

/**
 * @param text OWNER/REPO, HOST/OWNER/REPO, or the URL of a workflow file, with or without `@REF`
 * @param host of the GitHub that is meant where none is named @throws usage
 */
export function parseSigner(text: string, subject: string, host: string): SignerRule {
  const [, named, name] =
    /^(?:([a-z0-9-]+(?:\.[a-z0-9-]+)+)\/)?([A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+)$/.exec(text) ?? [];
  if (name !== undefined) return { kind: 'repository', host: named ?? host, name };
  const [, server] = /^https:\/\/([^/@]+)\/[^/]+\/[^/]+\/.+\.ya?ml(@.+)?$/.exec(text) ?? [];
  if (server !== undefined) return { kind: 'workflow', host: server.toLowerCase(), identity: text };
  throw new FactoryError('usage', {
    subject,
    found: `"${text}"`,
    expected:
      'OWNER/REPO (HOST/OWNER/REPO elsewhere than on github.com), or the URL of a workflow: https://github.com/OWNER/REPO/.github/workflows/NAME.yml, with @REF or without',
  });
}

/** @returns null where it is who it must be */
export function signerMistake(
  rule: SignerRule,
  { signer, issuer, repository }: Pick<Attested, 'signer' | 'issuer' | 'repository'>,
): { readonly found: string; readonly expected: string; readonly next: string } | null {
  const next = 'take the release only if you trust that signer: then name it with --signer';
  const runners = issuerOf(rule.host);
  if (issuer !== runners && !issuer.startsWith(`${runners}/`)) {
    const expected = `a token of GitHub's runners: ${runners}`;
    return { found: `it is signed with a token of ${issuer}`, expected, next };
  }
  if (rule.kind === 'workflow') {
    const { identity } = rule;
    const isIt = identity.includes('@') ? signer === identity : signer.startsWith(`${identity}@`);
    return isIt ? null : { found: `it is signed by ${signer}`, expected: identity, next };
  }
  const { host, name } = rule;
  const expected = `the repository ${host === 'github.com' ? '' : `${host}/`}${name}`;
  // The signer may be a workflow of another repository, which anybody may call.
  if (repository === null)
    return { found: `${signer} does not say for which repository it signed`, expected, next };
  if (repository.toLowerCase() === `https://${host}/${name}`.toLowerCase()) return null;
  return { found: `it was built in ${repository}`, expected, next };
}

/** Whose attestation a release of GitHub must be where nobody else is named. @param label `github:OWNER/REPO@TAG` */
export function ownSigner(label: string, host: string): SignerRule | null {
  const name = /^github:(.+)@[^@]*$/.exec(label)?.[1];
  return name === undefined ? null : { kind: 'repository', host, name };
}
