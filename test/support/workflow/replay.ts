/** A play once more without its processes: every step has to be asked for the same, and answers the same. */

import { isDeepStrictEqual } from 'node:util';
import type { Hand, StepCall, StepDone } from './job.js';

export interface Recording {
  readonly hand: Hand;
  readonly steps: ReadonlyMap<string, { readonly call: StepCall; readonly done: StepDone }>;
}

export function recorder(): Recording {
  const steps = new Map<string, { call: StepCall; done: StepDone }>();
  return {
    steps,
    hand: async (call, work) => {
      const done = await work();
      steps.set(call.place, { call, done });
      return done;
    },
  };
}

/** @returns a hand that throws where a step is new, or is asked for something else */
export function replayer({ steps }: Recording): Hand {
  return (call) => {
    const step = steps.get(call.place);
    if (step === undefined) return Promise.reject(new Error(`${call.place}: is a new step`));
    if (!isDeepStrictEqual(step.call, call))
      return Promise.reject(new Error(`${call.place}: is asked for something else`));
    return Promise.resolve(step.done);
  };
}
