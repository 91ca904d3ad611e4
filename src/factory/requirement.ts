/** What a dry run says of `updates.require`. */

import type { Definition } from '../definition/index.js';

/** Begins with what ties it to the sentence before; '' where nothing is required. */
export function requirementText({ updates: { require } }: Definition): string {
  const { build, kb } = require;
  const wanted = [...(build === null ? [] : [`build ${build} or later`]), ...kb];
  return wanted.length === 0 ? '' : `; required: ${wanted.join(', ')}`;
}
