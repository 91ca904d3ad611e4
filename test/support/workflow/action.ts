/** An action: what it declares, and the file that the runner starts. */

import path from 'node:path';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { convertActionTemplate, parseAction } from '@actions/workflow-parser/actions/index';
import { OTHERS } from './others.js';
import type { Source } from './source.js';
import { Expression, type Node } from './tree.js';

export interface Action {
  /** By its name: whether it must be given, and its default. */
  readonly inputs: ReadonlyMap<string, { readonly required: boolean; readonly fallback: Node }>;
  readonly outputs: readonly string[];
  readonly main: string;
  readonly post: string | null;
  readonly postIf: string;
  /** "contents: read": what the job must be permitted. */
  readonly needs: readonly string[];
}

/** An action of a repository, from its `action.yml`. @param folder in the repository, '' for its root */
export function readAction(source: Source, folder: string): Action {
  const file = path.posix.join(folder, 'action.yml');
  const { context, value } = parseAction(
    { name: file, content: source.read(file) },
    new NoOperationTraceWriter(),
  );
  if (value === undefined) throw new Error(`${file}: is empty`);
  const template = convertActionTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  const { runs } = template;
  if (runs.using !== 'node24') throw new Error(`${file}: using ${runs.using} is not played`);
  if (runs.pre !== undefined) throw new Error(`${file}: runs.pre is not played`);
  const at = (main: string) => path.join(source.folder, folder, main);
  const inputs = (template.inputs ?? []).map((input) => {
    const text = input.default?.toString() ?? '';
    const [, inner] = /^\$\{\{(.*)\}\}$/s.exec(text.trim()) ?? [];
    const fallback = inner === undefined ? text : new Expression(inner.trim(), `${file}: ${input.id}`);
    return [input.id, { required: input.required === true, fallback }] as const;
  });
  return {
    inputs: new Map(inputs),
    outputs: (template.outputs ?? []).map(({ id }) => id),
    main: at(runs.main),
    post: runs.post === undefined ? null : at(runs.post),
    postIf: runs.postIf ?? 'always()',
    needs: [],
  };
}

/** The counterpart of somebody else's action. @throws where there is none */
export function otherAction(name: string): Action {
  const other = OTHERS[name];
  if (other === undefined) throw new Error(`${name}: nobody plays this action`);
  const inputs = Object.entries(other.inputs).map(([id, text]) => {
    const isExpression = text.startsWith('github.');
    const fallback = isExpression ? new Expression(text, `${name}: ${id}`) : text;
    return [id, { required: other.required.includes(id), fallback }] as const;
  });
  return {
    inputs: new Map(inputs),
    outputs: other.outputs,
    main: path.join(import.meta.dirname, 'others', other.main),
    post: null,
    postIf: 'always()',
    needs: other.permissions,
  };
}
