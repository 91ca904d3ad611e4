/**
 * What host and guest agree on. The host gives a plan on the payload medium; the guest answers over the first serial
 * port with one JSON object a line.
 *
 * A line begins and ends with LF, is pure ASCII (other characters as `\uXXXX`) and ends with the member
 * `"crc":"xxxxxxxx"`: the CRC-32 (that of zlib) of the line's bytes with `,"crc":"xxxxxxxx"` taken out. A line that fails it is dropped; because each
 * is cumulative and repeated as a heartbeat, a lost one costs nothing.
 */

/** The volume label of the payload medium, by which the agent finds it. */
export const PAYLOAD_LABEL = 'IMGF_PAYLOAD';

/** Where things lie on the payload medium. */
export const PAYLOAD = {
  agent: 'agent\\agent.ps1',
  plan: 'agent\\plan.json',
  /** Values of secrets, by name; only on a medium whose plan names one. */
  secrets: 'agent\\secrets.json',
  /** Of the deployed machine; only on a medium whose plan names it. */
  unattend: 'agent\\deployment.xml',
  /** Read by Windows Setup and by a generalized disk. */
  setupAnswer: 'Autounattend.xml',
  answer: 'Unattend.xml',
} as const;

/** The agent's folder in the guest; its log stays there for the host, its state until generalize. */
export const AGENT_FOLDER = 'C:\\ProgramData\\ImageFactory';

/** Where the answer file of the deployed machine lies in the image, from the volume's root. */
export const UNATTEND_FILE = '\\Windows\\Panther\\unattend.xml';

/** Everything that the agent and the steps said, secrets masked: UTF-8, from the volume's root. */
export const AGENT_LOG = '\\ProgramData\\ImageFactory\\agent.log';

export type AgentStep =
  | {
      readonly kind: 'run';
      readonly title: string;
      /** On the medium: `steps\001\apps.ps1`. .ps1, .cmd, .bat, .exe or .msi. */
      readonly script: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      /** Names; the values are in `secrets.json`, and the script gets them as environment variables. */
      readonly secrets: readonly string[];
      /** null: no limit but the station's. */
      readonly timeoutSeconds: number | null;
      /** A check: an exit other than 0 fails the build, and asks for no reboot. */
      readonly verify: boolean;
    }
  | {
      readonly kind: 'files';
      readonly title: string;
      /** A file or folder on the medium. */
      readonly from: string;
      /** Absolute, in the guest. */
      readonly to: string;
    }
  | ServicingStep;

/** What the agent does by itself, without a script of the user. Paths are those of the medium. */
export type ServicingStep =
  | {
      /** Language packs, and what a language needs besides: before updates, as servicing demands. */
      readonly kind: 'languages';
      readonly title: string;
      /** "de-DE" */
      readonly languages: readonly string[];
      /** A folder with language packs and features on demand; null: Windows Update. */
      readonly from: string | null;
      /** The language packs in that folder, in the order of the languages. */
      readonly packs: readonly string[];
      /** What else that folder has for them, in the order of installation: `Language.Basic~~~de-DE`. */
      readonly capabilities: readonly string[];
    }
  | {
      readonly kind: 'capabilities';
      readonly title: string;
      /** Full names: `Language.OCR~~~de-DE~0.0.1.0`, or names without a version. */
      readonly add: readonly string[];
      readonly remove: readonly string[];
      /** A folder with features on demand; null: Windows Update. */
      readonly from: string | null;
    }
  | {
      /** Searched, downloaded and installed by the Windows Update Agent, round by round, until none applies. */
      readonly kind: 'updates';
      readonly title: string;
      readonly from: 'windows-update' | 'wsus';
      readonly server: string | null;
      readonly targetGroup: string | null;
      /** KB numbers ("KB5068861") or patterns of titles (`*Preview*`), whatever their case; empty: all. */
      readonly include: readonly string[];
      readonly exclude: readonly string[];
      readonly rounds: number;
      /** For each update, from the beginning of its download to the end of its installation, and for each search; null: the station's. */
      readonly timeoutSeconds: number | null;
      /** How long servicing must have been idle before a round. */
      readonly idleSeconds: number;
      /** How long to wait before each new try where the network or the service is to blame. */
      readonly retrySeconds: readonly number[];
    }
  | {
      /** Files of updates, in this order. */
      readonly kind: 'packages';
      readonly title: string;
      readonly packages: readonly AgentPackage[];
      readonly timeoutSeconds: number | null;
    }
  | {
      readonly kind: 'features';
      readonly title: string;
      readonly enable: readonly string[];
      readonly disable: readonly string[];
    }
  | {
      readonly kind: 'appx';
      readonly title: string;
      /** A package with what stands beside it: `Dependencies\\`, a licence. */
      readonly add: readonly {
        readonly package: string;
        readonly dependencies: readonly string[];
        readonly license: string | null;
      }[];
      /** Names or patterns: `Microsoft.BingNews`, `*Xbox*`. */
      readonly remove: readonly string[];
    }
  /** A folder with .inf files, at any depth. */
  | { readonly kind: 'drivers'; readonly title: string; readonly from: string }
  /** Clean-up of the component store. */
  | { readonly kind: 'cleanup'; readonly title: string };

