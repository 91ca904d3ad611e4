/** The payload medium of one run: the plan, the agent, and everything that the steps of the definition need. */

import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Changes, Script, Step } from '../definition/index.js';
import { FactoryError, fromSystemError } from '../errors.js';
import { writeUdfImage, type MediumFile } from '../media/index.js';
import type { Reporter } from '../progress.js';
import { AGENT_SCRIPTS } from './agent.generated.js';
import { answerFile, setupAnswerFile, type Architecture, type SetupRequest } from './answer-file.js';
import { folderFiles, kindOf } from './medium-files.js';
import { offlineFrom } from './network.js';
import { readSecrets, type Secrets } from './secrets.js';
import { planServicing, type PlannedStep, type ServicingPlace } from './servicing.js';
import { readUnattend } from './unattend.js';
import { PAYLOAD, PAYLOAD_LABEL, type AgentPackage, type AgentPlan, type AgentStep } from './types.js';
import type { OnlineUpdates } from './updates.js';

const HEARTBEAT_SECONDS = 10;
const SCRIPT_KINDS = ['.ps1', '.cmd', '.bat', '.exe', '.msi'];

/** A package file as the host knows it; `needs` are files that have to lie beside it. */
export interface GuestPackage extends Omit<AgentPackage, 'path'> {
  /** Absolute. */
  readonly file: string;
  readonly needs: readonly string[];
}

/** A step of the definition, or one that the line puts around them. Folders and files are absolute. */
export type GuestStep =
  | Exclude<Step, { readonly kind: 'capabilities' }>
  | { readonly kind: 'languages'; readonly languages: readonly string[]; readonly folder: string | null }
  | { readonly kind: 'capabilities'; readonly change: Changes; readonly folder: string | null }
  | { readonly kind: 'updates'; readonly spec: OnlineUpdates }
  | {
      readonly kind: 'packages';
      readonly packages: readonly GuestPackage[];
      /** Milliseconds for each; left out: the station's. */
      readonly timeout?: number;
    }
  | { readonly kind: 'cleanup' };

