/** What a shell needs to complete the words of this program: scripts made of the catalog, which ask nobody at run time. */

import type { CommandSpec, OptionSpec } from './command.js';

export const SHELLS = ['bash', 'zsh', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

interface Words {
  readonly name: string;
  readonly summary: string;
  /** By name with its dashes. */
  readonly options: readonly { readonly word: string; readonly description: string }[];
  /** What may follow an option. */
  readonly choices: readonly { readonly option: string; readonly values: readonly string[] }[];
  /** What may stand as an argument; files, where it is empty. */
  readonly values: readonly string[];
}

/** @param globals options that every command takes */
export function completionScript(
  shell: Shell,
  commands: readonly CommandSpec[],
  globals: Readonly<Record<string, OptionSpec>>,
): string {
  const words = commands.map((command) => wordsOf(command, globals));
  return SCRIPTS[shell](words);
}

function wordsOf(command: CommandSpec, globals: Readonly<Record<string, OptionSpec>>): Words {
  const { name, summary, positionals } = command;
  const json: [string, OptionSpec][] = command.json ? [['json', { description: 'print JSON' }]] : [];
  const all = [...Object.entries(command.options), ...json, ...Object.entries(globals)];
  return {
    name,
    summary,
    options: all.map(([option, { description }]) => ({ word: `--${option}`, description })),
    choices: all.flatMap(([option, { choices }]) =>
      choices === undefined ? [] : [{ option: `--${option}`, values: choices }],
    ),
    values: positionals.flatMap(({ choices = [] }) => choices),
  };
}

/** The command and the option before, as the scripts look them up. */
function choiceCases(commands: readonly Words[]): (readonly [key: string, values: readonly string[]])[] {
  return commands.flatMap(({ name, choices }) =>
    choices.map(({ option, values }) => [`${name} ${option}`, values] as const),
  );
}

const SCRIPTS: Readonly<Record<Shell, (commands: readonly Words[]) => string>> = {
  bash: (commands) =>
    lines(
      '# Completion of image-factory for bash: image-factory completion bash > /etc/bash_completion.d/image-factory',
      '_image_factory() {',
      '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words=',
      '  COMPREPLY=()',
      '  if [ "$COMP_CWORD" -eq 1 ]; then',
      `    words='${commands.map(({ name }) => name).join(' ')}'`,
      '  else',
      '    case "$command $before" in',
      ...choiceCases(commands).map(([key, values]) => `      '${key}') words='${values.join(' ')}' ;;`),
      '    esac',
      '  fi',
      '  if [ -z "$words" ]; then',
      '    case "$command $word" in',
      ...commands.map(
        ({ name, options }) => `      '${name} '-*) words='${options.map(({ word }) => word).join(' ')}' ;;`,
      ),
      ...commands
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `      '${name} '*) words='${values.join(' ')}' ;;`),
      '    esac',
      '  fi',
      `  local IFS=$' \\t\\n'`,
      '  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$word"))',
      '}',
      '# Where nothing of it fits, files are completed.',
      'complete -o default -o bashdefault -F _image_factory image-factory',
    ),
  zsh: (commands) =>
    lines(
      '#compdef image-factory',
      '# Completion of image-factory for zsh: image-factory completion zsh > a folder of fpath, as _image-factory',
      '_image_factory() {',
      '  local word=${words[CURRENT]} before=${words[CURRENT-1]} command=${words[2]}',
      '  local -a found',
      '  if (( CURRENT == 2 )); then',
      '    found=(',
      ...commands.map(({ name, summary }) => `      ${zshEntry(name, summary)}`),
      '    )',
      '    _describe command found',
      '    return',
      '  fi',
      '  case "$command $before" in',
      ...choiceCases(commands).map(([key, values]) => `    '${key}') compadd ${values.join(' ')}; return ;;`),
      '  esac',
      '  case "$command $word" in',
      ...commands.flatMap(({ name, options }) => [
        `    '${name} '-*)`,
        '      found=(',
        ...options.map(({ word, description }) => `        ${zshEntry(word, description)}`),
        '      )',
        '      _describe -o option found',
        '      return ;;',
      ]),
      ...commands
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `    '${name} '*) compadd ${values.join(' ')}; return ;;`),
      '  esac',
      '  _files',
      '}',
      'if [ "$funcstack[1]" = _image-factory ]; then _image_factory; else compdef _image_factory image-factory; fi',
    ),
  powershell: (commands) =>
    lines(
      '# Completion of image-factory for PowerShell: image-factory completion powershell | Out-String | Invoke-Expression',
      "Register-ArgumentCompleter -Native -CommandName 'image-factory' -ScriptBlock {",
      '    param($wordToComplete, $commandAst, $cursorPosition)',
      '    $commands = [ordered] @{',
      ...commands.map(({ name, summary }) => `        ${quoted(name)} = ${quoted(summary)}`),
      '    }',
      '    $options = @{',
      ...commands.flatMap(({ name, options }) => [
        `        ${quoted(name)} = [ordered] @{`,
        ...options.map(({ word, description }) => `            ${quoted(word)} = ${quoted(description)}`),
        '        }',
      ]),
      '    }',
      '    $choices = @{',
      ...choiceCases(commands).map(([key, values]) => `        ${quoted(key)} = ${list(values)}`),
      ...commands
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `        ${quoted(`${name} ${name}`)} = ${list(values)}`),
      '    }',
      '    $words = @(foreach ($element in $commandAst.CommandElements) { $element.ToString() })',
      "    if ($wordToComplete -ne '') { $words = @($words | Select-Object -First ($words.Count - 1)) }",
      '    $found = $commands',
      '    if ($words.Count -ge 2) {',
      '        $found = [ordered] @{}',
      "        $key = $words[1] + ' ' + $words[$words.Count - 1]",
      '        if ($choices.ContainsKey($key)) {',
      '            foreach ($value in $choices[$key]) { $found[$value] = $value }',
      "        } elseif ($wordToComplete.StartsWith('-') -and $options.ContainsKey($words[1])) {",
      '            $found = $options[$words[1]]',
      '        }',
      '    }',
      '    foreach ($word in $found.Keys) {',
      '        if (-not $word.StartsWith($wordToComplete)) { continue }',
      "        New-Object -TypeName System.Management.Automation.CompletionResult -ArgumentList @($word, $word, 'ParameterValue', $found[$word])",
      '    }',
      '}',
    ),
};

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

/** "name:what it is", of which zsh takes the first colon for the end of the name. */
function zshEntry(word: string, description: string): string {
  return `'${word}:${description.replaceAll("'", "'\\''")}'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function list(values: readonly string[]): string {
  return `@(${values.map(quoted).join(', ')})`;
}
