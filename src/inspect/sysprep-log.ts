/**
 * `\Windows\System32\Sysprep\Panther\setuperr.log`. A good run leaves lines there too, so a line is looked up: those that
 * end a run, those that good runs are known to leave, and those that nobody here has seen yet.
 *
 *     2026-03-20 15:23:14, Error      [0x0f0070] SYSPRP RunDlls:An error occurred while …
 */

export type LineKind = 'fatal' | 'harmless' | 'earlier' | 'unknown';

export interface LogLine {
  readonly text: string;
  readonly kind: LineKind;
  /** Why a good run leaves it, and who has seen it in one; '' where it is not harmless. */
  readonly why: string;
}

/** What sysprep writes when it gives up. */
const FATAL: readonly RegExp[] = [
  /halting sysprep execution/i,
  /WinMain:\s*Hit failure/i,
  /LaunchDll:\s*(?:Failure occurred|Could not)/i,
  /Run(?:External)?Dlls:/i,
  /SysprepSession::(?:Execute|ExecuteInternal|Validate)\b/i,
  /RunPlatformActions:\s*Failed/i,
  /was installed for a user, but not provisioned for all users/i,
  /failed to remove (?:staged|apps|the package)/i,
  /SLReArm/i,
  /WinMain:\s*(?:Unable|Failed|The sysprep dialog box returned FALSE)/i,
];

/** Lines that runs left which ended with the tag and the state of a generalized image. */
const HARMLESS: readonly (readonly [line: RegExp, why: string])[] = [
  [
    /MRTGeneralize:.*ERROR: Failed (?:ConnectServer|DeleteInstance|ExecQuery)/i,
    'the removal tool finds no security center (MicrosoftDocs/azure-docs #43893, templates that were deployed since)',
  ],
  [
    /Failed to re-enable Compat-Gentel custom trigger/i,
    'the telemetry task is not there (MicrosoftDocs/azure-docs #43893, templates that were deployed since)',
  ],
  [
    /setupdigetclassdevs failed with error 0/i,
    'no device of that class, error 0 (MicrosoftDocs/azure-docs #43893, GoogleCloudPlatform/compute-image-windows #156)',
  ],
  [
    /BCD: (?:BiUpdateEfiEntry|BiExportBcdObjects|BiExportStoreAlterationsToEfi|BiExportEfiBootManager)\b.*c000000d/i,
    'the firmware of a virtual machine takes no boot entries; the store on the disk is written (runs under OVMF)',
  ],
  [
    /SPPNP: Failed to queue enumerated driver packages\. Err = 0x57/i,
    'devices of the platform cannot be uninstalled (runs under OVMF, without drivers of others)',
  ],
  [
    /Unable to uninstall device ROOT\\.*Err = 0xE0000231/i,
    'devices of the platform cannot be uninstalled (runs under OVMF, without drivers of others)',
  ],
  [
    /\[windeploy\.exe\] CFirstUXWnd::OpenExisting failed with error 80070490/i,
    'no window of the first start is open yet (cralborn/cyberforce, a machine that came through OOBE)',
  ],
  [/File operations pending/i, 'a warning: the files are replaced at the next start'],
];

const STAMP = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d), (\w+)/;

/**
 * @param errors setuperr.log
 * @param actions setupact.log, which says when the last run began: what is older belongs to an earlier one; '' for none
 */
export function readSysprepLog(errors: string, actions: string): LogLine[] {
  const begun = lastRunOf(actions);
  const lines = errors.split(/\r\n|\r|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '').map((text) => classify(text, begun));
}

/** Whether a line tells of an error that runs leave which end well. */
export function isHarmless(text: string): boolean {
  return whyHarmless(text) !== undefined;
}

function whyHarmless(text: string): string | undefined {
  return HARMLESS.find(([pattern]) => pattern.test(text))?.[1];
}

function classify(text: string, begun: string): LogLine {
  const [, stamp = begun] = STAMP.exec(text) ?? [];
  if (stamp < begun) return { text, kind: 'earlier', why: '' };
  const why = whyHarmless(text);
  if (why !== undefined) return { text, kind: 'harmless', why };
  const isFatal = FATAL.some((pattern) => pattern.test(text));
  return { text, kind: isFatal ? 'fatal' : 'unknown', why: '' };
}

/** "2026-03-20 15:23:14", which sorts as text; '' where the log does not say. */
function lastRunOf(actions: string): string {
  const starts = actions
    .split(/\r\n|\r|\n/)
    .filter((line) => line.includes('Beginning of a new sysprep run'));
  return STAMP.exec(starts.at(-1) ?? '')?.[1] ?? '';
}
