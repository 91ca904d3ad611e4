/**
 * GitHub's own language service over workflows and actions, as a program: its packages import JSON in a way that Node
 * takes only with a loader. Each word is a file; standard output is a JSON object, by file what is wrong with it.
 */

import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const LOADER = `
import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (!url.endsWith('.json')) return next(url, context);
  return { format: 'module', shortCircuit: true, source: 'export default ' + (await readFile(new URL(url), 'utf8')) };
}`;

register(`data:text/javascript,${encodeURIComponent(LOADER)}`, pathToFileURL('./'));
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

const found: Record<string, readonly string[]> = {};
for (const file of process.argv.slice(2)) {
  // A template is judged as the workflow that it becomes.
  const name = /action\.ya?ml$/.test(file) ? 'action.yml' : '.github/workflows/workflow.yml';
  const document = TextDocument.create(`file:///repository/${name}`, 'yaml', 0, readFileSync(file, 'utf8'));
  const problems = await validate(document);
  found[file] = problems.map(({ message, range }) => `${range.start.line + 1}: ${textOf(message)}`);
}
console.log(JSON.stringify(found));

function textOf(message: string | { readonly value: string }): string {
  return typeof message === 'string' ? message : message.value;
}
