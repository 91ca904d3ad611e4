/**
 * Writes the reference from what the program itself says: docs/commands.md from the table of commands, docs/definition.md
 * from the schema, docs/inputs.md from the actions and the reusable workflows; and image/action.yml, which is action.yml
 * under a path. `npm run reference`, after the build. With `--check` nothing is written, and it fails where a file would change.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { COMMANDS } from '../build/src/cli/catalog.js';
import { usageOf } from '../build/src/cli/command.js';
import { GLOBAL_OPTIONS } from '../build/src/cli/help.js';
import { DEFINITION_SCHEMA, PENDING } from '../build/src/definition/index.js';

/** @typedef {import('../build/src/cli/command.js').CommandSpec} CommandSpec */
/** @typedef {import('../build/src/cli/command.js').OptionSpec} OptionSpec */
/** @typedef {Record<string, any>} Schema */

/** What the schema says of each path, and the page once. */
const RELATIVE = 'A relative path starts from the folder of the definition.';

const pages = {
  'docs/commands.md': commandsPage(),
  'docs/definition.md': definitionPage(),
  'docs/inputs.md': inputsPage(),
  'image/action.yml': imageAction(),
};
for (const [file, text] of Object.entries(pages)) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file}: is not what the source gives: run "npm run reference" and commit it.`);
    process.exitCode = 1;
  }
}

/** `$/`, the repository of a reusable workflow, needs a path behind it. */
function imageAction() {
  const text = readFileSync('action.yml', 'utf8').replaceAll(': dist/', ': ../dist/');
  return `# Written by "npm run reference" from the action.yml of the root, for "$/image" of the reusable workflows.\n${text}`;
}

function commandsPage() {
  return [
    '# Commands',
    '',
    'What `image-factory COMMAND --help` says, on one page. It is written by `npm run reference` from `src/cli/catalog.ts`.',
    '',
    'Every command has these options, and `--json` where it prints data:',
    '',
    ...optionTable(GLOBAL_OPTIONS),
    ...COMMANDS.flatMap(commandSection),
  ].join('\n');
}

/** @param {CommandSpec} command */
function commandSection(command) {
  const options = Object.fromEntries(
    Object.entries(command.options).filter(([, { refused }]) => refused === undefined),
  );
  return [
    `## ${command.name}`,
    '',
    `${capital(plain(command.summary))}.`,
    '',
    `\`image-factory ${usageOf(command)}\``,
    '',
    ...(command.details ?? []).flatMap((text) => [plain(text), '']),
    ...(Object.keys(options).length === 0 ? [] : optionTable(options)),
    ...(command.json ? ['It has `--json`.', ''] : []),
    '<!-- needs: files -->',
    '',
    '```sh',
    ...command.examples,
    '```',
    '',
  ];
}

/** @param {Readonly<Record<string, OptionSpec>>} options */
function optionTable(options) {
  const rows = Object.entries(options).map(([name, { short, value, multiple, description }]) => {
    const words = [
      ...(short === undefined ? [] : [`-${short}`]),
      value === undefined ? `--${name}` : `--${name} ${value}`,
    ];
    return `| ${words.map((word) => `\`${word}\``).join(', ')} | ${plain(description)}${multiple === true ? '; may be given several times' : ''} |`;
  });
  return ['| | |', '| --- | --- |', ...rows, ''];
}

function definitionPage() {
  const { properties, required } = /** @type {Schema} */ (DEFINITION_SCHEMA);
  const rows = Object.entries(properties).filter(([, schema]) => !hasKeys(schema));
  const parts = Object.entries(properties).filter(([, schema]) => hasKeys(schema));
  return [
    '# The definition',
    '',
    'Every key of `image.yml`. This page is written by `npm run reference` from `src/definition/schema.ts`, as is the schema that',
    '`image-factory schema` prints for editors. A key that does nothing yet is refused by name.',
    '',
    `Required are ${required.map((/** @type {string} */ key) => `\`${key}\``).join(' and ')}. ${RELATIVE}`,
    '',
    ...keyTable(rows.map(([key, schema]) => [key, schema])),
    ...parts.flatMap(([key, schema]) => [
      `## ${key}`,
      '',
      plain(described(schema)),
      '',
      ...keyTable(keysOf(key, schema)),
    ]),
  ].join('\n');
}

/** @param {Schema} schema whether it has keys of its own, or its items do */
function hasKeys(schema) {
  return (schema.items ?? schema).properties !== undefined;
}

