/** What a user asks of an attestation, on the command line or as inputs of a step. */

import { FactoryError } from '../../errors.js';
import type { AttestationOptions } from './attestation.js';
import { ownSigner, parseSigner } from './signer.js';

export interface AttestationWish {
  /** A release without one is refused. */
  readonly required: boolean;
  /** OWNER/REPO, or the URL of a workflow; null: the repository that a release on GitHub is of. */
  readonly signer: string | null;
  /** Path of a trusted root; null: the public one. */
  readonly trustedRoot: string | null;
  /** What the user calls them: "--signer", or `input "signer"`. */
  readonly words: { readonly required: string; readonly signer: string };
}

/** @param label of the release. @throws usage where one is required and nobody says whose */
export function attestationOptions(
  label: string,
  { required, signer: text, trustedRoot, words }: AttestationWish,
): AttestationOptions {
  const signer = text === null ? ownSigner(label) : parseSigner(text, words.signer);
  if (required && signer === null) {
    throw new FactoryError('usage', {
      subject: words.required,
      found: `${label} does not say whose release it is`,
      expected: `${words.signer} with who signs`,
      next: `name the repository in which it is built: OWNER/REPO as ${words.signer}`,
    });
  }
  return { required, signer, trustedRoot };
}
