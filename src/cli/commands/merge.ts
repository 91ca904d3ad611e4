import type { Invocation } from '../command.js';
import { requiredTarget } from '../required.js';
import { takeImages } from '../wim-images.js';

/** `merge WIM#IMAGE... --to OUT.wim`: images of several archives in one, each content once. */
export async function run(invocation: Invocation): Promise<number> {
  const out = requiredTarget(invocation, 'merge', 'OUT.wim');
  return takeImages(invocation.positionals, out, invocation, { append: false, name: null });
}
