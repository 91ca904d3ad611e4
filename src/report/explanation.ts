/** Why an installation failed, for a person: the cause first, what to do, where it stands, and the last errors. */

import { countOf, formatBytes } from '../bytes/index.js';
import type { Cause, Explanation, LogPlace } from '../inspect/index.js';
import { printable } from '../tree/index.js';

/** @param label what was read: "disk.vhdx#3" */
export function renderExplanation(label: string, explanation: Explanation): string {
  const { causes, errors, logs, others, unread } = explanation;
  const [first] = causes;
  const head =
    first !== undefined
      ? `${label}: ${first.means}.`
      : errors.length > 0
        ? `${label}: no known cause. The last errors are below; what they mean, nobody has told this program yet.`
        : `${label}: nothing is wrong in ${countOf(logs.length, 'log')}.`;
  return [
    head,
    ...causes.flatMap((cause, index) => ['', ...causeLines(cause, index === 0)]),
    ...(errors.length === 0 ? [] : ['', 'Last errors:', ...errors.flatMap(placeLines)]),
    '',
    `Read: ${countOf(logs.length, 'log')}.`,
    ...(others.length === 0 ? [] : ['There, and not read:', ...others.map(otherLine)]),
    ...(unread.length === 0 ? [] : ['Could not be read:', ...unread.map(({ why }) => `  ${why}`)]),
    '',
  ].join('\n');
}

function causeLines(cause: Cause, isFirst: boolean): string[] {
  const { id, means, fix, report, count, isConsequence, isEarlier } = cause;
  const role = isEarlier
    ? 'before this run'
    : isFirst
      ? 'the cause'
      : isConsequence
        ? 'what followed'
        : 'then';
  return [
    `${id} (${role}${count === 1 ? '' : `, ${countOf(count, 'line')}`})`,
    ...(isFirst ? [] : [`  means   ${means}.`]),
    `  fix     ${fix}.`,
    `  where   ${whereOf(cause)}`,
    `          ${printable(cause.text)}`,
    `  report  ${report}`,
  ];
}

function placeLines(place: LogPlace): string[] {
  return [`  ${whereOf(place)}`, `    ${printable(place.text)}`];
}

function whereOf({ file, line, time }: LogPlace): string {
  return `${file}${line === 0 ? '' : `:${line}`}${time === null ? '' : `, ${time}`}`;
}

function otherLine({ file, size }: Explanation['others'][number]): string {
  return `  ${file}, ${formatBytes(size)}`;
}
