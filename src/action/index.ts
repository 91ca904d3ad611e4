/**
 * The actions in one bundle: each file that an `action.yml` names starts its own. So what they share is in `dist/`
 * once, and a step loads no more than it needs.
 */

/** The image's action, `action.yml`. */
export const build = (): Promise<unknown> => import('./build.js');

/** The consumer's action, `fetch/action.yml`. */
export const fetch = (): Promise<unknown> => import('./fetch.js');

/** The action that publishes what another job built, `publish/action.yml`. */
export const publish = (): Promise<unknown> => import('./publish.js');

/** The command for the job's later steps, `setup/action.yml`. */
export const setup = (): Promise<unknown> => import('./setup.js');
