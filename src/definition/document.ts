/** The YAML of a definition as plain values, and where in the file each of them stands. */

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';

/** Keys of mappings and numbers of list items, from the root. */
export type Path = readonly (string | number)[];

export interface Position {
  /** Counted from 1, like `column`. */
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem extends Position {
  readonly found: string;
}

export interface YamlDocument {
  /** undefined where the YAML cannot be read; of a key that stands twice it has the last value. */
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly YamlProblem[];
  /** Where the value at `path` stands; where it is missing, the nearest that would hold it. */
  positionOf(path: Path): Position;
  /** Where the last key of `path` stands. */
  positionOfKey(path: Path): Position;
}

/** Aliases may stand for one another; more copies than this is an attack, not a definition. */
const MAX_ALIASES = 100;

export function parseYaml(text: string): YamlDocument {
  const lines = new LineCounter();
  // The parser compares every key with every other to find duplicates: minutes for a hostile file.
  const document = parseDocument(text, {
    lineCounter: lines,
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
  });
  const problems = document.errors.map(({ message, pos }) => ({ ...place(lines, pos[0]), found: message }));
  if (problems.length === 0) problems.push(...strayAliases(document, lines));
  if (problems.length > 0) return broken(problems.toSorted(byPosition));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return broken([{ line: 1, column: 1, found: (error as Error).message }]);
  }
  const at = (node: unknown): Position => place(lines, (node as Node | null)?.range?.[0] ?? 0);
  return {
    value,
    problems: doubledKeys(document, lines),
    positionOf: (path) => at(nodesAlong(document, path).node),
    positionOfKey: (path) => at(nodesAlong(document, path).key),
  };
}

export function byPosition(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}

function broken(problems: readonly YamlProblem[]): YamlDocument {
  const start = { line: 1, column: 1 };
  return { value: undefined, problems, positionOf: () => start, positionOfKey: () => start };
}

function place(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Aliases of anchors that were not set before them. */
function strayAliases(document: Document, lines: LineCounter): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const anchors = new Set<string>();
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor !== undefined) anchors.add(node.anchor);
    },
    Alias(_, alias) {
      if (anchors.has(alias.source)) return;
      const at = place(lines, alias.range?.[0] ?? 0);
      problems.push({ ...at, found: `no anchor "&${alias.source}" stands before this` });
    },
  });
  return problems;
}

/** Keys that stand twice in a mapping. */
function doubledKeys(document: Document, lines: LineCounter): YamlProblem[] {
  const problems: YamlProblem[] = [];
  const at = (node: unknown) => place(lines, (node as Node).range?.[0] ?? 0);
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        const first = seen.get(keyText(key));
        if (first === undefined) seen.set(keyText(key), at(key).line);
        else
          problems.push({ ...at(key), found: `the key "${keyText(key)}" stands in line ${first} already` });
      }
    },
  });
  return problems;
}

/** Follows `path` as far as it leads. */
function nodesAlong(document: Document, path: Path): { node: unknown; key: unknown } {
  let node: unknown = document.contents;
  let key: unknown = node;
  for (const name of path) {
    const holder = isAlias(node) ? node.resolve(document) : node;
    if (isMap(holder)) {
      const pair = pairsOf(holder).get(String(name));
      if (pair === undefined) break;
      key = pair.key;
      node = pair.value ?? pair.key;
    } else if (isSeq(holder) && holder.items[Number(name)] !== undefined) {
      node = holder.items[Number(name)];
      key = node;
    } else break;
  }
  return { node, key };
}

/** Without this, a hostile mapping of many wrong keys is searched from its beginning for each of them. */
const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();

function pairsOf(map: YAMLMap): Map<string, Pair> {
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    indexes.set(map, index);
  }
  return index;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
