/** How the runner starts a script of `run:`. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */

import { writeFileSync } from 'node:fs';

interface Shell {
  readonly ending: string;
  readonly words: (file: string) => readonly [string, ...string[]];
  /** What stands before the script, and behind it. */
  readonly around?: readonly [string, string];
}

const SHELLS: Readonly<Record<string, Shell>> = {
  bash: {
    ending: '.sh',
    words: (file) => ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', file],
  },
  sh: { ending: '.sh', words: (file) => ['sh', '-e', file] },
  // The runner's own choice outside of Windows, where no shell is named.
  default: { ending: '.sh', words: (file) => ['bash', '-e', file] },
  // Its first line and its last are the runner's: https://github.com/actions/runner, ScriptHandlerHelpers.cs
  powershell: {
    ending: '.ps1',
    words: (file) => ['powershell.exe', '-Command', `. '${file}'`],
    around: ["$ErrorActionPreference = 'stop'", 'exit $LASTEXITCODE'],
  },
  node: { ending: '.js', words: (file) => ['node', file] },
};

/** @param shell as the file names it; null where it does not @throws where the shell is not played */
export function scriptOf(
  shell: string | null,
  script: string,
  fileOf: (kind: string) => string,
): readonly string[] {
  const known = SHELLS[shell ?? 'default'];
  if (known === undefined || (shell === null && process.platform === 'win32')) {
    throw new Error(`the shell ${shell ?? 'of Windows'} is not played`);
  }
  const file = fileOf(`script${known.ending}`);
  const [before, behind] = known.around ?? [];
  const lines = [before, script.replace(/\n$/, ''), behind].filter((line) => line !== undefined);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return known.words(file);
}
