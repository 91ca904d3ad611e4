/** The check of a Sigstore bundle; loaded only where there is one. */

import { X509Certificate } from 'node:crypto';
import { bundleFromJSON, type Bundle } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { getTrustedRoot, initTUF, type TUFOptions } from '@sigstore/tuf';
import { toSignedEntity, toTrustMaterial, Verifier, type Signer } from '@sigstore/verify';
import { FactoryError } from '../../errors.js';
import type { Environment } from '../http/index.js';
import type { Attested } from './attestation.js';
import { withAnchor, type TufAnchor } from './github-root.js';
import { tenantOf, trustDomainOf, type GitHubServer } from './server.js';

/** Fulcio's extension with the repository that something was built in: github.com/sigstore/fulcio, docs/oid-info.md. */
const SOURCE_REPOSITORY = '1.3.6.1.4.1.57264.1.12';
const IN_TOTO = 'application/vnd.in-toto+json';
/** Who issues the certificates that GitHub signs with. Source: sigstore.go beside tuf.go, see github-root.ts. */
const GITHUB_ORGANIZATION = 'GitHub, Inc.';

export interface Statement {
  /** SHA-256 of what is attested. */
  readonly subjects: readonly string[];
  readonly predicateType: string;
}

/** Who is trusted to vouch for a signature. */
export type Roots =
  /** GitHub for what it signed, Sigstore's public root for the rest: the certificate says which to ask. */
  | { readonly kind: 'known' }
  /** Trusted roots as JSON. */
  | { readonly kind: 'given'; readonly texts: readonly string[] }
  /** The one that GitHub's TUF repository has today. */
  | {
      readonly kind: 'tuf';
      /** Its `root.json`, of whatever version: what the user trusts to begin with. */
      readonly file: string;
    };

/** What the search for a root needs of the world. */
export interface Surroundings {
  readonly anchor: TufAnchor;
  readonly server: GitHubServer;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

export type Verified = Omit<Attested, 'predicateType'> & { readonly statement: Statement };

/**
 * @param line the bundle
 * @throws refused where no root vouches for the signature; store where a root cannot be fetched
 */
export async function verifyBundle(
  line: string,
  roots: Roots,
  around: Surroundings,
  subject: string,
): Promise<Verified> {
  const bundle = parse(line, subject);
  const { trusted, whose } = await rootsOf(roots, bundle, around, subject);
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
  throw new FactoryError('refused', {
    subject,
    found: `no signature that ${whose} vouches for: ${reasons.join('; ')}`,
    expected: 'an attestation that GitHub or Sigstore signed',
    next:
      roots.kind === 'known'
        ? 'fetch the release from where it was published; where it is signed by a Sigstore of your own, name its root with --trusted-root'
        : 'get a new root with "gh attestation trusted-root", or fetch the release from where it was published',
  });
}

function parse(line: string, subject: string): Bundle {
  try {
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

async function rootsOf(
  roots: Roots,
  bundle: Bundle,
  around: Surroundings,
  subject: string,
): Promise<{ readonly trusted: readonly TrustedRoot[]; readonly whose: string }> {
  const given = 'the trusted root';
  if (roots.kind === 'given') return { trusted: roots.texts.map((text) => parseRoot(text)), whose: given };
  const { issuer, tenant } = certificateOf(bundle);
  const isGitHub = issuer === GITHUB_ORGANIZATION || tenant !== null;
  if (roots.kind === 'known' && !isGitHub) {
    return { trusted: [await publicRoot(subject)], whose: "Sigstore's public root" };
  }
  const root = await githubRoot(roots.kind === 'tuf' ? roots.file : null, tenant, around, subject);
  return { trusted: [root], whose: roots.kind === 'tuf' ? given : "GitHub's root" };
}

/** What the certificate says before it is checked: it decides who is asked, not whom to believe. */
function certificateOf({ verificationMaterial: { content } }: Bundle): {
  /** The organization that issued it. */
  readonly issuer: string | null;
  /** Where the workflow is, if that is a tenant of ghe.com. */
  readonly tenant: string | null;
} {
  const bytes =
    content.$case === 'certificate'
      ? content.certificate.rawBytes
      : content.$case === 'x509CertificateChain'
        ? content.x509CertificateChain.certificates[0]?.rawBytes
        : undefined;
  if (bytes === undefined) return { issuer: null, tenant: null };
  try {
    const { issuer, subjectAltName = '' } = new X509Certificate(bytes);
    const [, organization = null] = /^O=(.*)$/m.exec(issuer.replaceAll('\\', '')) ?? [];
    const [, host = ''] = /^URI:"?https:\/\/([^/"]+)\//.exec(subjectAltName) ?? [];
    return { issuer: organization, tenant: tenantOf(host) };
  } catch {
    return { issuer: null, tenant: null };
  }
}

/**
 * The root that GitHub's TUF repository has today. Each version of the repository's own root is signed by the one before.
 *
 * @param file the user's `root.json`, with which that chain begins; null: with the keys that this version knows
 */
async function githubRoot(
  file: string | null,
  tenant: string | null,
  { anchor, server, env, signal }: Surroundings,
  subject: string,
): Promise<TrustedRoot> {
  try {
    const domain = tenant === null ? '' : `${await trustDomainOf(tenant, server, env, signal)}.`;
    const target = `${domain}trusted_root.json`;
    const from = async (rootPath: string): Promise<TrustedRoot> =>
      // What an earlier run kept began with whatever root that one was given.
      targetOf(target, { mirrorURL: anchor.url, rootPath, forceInit: true });
    return await (file === null ? withAnchor(anchor, env, signal, from) : from(file));
  } catch (error) {
    signal.throwIfAborted();
    throw new FactoryError('store', {
      subject,
      found:
        file === null
          ? `GitHub's root could not be fetched: ${reasonOf(error)}`
          : `no root that ${file} leads to: ${reasonOf(error)}`,
      expected: file === null ? anchor.url : `${anchor.url}, signed as that file says`,
      next: WITHOUT_A_WAY,
      cause: error,
    });
  }
}

const WITHOUT_A_WAY =
  'on a host without a way there, name the root itself with --trusted-root: "gh attestation trusted-root" writes it';

async function targetOf(target: string, options: TUFOptions): Promise<TrustedRoot> {
  const client = await initTUF(options);
  return TrustedRoot.fromJSON(JSON.parse(await client.getTarget(target)));
}

async function publicRoot(subject: string): Promise<TrustedRoot> {
  try {
    return await getTrustedRoot();
  } catch (error) {
    throw new FactoryError('store', {
      subject,
      found: `Sigstore's public root could not be fetched: ${reasonOf(error)}`,
      expected: 'https://tuf-repo-cdn.sigstore.dev',
      next: WITHOUT_A_WAY,
      cause: error,
    });
  }
}

/** A TUF client says what it did, and only in the cause why that failed. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && !message.includes(cause.message)
    ? `${message}: ${cause.message}`
    : message;
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
