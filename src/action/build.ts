import { getState, saveState } from '@actions/core';
import { main, post } from './main.js';

/** The runner starts this file twice: for the step, and after the job for what the step may have left. */
if (getState('started') === '') {
  saveState('started', 'true');
  await main();
} else {
  await post();
}
