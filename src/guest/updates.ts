/** The step of updates: what a definition asks for, as the agent gets it, and what came of it. */

import type { UpdatesSpec } from '../definition/index.js';
import type { ServicingStep, UpdateResult } from './types.js';

/** What the Windows Update Agent itself is asked for; a folder of packages is no such step. */
export interface OnlineUpdates extends UpdatesSpec {
  readonly from: 'windows-update' | 'wsus';
}

const IDLE_SECONDS = 15;
/** Seven and a half minutes in all: longer than a server restarts, shorter than anybody's patience. */
const RETRY_SECONDS = [30, 60, 120, 240];

export function updatesStep(spec: OnlineUpdates): Extract<ServicingStep, { kind: 'updates' }> {
  const { from, server, targetGroup, include, exclude, rounds, timeout } = spec;
  return {
    kind: 'updates',
    title: from === 'wsus' ? `updates of ${server}` : 'Windows Update',
    from,
    server: from === 'wsus' ? server : null,
    targetGroup: from === 'wsus' ? targetGroup : null,
    include,
    exclude,
    rounds,
    timeoutSeconds: Math.ceil(timeout / 1000),
    idleSeconds: IDLE_SECONDS,
    retrySeconds: RETRY_SECONDS,
  };
}

/**
 * The updates whose last try was no success, each with its code, but for those that the text names already: a message of
 * the agent is short, and several may be to blame.
 */
export function unnamedFailures(updates: readonly UpdateResult[], text: string): string {
  const last = new Map(updates.map((update) => [update.kb ?? update.title, update]));
  return [...last]
    .filter(
      ([name, { outcome }]) =>
        outcome !== 'installed' && outcome !== 'not applicable' && !text.includes(name),
    )
    .map(([name, { code }]) => `${name} (${code})`)
    .join(', ');
}
