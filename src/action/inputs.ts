/** The inputs of `action.yml`, read once into a typed record. */

import type { Definition } from '../definition/index.js';
import {
  artifactName,
  builtTag,
  choice,
  isTrue,
  lines,
  requiredText,
  textOrNull,
  wholeNumber,
  wrong,
} from './input.js';

type Attest = Definition['release']['attest'];

export interface ActionInputs {
  readonly definition: string;
  /** Null: the default of the line. */
  readonly workDirectory: string | null;
  /** Null: the name and version of the definition. */
  readonly tag: string | null;
  /** Undefined: the definition's store; null: nothing is published. */
  readonly store: string | null | undefined;
  /** Where another job will publish to, when nothing is published here; null: the definition's store. */
  readonly laterStore: string | null;
  /** Whether a release without an attestation may be published; null: the definition says it. */
  readonly attest: Attest | null;
  /** Values of the environment, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly token: string | null;
  /** Null: the definition's. */
  readonly base: string | null;
  /** What the release is uploaded as, for another job; null: it is not. */
  readonly artifact: string | null;
  /** How long that stays; null: as the repository's setting says. */
  readonly artifactDays: number | null;
  /** Whether base disks and releases go to the cache of GitHub Actions too. */
  readonly cache: boolean;
  readonly dryRun: boolean;
  readonly keepMachine: boolean;
}

/** @throws usage, naming the input */
export function readInputs(env: Readonly<Record<string, string | undefined>>): ActionInputs {
  return {
    definition: requiredText(
      'definition',
      'the path of a definition',
      'add "with: definition: images/win11.yml" to the step',
    ),
    workDirectory: textOrNull('work-directory'),
    ...publication(env),
    token: textOrNull('token'),
    base: textOrNull('base'),
    attest: attestOf(),
    secrets: secretsOf(),
    artifact: artifactName(),
    artifactDays: wholeNumber('retention-days', 90),
    cache: isTrue('cache'),
    dryRun: isTrue('dry-run'),
    keepMachine: isTrue('keep-machine'),
  };
}

function publication(
  env: Readonly<Record<string, string | undefined>>,
): Pick<ActionInputs, 'store' | 'laterStore' | 'tag'> {
  const built = builtTag(env);
  const wish = choice('publish', ['auto', 'true', 'false'], 'auto');
  const publishes = wish === 'true' || (wish === 'auto' && built !== null);
  const [tag, store] = [textOrNull('tag') ?? built, textOrNull('store')];
  if (!publishes) return { tag, store: null, laterStore: store };
  return { tag, store: store ?? undefined, laterStore: null };
}

function attestOf(): Attest | null {
  const wish = choice('attest', ['auto', 'true', 'false'], 'auto');
  return wish === 'auto' ? null : wish === 'true' ? 'always' : 'never';
}

/** No message shows a value. @throws usage, naming the line by its number */
function secretsOf(): Readonly<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const [at, line] of lines('secrets').entries()) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw wrong(
        'secrets',
        `a line ${at + 1} that is no NAME=VALUE`,
        'one NAME=VALUE a line, a value without line breaks',
        'correct that line',
      );
    }
    secrets[name] = value;
  }
  return secrets;
}
