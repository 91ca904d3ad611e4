import type { Invocation } from '../command.js';
import { takeImages } from '../wim-images.js';

/** `export WIM#IMAGE OUT.wim`: one image, or all of a WIM, in an archive of its own or after those that are there. */
export function run(invocation: Invocation): Promise<number> {
  const [source = '', out = ''] = invocation.positionals;
  const append = invocation.flag('append');
  return takeImages([source], out, invocation, { append, name: invocation.text('name') });
}
