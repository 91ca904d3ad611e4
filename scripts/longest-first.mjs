/**
 * The order in which jest runs the suites: those that boot machines and play Windows first, so that none of them is what
 * everybody waits for at the end; then as jest does, which on a fresh checkout has no times of a run before.
 */

import Sequencer from '@jest/test-sequencer';

/** By how long they take, the longest first. */
const LONGEST = [
  'judge/qemu-line',
  'judge/hyperv-line',
  'machine/qemu/machine',
  'guest/agent',
  'guest/generalize',
  'machine/hyperv/driver',
  'wim/limits',
  'judge/release',
  'guest/updates',
  'judge/hyperv-kill',
  'judge/qemu-kill',
  'judge/publish',
  'judge/hyperv-update',
  'kit/selftest',
  'factory/kill',
  'inspect/explain/symptoms',
  'judge/memory',
  'codec/lzx-encode',
  'codec/xpress-encode',
  'guest/servicing',
  'machine/qemu/setup',
  'judge/volume',
  'release/fetch',
  'media/udf-write',
  'release/attestation',
  'kit/played',
  'wim/append',
  'action/handover',
  'ntfs/hostile',
  'judge/explain',
  'judge/hyperv-selftest',
  'kit/attempts',
];

function rankOf(test) {
  const rank = LONGEST.findIndex((name) => test.path.replaceAll('\\', '/').endsWith(`/test/${name}.test.js`));
  return rank === -1 ? LONGEST.length : rank;
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    // Not that of an array.
    // oxlint-disable-next-line unicorn/no-array-sort
    return super.sort(tests).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
