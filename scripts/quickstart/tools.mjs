/** The programs that the disk is made with. */

import { spawnSync } from 'node:child_process';

/**
 * @param {string} command @param {readonly string[]} args @param {string} [input]
 * @returns {string} its standard output
 */
export function run(command, args, input = '') {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], { input, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${command}: ${error.message}. Install it and run this again.`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr || stdout}`);
  return stdout;
}
