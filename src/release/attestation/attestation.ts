/**
 * `attestation.sigstore.json` of a release: a Sigstore bundle (v0.3) over an in-toto statement whose subjects are the
 * release's files. Who may have signed is the caller's to say; that somebody did is checked against a trusted root.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import { ATTESTATION_NAME, SUMS_NAME } from '../names.js';
import { formatSums, type Sums } from '../sums.js';
import { signerMistake, type SignerRule } from './signer.js';
import type { Roots } from './sigstore.js';

/** Source: pkg/cmd/attestation/verification/tuf.go of github.com/cli/cli. */
const GITHUB_TUF = 'https://tuf-repo.github.com';

export interface AttestationOptions {
  /** Refuse a release without one. */
  readonly required: boolean;
  /** Null: whoever; with `required` somebody must be named. */
  readonly signer: SignerRule | null;
  /**
   * A file as "gh attestation trusted-root" writes it, one trusted root a line; or the `root.json` of GitHub's TUF
   * repository, from which the root of today is fetched. Null: Sigstore's public one, over TUF.
   */
  readonly trustedRoot: string | null;
  /** Where GitHub's TUF repository is; left out: where GitHub has it. */
  readonly mirror?: string;
}

/** Who signed, as the certificate says it. */
export interface Attested {
  /** "https://github.com/contoso/images/.github/workflows/attest-image.yml@refs/tags/v1" */
  readonly signer: string;
  /** "https://token.actions.githubusercontent.com" */
  readonly issuer: string;
  /** The repository that it was built in: "https://github.com/contoso/images"; null where the certificate does not say. */
  readonly repository: string | null;
  /** "https://slsa.dev/provenance/v1" */
  readonly predicateType: string;
}

/**
 * @param file the bundle @param label the release, for messages
 * @throws refused where it is not of this release, or of somebody else; store where Sigstore's root cannot be had
 */
export async function checkAttestation(
  file: string,
  label: string,
  sums: Sums,
  { signer, trustedRoot, mirror = GITHUB_TUF }: AttestationOptions,
  reporter: Reporter,
): Promise<Attested> {
  const subject = `${label}: ${ATTESTATION_NAME}`;
  const roots: Roots = trustedRoot === null ? { kind: 'public' } : await readRoots(trustedRoot, mirror);
  // The libraries take time to load, and most releases need none of them.
  const { verifyBundle } = await import('./sigstore.js');
  const text = await readFile(file, 'utf8');
  const { statement, ...attested } = await verifyBundle(text, roots, subject);
  refuseOther(subject, statement.subjects, sums);
  const mistake = signer === null ? null : signerMistake(signer, attested);
  if (mistake !== null) throw new FactoryError('refused', { subject, ...mistake });
  reporter.info(`${subject}: signed by ${attested.signer}`);
  return { ...attested, predicateType: statement.predicateType };
}

/**
 * Whether a bundle that was just made is of these files; who signed it is the consumer's to check.
 *
 * @param file the bundle
 * @throws refused where it is not; damaged where it is no bundle
 */
export async function checkCoverage(file: string, sums: Sums): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  refuseOther(file, claimedSubjects(text, file), sums);
}

/** SHA-256 of what an in-toto statement says it is about. */
function claimedSubjects(text: string, file: string): readonly string[] {
  try {
    const { dsseEnvelope } = JSON.parse(text) as { readonly dsseEnvelope: { readonly payload: string } };
    const { subject } = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString('utf8')) as {
      readonly subject: readonly { readonly digest: { readonly sha256?: string } }[];
    };
    return subject.flatMap(({ digest }) => digest.sha256?.toLowerCase() ?? []);
  } catch (cause) {
    throw new FactoryError('damaged', {
      subject: file,
      found: 'no Sigstore bundle over an in-toto statement',
      expected: 'a bundle as actions/attest makes it',
      next: 'attest the release again',
      cause,
    });
  }
}

function refuseOther(subject: string, subjects: readonly string[], sums: Sums): void {
  const missing = uncovered(subjects, sums);
  if (missing === null) return;
  throw new FactoryError('refused', {
    subject,
    found: `it says nothing of ${missing} as it is in this release`,
    expected: `each file that ${SUMS_NAME} lists, with its SHA-256`,
    next: 'attest the release again, and publish it with that attestation',
  });
}

export function noAttestation(label: string): FactoryError {
  return new FactoryError('refused', {
    subject: label,
    found: `no ${ATTESTATION_NAME}`,
    expected: 'an attested release',
    next: 'fetch one that is attested, or leave out --require-attestation',
  });
}

/** The list itself may be what is attested, or everything in it. @returns the first file that is not; null: none */
function uncovered(subjects: readonly string[], sums: Sums): string | null {
  const rest = [...sums].filter(([name]) => name !== ATTESTATION_NAME);
  const list = createHash('sha256')
    .update(formatSums(new Map(rest)))
    .digest('hex');
  if (subjects.includes(list)) return null;
  return rest.find(([, sha256]) => !subjects.includes(sha256))?.[0] ?? null;
}

async function readRoots(file: string, mirror: string): Promise<Roots> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  if (isTufRoot(text)) return { kind: 'tuf', file, mirror };
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return { kind: 'given', texts: lines.every(isObject) ? lines : [text] };
}

function isTufRoot(text: string): boolean {
  try {
    return (JSON.parse(text) as { readonly signed?: { readonly _type?: unknown } }).signed?._type === 'root';
  } catch {
    return false;
  }
}

function isObject(line: string): boolean {
  return line.trimStart().startsWith('{') && line.trimEnd().endsWith('}');
}
