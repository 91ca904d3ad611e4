/** What `build --dry-run` prints. */

export interface PlannedStation {
  readonly name: string;
  /** null: nothing to do. */
  readonly doing: string | null;
}

export interface BuildPlan {
  readonly definition: string;
  readonly name: string;
  readonly version: string;
  readonly tag: string;
  /** ISO 8601; null: the time of the build. */
  readonly created: string | null;
  readonly source: { readonly kind: string; readonly label: string };
  /** Names, in their order. */
  readonly images: readonly string[];
  readonly exclusions: readonly string[];
  readonly work: string;
  readonly releaseDirectory: string;
  readonly stations: readonly PlannedStation[];
}

export function renderPlan(plan: BuildPlan): string {
  const rows: (readonly [string, string])[] = [
    ['definition', plan.definition],
    ['source', `${plan.source.label} (${plan.source.kind})`],
    ['images', plan.images.join(', ')],
    ['created', plan.created ?? 'the time of the build'],
    ['excluded', plan.exclusions.join('  ')],
    ['work', plan.work],
    ['release', `${plan.releaseDirectory}, tag ${plan.tag}`],
    ...plan.stations.map(({ name, doing }) => [name, doing ?? 'nothing to do'] as const),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
  return `${plan.name} ${plan.version}, nothing is made\n${lines.join('\n')}\n`;
}
