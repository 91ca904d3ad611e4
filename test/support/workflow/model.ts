/** A workflow in the words of the player. */

import type { Expression, Node } from './tree.js';

export type Level = 'none' | 'read' | 'write';
/** By its name; a name that is not there is `none`. */
export type Permissions = ReadonlyMap<string, Level>;

export interface Defaults {
  readonly shell: string | null;
  readonly directory: string | null;
}

export interface Input {
  readonly type: string;
  readonly required: boolean;
  readonly fallback: Node | undefined;
  readonly options: readonly string[];
}

/** What a workflow that others call takes and gives. */
export interface Interface {
  readonly inputs: ReadonlyMap<string, Input>;
  /** Whether it must be given, by its name. */
  readonly secrets: ReadonlyMap<string, boolean>;
  readonly outputs: ReadonlyMap<string, Node>;
}

export interface Workflow {
  readonly file: string;
  readonly name: string;
  readonly events: ReadonlyMap<string, Node>;
  readonly call: Interface | null;
  readonly dispatch: ReadonlyMap<string, Input>;
  readonly env: ReadonlyMap<string, Node>;
  readonly defaults: Defaults;
  readonly permissions: Permissions | null;
  readonly concurrency: Node | undefined;
  readonly jobs: readonly Job[];
}

interface AnyJob {
  readonly id: string;
  readonly name: Node | undefined;
  readonly needs: readonly string[];
  readonly condition: Expression;
  readonly strategy: Strategy | null;
  readonly permissions: Permissions | null;
  readonly concurrency: Node | undefined;
}

export interface Strategy {
  readonly matrix: Node | undefined;
  readonly failFast: Node | undefined;
  readonly maxParallel: Node | undefined;
}

export interface CallingJob extends AnyJob {
  readonly kind: 'call';
  readonly uses: string;
  readonly inputs: ReadonlyMap<string, Node>;
  readonly secrets: ReadonlyMap<string, Node> | 'inherit';
}

export interface RunningJob extends AnyJob {
  readonly kind: 'run';
  readonly runsOn: Node;
  readonly env: ReadonlyMap<string, Node>;
  readonly defaults: Defaults;
  readonly outputs: ReadonlyMap<string, Node>;
  readonly timeout: Node | undefined;
  readonly mayFail: Node | undefined;
  readonly steps: readonly Step[];
}

export type Job = CallingJob | RunningJob;

export interface Step {
  readonly id: string | null;
  readonly name: Node | undefined;
  readonly condition: Expression;
  readonly env: ReadonlyMap<string, Node>;
  readonly mayFail: Node | undefined;
  readonly timeout: Node | undefined;
  readonly does:
    | { readonly kind: 'uses'; readonly uses: string; readonly inputs: ReadonlyMap<string, Node> }
    | {
        readonly kind: 'run';
        readonly script: Node;
        readonly shell: Node | undefined;
        readonly directory: Node | undefined;
      };
}
