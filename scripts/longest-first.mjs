/**
 * The order in which jest runs the suites of a fresh checkout, which has no times of a run before: those that boot machines
 * and play Windows first, so that none of them is what everybody waits for at the end; then the largest files, as jest does.
 */

import Sequencer from '@jest/test-sequencer';

/** By how long they take, the longest first. */
const LONGEST = [
  'judge/qemu-line',
  'judge/hyperv-line',
  'machine/qemu/machine',
  'judge/hyperv-update',
  'judge/hyperv-kill',
  'judge/publish',
  'judge/release',
  'judge/qemu-kill',
  'codec/xpress-encode',
  'wim/limits',
  'guest/agent',
  'guest/generalize',
  'guest/updates',
  'judge/explain',
  'judge/volume',
  'disk/formats',
  'factory/machine-kill',
  'machine/hyperv/driver',
  'media/udf-write',
  'release/fetch-seeds',
  'kit/played',
  'factory/matrix',
  'wine/windows',
  'kit/documented-runs',
];

function rankOf(test) {
  const rank = LONGEST.findIndex((name) => test.path.replaceAll('\\', '/').endsWith(`/test/${name}.test.js`));
  return rank === -1 ? LONGEST.length : rank;
}

export default class LongestFirst extends Sequencer {
  sort(tests) {
    // Not that of an array.
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = super.sort(tests);
    const isMeasured = sorted.some(({ duration }) => duration !== undefined);
    return isMeasured ? sorted : sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
