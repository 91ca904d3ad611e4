/** What a self-test of a host came to, for people: a table for the terminal, Markdown for an issue. */

import { formatDuration } from '../bytes/index.js';
import { escapeMarkdown, markdownTable } from './markdown.js';

export interface SelfTestStep {
  readonly name: string;
  /** `left out`: for one before it failed, or because this host cannot do it. */
  readonly state: 'ok' | 'failed' | 'left out';
  readonly milliseconds: number;
  /** What was found, or why it failed. */
  readonly found: string;
}

export interface SelfTest {
  readonly result: 'passed' | 'failed';
  /** The versions of what took part, a sentence each. */
  readonly host: readonly string[];
  readonly steps: readonly SelfTestStep[];
  /** The folder to attach to an issue. */
  readonly report: string;
}

/** Lines of text, the last one ended too. */
export function renderSelfTest({ result, steps, report }: SelfTest): string {
  const width = Math.max(...steps.map(({ name }) => name.length));
  const lines = steps.map(({ name, state, milliseconds, found }) => {
    const time = formatDuration(milliseconds).padStart(8);
    return `${state.padEnd('left out'.length)}  ${name.padEnd(width)}  ${time}  ${found}`;
  });
  return `${[...lines, '', `The self-test ${result}. Its report is in ${report}`].join('\n')}\n`;
}

export function renderSelfTestMarkdown({ result, host, steps }: SelfTest): string {
  const rows = steps.map(({ name, state, milliseconds, found }) => [
    name,
    state,
    formatDuration(milliseconds),
    escapeMarkdown(found),
  ]);
  const facts = host.map((fact) => `- ${escapeMarkdown(fact)}\n`).join('');
  return `# Self-test: ${result}\n\n${facts}\n${markdownTable(['step', '', 'time', 'found'], rows)}\n`;
}
