/** Worker threads that start when there is work, each with a short queue, so that none waits for the main thread. */

import type { Worker } from 'node:worker_threads';
import { FactoryError } from '../errors.js';
import type { Made, Reply, Request, Work } from './messages.js';

interface Task {
  readonly work: Work;
  /** The buffers that move to the worker. */
  readonly transfer: ArrayBuffer[];
  readonly resolve: (made: Made) => void;
  readonly reject: (error: FactoryError) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly tasks: Map<number, Task>;
}

/** Tasks at a worker: the one that it works on, and the next. */
const DEPTH = 2;

export class Workers {
  readonly #limit: number;
  readonly #startWorker: () => Worker;
  readonly #threads = new Set<Thread>();
  readonly #queue: Task[] = [];
  #nextId = 1;
  #pending = 0;
  #closed = false;

  /** @param start makes a worker thread that answers each Request with a Reply, in order */
  constructor(limit: number, start: () => Worker) {
    this.#limit = limit;
    this.#startWorker = start;
  }

  /** Tasks that were given and are not settled. */
  get pending(): number {
    return this.#pending;
  }

  run(work: Work, transfer: ArrayBuffer[]): Promise<Made> {
    if (this.#closed) return Promise.reject(closedError());
    this.#pending++;
    const made = new Promise<Made>((resolve, reject) => {
      this.#queue.push({ work, transfer, resolve, reject });
    });
    this.#dispatch();
    return made.finally(() => {
      this.#pending--;
    });
  }

  /** Starts threads until there are `count`, or as many as there may be. */
  start(count: number): void {
    while (!this.#closed && this.#threads.size < Math.min(count, this.#limit)) this.#startThread();
  }

  /** Ends every thread; tasks that are not settled are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#queue.splice(0)) task.reject(closedError());
    const threads = [...this.#threads];
    for (const thread of threads) this.#drop(thread, closedError());
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const thread = this.#freeThread();
      if (thread === undefined) return;
      this.#send(thread, this.#queue.shift()!);
    }
  }

  /** An idle thread, else a new one, else one with room in its queue. */
  #freeThread(): Thread | undefined {
    let free: Thread | undefined;
    for (const thread of this.#threads) {
      if (thread.tasks.size < (free?.tasks.size ?? DEPTH)) free = thread;
    }
    if (free?.tasks.size !== 0 && this.#threads.size < this.#limit) return this.#startThread();
    return free;
  }

  #startThread(): Thread {
    const thread: Thread = { worker: this.#startWorker(), tasks: new Map() };
    this.#threads.add(thread);
    thread.worker.unref();
    thread.worker.on('message', (reply: Reply) => {
      this.#settle(thread, reply);
    });
    thread.worker.on('error', (error: unknown) => {
      this.#drop(thread, crashError(error));
    });
    thread.worker.on('exit', (status) => {
      this.#drop(thread, crashError(new Error(`it exited with status ${status}`)));
    });
    return thread;
  }

  /** A thread holds the process only while it has work. */
  #send(thread: Thread, task: Task): void {
    const id = this.#nextId++;
    thread.worker.postMessage({ id, work: task.work } satisfies Request, task.transfer);
    if (thread.tasks.size === 0) thread.worker.ref();
    thread.tasks.set(id, task);
  }

  #settle(thread: Thread, reply: Reply): void {
    const task = thread.tasks.get(reply.id);
    thread.tasks.delete(reply.id);
    if (thread.tasks.size === 0) thread.worker.unref();
    this.#dispatch();
    if ('made' in reply) task?.resolve(reply.made);
    else task?.reject(new FactoryError(reply.failure.code, reply.failure.details));
  }

  #drop(thread: Thread, error: FactoryError): void {
    if (!this.#threads.delete(thread)) return;
    for (const task of thread.tasks.values()) task.reject(error);
    thread.tasks.clear();
    thread.worker.unref();
    this.#dispatch();
  }
}

function closedError(): FactoryError {
  return new FactoryError('interrupted', {
    subject: 'the codec workers',
    found: 'were closed before the work was done',
  });
}

function crashError(error: unknown): FactoryError {
  const { code, message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  const isMemory = code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new FactoryError(isMemory ? 'memory' : 'host', {
    subject: 'a codec worker',
    found: `ended in the middle of its work: ${message ?? 'it threw what is no error'}`,
    next: isMemory ? 'use fewer threads' : 'run it again',
    cause: error,
  });
}
