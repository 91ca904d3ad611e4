/** The most memory that the command line takes, as the system counts it for the process with all its threads. */

import { runCli } from './cli.js';

const SAY_PEAK =
  "process.on('exit',()=>process._rawDebug('peak='+Math.ceil(process.resourceUsage().maxRSS/1024)+';'))";

/** @returns megabytes @throws where the command fails */
export async function peakOf(words: readonly string[], env: Record<string, string> = {}): Promise<number> {
  const options = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(SAY_PEAK)}` };
  const { status, stdout, stderr } = await runCli([...words, '--quiet'], { env: { ...env, ...options } });
  if (status !== 0) throw new Error(`image-factory ${words.join(' ')}: status ${status}\n${stdout}${stderr}`);
  // Threads end with a line of their own; the process is the last.
  return Number([...stderr.matchAll(/peak=(\d+);/g)].at(-1)?.[1]);
}
