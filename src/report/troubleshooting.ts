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

What the program itself refuses, it says with what to do next; a host that lacks something is asked by \`image-factory doctor\`.
`;

export function troubleshootingPage(): string {
  const chapters = Object.entries(CHAPTERS)
    .map(([kind, title]) => ({ title, symptoms: SYMPTOMS.filter(({ logs }) => logs[0] === kind) }))
    .filter(({ symptoms }) => symptoms.length > 0);
  const contents = chapters.map(
    ({ title, symptoms }) => `- [${title}](#${anchorOf(title)}): ${symptoms.length}`,
  );
  const entries = chapters.flatMap(({ title, symptoms }) => [`## ${title}\n`, ...symptoms.map(entry)]);
  return [INTRODUCTION, ...contents, '', ...entries].join('\n');
}

/** As GitHub names a heading of ours. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z -]/g, '')
    .replaceAll(' ', '-');
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
