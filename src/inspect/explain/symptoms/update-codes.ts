/** What the codes of the update agent mean. */

import type { LogKind, Symptom } from '../types.js';

const LOGS: readonly LogKind[] = ['updates', 'agent', 'events'];
const UPDATES_AND_FEATURES =
  'https://learn.microsoft.com/troubleshoot/windows-server/installing-updates-features-roles/';
const UPDATES_OF_CLIENTS =
  'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/';

interface Code extends Pick<Symptom, 'means' | 'fix' | 'source' | 'sample' | 'consequence'> {
  readonly name: string;
  /** Eight hex digits each: what means the same. */
  readonly codes: readonly string[];
}

/** Logs write codes as "0x8024402C", "hr=8024402c", "[8024402C]"; a part of an identifier is none. */
function codeOf({ name, codes, ...entry }: Code): Symptom {
  const line = new RegExp(String.raw`(?<![\da-f{-])(?:0x)?(?:${codes.join('|')})(?![\da-f-])`, 'i');
  return { id: `update-${name}`, logs: LOGS, line, ...entry };
}

const CODES: readonly Code[] = [
  {
    name: 'name-not-resolved',
    codes: ['8024402c'],
    consequence: true,
    means: 'The machine could not resolve the name of the update server or of its proxy',
    fix:
      'Give machine.network a switch with DHCP and DNS, and compare updates.server with what the network of the build ' +
      'can resolve. A proxy is set by netsh winhttp in a step before',
    source: `${UPDATES_OF_CLIENTS}error-0x8024402c-installing-update-feature-on-demand`,
    sample: [
      '2010-01-05 18:52:06:747 808 aac Misc WARNING: WinHttp: SendRequestToServerForFileInformation failed with 0x8024402c',
    ],
  },
  {
    name: 'server-timeout',
    codes: ['8024401c', '80072ee2'],
    consequence: true,
    means: 'The update server did not answer in time: it is overloaded, or a firewall drops the connection',
    fix:
      'Reach the server from the switch of the machine. On WSUS raise the memory limit of WsusPool and decline superseded ' +
      'updates: a first search of a fresh Windows is its heaviest one',
    source: 'https://github.com/cloudbase/windows-imaging-tools/issues/53',
    sample: ['2016-09-08\t10:48:43:109\t 848\t604\tMisc\tWARNING: Send failed with hr = 80072ee2.'],
  },
  {
    name: 'server-unavailable',
    codes: ['80244022', '80244023', '8024401f', '80244021'],
    consequence: true,
    means:
      'The update server answered with an error of its own (HTTP 500, 502, 503 or 504): on WSUS mostly an application ' +
      'pool that ended for want of memory',
    fix: 'Start WsusPool on the server, raise its memory limit, and build again; Windows Update itself: try again later',
    source: 'https://github.com/rgl/packer-plugin-windows-update/issues/122',
    sample: ["Search for Windows updates failed with 'Exception from HRESULT: 0x8024401F'. Retrying..."],
  },
  {
    name: 'server-not-found',
    codes: ['80244019'],
    means:
      'The update server has no such page (HTTP 404): the address or its port is wrong, or WSUS lacks that content',
    fix:
      'Write updates.server with scheme and port (http://wsus:8530, https://wsus:8531), and let WSUS finish its ' +
      'downloads',
    source: 'https://github.com/ansible/ansible/issues/25499',
    sample: [
      '2017-06-08 11:29:34Z Fatal exception: Exception from HRESULT: 0x80244019 at at DoWindowsUpdate, <No file>: line 72',
    ],
  },
  {
    name: 'no-external-connection',
    codes: ['8024402f'],
    means:
      'The update agent could not fetch a file over its connection: the proxy or a filter refuses the download servers',
    fix:
      'Allow *.windowsupdate.com, *.update.microsoft.com and *.delivery.mp.microsoft.com without inspection, or take ' +
      'updates from a folder (updates.from: folder)',
    source: 'https://github.com/dsccommunity/xWindowsUpdate/issues/51',
    sample: [
      '"Message":  "PowerShell DSC resource MSFT_xWindowsUpdateAgent  failed to execute Test-TargetResource functionality with error message: Exception from HRESULT: 0x8024402F ",',
    ],
  },
  {
    name: 'connection-broken',
    codes: ['80072efe', '80072efd'],
    consequence: true,
    means:
      'The connection to the update server was refused or broken off: a firewall, or no cipher in common because a policy ' +
      'restricts TLS',
    fix:
      'Open 80 and 443 to the update servers from the switch of the machine, and do not restrict cipher suites before the ' +
      'updates are done',
    source: `${UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x80072efe-with-cipher-suite-configuration`,
    sample: ['YYYY/MM/DD HH:MM:SS.6852866 22576 27056 Misc            FAILED [80072EFE] Send request'],
  },
  {
    name: 'certificate',
    codes: ['80072f8f'],
    means:
      'TLS with the update server failed: the clock of the machine is wrong, or it does not trust the certificate',
    fix:
      'Look at the clock of the host, for the machine takes it over. For WSUS by https import its root certificate in a ' +
      'step before the updates',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80072f8f`,
    sample: [
      '03E4 1668 Misc WinHttp: SendRequestToServerForFileInformation failed with 0x80072f8f; retrying with default proxy.',
    ],
  },
  {
    name: 'soap-fault',
    codes: ['80244007'],
    means:
      'WSUS refused the request itself: it has more updates than a client may name, or it does not know this client',
    fix:
      'Decline superseded updates on WSUS and raise maxInstalledPrerequisites; do not build from a source that was a ' +
      'client of it before, for it carries that identity',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-0x80244007`,
    sample: ['*FAILED* [80244007] SyncUpdates_WithRecovery failed'],
  },
  {
    name: 'disabled-by-policy',
    codes: ['8024002e'],
    means: 'A policy forbids Windows Update (DisableWindowsUpdateAccess), or its service is disabled',
    fix:
      'Set such policies in the last steps of customize, after the updates, or on the deployed machine. A source.disk may ' +
      'bring them along',
    source: `${UPDATES_AND_FEATURES}troubleshoot-windows-update-error-code-0x8024002e`,
    sample: [
      'Azure VM Guest Patching Failure Software Synchronization Windows Update Client failed to detect with error 0x8024002e.',
    ],
  },
  {
    name: 'another-installation-runs',
    codes: ['80240016'],
    consequence: true,
    means:
      'Another installation was under way, or one waits for a restart, when the updates were to be installed',
    fix:
      'Restart before the updates. In customize end what installs in the background (Store, Office, agents) before the ' +
      'step is over',
    source: 'https://github.com/rgl/packer-plugin-windows-update/issues/76',
    sample: ['    azure-arm: ERROR: Exception from HRESULT: 0x80240016'],
  },
  {
    name: 'service-stopped',
    codes: ['8024001e'],
    means: 'The update service was stopped, or the machine restarted, in the middle of the work',
    fix:
      'Look which step or scheduled task stops wuauserv or restarts the machine. A script that does shall end with exit ' +
      '3010 instead',
    source: `${UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x8024001e`,
    sample: [
      'Error Installation Failure: Windows failed to install the following update with error 0x8024001E: 2023-11 Cumulative Update for Windows',
    ],
  },
  {
    name: 'installer-failed',
    codes: ['80070643'],
    means:
      'An installer within an update failed: .NET, Office, or one for the recovery environment, whose partition is too ' +
      'small for it',
    fix:
      'Exclude the update by its KB (updates.exclude). For the recovery environment make its partition 750 MiB or larger, ' +
      'or leave WinRE out of the reference machine',
    source: 'https://github.com/DCourtel/Wsus_Package_Publisher/issues/4',
    sample: [
      '2019/06/05 11:07:50.0950566 21136   9740  Agent           LogHistory called.   idUpdate={E0F87EBF-B414-4AC7-A225-8FE802CF8618}.1, resultMapped=80070643,   resultUnMapped=FFFE |',
    ],
  },
  {
    name: 'all-failed',
    codes: ['80240022'],
    consequence: true,
    means: 'Every update of this round failed',
    fix: 'Look for the code of the single update in the lines before it, in ReportingEvents.log and in CBS.log',
    source: 'https://github.com/DCourtel/Wsus_Package_Publisher/issues/4',
    sample: [
      '2019/06/05 11:07:50.1128628 17784 19152   ComApi          Exit code = 0x00000000;   Call error code = 0x80240022 |',
    ],
  },
  {
    name: 'endpoint-unreachable',
    codes: ['80240438', '80240439'],
    consequence: true,
    means: 'The update service could not be reached over the network, or its answer was no valid one',
    fix:
      'Give machine.network a switch that leads to the internet, or to WSUS, and let no proxy change what the service ' +
      'answers',
    source: 'https://github.com/rgl/packer-plugin-windows-update/issues/146',
    sample: ["Windows updates failed with 'Exception from HRESULT: 0x80240438'. Retrying..."],
  },
  {
    name: 'service-not-registered',
    codes: ['800706d9'],
    means:
      'A service that the update agent talks to is disabled: mostly Windows Firewall (MpsSvc), which it needs even where ' +
      'another firewall does the work',
    fix: 'Leave MpsSvc, RpcEptMapper and RpcSs at their start types; turn the profiles of the firewall off instead',
    source: `${UPDATES_OF_CLIENTS}troubleshoot-windows-update-error-0x800706d9`,
    sample: [
      'COMAPI -- RESUMED -- COMAPI: Install [ClientId = AutomaticUpdates]',
      'Agent -- WARNING: Failed to evaluate Installable rule, Owner = UpdateId, hr = 0x800706D9',
    ],
  },
];

export const UPDATE_CODES: readonly Symptom[] = CODES.map(codeOf);
