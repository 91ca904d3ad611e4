import type { Change, ChangeKind, Diff } from '../../src/manifest/index.js';

/** A diff with these changes; its sums of contents are made up. */
export function diffOf(changes: readonly Change[], more: Partial<Diff> = {}): Diff {
  const count = (kind: ChangeKind) => {
    const own = changes.filter((each) => each.kind === kind);
    return { entries: own.length, bytes: own.reduce((sum, { size }) => sum + size, 0) };
  };
  return {
    from: 'before',
    to: 'after',
    counts: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      moved: count('moved'),
      metadata: count('metadata'),
      unchanged: { entries: 5, bytes: 11 },
    },
    newContents: { contents: 2, bytes: 8, stored: 4 },
    goneContents: { contents: 1, bytes: 3, stored: null },
    notCompared: [],
    changes,
    ...more,
  };
}
