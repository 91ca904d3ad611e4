/**
 * Plays GitHub workflows on this machine, from their YAML: GitHub's own parser and evaluator, the steps as processes that
 * are started as the runner starts them, and everything that is not understood refused.
 *
 * What the player is stricter in than GitHub: a name that nobody declared is an error instead of an empty text; so is an
 * input that an action does not have, a list or object where text is wanted, and an output that holds a secret.
 */

export type { Event } from './event.js';
export { playWorkflow, type Again, type Played, type World } from './play.js';
export { readWorkflow } from './read.js';
export type { Hand } from './job.js';
export { renamedOutputs } from './renamed.js';
export { recorder, replayer, type Recording } from './replay.js';
export { folderSource, gitSource, type Source } from './source.js';
