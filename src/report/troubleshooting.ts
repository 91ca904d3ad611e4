/** The table of symptoms as a page for people: docs/troubleshooting.md. */

import { SYMPTOMS, type LogKind, type Symptom } from '../inspect/index.js';
import { escapeMarkdown } from './markdown.js';

/** The chapters, in their order: an entry stands in that of the first log in which it is looked for. */
const CHAPTERS: Readonly<Record<LogKind, string>> = {
  machine: 'The machine and its firmware',
  setup: 'Setup and answer files',
  cbs: 'Component store and packages (CBS)',
  dism: 'DISM',
  updates: 'Windows Update',
  drivers: 'Drivers',
  agent: 'Steps',
  sysprep: 'Sysprep',
  state: 'State of the installation',
  events: 'Event logs',
};

const INTRODUCTION = `# Troubleshooting

What \`image-factory explain\` knows, and a build that fails looks up by itself ([explain.md](explain.md)). Each symptom has the lines that show it, as
the public report has them. This page is written by \`npm run troubleshooting\` from \`src/inspect/explain/symptoms/\`.
`;

export function troubleshootingPage(): string {
  const chapters = Object.entries(CHAPTERS).flatMap(([kind, title]) => {
    const symptoms = SYMPTOMS.filter(({ logs }) => logs[0] === kind);
    return symptoms.length === 0 ? [] : [`## ${title}\n`, ...symptoms.map(entry)];
  });
  return [INTRODUCTION, ...chapters].join('\n');
}

function entry({ id, means, fix, source, sample }: Symptom): string {
  return [
    `### ${id}\n`,
    `${plain(means)}.\n`,
    `**Fix**: ${plain(fix)}. ([report](${source}))\n`,
    '````text',
    ...sample,
    '````\n',
  ].join('\n');
}

function plain(sentences: string): string {
  return escapeMarkdown(sentences.replaceAll('{subject}', '…'));
}
