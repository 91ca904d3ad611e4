/** One leg of a job on its runner: the steps, in their order, and what they leave to clean up. */

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readAction, otherAction, type Action } from './action.js';
import { readCommandFile } from './command-files.js';
import { Closed, isTrue, textOf, textsOf, valueOf, type Scope } from './expression.js';
import type { RunningJob, Step, Workflow } from './model.js';
import type { Runner } from './runner.js';
import { scriptOf } from './shell.js';
import { folderSource, type Source } from './source.js';
import { startProcess } from './start.js';
import { Expression, type Node } from './tree.js';

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What a step is started with. */
export interface StepCall {
  /** Where it stands in the run: "images / build (2) / 3". */
  readonly place: string;
  /** The action or the script. */
  readonly does: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** What it told the runner. */
export interface StepDone {
  readonly result: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  readonly log: string;
  readonly masks: readonly string[];
}

/** Lets a step do its work, or answers for it. */
export type Hand = (call: StepCall, work: () => Promise<StepDone>) => Promise<StepDone>;

export interface Place {
  readonly path: string;
  readonly workflow: Workflow;
  readonly source: Source;
  readonly runner: Runner;
  /** Without what only a runner knows. */
  readonly scope: Scope;
  /** `GITHUB_…` of the event. */
  readonly env: Readonly<Record<string, string>>;
  /** Only actions get these: the way to the results service. */
  readonly actionEnv: Readonly<Record<string, string>>;
  /** "contents: read": what the job's token may do. */
  readonly may: (permission: string) => boolean;
  /** Where the files of a name in `uses:` come from. */
  readonly find: (uses: string, source: Source) => Source;
  readonly secrets: readonly string[];
  readonly hand: Hand;
  readonly tell: (done: StepDone, call: StepCall) => void;
}

export interface LegDone {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
}

interface StepState {
  readonly outcome: Result;
  readonly conclusion: Result;
  readonly outputs: Closed | Readonly<Record<string, string>>;
}

/** https://docs.github.com/en/actions/reference/limits: 1 MiB of outputs a job, and of summary a step. */
const LIMIT = 2 ** 20;

export async function playLeg(job: RunningJob, place: Place): Promise<LegDone> {
  const leg = new Leg(job, place);
  for (const [at, step] of job.steps.entries()) await leg.play(step, at);
  await leg.cleanUp();
  return { result: leg.hasFailed ? 'failure' : 'success', outputs: leg.outputs() };
}

class Leg {
  readonly #job: RunningJob;
  readonly #place: Place;
  /** As later steps see it. */
  readonly #env: Record<string, string>;
  readonly #steps = new Map<string, StepState>();
  readonly #masks: string[];
  readonly #paths: string[] = [];
  readonly #after: (() => Promise<void>)[] = [];
  hasFailed = false;

  constructor(job: RunningJob, place: Place) {
    this.#job = job;
    this.#place = place;
    this.#masks = [...place.secrets];
    this.#env = { ...textsOf(place.workflow.env, place.scope) };
    Object.assign(this.#env, textsOf(job.env, this.#scope()));
    this.#checkMinutes(job.timeout, place.scope);
  }

  /** Nothing takes so long here; what the file says has to be a time. */
  #checkMinutes(node: Node | undefined, scope: Scope): void {
    const minutes = valueOf(node, scope) ?? 360;
    if (typeof minutes === 'number' && minutes > 0) return;
    throw new Error(`${this.#place.path}: timeout-minutes ${JSON.stringify(minutes)}`);
  }

