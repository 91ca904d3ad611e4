/**
 * A Sigstore of its own on this host: a certificate authority, a transparency log and a timestamp authority, made by
 * `@sigstore/mock`, and the root that vouches for them. What it signs is signed by the real client.
 */

import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  fulcioHandler,
  initializeCA,
  initializeCTLog,
  initializeTLog,
  initializeTSA,
  rekorHandler,
  tsaHandler,
} from '@sigstore/mock';
import { attest } from 'sigstore';
import { githubAuthority } from './github-authority.js';

/** `public`: with transparency logs, as Sigstore's own. `github`: with timestamps alone, as for private repositories. */
export type Kind = 'public' | 'github';

export interface Claims {
  /** The workflow that signs: "https://github.com/…/attest-image.yml@refs/tags/v1". */
  readonly sub: string;
  readonly iss?: string;
  /** "contoso/images" */
  readonly repository?: string;
}

export interface Sigstore {
  /** The root, as JSON on one line. */
  readonly trustedRoot: string;
  /** @returns a bundle over a statement with these subjects, by name */
  attest(subjects: Readonly<Record<string, string>>, claims: Claims): Promise<string>;
  stop(): Promise<void>;
}

const GITHUB = 'https://token.actions.githubusercontent.com';

export async function startSigstore(kind: Kind): Promise<Sigstore> {
  const ctLog = await initializeCTLog(newKeys());
  const ca = kind === 'public' ? await initializeCA(newKeys(), ctLog) : await githubAuthority(newKeys());
  const tLog = await initializeTLog('https://rekor.sigstore.dev', newKeys());
  const tsa = await initializeTSA(newKeys());
  const handlers = [fulcioHandler(ca), logOf(tLog), tsaHandler(wellTimed(tsa))];
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const handler = handlers.find(({ path }) => path === request.url);
      // What is no text stays as it is: a request for a timestamp is binary.
      const body = Buffer.concat(pieces);
      const answer = await handler?.fn(body as unknown as string);
      response.writeHead(answer?.statusCode ?? 404, { 'content-type': answer?.contentType ?? 'text/plain' });
      response.end(answer?.response ?? '');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    trustedRoot: JSON.stringify(rootOf(kind, { ca, ctLog, tLog, tsa })),
    async attest(subjects, { sub, iss = GITHUB, repository = 'contoso/images' }) {
      const statement = {
        _type: 'https://in-toto.io/Statement/v1',
        subject: Object.entries(subjects).map(([name, sha256]) => ({ name, digest: { sha256 } })),
        predicateType: 'https://slsa.dev/provenance/v1',
        predicate: {},
      };
      const claims = { iss, sub, repository, ...githubClaims(repository) };
      const bundle = await attest(Buffer.from(JSON.stringify(statement)), 'application/vnd.in-toto+json', {
        fulcioURL: url,
        identityToken: tokenOf(claims),
        tlogUpload: kind === 'public',
        ...(kind === 'public' ? { rekorURL: url } : { tsaServerURL: url }),
      });
      return JSON.stringify(bundle);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The log keeps of an envelope its hashes and its signature, as Rekor does; `@sigstore/mock` would keep what was sent. */
function logOf(tLog: Parties['tLog']): ReturnType<typeof rekorHandler> {
  return rekorHandler({
    publicKey: tLog.publicKey,
    log(entry) {
      const { proposedContent } = (entry as ProposedEntry).spec;
      const { payload, signatures } = JSON.parse(proposedContent.envelope) as Envelope;
      const [verifier] = proposedContent.verifiers;
      const spec = {
        envelopeHash: hashOf(proposedContent.envelope),
        payloadHash: hashOf(Buffer.from(payload, 'base64')),
        signatures: signatures.map(({ sig }) => ({ signature: sig, verifier })),
      };
      return tLog.log({ ...entry, spec });
    },
  });
}

/** The mock leaves out the last zeros of a fraction of a second, which no reader takes: ".35" for 350 ms. */
function wellTimed(tsa: Parties['tsa']): Parties['tsa'] {
  return {
    rootCertificate: tsa.rootCertificate,
    intCertificate: tsa.intCertificate,
    async timestamp(request) {
      while (Date.now() % 10 < 1 || Date.now() % 10 > 5) await sleep(1);
      return tsa.timestamp(request);
    },
  };
}

interface ProposedEntry {
  readonly spec: {
    readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] };
  };
}

interface Envelope {
  readonly payload: string;
  readonly signatures: readonly { readonly sig: string }[];
}

function githubClaims(repository: string): object {
  const url = `https://github.com/${repository}`;
  return {
    event_name: 'push',
    sha: 'a'.repeat(40),
    workflow: 'release',
    ref: 'refs/tags/v1',
    job_workflow_ref: `${repository}/.github/workflows/attest-image.yml@refs/tags/v1`,
    job_workflow_sha: 'a'.repeat(40),
    runner_environment: 'github-hosted',
    repository_id: '1',
    repository_owner: url,
    repository_owner_id: '1',
    workflow_ref: `${repository}/.github/workflows/release.yml@refs/tags/v1`,
    workflow_sha: 'a'.repeat(40),
    run_id: '1',
    run_attempt: '1',
    repository_visibility: 'public',
  };
}

function tokenOf(claims: object): string {
  return `${wordOf({ alg: 'none' })}.${wordOf(claims)}.${Buffer.from('none').toString('base64url')}`;
}

interface Parties {
  readonly ca: { readonly rootCertificate: Buffer };
  readonly ctLog: Awaited<ReturnType<typeof initializeCTLog>>;
  readonly tLog: Awaited<ReturnType<typeof initializeTLog>>;
  readonly tsa: Awaited<ReturnType<typeof initializeTSA>>;
}

/** The JSON of `dev.sigstore.trustroot.v1.TrustedRoot`. */
function rootOf(kind: Kind, { ca, ctLog, tLog, tsa }: Parties): object {
  const validFor = { start: new Date(Date.now() - 3_600_000).toISOString() };
  const authority = (...certificates: readonly Buffer[]) => ({
    subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
    uri: 'https://sigstore.mock',
    certChain: { certificates: certificates.map((bytes) => ({ rawBytes: bytes.toString('base64') })) },
    validFor,
  });
  const log = (publicKey: Buffer, keyId: Buffer, baseUrl: string) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: publicKey.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: keyId.toString('base64') },
  });
  const isPublic = kind === 'public';
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: isPublic ? [log(tLog.publicKey, logIdOf(tLog.publicKey), 'https://rekor.sigstore.dev')] : [],
    certificateAuthorities: [authority(ca.rootCertificate)],
    ctlogs: isPublic ? [log(ctLog.publicKey, ctLog.logID, 'https://ctfe.sigstore.dev')] : [],
    timestampAuthorities: [authority(tsa.intCertificate, tsa.rootCertificate)],
  };
}

function logIdOf(publicKey: Buffer): Buffer {
  return createHash('sha256').update(publicKey).digest();
}

function wordOf(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function hashOf(bytes: string | Buffer) {
  return { algorithm: 'sha256', value: createHash('sha256').update(bytes).digest('hex') };
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}
