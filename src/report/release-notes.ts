/** The text of a release: what it holds, what changed since the one before, how to apply it with nothing but DISM. */

import { countOf, formatBytes, formatCount } from '../bytes/index.js';
import type { Diff, ManifestFacts, ManifestImage, ManifestSavings } from '../manifest/index.js';
import { groupChanges, type ChangeGroup } from './change-groups.js';
import { downloadText, groupMarkdown } from './diff-markdown.js';
import { escapeMarkdown as escape, markdownTable } from './markdown.js';
import { sharedContents, sharedWithBase, shareText } from './shared-contents.js';

/** GitHub takes 125,000 characters; the store adds a line of its own. */
const LIMIT = 120_000;
/** How many things of a group, and how many parts, are named: fewer where the text gets too long. */
const NAMED = [
  { things: 100, parts: Number.POSITIVE_INFINITY },
  { things: 30, parts: Number.POSITIVE_INFINITY },
  { things: 8, parts: Number.POSITIVE_INFINITY },
  { things: 0, parts: 100 },
] as const;
type Named = (typeof NAMED)[number];
const LEAST = NAMED[3];
const CUT = '\n\n… and more than fits here.';

export type Previous =
  | { readonly tag: string; readonly facts: ManifestFacts; readonly diff: Diff }
  /** Its manifest could not be read. */
  | { readonly tag: string; readonly facts: null; readonly diff: null };

export interface NotesInput {
  /** Of the manifest that is released. */
  readonly facts: ManifestFacts;
  /** The release before, of the same image; null: there is none. */
  readonly previous: Previous | null;
}

export function renderReleaseNotes(input: NotesInput): string {
  const groups = groupChanges(input.previous?.diff?.changes ?? []);
  for (const named of NAMED) {
    const text = render(input, groups, named);
    if (text.length <= LIMIT) return text;
  }
  return render(input, groups, LEAST, true);
}

/** @param isCut whether images and changes end where the text would get too long: parts and commands stay */
function render(
  { facts, previous }: NotesInput,
  groups: readonly ChangeGroup[],
  { things, parts }: Named,
  isCut = false,
): string {
  const changes = [imagesSection(facts, previous), changesSection(facts, previous, groups, things)].join(
    '\n\n',
  );
  const end = `\n\n${filesSection(facts, parts)}\n\n${applySection(facts)}\n`;
  return `${isCut ? cutLines(changes, LIMIT - end.length) : changes}${end}`;
}

function cutLines(text: string, room: number): string {
  const cut = text.slice(0, room - CUT.length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf('\n'), 0))}${CUT}`;
}

function imagesSection(facts: ManifestFacts, previous: Previous | null): string {
  const { images, savings } = facts;
  const rows = images.map((image) => [
    String(image.index),
    escape(image.name),
    escape(image.edition ?? ''),
    escape([image.build ?? '', image.architecture ?? ''].filter((word) => word !== '').join(' ')),
    escape((image.languages ?? []).join(', ')),
    formatCount(image.files),
    formatBytes(image.bytes),
  ]);
  const table = markdownTable(['', 'Image', 'Edition', 'Build', 'Languages', 'Files', 'Size'], rows);
  const updates = images.flatMap(({ name, updates: kbs = [] }) =>
    kbs.length === 0 ? [] : [`Updates in ${escape(name)}: ${kbs.map(escape).join(', ')}.`],
  );
  return [table, savingsLine(savings), ...baseLine(facts, previous), ...updates].join('\n\n');
}

/** Of a base that is not the release before, whose share the changes say. */
function baseLine(facts: ManifestFacts, previous: Previous | null): string[] {
  const shared = sharedWithBase(facts);
  const isSaid = previous !== null && previous.diff !== null && previous.tag === shared?.tag;
  if (shared === null || isSaid) return [];
  return [`Contents: ${escape(shareText(shared))}, which it was built against.`];
}

function savingsLine({
  bytes,
  unique,
  saved,
  hardLinks,
  betweenImages,
  stored,
  images,
}: ManifestSavings): string {
  const parts = [
    ...(hardLinks === 0 ? [] : [`${formatBytes(hardLinks)} of it hard links`]),
    ...(images.length < 2 ? [] : [`${formatBytes(betweenImages)} of it between the images`]),
  ];
  const archive = stored === undefined ? '' : `, ${formatBytes(stored)} compressed`;
  const details = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return `Each content once: ${formatBytes(unique)} of ${formatBytes(bytes)}${archive}; ${formatBytes(saved)} saved${details}.`;
}

function changesSection(
  facts: ManifestFacts,
  previous: Previous | null,
  groups: readonly ChangeGroup[],
  named: number,
): string {
  if (previous === null) return '### Changes\n\nThis is the first release of this image here.';
  const { tag, facts: before, diff } = previous;
  if (diff === null)
    return `### Changes\n\nThe manifest of ${escape(tag)}, the release before, could not be read.`;
  const { added, removed, changed, moved } = diff.counts;
  const lines = [
    ...buildChanges(before.images, facts.images),
    ...updateChanges(before.images, facts.images),
    `${countOf(added.entries, 'entry', 'entries')} added, ${formatCount(removed.entries)} removed, ` +
      `${formatCount(changed.entries)} changed, ${formatCount(moved.entries)} moved`,
    `${countOf(diff.newContents.contents, 'new content')} (${downloadText(diff.newContents)}): what \`image-factory fetch\` downloads where ${escape(tag)} is at hand`,
    `contents: ${escape(shareText(sharedContents(tag, facts, diff)))}`,
  ];
  return [
    `### Changes since ${escape(tag)}`,
    lines.map((line) => `- ${line}`).join('\n'),
    ...groups.map((group) => groupMarkdown(group, named)),
  ].join('\n\n');
}

