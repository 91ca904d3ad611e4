import { describe, expect, test } from '@jest/globals';
import { painter } from '../../src/cli/color.js';
import { terminalReporter } from '../../src/cli/terminal.js';

function reporterOn(options: { isTTY: boolean; quiet?: boolean; env?: Record<string, string> }) {
  const written: string[] = [];
  const stream = { isTTY: options.isTTY, columns: 100, write: (text: string) => written.push(text) > 0 };
  const reporter = terminalReporter({
    signal: new AbortController().signal,
    quiet: options.quiet ?? false,
    stream: stream as unknown as NodeJS.WriteStream,
    env: options.env ?? {},
    paint: painter(false),
  });
  return { reporter, written };
}

/** Moves the clock, so that the reporter finds that time has passed. */
function atTime<T>(milliseconds: number, body: () => T): T {
  const now = Date.now;
  Date.now = () => milliseconds;
  try {
    return body();
  } finally {
    Date.now = now;
  }
}

describe('terminalReporter()', () => {
  test('draws a bar on a terminal and erases it at the end', () => {
    const { reporter, written } = reporterOn({ isTTY: true });
    const task = atTime(0, () => reporter.task('Capturing a.vhdx', 4 << 20, 'bytes'));
    atTime(1000, () => task.advance(1 << 20));
    task.end();
    expect(written.join('')).toBe(
      '\r\u001B[2KCapturing a.vhdx [######..................] 25 % (1.0 MiB of 4.0 MiB)\r\u001B[2K',
    );
  });

  test('a name of others does not steer the terminal', () => {
    const { reporter, written } = reporterOn({ isTTY: true });
    reporter.warn('x.wim: \\a\u001B]0;title\u0007.exe\nsecond line');
    reporter.info('gnp.\u202Egpj.exe');
    expect(written).toEqual([
      'warning: x.wim: \\a\uFFFD]0;title\uFFFD.exe\nsecond line\n',
      'gnp.\uFFFDgpj.exe\n',
    ]);
  });

  test('writes a line every few seconds elsewhere', () => {
    const { reporter, written } = reporterOn({ isTTY: false });
    const task = atTime(0, () => reporter.task('Capturing a.vhdx', 200, 'files'));
    atTime(1000, () => task.advance(10));
    atTime(6000, () => task.advance(90));
    task.end();
    expect(written).toEqual(['Capturing a.vhdx: 50 % (100 of 200 files)\n']);
  });

  test('says of what another program does only its share', () => {
    const { reporter, written } = reporterOn({ isTTY: false });
    const task = atTime(0, () => reporter.task('Applying install.wim', 100, 'percent'));
    atTime(6000, () => task.advance(41.9));
    task.end();
    expect(written).toEqual(['Applying install.wim: 41 %\n']);
  });

  test('says nothing when quiet', () => {
    const { reporter, written } = reporterOn({ isTTY: true, quiet: true });
    const task = atTime(0, () => reporter.task('Capturing', null, 'bytes'));
    atTime(60_000, () => task.advance(1));
    task.end();
    reporter.info('info');
    reporter.warn('warning');
    expect(written).toEqual([]);
  });

  test('has the runner mask a secret, and says it nowhere else', () => {
    const runner = reporterOn({ isTTY: false, env: { GITHUB_ACTIONS: 'true' } });
    runner.reporter.secret('100 %\nsure');
    expect(runner.written).toEqual(['::add-mask::100 %25%0Asure\n']);
    const person = reporterOn({ isTTY: true });
    person.reporter.secret('100 %');
    expect(person.written).toEqual([]);
  });

  test('writes annotations and groups under GitHub Actions', () => {
    const { reporter, written } = reporterOn({ isTTY: false, env: { GITHUB_ACTIONS: 'true' } });
    const section = reporter.section('capture');
    reporter.warn('50 % of\nit');
    section.end();
    expect(written).toEqual(['::group::capture\n', '::warning::50 %25 of%0Ait\n', '::endgroup::\n']);
  });
});
