/** Reads a workflow; a key that the player does not act upon is refused. */

import type { Defaults, Input, Interface, Job, Level, Permissions, Step, Workflow } from './model.js';
import { Expression, Mapping, mappingOf, parseTree, type Node } from './tree.js';

type Template = Awaited<ReturnType<typeof parseTree>>['template'];
type TemplateJob = Template['jobs'][number];

const known = new Map<string, Promise<Workflow>>();

/** @param file its path in the repository */
export function readWorkflow(file: string, content: string): Promise<Workflow> {
  const key = JSON.stringify([file, content]);
  const workflow = known.get(key) ?? read(file, content);
  known.set(key, workflow);
  return workflow;
}

async function read(file: string, content: string): Promise<Workflow> {
  const { tree, template } = await parseTree(file, content);
  const events = eventsOf(tree.take('on'), tree.where);
  const workflow: Workflow = {
    file,
    name: tree.text('name') ?? file,
    events,
    call: events.has('workflow_call') ? interfaceOf(events.get('workflow_call') ?? null, tree.where) : null,
    dispatch: dispatchOf(events.get('workflow_dispatch') ?? null, tree.where),
    env: tree.nodes('env'),
    defaults: defaultsOf(tree),
    permissions: permissionsOf(tree),
    concurrency: tree.take('concurrency'),
    jobs: [...tree.named('jobs')].map(([id, job], at) => jobOf(id, job, template.jobs[at])),
  };
  tree.end();
  return workflow;
}

function eventsOf(node: Node | undefined, where: string): ReadonlyMap<string, Node> {
  if (typeof node === 'string') return new Map([[node, null]]);
  if (Array.isArray(node)) return new Map((node as readonly string[]).map((name) => [name, null]));
  if (node instanceof Map) return node as ReadonlyMap<string, Node>;
  throw new Error(`${where}.on: expected events`);
}

function interfaceOf(node: Node, where: string): Interface {
  const call = mappingOf(node ?? new Map<string, Node>(), `${where}.on.workflow_call`);
  const outputs = [...call.named('outputs')].map(([name, output]) => {
    output.take('description');
    const value = output.take('value');
    output.end();
    if (value === undefined) throw new Error(`${output.where}: has no value`);
    return [name, value] as const;
  });
  const secrets = [...call.named('secrets')].map(([name, secret]) => {
    secret.take('description');
    const required = secret.flag('required');
    secret.end();
    return [name, required] as const;
  });
  const inputs = inputsOf(call);
  call.end();
  return { inputs, secrets: new Map(secrets), outputs: new Map(outputs) };
}

function dispatchOf(node: Node, where: string): ReadonlyMap<string, Input> {
  const dispatch = mappingOf(node ?? new Map<string, Node>(), `${where}.on.workflow_dispatch`);
  const inputs = inputsOf(dispatch);
  dispatch.end();
  return inputs;
}

function inputsOf(mapping: Mapping): ReadonlyMap<string, Input> {
  return new Map(
    [...mapping.named('inputs')].map(([name, input]) => {
      input.take('description');
      const read = {
        type: input.text('type') ?? 'string',
        required: input.flag('required'),
        fallback: input.take('default'),
        options: input.texts('options'),
      };
      input.end();
      return [name, read] as const;
    }),
  );
}

function defaultsOf(mapping: Mapping): Defaults {
  const defaults = mapping.mapping('defaults');
  const run = defaults.mapping('run');
  const read = { shell: run.text('shell') ?? null, directory: run.text('working-directory') ?? null };
  run.end();
  defaults.end();
  return read;
}

const SHORTHANDS: Readonly<Record<string, Level>> = { 'read-all': 'read', 'write-all': 'write' };

/** Those that a file can name; the shorthands are all of them. */
const PERMISSIONS =
  'actions artifact-metadata attestations checks contents deployments discussions id-token issues models packages pages pull-requests repository-projects security-events statuses'.split(
    ' ',
  );

