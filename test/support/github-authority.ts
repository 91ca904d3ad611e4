/** A certificate authority under the name of GitHub's: what `@sigstore/mock` issues, issued once more. */

import { webcrypto, type KeyObject } from 'node:crypto';
import { initializeCA } from '@sigstore/mock';
import { X509Certificate, X509CertificateGenerator } from '@peculiar/x509';

type Authority = Awaited<ReturnType<typeof initializeCA>>;

const NAME = 'CN=Fulcio Intermediate l2,O="GitHub, Inc."';
const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** @param keys of P-256 */
export async function githubAuthority(keys: {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}): Promise<Pick<Authority, 'rootCertificate' | 'issueCertificate'>> {
  const mock = await initializeCA(keys);
  const secret = keys.privateKey.export({ format: 'der', type: 'pkcs8' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', secret, KEY, true, ['sign']);
  const renamed = async (bytes: Uint8Array, subject: string): Promise<Buffer> => {
    const { serialNumber, notBefore, notAfter, publicKey, extensions } = new X509Certificate(bytes);
    const certificate = await X509CertificateGenerator.create({
      serialNumber,
      notBefore,
      notAfter,
      publicKey,
      extensions,
      subject,
      issuer: NAME,
      signingAlgorithm: SIGNATURE,
      signingKey,
    });
    return Buffer.from(certificate.rawData);
  };
  return {
    rootCertificate: await renamed(mock.rootCertificate, NAME),
    issueCertificate: async (request) => {
      // The mock knows github.com alone.
      const { extensions: said = [] } = request;
      const tenant = said.map(({ value }) => /actions\.([a-z-]+\.ghe\.com)$/.exec(value)?.[1]).find(Boolean);
      const extensions = said.map((extension) => ({
        ...extension,
        value: extension.value.replace(/^https:\/\/github\.com\//, `https://${tenant ?? 'github.com'}/`),
      }));
      return renamed(await mock.issueCertificate({ ...request, extensions }), '');
    },
  };
}
