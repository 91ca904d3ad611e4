export * from './attestation.js';
export { anySigner, attestationOptions, type AttestationWish } from './options.js';
export type { SignerRule } from './signer.js';
