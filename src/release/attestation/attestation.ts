/**
 * `attestation.sigstore.json` of a release: a Sigstore bundle (v0.3) over an in-toto statement whose subjects are the
 * release's files. Who may have signed is the caller's to say; that somebody did is checked against a trusted root.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FactoryError, fromSystemError } from '../../errors.js';
import type { Reporter } from '../../progress.js';
import type { Environment } from '../http/index.js';
import { ATTESTATION_NAME, SUMS_NAME } from '../names.js';
import { formatSums, type Sums } from '../sums.js';
import { GITHUB_TUF, type TufAnchor } from './github-root.js';
import type { GitHubServer } from './server.js';
import { signerMistake, type SignerRule } from './signer.js';
import type { Roots } from './sigstore.js';

export interface AttestationOptions {
  /** Refuse a release without one. */
  readonly required: boolean;
  /** Null: whoever; with `required` somebody must be named. */
  readonly signer: SignerRule | null;
  /**
   * A file as "gh attestation trusted-root" writes it, one trusted root a line; or the `root.json` of GitHub's TUF
   * repository, from which the root of today is fetched. Null: GitHub's or Sigstore's, as the certificate says, over TUF.
   */
  readonly trustedRoot: string | null;
  readonly server: GitHubServer;
  /** For the proxy. */
  readonly env: Environment;
  /** GitHub's TUF repository; left out: where GitHub has it. */
  readonly anchor?: TufAnchor;
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
  options: AttestationOptions,
  reporter: Reporter,
): Promise<Attested> {
  const subject = `${label}: ${ATTESTATION_NAME}`;
  const roots: Roots =
    options.trustedRoot === null ? { kind: 'known' } : await readRoots(options.trustedRoot);
  const mistakes: unknown[] = [];
  for (const bundle of bundlesOf(await readFile(file, 'utf8'))) {
    try {
      const attested = await checkBundle(bundle, sums, roots, options, subject, reporter);
      reporter.info(`${subject}: signed by ${attested.signer}`);
      return attested;
    } catch (error) {
      if (!(error instanceof FactoryError) || error.code === 'store') throw error;
      mistakes.push(error);
    }
  }
  throw mistakes[0];
}

/** Several may stand one a line, as "gh attestation download" writes them: one that holds is enough. */
function bundlesOf(text: string): readonly string[] {
  return text.split(/\r?\n(?=\{)/);
}

async function checkBundle(
  bundle: string,
  sums: Sums,
  roots: Roots,
  { signer, server, env, anchor = GITHUB_TUF }: AttestationOptions,
  subject: string,
  { signal }: Reporter,
): Promise<Attested> {
  // The libraries take time to load, and most releases need none of them.
  const { verifyBundle } = await import('./sigstore.js');
  const around = { anchor, server, env, signal };
  const { statement, ...attested } = await verifyBundle(bundle, roots, around, subject);
  refuseOther(subject, statement.subjects, sums);
  const mistake = signer === null ? null : signerMistake(signer, attested);
  if (mistake !== null) throw new FactoryError('refused', { subject, ...mistake });
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

async function readRoots(file: string): Promise<Roots> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fromSystemError(error, file);
  });
  if (isTufRoot(text)) return { kind: 'tuf', file };
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
