/** The check of a Sigstore bundle; loaded only where there is one. */

import { bundleFromJSON, type Bundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { getTrustedRoot } from '@sigstore/tuf';
import { toSignedEntity, toTrustMaterial, Verifier, type Signer } from '@sigstore/verify';
import { FactoryError } from '../../errors.js';
import type { Attested } from './attestation.js';

/** Fulcio's extension with the repository that something was built in: github.com/sigstore/fulcio, docs/oid-info.md. */
const SOURCE_REPOSITORY = '1.3.6.1.4.1.57264.1.12';
const IN_TOTO = 'application/vnd.in-toto+json';

export interface Statement {
  /** SHA-256 of what is attested. */
  readonly subjects: readonly string[];
  readonly predicateType: string;
}

/** Who is trusted to vouch for a signature. */
export type Roots =
  /** Sigstore's own, for everybody. */
  | { readonly kind: 'public' }
  /** Trusted roots as JSON. */
  | { readonly kind: 'given'; readonly texts: readonly string[] }
  /** The one that a TUF repository has today. */
  | {
      readonly kind: 'tuf';
      /** Its `root.json`, of whatever version: what the user trusts to begin with. */
      readonly file: string;
      readonly mirror: string;
    };

export type Verified = Omit<Attested, 'predicateType'> & { readonly statement: Statement };

/**
 * @param text the bundle
 * @throws refused where no root vouches for the signature; store where a root cannot be fetched
 */
export async function verifyBundle(text: string, roots: Roots, subject: string): Promise<Verified> {
  const bundle = parse(text, subject);
  const trusted = await rootsOf(roots, subject);
  const reasons: string[] = [];
  for (const root of trusted) {
    try {
      const signer = verifierOf(root).verify(toSignedEntity(bundle));
      return { ...identityOf(signer), statement: statementOf(bundle, subject) };
    } catch (error) {
      if (error instanceof FactoryError) throw error;
      reasons.push((error as Error).message);
    }
  }
  const isPublic = roots.kind === 'public';
  throw new FactoryError('refused', {
    subject,
    found: `no signature that ${isPublic ? "Sigstore's public root" : 'the trusted root'} vouches for: ${reasons.join('; ')}`,
    expected: 'an attestation that GitHub or Sigstore signed',
    next: isPublic
      ? 'where the repository is private GitHub signs by itself: run "gh attestation trusted-root > trusted_root.jsonl" and name that file with --trusted-root'
      : 'get a new root with "gh attestation trusted-root", or fetch the release from where it was published',
  });
}

function parse(text: string, subject: string): Bundle {
  try {
    // Several attestations may stand one a line; the first one is that of the release.
    const [line = ''] = text.split(/\r?\n(?=\{)/);
    return bundleFromJSON(JSON.parse(line));
  } catch (error) {
    throw new FactoryError('damaged', {
      subject,
      found: `no Sigstore bundle: ${(error as Error).message}`,
      expected: 'a bundle as actions/attest makes it',
      next: 'attest the release again',
    });
  }
}

function parseRoot(text: string): TrustedRoot {
  try {
    const root = TrustedRoot.fromJSON(JSON.parse(text));
    if (root.certificateAuthorities.length === 0) throw new Error('it names no certificate authority');
    return root;
  } catch (error) {
    throw new FactoryError('usage', {
      subject: '--trusted-root',
      found: `no trusted root: ${(error as Error).message}`,
      expected: 'what "gh attestation trusted-root" writes, or the root.json of a TUF repository',
    });
  }
}

async function rootsOf(roots: Roots, subject: string): Promise<readonly TrustedRoot[]> {
  if (roots.kind === 'given') return roots.texts.map((text) => parseRoot(text));
  return [roots.kind === 'public' ? await publicRoot(subject) : await tufRoot(roots, subject)];
}

/** Each version of the repository's root is signed by the one before: the user's is the first of that chain. */
async function tufRoot(
  { file, mirror }: Extract<Roots, { kind: 'tuf' }>,
  subject: string,
): Promise<TrustedRoot> {
  try {
    // What an earlier run kept began with whatever root that one was given.
    return await getTrustedRoot({ mirrorURL: mirror, rootPath: file, forceInit: true });
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
    throw new FactoryError('store', {
      subject,
      found: `no root that ${file} leads to: ${reason}`,
      expected: `${mirror}, signed as that file says`,
      next: 'on a host without a way there, name the root itself with --trusted-root: "gh attestation trusted-root" writes it',
    });
  }
}

async function publicRoot(subject: string): Promise<TrustedRoot> {
  try {
    return await getTrustedRoot();
  } catch (error) {
    throw new FactoryError('store', {
      subject,
      found: `Sigstore's public root could not be fetched: ${(error as Error).message}`,
      expected: 'https://tuf-repo-cdn.sigstore.dev',
      next: 'on a host without a way there, name a root with --trusted-root: "gh attestation trusted-root" writes one',
    });
  }
}

/** A root with transparency logs demands an entry in one; GitHub's own has timestamps instead. */
function verifierOf(root: TrustedRoot): Verifier {
  const hasLog = root.tlogs.length > 0;
  return new Verifier(toTrustMaterial(root), {
    tlogThreshold: hasLog ? 1 : 0,
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    timestampThreshold: 1,
  });
}

function identityOf({ identity }: Signer): Omit<Attested, 'predicateType'> {
  const extension = identity?.oids?.find(({ oid }) => oid?.id.join('.') === SOURCE_REPOSITORY);
  return {
    signer: identity?.subjectAlternativeName ?? '',
    issuer: identity?.extensions?.issuer ?? '',
    repository: extension === undefined ? null : derText(extension.value),
  };
}

/** A UTF8String of at most 127 bytes has its tag and length in two bytes; longer ones in more. */
function derText(value: Buffer): string {
  const length = value[1] ?? 0;
  return value.subarray(length < 128 ? 2 : 2 + (length & 127)).toString('utf8');
}

function statementOf(bundle: Bundle, subject: string): Statement {
  const { content } = bundle;
  if (content.$case === 'dsseEnvelope' && content.dsseEnvelope.payloadType === IN_TOTO) {
    const payload = JSON.parse(content.dsseEnvelope.payload.toString('utf8')) as {
      readonly subject?: readonly { readonly digest?: { readonly sha256?: unknown } }[];
      readonly predicateType?: string;
    };
    const subjects = (payload.subject ?? []).flatMap(({ digest }) =>
      typeof digest?.sha256 === 'string' ? [digest.sha256.toLowerCase()] : [],
    );
    return { subjects, predicateType: payload.predicateType ?? '' };
  }
  throw new FactoryError('refused', {
    subject,
    found: 'a signature over something else than an in-toto statement',
    expected: `a DSSE envelope of the type ${IN_TOTO}`,
    next: 'attest the release with actions/attest',
  });
}