/** @param {Schema} schema of a list its items say more than it does itself */
function described(schema) {
  const said = schema.description.replace(` ${RELATIVE}`, '');
  return schema.items?.properties === undefined ? said : `${said} ${schema.items.description}`;
}

/** @param {string} path as it is written, from the root @param {Schema} schema @returns {[string, Schema][]} */
function keysOf(path, schema) {
  const inner = schema.items?.properties === undefined ? schema : schema.items;
  const here = inner === schema ? path : `${path}[]`;
  return Object.entries(inner.properties).flatMap(([key, value]) => {
    const name = `${here}.${key}`;
    // The steps of a variant are those of the definition.
    if (!hasKeys(value) || value.items === DEFINITION_SCHEMA.properties.customize.items)
      return [[name, value]];
    return keysOf(name, value);
  });
}

/** @param {readonly (readonly [string, Schema])[]} keys */
function keyTable(keys) {
  const rows = keys.map(([name, schema]) => {
    const instead = PENDING.find(([path]) => path === name);
    const said = [
      plain(described(schema)),
      ...(schema.default === undefined ? [] : [`Default: \`${schema.default}\`.`]),
      ...(instead === undefined ? [] : [`In this version only \`${String(instead[2])}\`.`]),
    ];
    return `| \`${name}\` | ${kindOf(schema)} | ${said.join(' ')}${exampleOf(schema)} |`;
  });
  return ['| key | | |', '| --- | --- | --- |', ...rows, ''];
}

/** @param {Schema} schema */
function kindOf(schema) {
  if (schema.enum !== undefined)
    return schema.enum.map((/** @type {unknown} */ value) => `\`${String(value)}\``).join(', ');
  return plain(
    schema.items?.properties === undefined && schema.items !== undefined
      ? `${schema.title}: ${schema.items.title}`
      : schema.title,
  );
}

/** @param {Schema} schema */
function exampleOf(schema) {
  const examples = (schema.examples ?? []).filter((/** @type {unknown} */ value) => value !== schema.default);
  if (examples.length === 0) return '';
  const words = examples.map(
    (/** @type {unknown} */ value) => `\`${Array.isArray(value) ? JSON.stringify(value) : String(value)}\``,
  );
  return ` Example: ${words.join(', ')}`;
}

function inputsPage() {
  const actions = { 'action.yml': '', 'fetch/action.yml': '/fetch', 'publish/action.yml': '/publish' };
  const folder = '.github/workflows';
  const workflows = readdirSync(folder)
    .map((name) => ({ name: `${folder}/${name}`, call: read(`${folder}/${name}`).on.workflow_call }))
    .filter(({ call }) => call !== undefined);
  return [
    '# Inputs and outputs',
    '',
    'Of the actions and of the reusable workflows ([workflows.md](workflows.md)), as their files say. This page is written by',
    '`npm run reference`.',
    '',
    ...Object.entries(actions).flatMap(([file, place]) =>
      interfaceOf(`OWNER/image-factory${place}@main`, file, read(file)),
    ),
    ...workflows.flatMap(({ name, call }) => interfaceOf(`OWNER/image-factory/${name}@main`, name, call)),
  ].join('\n');
}

/** @param {string} file @returns {Schema} */
function read(file) {
  return parse(readFileSync(file, 'utf8'));
}

/** @param {string} title @param {string} file @param {Schema} of an action, or what a workflow says under workflow_call */
function interfaceOf(title, file, { inputs = {}, secrets = {}, outputs = {} }) {
  return [
    `## ${title}`,
    '',
    `From [\`${file}\`](../${file}).`,
    '',
    ...inputTable('input', inputs),
    ...(Object.keys(secrets).length === 0 ? [] : inputTable('secret', secrets)),
    '| output | |',
    '| --- | --- |',
    ...Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${said(description)} |`),
    '',
  ];
}

/** @param {string} kind @param {Schema} inputs */
function inputTable(kind, inputs) {
  const rows = Object.entries(inputs).map(([name, { description, required, default: value = '' }]) => {
    const text = String(value).replace(/^\$\{\{ (.*) \}\}$/, '$1');
    return `| \`${name}\` | ${required === true ? 'required' : text === '' ? '' : `\`${text}\``} | ${said(description)} |`;
  });
  return [`| ${kind} | default | |`, '| --- | --- | --- |', ...rows, ''];
}

/** YAML leaves no room for a colon. @param {string} description */
function said(description) {
  return plain(description.replaceAll(' - ', ': '));
}

/** @param {string} text */
function plain(text) {
  return text.replace(/[\\`*_<>|[\]]/g, (sign) => `\\${sign}`);
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
