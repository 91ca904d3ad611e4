/** The table of known symptoms: what one entry is. */

/**
 * Which logs an entry is looked for in.
 *
 * - `sysprep`: setupact.log, setuperr.log of `\Windows\System32\Sysprep\Panther`
 * - `setup`: those of `\Windows\Panther` and `\$WINDOWS.~BT\Sources\Panther`, with the folders below
 * - `cbs`: CBS.log, CbsPersist_*.log and .cab
 * - `dism`: dism.log
 * - `updates`: ReportingEvents.log, WindowsUpdate.log
 * - `agent`: agent.log and the output of steps
 * - `drivers`: setupapi.dev.log, setupapi.offline.log, setupapi.setup.log
 * - `state`: State.ini
 * - `events`: the event logs of the system, applications, Setup, Windows Update and Appx, each event as "Error PROVIDER ID: VALUE,
 *   VALUE", and the head of a memory dump, as the event that is logged of it
 * - `machine`: what the hypervisor, its event log and the firmware's console say
 */
export type LogKind =
  'sysprep' | 'setup' | 'cbs' | 'dism' | 'updates' | 'agent' | 'drivers' | 'state' | 'events' | 'machine';

/**
 * One entry of the table. A line proves one entry: the first one in the table that it matches, so what is special stands
 * before what is general.
 */
export interface Symptom {
  /** Lower case, words with hyphens; it never changes, for users search for it. */
  readonly id: string;
  readonly logs: readonly LogKind[];
  /**
   * The line that proves it. It is tried on each line by itself, without its end. A group `(?<subject>…)` is what the line
   * is about: a package, a driver, a KB; of all lines that match, the subjects are named.
   */
  readonly line: RegExp;
  /** A second line that must stand within `NEAR` lines before or after it in the same file. */
  readonly near?: RegExp;
  /**
   * It says that something went wrong and not what, or good runs leave it, too: told after every cause, and first only
   * where there is no other.
   */
  readonly consequence?: true;
  /** What happened: sentences, the last one without its full stop. `{subject}` is filled in where `line` names one. */
  readonly means: string;
  /** What to do: sentences in the imperative, the last one without its full stop. `{subject}` as in `means`. */
  readonly fix: string;
  /** The public report that `sample` was taken from. */
  readonly source: string;
  /** Lines of that report, verbatim, in their order. */
  readonly sample: readonly string[];
}

/** Lines. */
export const NEAR = 20;
