/**
 * Makes the pictures of README.md in docs/pictures/, from real runs of the program:
 *
 *     npm run picture
 *
 * build.svg is what the first command of the README writes on a terminal; diff.png the page of `diff --html`, of the
 * example and of the same after a made-up month of servicing. It needs Chromium or Chrome, and Linux, where the files
 * of the example are changed as any others.
 */

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from '../build/test/support/browser.js';
import { noise } from './quickstart/content.mjs';

const OUT = path.join('docs', 'pictures');
const PROGRAM = path.resolve('build', 'src', 'cli', 'index.js');
/** What stands for the folder of the clone. */
const HOME = '/home/you/image-factory';
const PATCHED = { build: 7462, kb: 'KB5072033' };
const TOKEN = '31bf3856ad364e35';

const folder = mkdtempSync(path.join(tmpdir(), 'pictures-'));
try {
  mkdirSync(OUT, { recursive: true });
  writeFileSync(path.join(OUT, 'build.svg'), terminal(firstCommand()));
  const page = diffPage();
  writeFileSync(path.join(OUT, 'diff.png'), screenshot(page, 'light'));
  writeFileSync(path.join(OUT, 'diff-dark.png'), screenshot(page, 'dark'));
  for (const name of readdirSync(OUT)) console.log(`${statSync(path.join(OUT, name)).size}  ${name}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The command and what it writes, a line each. */
function firstCommand() {
  const words = ['build', 'examples/quickstart/image.yml'];
  const out = path.join(folder, 'quickstart');
  const { stdout, stderr } = factory(...words, '--out', out, '--work', path.join(folder, 'work'));
  const [list, rest] = [readdirSync(out).toSorted((a, b) => a.localeCompare(b, 'en')), `${stderr}${stdout}`];
  const said = rest.replaceAll(out, path.join(HOME, 'release')).replaceAll(path.resolve('.'), HOME);
  return [
    `$ node dist/cli/index.js ${words.join(' ')}`,
    ...said.trimEnd().split('\n'),
    '',
    '$ ls release',
    list.join('  '),
  ];
}

/** @param {readonly string[]} words */
function factory(...words) {
  return run(process.execPath, [PROGRAM, ...words]);
}

/** @param {string} program @param {readonly string[]} words */
function run(program, words, cwd = '.') {
  const result = spawnSync(program, words, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0) throw new Error(`${program} ${words.join(' ')}: ${result.stderr}`);
  return result;
}

/** Lines as a terminal shows them. @param {readonly string[]} lines */
function terminal(lines) {
  const [width, line, top] = [860, 19, 54];
  const height = top + lines.length * line + 12;
  const rows = lines.map((text, index) => {
    const [, name = '', value = ''] = /^( {2}\w+ +)(.+)$/.exec(text) ?? [];
    const isCommand = text.startsWith('$ ');
    const body = isCommand
      ? `<tspan class="dim">$</tspan>${escaped(text.slice(1))}`
      : name === ''
        ? escaped(shortened(text))
        : `<tspan class="dim">${escaped(name)}</tspan>${escaped(value)}`;
    return `<text x="20" y="${top + index * line}"${isCommand ? ' class="command"' : ''}>${body}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The first command of the README and what it writes">
<style>
text { font: 13.5px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #d6dce4; white-space: pre }
.dim { fill: #8b98a8 }
.command { fill: #8fd18f }
</style>
<rect width="${width}" height="${height}" rx="10" fill="#161b22"/>
<circle cx="24" cy="20" r="6" fill="#ff5f57"/><circle cx="44" cy="20" r="6" fill="#febc2e"/><circle cx="64" cy="20" r="6" fill="#28c840"/>
${rows.join('\n')}
</svg>
`;
}

/** @param {string} text */
function shortened(text) {
  return text.replace(/([0-9a-f]{16})[0-9a-f]{48}/, '$1…');
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** @returns {string} the page of a diff between two releases */
function diffPage() {
  const [before, after] = [path.join(folder, 'before'), path.join(folder, 'after')];
  factory('apply', 'examples/quickstart/reference.vhdx', before);
  nameAssemblies(path.join(before, 'Windows', 'WinSxS'));
  cpSync(before, after, { recursive: true, verbatimSymlinks: true });
  aMonthLater(after);
  const releases = [before, after].map((source, month) => {
    const version = month === 0 ? '2026.11' : '2026.12';
    const definition = path.join(folder, `${version}.yml`);
    const name = `win11-enterprise-${version}`;
    writeFileSync(
      definition,
      `name: win11-enterprise\nversion: "${version}"\nsource: { directory: ${source} }\nmachine: { hypervisor: none }\n`,
    );
    factory('build', definition, '--out', path.join(folder, name), '--work', path.join(folder, 'work'));
    return name;
  });
  run(process.execPath, [PROGRAM, 'diff', ...releases, '--html', 'diff.html'], folder);
  return path.join(folder, 'diff.html');
}

/** In Windows the number at the end of an assembly's folder has 16 digits, in the example 8. */
function nameAssemblies(store) {
  for (const name of readdirSync(store)) {
    if (/_[0-9a-f]{8}$/.test(name)) renameSync(path.join(store, name), path.join(store, `${name}00000000`));
  }
}

/** What a month of servicing leaves: a cumulative update with its assemblies, drivers, an app, the revision of the build. */
function aMonthLater(root) {
  const below = (...names) => path.join(root, ...names);
  const put = (file, size) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, noise(file.slice(root.length), size));
  };
  const packages = below('Windows', 'servicing', 'Packages');
  put(path.join(packages, `Package_for_${PATCHED.kb}~${TOKEN}~amd64~~26100.${PATCHED.build}.1.4.mum`), 4000);
  put(path.join(packages, `Package_for_RollupFix~${TOKEN}~amd64~~26100.${PATCHED.build}.1.20.mum`), 9000);
  const store = below('Windows', 'WinSxS');
  const assemblies = readdirSync(store).filter((name) => /_10\.0\.26100\.7171_/.test(name));
  for (const [index, name] of assemblies.filter((_, at) => at % 4 === 0).entries()) {
    const newer = path.join(store, name.replace('.7171_', `.${PATCHED.build}_`));
    renameSync(path.join(store, name), newer);
    for (const file of readdirSync(newer)) {
      put(path.join(newer, file), 60_000 + ((index * 7919) % 23) * 16_000);
      const used = below('Windows', 'System32', file);
      if (existsSync(used)) cpSync(path.join(newer, file), used);
    }
  }
  const drivers = below('Windows', 'System32', 'DriverStore', 'FileRepository');
  for (const name of ['netwtw10.inf_amd64_31d2c7f0', 'iigd_dch.inf_amd64_90ab41c2'])
    put(path.join(drivers, name, `${name.split('.')[0]}.sys`), name.startsWith('iigd') ? 1_900_000 : 700_000);
  const [gone = ''] = readdirSync(drivers);
  rmSync(path.join(drivers, gone), { recursive: true });
  const apps = below('Program Files', 'WindowsApps');
  put(path.join(apps, 'Contoso.Chat_2.1.0.0_x64__8wekyb3d8bbwe', 'chat.exe'), 1_100_000);
  put(path.join(apps, 'Contoso.Chat_2.1.0.0_x64__8wekyb3d8bbwe', 'resources.pri'), 90_000);
  put(below('Program Files', 'Contoso Reader', 'app.exe'), 520_000);
  put(below('Windows', 'Fonts', 'SegoeIcons.ttf'), 260_000);
  setRevision(below('Windows', 'System32', 'config', 'SOFTWARE'));
}

/** The value UBR of the hive, whose four bytes stand in the value's record, 12 before its name. */
function setRevision(file) {
  const hive = readFileSync(file);
  const at = hive.indexOf('UBR', 0, 'latin1');
  if (hive.readUInt32LE(at - 12) !== 7171) throw new Error(`${file}: UBR is not where it was`);
  hive.writeUInt32LE(PATCHED.build, at - 12);
  writeFileSync(file, hive);
}

/** At twice the size, for displays that have as many dots. @param {string} page @param {'light' | 'dark'} scheme */
function screenshot(page, scheme) {
  const file = path.join(folder, 'page.png');
  const browser = findBrowser();
  if (browser === null) throw new Error('No browser is here: install chromium');
  run(browser, [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1}`,
    '--window-size=1200,968',
    '--force-device-scale-factor=2',
    `--user-data-dir=${path.join(folder, 'profile')}`,
    '--virtual-time-budget=3000',
    `--screenshot=${file}`,
    pathToFileURL(page).href,
  ]);
  return readFileSync(file);
}
