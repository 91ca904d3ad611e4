/** Plays a workflow: which of its jobs run, in which order, with what, and what they give to each other. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GitHub } from '../github/index.js';
import type { Results } from '../results.js';
import { starts, type Event } from './event.js';
import { Closed, isTrue, textOf, textsOf, valueOf, type Scope } from './expression.js';
import { playLeg, type Hand, type LegDone, type Result, type StepCall, type StepDone } from './job.js';
import { legsOf } from './matrix.js';
import type { CallingJob, Input, Job, Permissions, RunningJob, Workflow } from './model.js';
import { readWorkflow } from './read.js';
import { DEFAULT, levelOf, shrink } from './rights.js';
import { makeRunner, type Host } from './runner.js';
import type { Source } from './source.js';
import type { Node } from './tree.js';

/** Everything around the run. */
export interface World {
  /** Where it happened. */
  readonly repository: Source;
  /** Others, by name: the kit. */
  readonly others: readonly Source[];
  readonly event: Event;
  readonly github: GitHub;
  readonly results: Results;
  /** For the runners; it is made. */
  readonly folder: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** For actions alone, on top of the way to the results service. */
  readonly env?: Readonly<Record<string, string>>;
  readonly hand: Hand;
  /** Around the runners. */
  readonly host?: Host;
  /** "https://github.contoso.example", for GitHub Enterprise Server; left out: one that passes for github.com. */
  readonly server?: string;
  /** Left out: the run is new. */
  readonly again?: Again;
}

type Attempts = readonly [string, ...string[]];

/** One more attempt of a run. */
export interface Again {
  readonly before: Played;
  /** The job of this path ("images / build (2)"), or what failed: with what needs it. All: nothing of before counts. */
  readonly what: 'all' | 'failed' | { readonly job: string };
}

export interface JobDone {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  /** Whether a part of it ran in this attempt; the rest is of an earlier one. */
  readonly ran: boolean;
}

export interface Played {
  readonly result: Result;
  /** Of the file's own jobs, by id. */
  readonly jobs: ReadonlyMap<string, JobDone>;
  readonly steps: readonly { readonly call: StepCall; readonly done: StepDone }[];
  /** Of all files, by path. */
  readonly legs: ReadonlyMap<string, LegDone>;
  /** The attempts whose artifacts this one sees, by their names at the results service; its own is the last. */
  readonly attempts: Attempts;
  readonly attempt: number;
}

/** Depth of workflows that call workflows. https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations */
const MAX_DEPTH = 10;

/**
 * @param file of the repository where the event happened
 * @throws where GitHub would not start the run, and where it asks for what is not played
 */
export async function playWorkflow(file: string, world: World): Promise<Played> {
  const workflow = await readWorkflow(file, world.repository.read(file));
  if (!starts(workflow, world.event)) throw new Error(`${file}: ${world.event.ref} does not start it`);
  const run = new Run(world, workflow);
  const given = (world.event.payload['inputs'] ?? {}) as Record<string, unknown>;
  const inputs = inputsOf(workflow.dispatch, given, run.scope({}), file);
  const call: Call = {
    workflow,
    source: world.repository,
    inputs,
    secrets: world.secrets,
    permissions: workflow.permissions ?? DEFAULT,
    path: '',
    groups: [],
    depth: 1,
    isForced: false,
  };
  await run.check(call);
  const { result, jobs } = await run.play(call);
  const { steps, legs, attempts, attempt } = run;
  return { result, jobs, steps, legs, attempts, attempt };
}

/** One file of the run, called with these. */
interface Call {
  readonly workflow: Workflow;
  readonly source: Source;
  readonly inputs: Closed;
  readonly secrets: Readonly<Record<string, string>>;
  readonly permissions: Permissions;
  /** "" or "images / ". */
  readonly path: string;
  /** Concurrency groups that are held already. */
  readonly groups: readonly string[];
  readonly depth: number;
  /** What calls it waits for something that ran again. */
  readonly isForced: boolean;
}

