import { describe, expect, test } from '@jest/globals';
import { findCommand, parseWords } from '../../src/cli/parse.js';
import { FactoryError } from '../../src/errors.js';

function messageOf(words: readonly string[]): string {
  try {
    const [name = '', ...rest] = words;
    parseWords(findCommand(name), rest);
  } catch (error) {
    if (error instanceof FactoryError) {
      expect(error.exitStatus).toBe(2);
      return error.message;
    }
    throw error;
  }
  throw new Error(`${words.join(' ')} was taken`);
}

describe('parseWords()', () => {
  test('takes options before, between and after the arguments', () => {
    const { positionals, values } = parseWords(findCommand('capture'), [
      '--compress=xpress',
      'C:\\Tools',
      '--exclude',
      '\\Temp\\*',
      'tools.wim',
      '--exclude',
      '*.tmp',
      '-q',
    ]);
    expect(positionals).toEqual(['C:\\Tools', 'tools.wim']);
    expect(values['compress']).toBe('xpress');
    expect(values['exclude']).toEqual(['\\Temp\\*', '*.tmp']);
    expect(values['quiet']).toBe(true);
  });

  test('names an unknown command and the nearest one', () => {
    expect(messageOf(['captrue', 'a', 'b'])).toBe(
      'image-factory captrue: there is no command "captrue". Did you mean "capture"? If not, run "image-factory --help" for the list.',
    );
  });

  test('names an unknown option and the nearest one', () => {
    expect(messageOf(['capture', 'a', 'b.wim', '--compres', 'lzx'])).toContain(
      'there is no option "--compres". Did you mean "--compress"?',
    );
  });

  test('names a missing and a superfluous argument', () => {
    expect(messageOf(['capture', 'a'])).toContain(
      'OUT.wim is missing. Usage: image-factory capture SOURCE OUT.wim',
    );
    expect(messageOf(['verify', 'a.wim', 'b.wim'])).toContain('"b.wim" is one argument too many');
  });

  test('names a value that is not one of the choices', () => {
    expect(messageOf(['capture', 'a', 'b', '--level', 'max'])).toContain(
      '--level is "max", expected fast, normal, best',
    );
  });

  test('names an option without its value, and a switch with one', () => {
    expect(messageOf(['capture', 'a', 'b', '--name'])).toContain('--name has no value, expected --name N');
    expect(messageOf(['capture', 'a', 'b', '--append=yes'])).toContain(
      '--append has the value "yes", expected none: it is a switch',
    );
  });
});
