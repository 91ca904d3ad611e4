export * from './attestation.js';
export { ownSigner, parseSigner, type SignerRule } from './signer.js';
