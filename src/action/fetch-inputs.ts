/** The inputs of `fetch/action.yml`, read once into a typed record. */

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { SUMS_NAME, type AttestationWish } from '../release/index.js';
import { choice, isTrue, lines, requiredText, textOrNull } from './input.js';

export interface FetchInputs {
  /** RELEASE of the command line. */
  readonly release: string;
  readonly to: string;
  readonly image: string | null;
  readonly seeds: readonly string[];
  readonly form: 'split' | 'wim' | null;
  readonly token: string | null;
  /** Whether the release is kept for the next run. */
  readonly cache: boolean;
  readonly attestation: AttestationWish;
}

/** @throws usage, naming the input */
export async function readFetchInputs(): Promise<FetchInputs> {
  return {
    release: await releaseOf(
      requiredText('repository', 'OWNER/REPO, a folder or an address', 'name the repository of the releases'),
      textOrNull('tag') ?? 'latest',
    ),
    to: requiredText('to', 'the folder to make', 'add "with: to: image" to the step'),
    image: textOrNull('image'),
    seeds: lines('seed'),
    form: choice('as', ['split', 'wim'], null),
    token: textOrNull('token'),
    cache: isTrue('cache'),
    attestation: {
      required: isTrue('require-attestation'),
      signer: textOrNull('signer'),
      trustedRoot: textOrNull('trusted-root'),
      words: { required: 'input "require-attestation"', signer: 'input "signer"' },
    },
  };
}

/** A folder is written as a path: `contoso/images` is a repository, `./contoso/images` is none. */
async function releaseOf(place: string, tag: string): Promise<string> {
  if (/^https?:\/\//i.test(place)) return place;
  if (/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(place)) return `github:${place}@${tag}`;
  const isRelease = (await stat(path.join(place, SUMS_NAME)).catch(() => null)) !== null;
  return isRelease ? place : `${place}@${tag}`;
}
