/** Why drivers are not taken into the driver store. */

import type { Symptom } from '../types.js';

export const DRIVERS: readonly Symptom[] = [
  {
    id: 'driver-not-signed',
    logs: ['drivers', 'agent'],
    line: /Driver package catalog file does not contain a signature|Driver package failed signature validation\. Error = 0xE0000247/i,
    means:
      'A driver package has no signature, or its catalog does not cover its files: somebody changed the .inf',
    fix:
      'Take the package as its vendor published it, with the .cat beside the .inf. Windows does not load an unsigned ' +
      'driver where code integrity is on',
    source: 'https://github.com/pbatard/libwdi/issues/226',
    sample: [
      'libwdi:debug [syslog] !!!  sig:                     Driver package catalog file does not contain a signature, and Code Integrity is enforced.',
    ],
  },
  {
    id: 'driver-publisher-not-trusted',
    logs: ['drivers', 'agent'],
    line: /Driver package failed signature verification\. Error = 0xE000024[23]|Error 0xe000024[23]: The publisher of an Authenticode/i,
    means:
      'The driver is signed by a publisher that this machine does not trust yet, and in a build nobody is there to ' +
      'click "Install"',
    fix:
      'Import the certificate of the publisher into Cert:\\LocalMachine\\TrustedPublisher in a step before the drivers, ' +
      'or take a package that Microsoft signed (WHQL)',
    source: 'https://github.com/nmap/npcap/issues/536',
    sample: [
      '!!!  sto:           Driver package failed signature verification. Error = 0xE0000242',
      '!!!  sto:           Failed to import driver package into Driver Store. Error = 0xE0000242',
    ],
  },
  {
    id: 'driver-import-failed',
    logs: ['drivers'],
    line: /Failed to (?:import|stage) driver package (?:in)?to Driver Store\.? ?Error = (?<subject>0x[\da-f]+)/i,
    consequence: true,
    means: 'A driver package was refused by the driver store ({subject})',
    fix: 'Read the section of setupapi.dev.log upwards to its first line with "!!!": the file that it names is the cause',
    source: 'https://github.com/pbatard/libwdi/issues/322',
    sample: [
      'libwdi:debug [syslog] !!!  sto:           Failed to import driver package into Driver Store. Error = 0xE0000243',
    ],
  },
  {
    id: 'driver-folder-empty',
    logs: ['dism', 'agent'],
    line: /No driver packages were found on the specified path/i,
    means: 'The folder of drivers has no .inf file: the packages are still in an .exe or a .zip',
    fix: 'Unpack the drivers into that folder; a package is its .inf with its .cat and its files',
    source: 'https://github.com/cloudbase/windows-imaging-tools/issues/241',
    sample: ['Error: 2', 'No driver packages were found on the specified path.'],
  },
  {
    id: 'driver-files-missing',
    logs: ['dism'],
    line: /Failed to import driver package '(?<subject>[^']+)'.*\(hr:0x80070002\)/i,
    means: '{subject} names files that are not beside it',
    fix: 'Take the whole package as its vendor published it; one that was exported from another Windows may lack files',
    source: 'https://github.com/ChrisTitusTech/winutil/issues/5027',
    sample: [
      String.raw`2026-08-22 15:04:19, Error                 DISM   DISM Driver Manager: PID=12404 TID=23604 Failed to import driver package 'C:\junk\trash\WinUtil_DriverExport_20260822_150006_2b535ec5\ntprint.inf_x86_828c30be6a2db3e0\ntprint.inf'. - CDmiDriverStore::Import(hr:0x80070002)`,
    ],
  },
];
