/** Commands that are done in seconds, and that nobody needs to stop: through the toolkit of GitHub Actions. */

import { FactoryError } from '../errors.js';
import { commandMissing } from './error.js';
import { findProgram } from './find-program.js';

export interface CommandOptions {
  readonly cwd?: string;
  /** In place of this process's own. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface CommandOutput {
  /** null: it was killed. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end and keeps what it prints.
 *
 * @param command a path, or a name that PATH finds
 * @throws tool where there is no such program; an exit code is for the caller to judge
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandOutput> {
  const program = await findProgram(command);
  if (program === null) throw commandMissing(command);
  // Loaded late: most of what a user starts runs no command.
  const { getExecOutput } = await import('@actions/exec');
  try {
    const { exitCode, stdout, stderr } = await getExecOutput(quoted(program), [...args], {
      silent: true,
      ignoreReturnCode: true,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: defined(options.env ?? process.env),
    });
    return { exit: exitCode, stdout, stderr };
  } catch (error) {
    // The toolkit has no codes; this is the one sentence it says of a program that it does not find.
    if (error instanceof Error && error.message.includes('Unable to locate executable'))
      throw commandMissing(command, error);
    throw new FactoryError('host', { subject: command, found: String(error), cause: error });
  }
}

/** The toolkit splits the command at spaces outside quotes. */
function quoted(command: string): string {
  return `"${command.replaceAll('"', '\\"')}"`;
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