/** @returns null where the file says nothing of them */
function permissionsOf(mapping: Mapping): Permissions | null {
  const node = mapping.take('permissions');
  if (node === undefined) return null;
  if (typeof node === 'string') {
    const level = SHORTHANDS[node];
    if (level === undefined) throw new Error(`${mapping.where}.permissions: "${node}" is not played`);
    return new Map(PERMISSIONS.map((name) => [name, level]));
  }
  if (!(node instanceof Map)) throw new Error(`${mapping.where}.permissions: expected names`);
  for (const name of node.keys()) {
    if (!PERMISSIONS.includes(String(name)))
      throw new Error(`${mapping.where}.permissions.${name}: is not played`);
  }
  return node as Permissions;
}

function jobOf(id: string, job: Mapping, template: TemplateJob | undefined): Job {
  job.take('if');
  if (template === undefined) throw new Error(`${job.where}: GitHub's parser does not know it`);
  const any = {
    id,
    name: job.take('name'),
    needs: job.texts('needs'),
    condition: conditionOf(template.if, job.where),
    strategy: strategyOf(job),
    permissions: permissionsOf(job),
    concurrency: job.take('concurrency'),
  };
  const uses = job.text('uses');
  if (uses !== undefined) {
    const secrets = job.take('secrets') ?? new Map<string, Node>();
    const read = { ...any, kind: 'call' as const, uses, inputs: job.nodes('with') };
    job.end();
    if (secrets === 'inherit') return { ...read, secrets };
    if (secrets instanceof Map) return { ...read, secrets: secrets as ReadonlyMap<string, Node> };
    throw new Error(`${job.where}.secrets: expected names, or "inherit"`);
  }
  const conditions = template.type === 'job' ? template.steps.map((step) => step.if) : [];
  const read = {
    ...any,
    kind: 'run' as const,
    runsOn: job.take('runs-on') ?? null,
    env: job.nodes('env'),
    defaults: defaultsOf(job),
    outputs: job.nodes('outputs'),
    timeout: job.take('timeout-minutes'),
    mayFail: job.take('continue-on-error'),
    steps: job.list('steps').map((node, at) => {
      const where = `${job.where}.steps[${at}]`;
      return stepOf(mappingOf(node, where), conditionOf(conditions[at], where));
    }),
  };
  job.end();
  const ids = read.steps.flatMap((step) => step.id ?? []);
  const twice = ids.find((one, at) => ids.indexOf(one) !== at);
  if (twice !== undefined) throw new Error(`${job.where}: two steps have the id ${twice}`);
  return read;
}

/**
 * The condition as GitHub completes it: without a word about the status it begins with `success() &&`.
 *
 * @throws where there is text around `${{ }}`, be it a line break: such a condition always holds
 */
function conditionOf(token: { readonly expression: string } | undefined, where: string): Expression {
  if (token === undefined) throw new Error(`${where}: GitHub's parser gives no condition`);
  if (/^(success\(\) && \()?format\('\s*\{0\}/.test(token.expression))
    throw new Error(`${where}.if: text around \${{ }} is always true`);
  return new Expression(token.expression, where);
}

function strategyOf(job: Mapping): Job['strategy'] {
  const node = job.take('strategy');
  if (node === undefined) return null;
  const strategy = mappingOf(node, `${job.where}.strategy`);
  const read = {
    matrix: strategy.take('matrix'),
    failFast: strategy.take('fail-fast'),
    maxParallel: strategy.take('max-parallel'),
  };
  strategy.end();
  return read;
}

function stepOf(step: Mapping, condition: Expression): Step {
  step.take('if');
  const any = {
    id: step.text('id') ?? null,
    name: step.take('name'),
    condition,
    env: step.nodes('env'),
    mayFail: step.take('continue-on-error'),
    timeout: step.take('timeout-minutes'),
  };
  const uses = step.text('uses');
  const script = step.take('run');
  const [shell, directory, inputs] = [step.take('shell'), step.take('working-directory'), step.nodes('with')];
  step.end();
  if (uses !== undefined) return { ...any, does: { kind: 'uses', uses, inputs } };
  if (script === undefined) throw new Error(`${step.where}: neither uses nor run`);
  return { ...any, does: { kind: 'run', script, shell, directory } };
}
