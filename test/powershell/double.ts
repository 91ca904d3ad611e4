/**
 * The line to a double of Windows: a server in the test's own process, so that what it plays survives the factory. Each
 * request is one line of JSON; the answers are lines too and end with `end` or `error`.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A cmdlet whose parameters PowerShell's binder accepted; an object of the pipeline is among them. */
export interface CmdletCall {
  readonly kind: 'cmdlet';
  readonly name: string;
  readonly module: string;
  /** null: the cmdlet has one set. */
  readonly set: string | null;
  readonly parameters: Readonly<Record<string, Json>>;
}

/** A program with options that the contract lists. */
export interface CommandCall {
  readonly kind: 'command';
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

export interface ComCall {
  readonly kind: 'com';
  readonly operation: 'new' | 'get' | 'set' | 'call';
  readonly type: string;
  readonly object?: Json;
  readonly member?: string;
  readonly arguments?: readonly Json[];
}

export interface RegistryCall {
  readonly kind: 'registry';
  readonly operation: 'exists' | 'subkeys' | 'values' | 'setValue' | 'removeValue' | 'create' | 'remove';
  /** `HKEY_LOCAL_MACHINE\SOFTWARE\…` */
  readonly key: string;
  readonly name?: string;
  readonly value?: Json;
  readonly type?: string;
}

export interface SerialCall {
  readonly kind: 'serial';
  readonly operation: 'open' | 'write' | 'close';
  readonly port: string;
  /** base64 */
  readonly bytes: string | null;
}

export type DoubleCall =
  | CmdletCall
  | CommandCall
  | ComCall
  | RegistryCall
  | SerialCall
  /** Answers false where the host lacks the module. */
  | { readonly kind: 'module'; readonly name: string }
  /** Answers `{ name, sid, administrator, system }`. */
  | { readonly kind: 'identity' }
  /** Answers one `{ Name, VolumeLabel, DriveType, IsReady, AvailableFreeSpace }` a drive. */
  | { readonly kind: 'drives' }
  /** Answers the version resource of a file. */
  | { readonly kind: 'fileVersion'; readonly path: string };

/** What a script, or the double, did that the contract does not list: each is a failure, whatever the script makes of it. */
interface Violation {
  readonly kind: 'violation';
  readonly message: string;
}

export interface Reply {
  /** An object that the cmdlet writes; `$type` names its type. An array is written element by element. */
  out(value: Json): void;
  stdout(text: string): void;
  /** Aborted when the one that asked is gone. */
  readonly signal: AbortSignal;
}

type Handler<Call> = (call: Call, reply: Reply) => number | void | Promise<number | void>;

/** What the double plays. A number that a handler returns is the program's exit code. */
export type DoubleHandlers = {
  readonly [Kind in DoubleCall['kind']]?: Handler<Extract<DoubleCall, { kind: Kind }>>;
};

/** How Windows refuses: thrown by a handler, raised by the cmdlet as an error, not terminating unless said so. */
export class Refusal extends Error {
  readonly facts: RefusalFacts;

  constructor(message: string, facts: RefusalFacts) {
    super(message);
    this.facts = facts;
  }
}

export interface RefusalFacts {
  /** The first part of FullyQualifiedErrorId. */
  readonly id: string;
  readonly category?: string;
  readonly hresult?: number;
  readonly terminating?: boolean;
}

export interface Double {
  readonly address: string;
  /** All that was asked, in order. */
  readonly calls: readonly DoubleCall[];
  /** What no handler plays, handlers that broke, and what the contract does not list. A test ends with none. */
  readonly failures: readonly string[];
  close(): Promise<void>;
}

export async function startDouble(handlers: DoubleHandlers): Promise<Double> {
  const folder = mkdtempSync(path.join(tmpdir(), 'imgf-double-'));
  const address = path.join(folder, 'double.sock');
  const calls: DoubleCall[] = [];
  const failures: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const gone = new AbortController();
    const end = () => {
      sockets.delete(socket);
      gone.abort();
    };
    socket.on('close', end).on('error', end);
    let turn = Promise.resolve();
    createInterface({ input: socket })
      .on('error', end)
      .on('line', (line) => {
        const call = JSON.parse(line) as DoubleCall | Violation;
        if (call.kind === 'violation') {
          failures.push(call.message);
          socket.end(`${JSON.stringify({ end: true })}\n`);
          return;
        }
        calls.push(call);
        turn = turn.then(() => answer(handlers, call, socket, gone.signal, failures));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(address, resolve);
  });
  return {
    address,
    calls,
    failures,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answer(
  handlers: DoubleHandlers,
  call: DoubleCall,
  socket: Socket,
  signal: AbortSignal,
  failures: string[],
): Promise<void> {
  const say = (line: Json) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(line)}\n`);
  };
  const reply: Reply = {
    signal,
    out: (value) => {
      say({ out: value });
    },
    stdout: (text) => {
      say({ stdout: text });
    },
  };
  const handler = handlers[call.kind] as Handler<DoubleCall> | undefined;
  try {
    if (handler === undefined) {
      if (call.kind !== 'module') throw new Error(`the double plays no ${describe(call)}`);
      say({ out: true });
    }
    say({ end: true, exit: (await handler?.(call, reply)) ?? 0 });
  } catch (problem) {
    if (problem instanceof Refusal) {
      say({ error: { message: problem.message, ...problem.facts } });
    } else {
      const message = problem instanceof Error ? problem.message : String(problem);
      failures.push(`${describe(call)}: ${message}`);
      say({ error: { message, id: 'DoubleFailure', terminating: true } });
    }
  }
}

/** The words of a call: `com get IUpdate Title`. */
function describe(call: DoubleCall): string {
  return Object.values(call)
    .filter((word) => typeof word === 'string')
    .join(' ');
}
