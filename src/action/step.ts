/** A step of a job: what it fails with is annotated, and the runner's signals end it cleanly. */

import { info, setFailed } from '@actions/core';
import { FactoryError, fromSystemError } from '../errors.js';
import { VERSION } from '../version.js';

export async function runStep(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    controller.abort(
      new FactoryError('interrupted', {
        subject: 'image-factory',
        found: `the job was cancelled (${signal})`,
      }),
    );
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const;
  for (const signal of signals) process.on(signal, interrupt);
  try {
    info(`image-factory ${VERSION}, Node ${process.version}, ${process.platform} ${process.arch}`);
    await work(controller.signal);
  } catch (error) {
    const cause: unknown = controller.signal.aborted ? controller.signal.reason : error;
    setFailed(fromSystemError(cause, 'image-factory').message);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
}