/** One file that servicing is given. It lies in a folder of its own, with nothing but what it needs. */
export interface AgentPackage {
  /** On the medium. */
  readonly path: string;
  /** "KB5068861"; null where its name does not say. */
  readonly kb: string | null;
  readonly title: string;
}

/** An update that was asked for, and what came of it. */
export interface UpdateResult {
  /** From 1. */
  readonly round: number;
  readonly kb: string | null;
  /** At most 200 characters. */
  readonly title: string;
  readonly outcome: 'installed' | 'failed' | 'not applicable' | 'timed out';
  /** The HRESULT or the exit code of servicing: "0x00000000". */
  readonly code: string;
  readonly seconds: number;
}

/** One run of the machine: what the agent does from boot to power-off. `agent\plan.json`. */
export interface AgentPlan {
  readonly version: 1;
  /** Unique for each run; the agent begins anew when it differs from the one in its state. */
  readonly id: string;
  readonly station: 'provision' | 'update' | 'customize' | 'generalize';
  readonly heartbeatSeconds: number;
  readonly steps: readonly AgentStep[];
  /** The step, counted from 0, from which on the machine has no network: the host takes it away when that one begins. Left out: never. */
  readonly offlineFrom?: number;
  /** `shutdown`: powered off in audit mode. `generalize`: waits until the medium is gone, then sysprep, which powers off. */
  readonly end: 'shutdown' | 'generalize';
  /** On the medium: the answer file of the deployed machine, which sysprep is given. Left out: none. */
  readonly unattend?: string;
}

export type AgentState =
  | 'running'
  /** A reboot follows; the agent goes on after it. */
  | 'rebooting'
  /** All steps are done and the medium is needed no more: the host takes it out. */
  | 'ready'
  /** The machine is about to power off. */
  | 'done'
  /** A step failed; the machine powers off. */
  | 'failed';

export interface StepResult {
  /** Counted from 0. */
  readonly step: number;
  /** The exit code; null: it was killed at its time limit. */
  readonly exit: number | null;
  readonly seconds: number;
  /** Of `updates` and `packages`. */
  readonly updates?: readonly UpdateResult[];
  /** Of `cleanup`: bytes of free space that came of it. */
  readonly freed?: number;
}

/** One line. */
export interface AgentReport {
  readonly v: 1;
  /** The id of the plan. */
  readonly plan: string;
  /** Which boot of this run it is, from 1. */
  readonly boot: number;
  /** Grows with each new thing said within a boot; a heartbeat repeats its last line with the same number. */
  readonly seq: number;
  readonly station: AgentPlan['station'];
  readonly state: AgentState;
  /** The current step, counted from 0; null between steps. */
  readonly step: number | null;
  readonly steps: number;
  readonly title: string;
  /** 0 to 100; null where it is not known. */
  readonly percent: number | null;
  /** The last thing said: of a script its last line of output, at most 200 characters, secrets masked. */
  readonly message: string;
  /** Of the steps that have ended. */
  readonly results: readonly StepResult[];
}
