/** What a guest that only plays servicing says of a step that went well. */

import type { AgentStep, StepResult, UpdateResult } from '../../src/guest/index.js';

const UPDATE = { kb: 'KB5068861', title: '2026-11 Cumulative Update' };

export function playedResult(step: AgentStep): Pick<StepResult, 'updates' | 'freed'> {
  if (step.kind === 'cleanup') return { freed: 4096 };
  if (step.kind === 'updates') return { updates: [updateOf(UPDATE)] };
  return step.kind === 'packages' ? { updates: step.packages.map(updateOf) } : {};
}

function updateOf({ kb, title }: Pick<UpdateResult, 'kb' | 'title'>): UpdateResult {
  return { round: 1, kb, title, outcome: 'installed', code: '0x00000000', seconds: 1 };
}
