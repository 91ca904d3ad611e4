/**
 * Expressions, evaluated by GitHub's own evaluator. Where GitHub would give an empty text for a name that nobody
 * declared, the player refuses: that is how a renamed output is found.
 */

import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';
import { TokenType, type Token } from '@actions/expressions/lexer';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { Expression, type Node } from './tree.js';

export type Data = data.ExpressionData;

/** What an expression may name, and the functions that tell the status. */
export interface Scope {
  readonly contexts: Readonly<Record<string, unknown>>;
  readonly functions: Readonly<Record<string, () => boolean>>;
}

/** Names that are all there are: any other is an error. */
export class Closed {
  readonly values: ReadonlyMap<string, unknown>;
  readonly what: string;

  /** @param what the names are of: "needs.plan.outputs" */
  constructor(what: string, values: Iterable<readonly [string, unknown]>) {
    this.what = what;
    this.values = new Map(values);
  }
}

class ClosedDictionary extends data.Dictionary {
  readonly #what: string;

  constructor({ what, values }: Closed) {
    super(...Array.from(values, ([key, value]) => ({ key, value: dataOf(value) })));
    this.#what = what;
  }

  override get(key: string): Data {
    const value = super.get(key);
    if (value !== undefined) return value;
    const names = this.pairs().map((pair) => pair.key);
    throw new Error(`${this.#what} has no "${key}", only ${names.join(', ') || 'nothing'}`);
  }
}

export function dataOf(value: unknown): Data {
  if (value instanceof Closed) return new ClosedDictionary(value);
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(dataOf));
  if (typeof value === 'object') {
    return new data.Dictionary(
      ...Object.entries(value).map(([key, inner]) => ({ key, value: dataOf(inner) })),
    );
  }
  throw new Error(`${typeof value} is no data of an expression`);
}

/** @throws what the expression gets wrong, with the place it stands at */
function evaluate({ text, where }: Expression, scope: Scope): Data {
  const functions: FunctionDefinition[] = Object.entries(scope.functions).map(([name, told]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(told()),
  }));
  try {
    const parser = new Parser(tokensOf(text), Object.keys(scope.contexts), functions);
    const known = new Map(functions.map((definition) => [definition.name, definition]));
    const contexts = new ClosedDictionary(new Closed('this place', Object.entries(scope.contexts)));
    return new Evaluator(parser.parse(), contexts, known.set('format', FORMAT)).evaluate();
  } catch (error) {
    throw new Error(`${where}: ${text}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Version 0.3.61 takes back only the first of a text's doubled quotation marks; GitHub all. */
function tokensOf(text: string): Token[] {
  return new Lexer(text)
    .lex()
    .tokens.map((token) =>
      token.type === TokenType.STRING
        ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
        : token,
    );
}

const GITHUB_FORMAT = wellKnownFunctions['format'];
if (GITHUB_FORMAT === undefined) throw new Error('GitHub has no function "format"');

/** GitHub writes "Array" or "Object" for what is no text. */
const FORMAT: FunctionDefinition = {
  ...GITHUB_FORMAT,
  call: (...words) => {
    for (const word of words) if (!word.primitive) throw new Error(`${kindOf(word)} as text`);
    return GITHUB_FORMAT.call(...words);
  },
};

function kindOf(value: Data): string {
  return value instanceof data.Array ? 'a list' : 'an object';
}

/** What a node comes to: data of JSON. */
export function valueOf(node: Node | undefined, scope: Scope): unknown {
  if (node instanceof Expression) return plain(evaluate(node, scope));
  if (node instanceof Map) {
    const entries = Array.from(node as ReadonlyMap<string, Node>, ([key, inner]) => [
      key,
      valueOf(inner, scope),
    ]);
    return Object.fromEntries(entries) as unknown;
  }
  if (Array.isArray(node)) return (node as readonly Node[]).map((inner) => valueOf(inner, scope));
  return node;
}

function plain(value: Data): unknown {
  return JSON.parse(JSON.stringify(value, data.replacer)) as unknown;
}

/** What a node comes to as text: of an environment, an input, a script. */
export function textOf(node: Node | undefined, scope: Scope): string {
  const value = node instanceof Expression ? evaluate(node, scope) : dataOf(valueOf(node, scope));
  if (!value.primitive)
    throw new Error(
      `${node instanceof Expression ? `${node.where}: ${node.text}: ` : ''}${kindOf(value)} as text`,
    );
  return value.coerceString();
}

export function textsOf(nodes: ReadonlyMap<string, Node>, scope: Scope): Record<string, string> {
  return Object.fromEntries(Array.from(nodes, ([name, node]) => [name, textOf(node, scope)]));
}

/** Whether a condition holds, by GitHub's rules for what is false: nothing, false, 0, empty text. */
export function isTrue(condition: Expression, scope: Scope): boolean {
  const value = plain(evaluate(condition, scope));
  return value !== null && value !== false && value !== 0 && value !== '';
}
