/** Which GitHub a release is of: github.com, or a tenant of ghe.com, which has issuer, root and API of its own. */

import { HttpClient, readText, type Environment } from '../http/index.js';

export const GITHUB = 'github.com';

export interface GitHubServer {
  /** "github.com", "contoso.ghe.com" */
  readonly host: string;
  readonly api: string;
  /** Null: none. */
  readonly token: string | null;
}

/** Enterprise Server attests nothing: what lies there was attested on github.com. @param token wins over GITHUB_TOKEN */
export function githubServer(env: Environment, token: string | null = null): GitHubServer {
  const api = env['GITHUB_API_URL'] || `https://api.${GITHUB}`;
  const host = tenantOf(hostOf(env['GITHUB_SERVER_URL']) ?? hostOf(api)?.replace(/^api\./, '') ?? '');
  return { host: host ?? GITHUB, api, token: token || env['GITHUB_TOKEN'] || null };
}

/** @returns "contoso.ghe.com"; null where a host is none of a tenant */
export function tenantOf(host: string): string | null {
  return /^[a-z0-9-]+\.ghe\.com$/i.test(host) ? host.toLowerCase() : null;
}

/** Who gives the tokens with which a runner signs; the name of an enterprise may stand behind it. */
export function issuerOf(host: string): string {
  return `https://token.actions.${host === GITHUB ? 'githubusercontent.com' : host}`;
}

/**
 * The name under which GitHub's TUF repository has the root of a tenant: `<trust domain>.trusted_root.json`. Source:
 * trustedroot.go and trust_domain.go below pkg/cmd/attestation of github.com/cli/cli.
 *
 * @throws Error where the tenant does not say it
 */
export async function trustDomainOf(
  tenant: string,
  { host, api, token }: GitHubServer,
  env: Environment,
  signal: AbortSignal,
): Promise<string> {
  const isOwn = tenant === host;
  const url = `${isOwn ? api : `https://api.${tenant}`}/meta`;
  const headers = {
    accept: 'application/vnd.github+json',
    ...(isOwn && token !== null ? { authorization: `Bearer ${token}` } : {}),
  };
  const response = await new HttpClient({ env }).send({ method: 'GET', url, headers, signal });
  const text = await readText(response, url);
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
  const meta = JSON.parse(text) as {
    readonly domains?: { readonly artifact_attestations?: { readonly trust_domain?: unknown } };
  };
  const domain = meta.domains?.artifact_attestations?.trust_domain;
  if (typeof domain === 'string' && /^[A-Za-z0-9._-]+$/.test(domain)) return domain;
  throw new Error(`${url} names no trust domain for attestations`);
}

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : null;
}
