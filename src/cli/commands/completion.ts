import { FactoryError } from '../../errors.js';
import { COMMANDS } from '../catalog.js';
import type { Invocation } from '../command.js';
import { completionScript, SHELLS } from '../completion.js';
import { GLOBAL_OPTIONS } from '../help.js';

/** `completion SHELL`: the script that the shell is to read. */
export async function run(invocation: Invocation): Promise<number> {
  const [text = ''] = invocation.positionals;
  const shell = SHELLS.find((name) => name === text.toLowerCase());
  if (shell === undefined) {
    throw new FactoryError('usage', {
      subject: 'image-factory completion',
      found: `"${text}"`,
      expected: SHELLS.join(', '),
      next: 'name the shell that shall complete',
    });
  }
  await invocation.write(completionScript(shell, COMMANDS, GLOBAL_OPTIONS));
  return 0;
}
