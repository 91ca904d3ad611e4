import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/catalog.js';
import { commandHelp, generalHelp } from '../../src/cli/help.js';
import { EXIT_STATUS } from '../../src/errors.js';
import { VERSION } from '../../src/version.js';

describe('help', () => {
  test('names every command of the interface', () => {
    const help = generalHelp(VERSION);
    for (const { name } of COMMANDS) expect(help).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('shows every option', () => {
    for (const command of COMMANDS) {
      const help = commandHelp(command);
      for (const name of Object.keys(command.options)) expect(help).toContain(`--${name}`);
      expect(help.includes('--json')).toBe(command.json);
    }
  });

  test('tells every exit status that an error can have', () => {
    const help = generalHelp(VERSION);
    for (const status of new Set(Object.values(EXIT_STATUS)))
      expect(help).toMatch(new RegExp(`\\b${status}\\b`));
  });

  test('fits a terminal of 120 columns', () => {
    const lines = COMMANDS.flatMap((command) => commandHelp(command).split('\n'));
    for (const line of [...lines, ...generalHelp(VERSION).split('\n')])
      expect(line.length).toBeLessThanOrEqual(120);
  });

  test('becomes as narrow as the terminal, but for usage and examples, which are to be copied', () => {
    const lines = COMMANDS.flatMap(
      (command) => commandHelp(command, 40).split('\nExamples:')[0]?.split('\n') ?? [],
    );
    for (const line of [...lines, ...generalHelp(VERSION, 40).split('\n')]) {
      if (/^(Usage:| {2}\S)/.test(line)) continue;
      expect(line.length).toBeLessThanOrEqual(40);
    }
    expect(lines).toContain('      this text');
  });

  test('has the version of package.json', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(VERSION).toBe(version);
  });
});
