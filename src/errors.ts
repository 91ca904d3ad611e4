/**
 * The errors that a user sees. Each names the thing, what was found, what was expected and what to do next,
 * and carries one of a closed set of codes; the code decides the exit status.
 */

/** Every code, with the exit status of a command that ends with it. */
export const EXIT_STATUS = {
  /** The work was done and the answer is no. */
  refused: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The definition is wrong. */
  definition: 2,
  /** A path, an image, a partition or an entry that was named does not exist. */
  'not-found': 2,
  /** Something that would be overwritten exists. */
  exists: 2,
  /** An input contradicts itself or its checksums. */
  damaged: 3,
  /** An input is encrypted. */
  encrypted: 3,
  /** A volume was not cleanly unmounted, or is hibernated. */
  dirty: 3,
  /** An input is whole, but of a kind that this version does not handle. */
  unsupported: 3,
  /** This host lacks a tool. */
  tool: 4,
  /** This host denies a right. */
  permission: 4,
  /** This host has no room left. */
  'no-space': 4,
  /** This host has too little memory. */
  memory: 4,
  /** The operating system reported another failure. */
  host: 4,
  /** Another process holds what this one needs. */
  busy: 4,
  /** A store or the network failed after every retry. */
  store: 5,
  /** SIGINT or Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const;

export type ErrorCode = keyof typeof EXIT_STATUS;

export interface ErrorDetails {
  /** The thing, as the user knows it: a path, with the place inside it where that helps. */
  readonly subject: string;
  /** What was found there, or what went wrong. */
  readonly found: string;
  /** What was expected instead. */
  readonly expected?: string;
  /** What to do next: an imperative sentence without the full stop, or a question with its mark. */
  readonly next?: string;
  readonly cause?: unknown;
}

export class FactoryError extends Error {
  override readonly name = 'FactoryError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(sentence(details), details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.details = details;
  }

  get exitStatus(): number {
    return EXIT_STATUS[this.code];
  }

  /** The error as `--json` prints it. */
  toJSON(): Record<string, string> {
    const { subject, found, expected, next } = this.details;
    return {
      code: this.code,
      message: this.message,
      subject,
      found,
      ...(expected === undefined ? {} : { expected }),
      ...(next === undefined ? {} : { next }),
    };
  }
}

/** The details as one line: what `message` is. */
export function sentence({ subject, found, expected, next }: ErrorDetails): string {
  const wanted = expected === undefined ? '' : `, expected ${expected}`;
  const stop = next === undefined || /[.?!]$/.test(next) ? '' : '.';
  const advice = next === undefined ? '' : `. ${next.charAt(0).toUpperCase()}${next.slice(1)}${stop}`;
  return `${subject}: ${found}${wanted}${advice}`;
}

const SYSTEM_ERRORS: Readonly<Record<string, readonly [ErrorCode, string, string?]>> = {
  ENOTDIR: ['not-found', 'it, or a part of the path, is a file where a folder is needed', 'Check the path'],
  EISDIR: ['usage', 'is a directory where a file is needed', 'Name a file'],
  EEXIST: ['exists', 'exists already'],
  ENOTEMPTY: ['exists', 'is not empty'],
  EACCES: ['permission', 'access is denied', 'Run as an account that may read and write it'],
  EPERM: ['permission', 'the operation is not permitted', 'Run as an account that may do it'],
  EROFS: ['permission', 'the file system is read-only', 'Choose another place'],
  ENOSPC: [
    'no-space',
    'no space is left on the device',
    'Free space or choose another place, then run it again',
  ],
  EDQUOT: ['no-space', 'the disk quota is used up', 'Free space or choose another place, then run it again'],
  EFBIG: ['no-space', 'the file system does not take a file of this size', 'Choose another place'],
  ENOMEM: ['memory', 'this host has too little memory'],
  EMFILE: ['host', 'too many files are open'],
  EBUSY: ['busy', 'another process uses it', 'Close what uses it, then run it again'],
  ENAMETOOLONG: ['host', 'the name is too long for this file system', 'Choose a shorter one'],
};

/** Whether `text` is a path of Windows on a host that is none: there it names nothing, or a file of that whole name. */
export function isForeignPath(text: string): boolean {
  return process.platform !== 'win32' && /^([A-Za-z]:[\\/]|\\\\)/.test(text);
}

/** @param file as the user wrote it */
export function notThere(file: string): FactoryError {
  const found = 'does not exist';
  if (!isForeignPath(file))
    return new FactoryError('not-found', { subject: file, found, next: 'check the path' });
  return new FactoryError('not-found', {
    subject: file,
    found: `${found}: it is a path of Windows`,
    expected: 'a path of this host',
    next: 'name it as this host does, or run it on Windows',
  });
}

/**
 * The error of a file system call, in the user's words.
 *
 * @param subject the path or the thing that the call was about
 * @returns `error` itself where it is a FactoryError already
 */
export function fromSystemError(error: unknown, subject: string): FactoryError {
  if (error instanceof FactoryError) return error;
  const { code: errno, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (errno === 'ENOENT') return notThere(subject);
  if (errno === 'EEXIST' && syscall === 'mkdir') {
    const [found, next] = ['a file is there already', 'choose another name'];
    return new FactoryError('exists', {
      subject,
      found,
      expected: 'a folder, or nothing',
      next,
      cause: error,
    });
  }
  const known = typeof errno === 'string' ? SYSTEM_ERRORS[errno] : undefined;
  if (known === undefined) {
    const found = error instanceof Error ? error.message : String(error);
    return new FactoryError('host', { subject, found, cause: error });
  }
  const [code, found, next] = known;
  return new FactoryError(code, { subject, found, ...(next === undefined ? {} : { next }), cause: error });
}
