/** The Reporter in a job's log: a group a station, a line every few seconds of long work, annotations for warnings. */

import { endGroup, info, setSecret, startGroup, warning } from '@actions/core';
import { formatBytes, formatCount } from '../bytes/index.js';
import type { ProgressUnit, Reporter, Task } from '../progress.js';

const LINE_MS = 10_000;

const FORMATS: Readonly<Record<ProgressUnit, (amount: number) => string>> = {
  bytes: formatBytes,
  files: (count) => `${formatCount(count)} files`,
  percent: (share) => `${Math.floor(share)} %`,
};

export function actionReporter(signal: AbortSignal): Reporter {
  return {
    signal,
    task(title, total, unit): Task {
      const format = FORMATS[unit];
      let done = 0;
      let shown = Date.now();
      return {
        advance(amount) {
          done += amount;
          if (Date.now() - shown < LINE_MS) return;
          shown = Date.now();
          const share =
            total === null || total === 0 || unit === 'percent'
              ? ''
              : ` of ${format(total)} (${Math.floor((done / total) * 100)} %)`;
          info(`${title}: ${format(done)}${share}`);
        },
        end() {},
      };
    },
    section(title) {
      startGroup(title);
      return { end: endGroup };
    },
    info,
    warn: (message) => {
      warning(message);
    },
    secret: setSecret,
  };
}