class Run {
  readonly steps: { call: StepCall; done: StepDone }[] = [];
  readonly legs = new Map<string, LegDone>();
  readonly attempt: number;
  readonly attempts: Attempts;
  readonly #world: World;
  readonly #root: Workflow;

  constructor(world: World, root: Workflow) {
    this.#world = world;
    this.#root = root;
    const { again } = world;
    this.attempt = (again?.before.attempt ?? 0) + 1;
    const own = this.attempt === 1 ? RUN : `${RUN}.${this.attempt}`;
    // Tried by others: https://github.com/go-gitea/gitea/pull/38857
    this.attempts = again === undefined || again.what === 'all' ? [own] : [...again.before.attempts, own];
  }

  /** What a leg did in an earlier attempt, where it does not run in this one. */
  #kept(where: string, isForced: boolean): LegDone | null {
    const { again } = this.#world;
    const before = again?.before.legs.get(where);
    if (isForced || before === undefined || again === undefined || again.what === 'all') return null;
    const isAsked = again.what === 'failed' ? before.result !== 'success' : again.what.job === where;
    return isAsked ? null : before;
  }

  /** What GitHub looks at before the run starts, also where no job comes to it. @throws what it refuses */
  async check(call: Call): Promise<void> {
    const { workflow, depth, path } = call;
    if (depth > MAX_DEPTH) throw new Error(`${workflow.file}: called at a depth of more than ${MAX_DEPTH}`);
    for (const job of workflow.jobs) {
      const permissions = permissionsOf(job, call, `${path}${job.id} in ${workflow.file}`);
      if (job.kind === 'run') continue;
      const called = await this.#read(job, call);
      const inputs = called.workflow.call?.inputs ?? new Map<string, Input>();
      checkNames(inputs, [...job.inputs.keys()], `${path}${job.id}: ${job.uses}`);
      const within = { ...call, ...called, permissions, depth: depth + 1 };
      await this.check({ ...within, path: `${path}${job.id} / ` });
    }
  }

  async play(
    call: Call,
  ): Promise<Omit<JobDone, 'outputs'> & { jobs: Map<string, JobDone>; outputs: Closed }> {
    const { workflow } = call;
    const groups = this.#enter(workflow.concurrency, call, this.scope({ inputs: call.inputs }));
    const within = { ...call, groups };
    const done = new Map<string, JobDone>();
    const left = [...workflow.jobs];
    while (left.length > 0) {
      const at = left.findIndex(({ needs }) => needs.every((id) => done.has(id)));
      const [job] = left.splice(at, 1);
      if (at === -1 || job === undefined)
        throw new Error(`${workflow.file}: jobs need each other in a circle`);
      done.set(job.id, await this.#job(job, within, done));
    }
    const results = Array.from(done.values(), ({ result }) => result);
    const scope = this.scope({
      inputs: call.inputs,
      jobs: new Closed(
        'jobs',
        Array.from(done, ([id, { result, outputs }]) => [id, told(`jobs.${id}`, result, outputs)]),
      ),
    });
    const outputs = textsOf(workflow.call?.outputs ?? new Map<string, Node>(), scope);
    const ran = Array.from(done.values()).some((job) => job.ran);
    return {
      result: summed(results),
      ran,
      jobs: done,
      outputs: new Closed('outputs', Object.entries(outputs)),
    };
  }

  /** The contexts that are everywhere, and more. */
  scope(more: Readonly<Record<string, unknown>>): Scope {
    const { github } = this.#facts('');
    return { contexts: { github, vars: new Closed('vars', []), ...more }, functions: {} };
  }

  async #job(job: Job, call: Call, done: ReadonlyMap<string, JobDone>): Promise<JobDone> {
    const before = ancestorsOf(job, call.workflow.jobs).map((id) => done.get(id) ?? SKIPPED);
    const ancestors = before.map(({ result }) => result);
    const isForced = call.isForced || before.some(({ ran }) => ran);
    const needs = job.needs.map((id) => {
      const { result, outputs } = done.get(id) ?? SKIPPED;
      return [id, told(`needs.${id}`, result, outputs)] as const;
    });
    const { contexts } = this.scope({ inputs: call.inputs, needs: new Closed('needs', needs) });
    const scope: Scope = {
      contexts,
      functions: {
        success: () => ancestors.every((result) => result === 'success'),
        failure: () => ancestors.includes('failure'),
        cancelled: () => false,
        always: () => true,
      },
    };
    const names = job.kind === 'run' ? [...job.outputs.keys()] : await this.#outputsOf(job, call);
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    if (!isTrue(job.condition, scope)) return { ...SKIPPED, outputs: empty };
    const where = `${call.workflow.file}: ${job.id}`;
    const { legs, failFast, maxParallel } =
      job.strategy === null
        ? { legs: [{}], failFast: true, maxParallel: 1 }
        : legsOf(job.strategy, scope, where);
    const results: (LegDone & { ran: boolean })[] = [];
    for (const [index, leg] of legs.entries()) {
      if (failFast && results.some(({ result }) => result === 'failure')) {
        results.push({ result: 'cancelled', outputs: {}, ran: false });
        continue;
      }
      const strategy = { 'fail-fast': failFast, 'job-index': index, 'job-total': legs.length };
      const leaf: Scope = {
        ...scope,
        contexts: {
          ...contexts,
          matrix: new Closed('matrix', Object.entries(leg)),
          strategy: new Closed('strategy', Object.entries({ ...strategy, 'max-parallel': maxParallel })),
        },
      };
      const id = legs.length === 1 ? job.id : `${job.id} (${index + 1})`;
      results.push(await this.#leg(job, { ...call, isForced }, leaf, `${call.path}${id}`));
    }
    // GitHub keeps what came last and is not empty; legs are played in their order.
    const outputs = { ...empty };
    for (const done of results) {
      for (const [name, value] of Object.entries(done.outputs)) if (value !== '') outputs[name] = value;
    }
    const ran = results.some((leg) => leg.ran);
    return { result: summed(results.map(({ result }) => result)), outputs, ran };
  }

  async #leg(job: Job, call: Call, scope: Scope, where: string): Promise<JobDone> {
    textOf(job.name, scope);
    const permissions = permissionsOf(job, call, where);
    const groups = this.#enter(job.concurrency, call, scope);
    if (job.kind === 'call') return this.#call(job, { ...call, groups, permissions }, scope, where);
    const kept = this.#kept(where, call.isForced);
    if (kept !== null) {
      this.legs.set(where, kept);
      return { ...kept, ran: false };
    }
    const { done, mayFail } = await this.#run(job, { ...call, permissions }, scope, where);
    const told = mayFail && done.result === 'failure' ? { ...done, result: 'success' as const } : done;
    this.legs.set(where, told);
    return { ...told, ran: true };
  }

  /** @throws where a group is held by who waits for this: GitHub cancels it as a deadlock */
  #enter(node: Node | undefined, { groups, workflow }: Call, scope: Scope): readonly string[] {
    if (node === undefined) return groups;
    const value = valueOf(node, scope);
    const { group, ...rest } = (typeof value === 'string' ? { group: value } : value) as Record<
      string,
      unknown
    >;
    if (typeof group !== 'string' || group === '')
      throw new Error(`${workflow.file}: a concurrency group without a name`);
    const cancel = rest['cancel-in-progress'] ?? false;
    if (typeof cancel !== 'boolean' || Object.keys(rest).some((key) => key !== 'cancel-in-progress'))
      throw new Error(`${workflow.file}: concurrency ${JSON.stringify(rest)} is not played`);
    if (groups.includes(group))
      throw new Error(`${workflow.file}: deadlock, a caller holds the group '${group}'`);
    return [...groups, group];
  }

  async #outputsOf(job: CallingJob, call: Call): Promise<readonly string[]> {
    return [...((await this.#read(job, call)).workflow.call?.outputs.keys() ?? [])];
  }

  async #read(job: CallingJob, { source }: Call): Promise<{ workflow: Workflow; source: Source }> {
    const [name = ''] = job.uses.split('@');
    const from = this.#find(job.uses, source);
    const file = name.replace(/^(\.|\$|[^/]+\/[^/]+)\//, '');
    if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(file)) {
      throw new Error(`${job.uses}: only files of .github/workflows can be called`);
    }
    const workflow = await readWorkflow(file, from.read(file));
    if (workflow.call === null) throw new Error(`${job.uses}: has no workflow_call`);
    return { workflow, source: from };
  }

  #find(uses: string, source: Source): Source {
    if (/^(\$|\.)\//.test(uses)) return source;
    const [owner = '', name = ''] = uses.split('/');
    const found = this.#world.others.find((other) => other.name === `${owner}/${name.split('@')[0]}`);
    if (found === undefined || !uses.includes('@')) throw new Error(`${uses}: is not there`);
    return found;
  }

  async #call(job: CallingJob, call: Call, scope: Scope, path: string): Promise<JobDone> {
    const { workflow, source } = await this.#read(job, call);
    const given = Object.fromEntries(Array.from(job.inputs, ([name, node]) => [name, valueOf(node, scope)]));
    const taken = workflow.call;
    if (taken === null) throw new Error(`${job.uses}: has no workflow_call`);
    const secrets =
      job.secrets === 'inherit' ? call.secrets : textsOf(job.secrets, withSecrets(scope, call.secrets));
    for (const [name, isRequired] of taken.secrets)
      if (isRequired && !(name in secrets)) throw new Error(`${path}: ${job.uses} needs the secret ${name}`);
    const unknown = Object.keys(secrets).find((name) => !taken.secrets.has(name));
    if (unknown !== undefined && job.secrets !== 'inherit')
      throw new Error(`${path}: ${job.uses} has no secret ${unknown}`);
    const { result, ran, outputs } = await this.play({
      ...call,
      workflow,
      source,
      inputs: inputsOf(taken.inputs, given, this.scope({}), `${path}: ${job.uses}`),
      secrets: {
        ...Object.fromEntries(Array.from(taken.secrets.keys(), (name) => [name, ''])),
        ...secrets,
      },
      path: `${path} / `,
      depth: call.depth + 1,
    });
    return { result, ran, outputs: Object.fromEntries(outputs.values) as Record<string, string> };
  }

  async #run(job: RunningJob, call: Call, scope: Scope, path: string) {
    const { github, results, folder, hand, event, repository, others, host } = this.#world;
    const token = `ghs_${path.replaceAll(/\W+/g, '_')}`;
    const level = levelOf(call.permissions, 'contents');
    github.addToken(token, level === 'none' ? {} : { [repository.name]: level });
    const labels = valueOf(job.runsOn, scope);
    const runner = makeRunner(
      folder,
      path.replaceAll(/\W+/g, '-'),
      (Array.isArray(labels) ? labels : [labels]).map(String),
      host,
    );
    const facts = this.#facts(token, job.id, runner.workspace);
    const eventFile = runner.file('event.json');
    writeFileSync(eventFile, JSON.stringify(event.payload));
    const secrets = { GITHUB_TOKEN: token, ...call.secrets };
    const within = withSecrets({ ...scope, contexts: { ...scope.contexts, github: facts.github } }, secrets);
    const checkedOut = [repository, ...others].flatMap(({ name, git }) =>
      git === null ? [] : [[name, git]],
    );
    const done = await playLeg(job, {
      path,
      workflow: call.workflow,
      source: call.source,
      runner,
      scope: within,
      env: { ...facts.env, GITHUB_EVENT_PATH: eventFile },
      actionEnv: {
        ...results.env(...this.attempts),
        ...this.#world.env,
        PLAYED_REPOSITORIES: JSON.stringify(Object.fromEntries(checkedOut)),
      },
      may: (permission) => {
        const [name = '', wanted] = permission.split(': ');
        const has = levelOf(call.permissions, name);
        return has === wanted || has === 'write';
      },
      find: (uses, source) => this.#find(uses, source),
      secrets: Object.values(secrets),
      hand,
      tell: (done, of) => this.steps.push({ call: of, done }),
    });
    const mayFail = valueOf(job.mayFail, scope) ?? false;
    if (typeof mayFail !== 'boolean') throw new Error(`${path}: continue-on-error`);
    return { done, mayFail };
  }

  /** `github` of the run, and what of it a process gets. */
  #facts(token: string, job = '', workspace = '') {
    const { event, repository, github, server } = this.#world;
    const serverUrl = server ?? github.serverUrl.replace('127.0.0.1', 'github.localhost');
    const name = event.ref.replace(/^refs\/(heads|tags|pull)\//, '');
    const facts = {
      actor: 'somebody',
      api_url: github.apiUrl,
      base_ref: '',
      event_name: event.name,
      head_ref: '',
      job,
      ref: event.ref,
      ref_name: name,
      ref_type: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      repository: repository.name,
      repository_owner: path.posix.dirname(repository.name),
      run_attempt: String(this.attempt),
      run_id: RUN,
      run_number: '1',
      server_url: serverUrl,
      sha: event.sha,
      workflow: this.#root.name,
      workflow_ref: `${repository.name}/${this.#root.file}@${event.ref}`,
      workflow_sha: event.sha,
      workspace,
    };
    const env = Object.entries(facts).map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, value]);
    return {
      env: { ...(Object.fromEntries(env) as Record<string, string>), GITHUB_ACTIONS: 'true' },
      github: new Closed('github', Object.entries({ ...facts, token, event: event.payload })),
    };
  }
}