  #scope(): Scope {
    const { scope, runner, workflow, source } = this.#place;
    const { RUNNER_OS, RUNNER_ARCH, RUNNER_NAME, RUNNER_TEMP, RUNNER_TOOL_CACHE, RUNNER_ENVIRONMENT } =
      runner.env;
    return {
      contexts: {
        ...scope.contexts,
        env: new Closed('env', Object.entries(this.#env)),
        job: new Closed('job', [
          ['status', this.hasFailed ? 'failure' : 'success'],
          ['workflow_ref', `${source.name}/${workflow.file}@${source.ref}`],
          ['workflow_sha', source.sha],
          ['workflow_repository', source.name],
          ['workflow_file_path', workflow.file],
        ]),
        runner: new Closed('runner', [
          ['os', RUNNER_OS],
          ['arch', RUNNER_ARCH],
          ['name', RUNNER_NAME],
          ['temp', RUNNER_TEMP],
          ['tool_cache', RUNNER_TOOL_CACHE],
          ['environment', RUNNER_ENVIRONMENT],
        ]),
        steps: new Closed(
          'steps',
          Array.from(this.#steps, ([id, state]) => [id, new Closed(`steps.${id}`, Object.entries(state))]),
        ),
      },
      functions: {
        success: () => !this.hasFailed,
        failure: () => this.hasFailed,
        cancelled: () => false,
        always: () => true,
      },
    };
  }

  async play(step: Step, at: number): Promise<void> {
    const scope = this.#scope();
    const note = (state: StepState) => {
      if (step.id !== null) this.#steps.set(step.id, state);
    };
    if (!isTrue(step.condition, scope)) {
      note({ outcome: 'skipped', conclusion: 'skipped', outputs: {} });
      return;
    }
    const env = textsOf(step.env, scope);
    const within = withEnv(scope, { ...this.#env, ...env });
    textOf(step.name, within);
    this.#checkMinutes(step.timeout, within);
    const { declared, done } = await this.#start(step, at, env, within);
    const mayFail = valueOf(step.mayFail, within) ?? false;
    if (typeof mayFail !== 'boolean') throw new Error(`${this.#place.path}: continue-on-error`);
    const conclusion = done.result === 'failure' && mayFail ? 'success' : done.result;
    if (conclusion === 'failure') this.hasFailed = true;
    const reserved = Object.keys(done.env).find((name) => /^(GITHUB|RUNNER|NODE_OPTIONS$)/.test(name));
    if (reserved !== undefined) throw new Error(`${this.#place.path}: a step sets ${reserved}`);
    Object.assign(this.#env, done.env);
    this.#paths.unshift(...done.path);
    this.#masks.push(...done.masks);
    const named = Object.fromEntries((declared ?? []).map((name) => [name, '']));
    const outputs = new Closed(
      `steps.${step.id ?? at}.outputs`,
      Object.entries({ ...named, ...done.outputs }),
    );
    // A step that failed may not have come to what it tells.
    note({ outcome: done.result, conclusion, outputs: done.result === 'failure' ? done.outputs : outputs });
  }

  async #start(step: Step, at: number, env: Record<string, string>, scope: Scope) {
    const { does } = step;
    const { path: where } = this.#place;
    const place = `${where} / ${step.id ?? at + 1}`;
    if (does.kind === 'run') {
      const script = textOf(does.script, scope);
      const { workflow } = this.#place;
      const { defaults } = this.#job;
      const shell = textOf(does.shell, scope) || (defaults.shell ?? workflow.defaults.shell);
      const directory =
        textOf(does.directory, scope) || (defaults.directory ?? workflow.defaults.directory ?? '.');
      const call = { place, does: `${shell ?? ''} in ${directory}: ${script}`, inputs: {}, env };
      const work = () => this.#run(shell, script, directory, env);
      return { declared: null, done: await this.#hand(call, work) };
    }
    const action = this.#actionOf(does.uses);
    const inputs = this.#inputsOf(does.uses, action, textsOf(does.inputs, scope), scope);
    const call = { place, does: does.uses, inputs, env };
    const state = new Map<string, string>();
    const done = await this.#hand(call, () => this.#act(action, inputs, env, state));
    const unknown = Object.keys(done.outputs).find((name) => !action.outputs.includes(name));
    if (unknown !== undefined)
      throw new Error(`${place}: ${does.uses} does not declare its output ${unknown}`);
    const { post } = action;
    if (post !== null) this.#after.unshift(() => this.#clean({ ...action, main: post }, call, state));
    return { declared: action.outputs, done };
  }

  async #hand(call: StepCall, work: () => Promise<StepDone>): Promise<StepDone> {
    const done = await this.#place.hand(call, work);
    this.#place.tell(done, call);
    return done;
  }

  #actionOf(uses: string): Action {
    const { may } = this.#place;
    const action = this.#declared(uses);
    const missing = action.needs.find((permission) => !may(permission));
    if (missing !== undefined)
      throw new Error(`${this.#place.path}: ${uses} needs the permission ${missing}`);
    return action;
  }

  #declared(uses: string): Action {
    const { source, find, runner } = this.#place;
    const [name = '', version = ''] = uses.split('@');
    if (name.startsWith('./'))
      return readAction(folderSource(uses, runner.workspace), name.slice('./'.length));
    if (!name.startsWith('actions/')) {
      const isOwn = name.startsWith('$/');
      return readAction(
        find(uses, source),
        name
          .split('/')
          .slice(isOwn ? 1 : 2)
          .join('/'),
      );
    }
    const action = otherAction(name);
    if (!/^[0-9a-f]{40}$/.test(version)) throw new Error(`${uses}: is not pinned by its commit`);
    return action;
  }

  #inputsOf(uses: string, action: Action, given: Record<string, string>, scope: Scope) {
    const unknown = Object.keys(given).find((name) => !action.inputs.has(name));
    if (unknown !== undefined) throw new Error(`${this.#place.path}: ${uses} has no input ${unknown}`);
    return Object.fromEntries(
      Array.from(action.inputs, ([name, { required, fallback }]) => {
        const value = given[name] ?? textOf(fallback, scope);
        if (required && value === '') throw new Error(`${this.#place.path}: ${uses} needs the input ${name}`);
        return [name, value];
      }),
    );
  }

  #run(shell: string | null, script: string, directory: string, env: Record<string, string>) {
    const { runner } = this.#place;
    const words = scriptOf(shell, script, (kind) => runner.file(kind));
    return this.#process(words, env, path.resolve(runner.workspace, directory), new Map());
  }

