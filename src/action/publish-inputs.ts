/** The inputs of `publish/action.yml`, read once into a typed record. */

import {
  artifactName,
  builtTag,
  choice,
  isTrue,
  requiredText,
  textOrNull,
  wholeNumber,
  wrong,
} from './input.js';

export interface PublishInputs {
  /** The release: a folder, or an artifact that another job of this run uploaded. */
  readonly release: { readonly folder: string } | { readonly artifact: string };
  /** Where the run has no such artifact: the step fails, or only says so. */
  readonly ifNoArtifact: 'error' | 'notice';
  /** STORE of the command line. */
  readonly store: string;
  /** Null: the name and version of the image. */
  readonly tag: string | null;
  readonly token: string | null;
  /** A Sigstore bundle; null: none is added. */
  readonly attestation: string | null;
  /** How many releases of this image stay; null: all. */
  readonly keep: number | null;
  readonly verify: boolean;
}

/** @throws usage, naming the input */
export function readPublishInputs(env: Readonly<Record<string, string | undefined>>): PublishInputs {
  return {
    release: releaseOf(),
    ifNoArtifact: choice('if-no-artifact', ['error', 'notice'], 'error'),
    store: requiredText('store', 'github, github:OWNER/REPO or a folder', 'say where to publish to'),
    tag: textOrNull('tag') ?? builtTag(env),
    token: textOrNull('token'),
    attestation: textOrNull('attestation'),
    keep: wholeNumber('keep', 9999),
    verify: isTrue('verify-upload'),
  };
}

function releaseOf(): PublishInputs['release'] {
  const [folder, artifact] = [textOrNull('release-directory'), artifactName()];
  if (folder !== null && artifact === null) return { folder };
  if (folder === null && artifact !== null) return { artifact };
  const found = folder === null ? 'nothing, nor "artifact"' : `"${folder}", and "artifact" as well`;
  throw wrong('release-directory', found, 'one of the two', 'say which release is published');
}