const RUN = '4711';
const SKIPPED: JobDone = { result: 'skipped', outputs: {}, ran: false };

function told(what: string, result: Result, outputs: JobDone['outputs']): Closed {
  return new Closed(what, [
    ['result', result],
    ['outputs', new Closed(`${what}.outputs`, Object.entries(outputs))],
  ]);
}

/** @throws where a called workflow wants more than the job that calls it has */
function permissionsOf(job: Job, call: Call, where: string): Permissions {
  const wanted = job.permissions ?? call.workflow.permissions;
  return call.depth === 1 ? (wanted ?? DEFAULT) : shrink(call.permissions, wanted, where);
}

function withSecrets({ contexts, functions }: Scope, secrets: Readonly<Record<string, string>>): Scope {
  return { functions, contexts: { ...contexts, secrets: new Closed('secrets', Object.entries(secrets)) } };
}

/** All jobs that have to be over before this one: `success()` asks every one of them. https://github.com/actions/runner/issues/491 */
function ancestorsOf(job: Job, jobs: readonly Job[]): readonly string[] {
  const found = new Set<string>();
  const visit = (ids: readonly string[]) => {
    for (const id of ids) {
      if (found.has(id)) continue;
      found.add(id);
      visit(jobs.find((other) => other.id === id)?.needs ?? []);
    }
  };
  visit(job.needs);
  return [...found];
}