export interface PayloadRequest {
  /** Of the plan, unique for each run. */
  readonly id: string;
  readonly station: AgentPlan['station'];
  readonly end: AgentPlan['end'];
  readonly steps: readonly GuestStep[];
  /** Scripts, absolute, that run after the steps. */
  readonly verify: readonly string[];
  readonly architecture: Architecture;
  /** What Setup is told where it installs Windows first; null where Windows is there. */
  readonly setup: Omit<SetupRequest, 'architecture'> | null;
  /** The answer file of the deployed machine, absolute; only with `generalize` as the end. */
  readonly unattend?: string | null;
  /** Where the values of secrets come from. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Payload {
  readonly plan: AgentPlan;
  readonly secrets: Secrets;
  readonly files: readonly MediumFile[];
}

/**
 * @throws definition for a step that cannot run, usage for a secret that the environment lacks, not-found for a file
 */
export async function planPayload(request: PayloadRequest): Promise<Payload> {
  const { id, station, end, architecture, setup } = request;
  const steps: AgentStep[] = [];
  const files: MediumFile[] = [];
  const wanted: readonly (GuestStep & { readonly verify?: boolean })[] = [
    ...request.steps,
    ...request.verify.map((script) => ({ kind: 'run', ...plainScript(script), verify: true }) as const),
  ];
  const folders = new Map<string, string>();
  for (const step of wanted) {
    const folder = `steps\\${String(steps.length + 1).padStart(3, '0')}`;
    const place = { folder, architecture, folders };
    const made = await planStep(step, place, step.verify === true);
    steps.push(made.step);
    files.push(...made.files);
  }
  const names = new Set(steps.flatMap((step) => (step.kind === 'run' ? step.secrets : [])));
  const secrets = readSecrets(names, request.env);
  const offline = offlineFrom(steps);
  const unattend = await deployment(request);
  const plan: AgentPlan = {
    version: 1,
    id,
    station,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    steps,
    ...(offline === null ? {} : { offlineFrom: offline }),
    end,
    ...(unattend.length === 0 ? {} : { unattend: PAYLOAD.unattend }),
  };
  const own = [
    text(PAYLOAD.agent, Object.values(AGENT_SCRIPTS).join('\n')),
    text(PAYLOAD.plan, `${JSON.stringify(plan, null, 2)}\n`),
    text(PAYLOAD.answer, answerFile(architecture)),
    ...(setup === null ? [] : [text(PAYLOAD.setupAnswer, setupAnswerFile({ architecture, ...setup }))]),
    ...(names.size === 0 ? [] : [text(PAYLOAD.secrets, JSON.stringify(Object.fromEntries(secrets.values)))]),
  ];
  return { plan, secrets, files: [...own, ...unattend, ...files] };
}

/**
 * Writes the medium, for its owner's eyes alone. Whoever asks for it journals it first, and ends it with `destroyPayload`.
 *
 * @param created the time that everything on it carries
 */
export async function writePayload(
  file: string,
  payload: Payload,
  created: Date,
  reporter: Reporter,
): Promise<void> {
  for (const secret of payload.secrets.values.values()) reporter.secret(secret);
  await writeUdfImage(file, {
    label: PAYLOAD_LABEL,
    files: payload.files,
    created,
    reporter,
    mode: 0o600,
  });
}

/** Removes the medium; no error where it is gone. A hypervisor lets go of it a moment after it was taken out. */
export async function destroyPayload(file: string): Promise<void> {
  try {
    await rm(file, { force: true, maxRetries: 20, retryDelay: 250 });
  } catch (error) {
    throw fromSystemError(error, file);
  }
}

async function planStep(step: GuestStep, place: ServicingPlace, verify: boolean): Promise<PlannedStep> {
  if (step.kind === 'run') return await planRun(step, place.folder, verify);
  if (step.kind === 'files') return await planFiles(step.from, step.to, place.folder);
  return await planServicing(step, place);
}

async function deployment({ unattend = null, architecture }: PayloadRequest): Promise<MediumFile[]> {
  if (unattend === null) return [];
  const { bytes } = await readUnattend(unattend, architecture);
  return [{ path: PAYLOAD.unattend, source: { kind: 'bytes', bytes } }];
}

function plainScript(script: string): Script {
  return { script, args: [], env: {}, secrets: [], timeout: null };
}

async function planRun(
  { script, args, env, secrets, timeout }: Script,
  place: string,
  verify: boolean,
): Promise<PlannedStep> {
  const title = path.basename(script);
  if (!SCRIPT_KINDS.includes(path.extname(script).toLowerCase())) {
    throw new FactoryError('definition', {
      subject: script,
      found: `a file of the kind "${path.extname(script)}"`,
      expected: SCRIPT_KINDS.join(', '),
    });
  }
  const { isFile } = await kindOf(script);
  if (!isFile) {
    throw new FactoryError('definition', { subject: script, found: 'is no file', expected: 'a script' });
  }
  const onMedium = `${place}\\${title}`;
  const timeoutSeconds = timeout === null ? null : Math.ceil(timeout / 1000);
  return {
    step: { kind: 'run', title, script: onMedium, args, env, secrets, timeoutSeconds, verify },
    files: [{ path: onMedium, source: { kind: 'file', file: script } }],
  };
}

/** A folder's content goes into `to`; a file goes into it where it ends with `\`, and else becomes it. */
async function planFiles(from: string, given: string, place: string): Promise<PlannedStep> {
  const to = given.replaceAll('/', '\\');
  if (!/^[A-Za-z]:\\/.test(to)) {
    throw new FactoryError('definition', {
      subject: `customize: files: to: ${given}`,
      found: 'a path that does not begin with a drive',
      expected: String.raw`an absolute path of the machine, as C:\Tools is`,
    });
  }
  const { isFile } = await kindOf(from);
  const name = isFile ? path.win32.basename(to.endsWith('\\') ? from : to) : 'content';
  const onMedium = `${place}\\${name}`;
  const title = `${path.basename(from)} to ${to}`;
  return {
    step: { kind: 'files', title, from: onMedium, to },
    files: isFile
      ? [{ path: onMedium, source: { kind: 'file', file: from } }]
      : await folderFiles(from, onMedium),
  };
}

function text(onMedium: string, content: string): MediumFile {
  return { path: onMedium, source: { kind: 'bytes', bytes: Buffer.from(content, 'utf8') } };
}
