export * from './attestation.js';
export { attestationOptions, type AttestationWish } from './options.js';
export type { SignerRule } from './signer.js';