  #act(
    action: Action,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>>,
    state: Map<string, string>,
  ): Promise<StepDone> {
    const { actionEnv, runner } = this.#place;
    const given = Object.entries(inputs).map(
      ([name, value]) => [name.toUpperCase().replaceAll(' ', '_'), value] as const,
    );
    const defaults = Array.from(action.inputs, ([name, { fallback }]) => [name, fallback] as const);
    return this.#process(
      [process.execPath, action.main],
      {
        ...env,
        ...actionEnv,
        ...named('INPUT', given),
        ...named('STATE', state),
        PLAYED_DEFAULTS: JSON.stringify(Object.fromEntries(defaults)),
      },
      runner.workspace,
      state,
    );
  }

  /** @param state gets what the step saves for its post step */
  async #process(
    words: readonly string[],
    env: Readonly<Record<string, string>>,
    cwd: string,
    state: Map<string, string>,
  ): Promise<StepDone> {
    const { runner, env: given } = this.#place;
    const files = {
      GITHUB_OUTPUT: runner.file('output'),
      GITHUB_ENV: runner.file('env'),
      GITHUB_PATH: runner.file('path'),
      GITHUB_STATE: runner.file('state'),
      GITHUB_STEP_SUMMARY: runner.file('summary'),
    };
    const PATH = [...this.#paths, runner.env['PATH'] ?? ''].join(path.delimiter);
    mkdirSync(runner.temp, { recursive: true });
    const all = { ...runner.env, ...given, ...this.#env, PATH, ...env, ...files };
    const { status, log, masks } = await startProcess(words, { cwd, env: all });
    for (const [name, value] of readCommandFile(files.GITHUB_STATE)) state.set(name, value);
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    if (summary.length > LIMIT) throw new Error(`${this.#place.path}: a summary of more than 1 MiB`);
    return {
      result: status === 0 ? 'success' : 'failure',
      outputs: Object.fromEntries(readCommandFile(files.GITHUB_OUTPUT)),
      env: Object.fromEntries(readCommandFile(files.GITHUB_ENV)),
      path: readFileSync(files.GITHUB_PATH, 'utf8')
        .split(/\r?\n/)
        .filter((line) => line !== ''),
      summary,
      log,
      masks,
    };
  }

  /** The post step of an action, with what the step saved. */
  async #clean(action: Action, call: StepCall, state: Map<string, string>): Promise<void> {
    if (!isTrue(new Expression(action.postIf, call.does), this.#scope())) return;
    const after = { ...call, place: `${call.place} / post` };
    const done = await this.#hand(after, () => this.#act(action, call.inputs, call.env, state));
    if (done.result === 'failure') this.hasFailed = true;
  }

  async cleanUp(): Promise<void> {
    for (const work of this.#after) await work();
  }

  /** @throws where one holds a secret: GitHub leaves it out, with a warning that nobody reads */
  outputs(): Record<string, string> {
    const outputs = textsOf(this.#job.outputs, this.#scope());
    const secret = Object.entries(outputs).find(([, value]) =>
      this.#masks.some((mask) => mask !== '' && value.includes(mask)),
    );
    if (secret !== undefined) throw new Error(`${this.#place.path}: the output ${secret[0]} holds a secret`);
    if (JSON.stringify(outputs).length > LIMIT)
      throw new Error(`${this.#place.path}: outputs of more than 1 MiB`);
    return outputs;
  }
}

function withEnv({ contexts, functions }: Scope, env: Record<string, string>): Scope {
  return { contexts: { ...contexts, env: new Closed('env', Object.entries(env)) }, functions };
}

function named(kind: string, values: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries(Array.from(values, ([name, value]) => [`${kind}_${name}`, value]));
}