function pairs(before: readonly ManifestImage[], now: readonly ManifestImage[]) {
  const single = before.length === 1 && now.length === 1;
  return now.map(
    (image) => [single ? before[0] : before.find(({ name }) => name === image.name), image] as const,
  );
}

function buildChanges(before: readonly ManifestImage[], now: readonly ManifestImage[]): string[] {
  return pairs(before, now).flatMap(([old, image]) => {
    if (old === undefined) return [`new image: ${escape(image.name)}`];
    if (old.build === image.build || image.build === undefined) return [];
    return [`${escape(image.name)}: build ${escape(old.build ?? 'unknown')} → **${escape(image.build)}**`];
  });
}

function updateChanges(before: readonly ManifestImage[], now: readonly ManifestImage[]): string[] {
  return pairs(before, now).flatMap(([old, image]) => {
    // A manifest that names none may be of a version that read none.
    if (old?.updates === undefined) return [];
    const [had, has] = [old.updates, image.updates ?? []];
    const added = has.filter((kb) => !had.includes(kb));
    const removed = had.filter((kb) => !has.includes(kb));
    return [
      ...(added.length === 0
        ? []
        : [`${escape(image.name)}: updates added: ${added.map(escape).join(', ')}`]),
      ...(removed.length === 0
        ? []
        : [`${escape(image.name)}: updates superseded or removed: ${removed.map(escape).join(', ')}`]),
    ];
  });
}

function filesSection({ archive }: ManifestFacts, limit: number): string {
  const all = archive?.parts ?? [];
  const rows = all
    .slice(0, limit)
    .map(({ name, size, sha256 }) => [
      `\`${name}\``,
      `${formatCount(size)} bytes (${formatBytes(size)})`,
      `\`${sha256}\``,
    ]);
  if (all.length > limit) rows.push([`and ${formatCount(all.length - limit)} more`, '', '']);
  return `### Files\n\n${markdownTable(['File', 'Size', 'SHA-256'], rows)}\n\n\`SHA256SUMS\` lists them all: \`sha256sum -c SHA256SUMS\`, or on Windows \`certutil -hashfile FILE SHA256\`.`;
}

/** From Windows PE or a running Windows, with the new system's partition as W: and the EFI system partition as S:. */
function applySection({ archive, images }: ManifestFacts): string {
  const [first] = archive?.parts ?? [];
  const isSet = (archive?.parts.length ?? 0) > 1;
  const name = first?.name ?? 'install.wim';
  const set = isSet ? ' /SWMFile:install*.swm' : '';
  const holdsWindows = images.some(({ edition }) => edition !== undefined);
  const lines = [
    `dism.exe /Get-ImageInfo /ImageFile:${name}`,
    `dism.exe /Apply-Image /ImageFile:${name}${set} /Index:1 /ApplyDir:W:\\`,
    ...(holdsWindows
      ? ['md S:\\EFI\\Microsoft\\Boot', 'W:\\Windows\\System32\\bcdboot.exe W:\\Windows /s S: /f UEFI']
      : []),
  ];
  const whole = isSet
    ? 'All parts in one folder; no other program is needed. '
    : 'No other program is needed. ';
  const where = holdsWindows
    ? 'W: is the formatted partition of the new system, S: the EFI system partition.'
    : 'W: is the formatted partition.';
  return `### Apply with DISM\n\n${whole}${where}\n\n\`\`\`bat\n${lines.join('\n')}\n\`\`\``;
}
