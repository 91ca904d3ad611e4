/** What a user asks of an attestation, on the command line or as inputs of a step. */

import { FactoryError } from '../../errors.js';
import type { Environment } from '../http/index.js';
import type { AttestationOptions } from './attestation.js';
import { githubServer } from './server.js';
import { ownSigner, parseSigner } from './signer.js';

export interface AttestationWish {
  /** A release without one is refused. */
  readonly required: boolean;
  /** OWNER/REPO, or the URL of a workflow; null: the repository that a release on GitHub is of. */
  readonly signer: string | null;
  /** Path of a trusted root; null: that of who signed. */
  readonly trustedRoot: string | null;
  /** What the user calls them: "--signer", or `input "signer"`. */
  readonly words: { readonly required: string; readonly signer: string };
}

/**
 * @param label of the release @param env GITHUB_SERVER_URL, GITHUB_API_URL, GITHUB_TOKEN and the proxies
 * @throws usage where one is required and nobody says whose
 */
export function attestationOptions(
  label: string,
  { required, signer: text, trustedRoot, words }: AttestationWish,
  env: Environment,
  token: string | null = null,
): AttestationOptions {
  const server = githubServer(env, token);
  const signer = text === null ? ownSigner(label, server.host) : parseSigner(text, words.signer, server.host);
  if (required && signer === null) {
    throw new FactoryError('usage', {
      subject: words.required,
      found: `${label} does not say whose release it is`,
      expected: `${words.signer} with who signs`,
      next: `name the repository in which it is built: OWNER/REPO as ${words.signer}`,
    });
  }
  return { required, signer, trustedRoot, server, env };
}

/** One that is there is checked, whoever signed it. */
export function anySigner(env: Environment): AttestationOptions {
  return { required: false, signer: null, trustedRoot: null, server: githubServer(env), env };
}
