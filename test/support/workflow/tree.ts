/** A workflow's YAML as GitHub's own parser reads it: values, and expressions that nobody has evaluated yet. */

import {
  convertWorkflowTemplate,
  isBasicExpression,
  isBoolean,
  isLiteral,
  isMapping,
  isNumber,
  isSequence,
  isString,
  NoOperationTraceWriter,
  parseWorkflow,
  type WorkflowTemplate,
} from '@actions/workflow-parser';

type Token = NonNullable<ReturnType<typeof parseWorkflow>['value']>;

/** What `${{ }}` holds; text around it is already a `format(…)`. */
export class Expression {
  readonly text: string;
  readonly where: string;

  constructor(text: string, where: string) {
    this.text = text;
    this.where = where;
  }
}

export type Node =
  null | boolean | number | string | Expression | readonly Node[] | ReadonlyMap<string, Node>;

/** The file as it is written, and what GitHub makes of its conditions and jobs. */
export interface Parsed {
  readonly tree: Mapping;
  readonly template: WorkflowTemplate;
}

/** @throws what GitHub's parser finds wrong, its unknown keys and contexts included */
export async function parseTree(file: string, content: string): Promise<Parsed> {
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  if (value === undefined) throw new Error(`${file}: is empty`);
  const template = await convertWorkflowTemplate(context, value);
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return { tree: mappingOf(nodeOf(value, file), file), template };
}

function nodeOf(token: Token, file: string): Node {
  if (isMapping(token)) {
    const nodes = new Map<string, Node>();
    for (const { key, value } of token) nodes.set(key.assertString('key').value, nodeOf(value, file));
    return nodes;
  }
  if (isSequence(token)) return Array.from(token, (element) => nodeOf(element, file));
  if (isBasicExpression(token)) return new Expression(token.expression, `${file}:${token.line ?? 0}`);
  if (isString(token) || isBoolean(token) || isNumber(token)) return token.value;
  if (isLiteral(token)) return null;
  throw new Error(`${file}:${token.line ?? 0}: ${token.typeName()} is not played`);
}

/** A mapping of which every key is taken, or refused. */
export class Mapping {
  readonly where: string;
  readonly #left: Map<string, Node>;

  constructor(nodes: ReadonlyMap<string, Node>, where: string) {
    this.#left = new Map(nodes);
    this.where = where;
  }

  take(key: string): Node | undefined {
    const node = this.#left.get(key);
    this.#left.delete(key);
    return node;
  }

  text(key: string): string | undefined {
    const node = this.take(key);
    if (node === undefined || typeof node === 'string') return node;
    throw new Error(`${this.where}.${key}: expected text`);
  }

  flag(key: string): boolean {
    const node = this.take(key) ?? false;
    if (typeof node === 'boolean') return node;
    throw new Error(`${this.where}.${key}: expected true or false`);
  }

  /** A mapping whose keys are names; an empty one where there is none. */
  nodes(key: string): ReadonlyMap<string, Node> {
    const node = this.take(key) ?? new Map<string, Node>();
    if (node instanceof Map) return node as ReadonlyMap<string, Node>;
    throw new Error(`${this.where}.${key}: expected names with values`);
  }

  mapping(key: string): Mapping {
    return new Mapping(this.nodes(key), `${this.where}.${key}`);
  }

  /** The mappings behind names that the file chose: jobs, inputs. */
  *named(key: string): Generator<readonly [string, Mapping]> {
    for (const [name, node] of this.nodes(key)) {
      const where = `${this.where}.${key}.${name}`;
      yield [name, mappingOf(node ?? new Map<string, Node>(), where)];
    }
  }

  list(key: string): readonly Node[] {
    const node = this.take(key) ?? [];
    return Array.isArray(node) ? (node as readonly Node[]) : [node];
  }

  texts(key: string): readonly string[] {
    return this.list(key).map((node) => {
      if (typeof node === 'string') return node;
      throw new Error(`${this.where}.${key}: expected text`);
    });
  }

  /** @throws where a key was not taken: nothing is passed over */
  end(): void {
    const [key] = this.#left.keys();
    if (key !== undefined) throw new Error(`${this.where}.${key}: is not played`);
  }
}

export function mappingOf(node: Node, where: string): Mapping {
  if (node instanceof Map) return new Mapping(node as ReadonlyMap<string, Node>, where);
  throw new Error(`${where}: expected keys and values`);
}
