/** A clock that runs faster, for programs that wait: what they say about their waits stays as it is. */

const TIMES = 400;

const FASTER = `
import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
const wait = timers.setTimeout;
timers.setTimeout = (milliseconds, ...rest) => wait(milliseconds / ${TIMES}, ...rest);
const idle = Socket.prototype.setTimeout;
Socket.prototype.setTimeout = function (milliseconds, ...rest) {
  return idle.call(this, milliseconds / ${TIMES}, ...rest);
};
syncBuiltinESMExports();`;

/** For the environment of a process of Node: it waits a 400th of what it means to, and so long for its peers. */
export const HURRIED = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(FASTER)}`,
};
