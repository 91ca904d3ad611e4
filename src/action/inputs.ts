/** The inputs of `action.yml`, read once into a typed record. */

import { artifactName, builtTag, choice, isTrue, requiredText, textOrNull, wrong } from './input.js';

export interface ActionInputs {
  readonly definition: string;
  /** Null: the default of the line. */
  readonly workDirectory: string | null;
  /** Null: the name and version of the definition. */
  readonly tag: string | null;
  /** Undefined: the definition's store; null: nothing is published. */
  readonly store: string | null | undefined;
  readonly token: string | null;
  /** Null: the definition's. */
  readonly base: string | null;
  /** What the release is uploaded as, for another job; null: it is not. */
  readonly artifact: string | null;
  readonly dryRun: boolean;
  readonly keepMachine: boolean;
}

/** @throws usage, naming the input */
export function readInputs(env: Readonly<Record<string, string | undefined>>): ActionInputs {
  if (choice('attest', ['auto', 'true', 'false'], 'auto') === 'true') {
    throw wrong(
      'attest',
      '"true"; this version does not attest yet',
      'auto or false',
      'remove the input "attest"',
    );
  }
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
    artifact: artifactName(),
    dryRun: isTrue('dry-run'),
    keepMachine: isTrue('keep-machine'),
  };
}

function publication(env: Readonly<Record<string, string | undefined>>): Pick<ActionInputs, 'store' | 'tag'> {
  const built = builtTag(env);
  const wish = choice('publish', ['auto', 'true', 'false'], 'auto');
  const publishes = wish === 'true' || (wish === 'auto' && built !== null);
  return { tag: textOrNull('tag') ?? built, store: publishes ? (textOrNull('store') ?? undefined) : null };
}
