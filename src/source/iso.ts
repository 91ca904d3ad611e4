import type { MediumTree } from '../media/index.js';
import type { Reporter } from '../progress.js';

/** The files of an ISO. What reads them is loaded when there is one. */
export async function openIso(file: string, reporter: Reporter): Promise<MediumTree> {
  const { openIso: open } = await import('../media/index.js');
  return await open(file, reporter);
}
