/**
 * GitHub's own language service over workflows and actions, as a program: its packages import JSON in a way that Node
 * takes only with a loader. Each word is a file; standard output is a JSON object, by file what is wrong with it.
 */

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ValidationConfig } from '@actions/languageservice';

const LOADER = `
import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (!url.endsWith('.json')) return next(url, context);
  return { format: 'module', shortCircuit: true, source: 'export default ' + (await readFile(new URL(url), 'utf8')) };
}`;

register(`data:text/javascript,${encodeURIComponent(LOADER)}`, pathToFileURL('./'));
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

/** "$/setup", what a template names as OWNER/image-factory, and a template beside which another one is copied. */
const fileProvider: NonNullable<ValidationConfig['fileProvider']> = {
  async getFileContent(reference) {
    const isOther =
      'owner' in reference && `${reference.owner}/${reference.repository}` !== 'OWNER/image-factory';
    if (isOther) throw new Error('a file of another repository');
    const beside = reference.path.replace(/^\.github\/(?=workflows\/)/, '');
    const content = readFile(reference.path, 'utf8').catch(() => readFile(beside, 'utf8'));
    return { name: reference.path, content: await content };
  },
};

const found: Record<string, readonly string[]> = {};
for (const [at, file] of process.argv.slice(2).entries()) {
  // A template is judged as the workflow that it becomes. What is read is kept by its address: each needs its own.
  const name = /action\.ya?ml$/.test(file) ? `${at}/action.yml` : `.github/workflows/${at}.yml`;
  const document = TextDocument.create(`file:///repository/${name}`, 'yaml', 0, readFileSync(file, 'utf8'));
  const problems = await validate(document, { fileProvider });
  found[file] = problems.map(({ message, range }) => `${range.start.line + 1}: ${textOf(message)}`);
}
console.log(JSON.stringify(found));

function textOf(message: string | { readonly value: string }): string {
  return typeof message === 'string' ? message : message.value;
}
