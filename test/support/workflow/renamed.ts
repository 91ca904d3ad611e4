/** Where a workflow or an action declares outputs, and what the file is with one of them renamed. */

import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';

export interface Renamed {
  /** "jobs.plan.outputs.images" */
  readonly what: string;
  readonly content: string;
}

export function* renamedOutputs(content: string): Generator<Renamed> {
  for (const where of declarations(content)) {
    for (const [at, name] of namesIn(content, where).entries()) {
      const document = parseDocument(content);
      const pair = mapAt(document.getIn(where))?.items[at];
      if (isScalar(pair?.key)) pair.key.value = `${name}-renamed`;
      yield { what: [...where, name].join('.'), content: document.toString({ lineWidth: 0 }) };
    }
  }
}

/** Of an action, of a workflow that others call, of each of its jobs. */
function declarations(content: string): readonly (readonly string[])[] {
  const jobs = namesIn(content, ['jobs']).map((job) => ['jobs', job, 'outputs']);
  return [['outputs'], ['on', 'workflow_call', 'outputs'], ...jobs];
}

function namesIn(content: string, where: readonly string[]): readonly string[] {
  const map = mapAt(parseDocument(content).getIn(where));
  return (map?.items ?? []).map(({ key }) => (isScalar(key) ? String(key.value) : ''));
}

function mapAt(node: unknown): YAMLMap | null {
  return isMap(node) ? node : null;
}
