/** What happened in the repository, and whether it starts a workflow. */

import type { Workflow } from './model.js';
import { mappingOf, type Node } from './tree.js';

export interface Event {
  readonly name: 'push' | 'pull_request' | 'workflow_dispatch' | 'schedule';
  /** `refs/tags/v1`, `refs/heads/main` */
  readonly ref: string;
  readonly sha: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** @throws where a filter is of a kind that is not played */
export function starts({ events, file }: Workflow, { name, ref, payload }: Event): boolean {
  const node = events.get(name);
  if (node === undefined) return false;
  if (node === null) return true;
  const where = `${file}.on.${name}`;
  if (name === 'schedule') {
    const crons = (Array.isArray(node) ? (node as readonly Node[]) : []).map((entry) => {
      const cron = mappingOf(entry, where);
      const text = cron.text('cron');
      cron.end();
      return text;
    });
    return crons.includes(String(payload['schedule']));
  }
  const filter = mappingOf(node, where);
  if (name === 'workflow_dispatch') return true;
  const [branches, tags] = [filter.texts('branches'), filter.texts('tags')];
  filter.end();
  const branch = name === 'push' ? /^refs\/heads\/(.*)$/.exec(ref)?.[1] : baseOf(payload);
  const tag = /^refs\/tags\/(.*)$/.exec(ref)?.[1];
  if (branch !== undefined) return isAmong(branch, branches) || (branches.length === 0 && tags.length === 0);
  return tag !== undefined && (isAmong(tag, tags) || (branches.length === 0 && tags.length === 0));
}

function baseOf(payload: Event['payload']): string {
  const { pull_request: request } = payload as { pull_request?: { base?: { ref?: string } } };
  return request?.base?.ref ?? '';
}

function isAmong(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => regularOf(pattern).test(name));
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet */
function regularOf(pattern: string): RegExp {
  if (pattern.startsWith('!')) throw new Error(`the filter "${pattern}" is not played`);
  const parts = pattern.split(/(\*\*|\*|\[[^\]]+\]|[?+])/).map((part, at) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return at % 2 === 1 ? part : part.replaceAll(/[.$^(){}|\\[\]]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