function summed(results: readonly Result[]): Result {
  if (results.includes('failure')) return 'failure';
  if (results.includes('cancelled')) return 'cancelled';
  return results.length > 0 && results.every((result) => result === 'skipped') ? 'skipped' : 'success';
}

/** @throws where one is unknown or missing */
function checkNames(declared: ReadonlyMap<string, Input>, given: readonly string[], where: string): void {
  const unknown = given.find((name) => !declared.has(name));
  if (unknown !== undefined) throw new Error(`${where}: has no input ${unknown}`);
  for (const [name, { required }] of declared)
    if (required && !given.includes(name)) throw new Error(`${where}: needs the input ${name}`);
}

/** @throws where one is unknown, missing, or of another type */
function inputsOf(
  declared: ReadonlyMap<string, Input>,
  given: Readonly<Record<string, unknown>>,
  scope: Scope,
  where: string,
): Closed {
  checkNames(declared, Object.keys(given), where);
  const values = Array.from(declared, ([name, { type, fallback, options }]) => {
    const value = given[name] ?? valueOf(fallback, scope) ?? NOTHING[type];
    const isRight = type === 'choice' ? options.includes(String(value)) : typeof value === type;
    if (!isRight) throw new Error(`${where}: the input ${name} is ${JSON.stringify(value)}, no ${type}`);
    return [name, value] as const;
  });
  return new Closed('inputs', values);
}

const NOTHING: Readonly<Record<string, unknown>> = { string: '', boolean: false, number: 0 };
