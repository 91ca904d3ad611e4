import { FactoryError } from '../errors.js';

const INSTEAD =
  'or build with --no-publish, in a workflow "publish: false", and the release stays in its folder';

/** An error of the store that a build would publish to, with the way that needs none. */
export function orUnpublished(error: unknown): unknown {
  const isOwn = error instanceof FactoryError && ['permission', 'usage', 'not-found'].includes(error.code);
  if (!isOwn) return error;
  const { next, ...details } = error.details;
  return new FactoryError(error.code, {
    ...details,
    next: next === undefined ? INSTEAD.replace('or ', '') : `${next}; ${INSTEAD}`,
  });
}
