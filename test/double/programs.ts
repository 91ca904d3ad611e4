/** The programs of Windows that the factory starts, played with the tools that do the same here. */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildHive } from '../support/hive-writer.js';
import { runPeer } from '../support/peers.js';
import type { Program, ProgramRun } from './call.js';
import { slashes, type Storage } from './storage.js';
import type { Volume } from './volume.js';

const execute = promisify(execFile);

export interface ProgramHost {
  readonly storage: Storage;
  readonly scratch: string;
  /** By its letter the folder that stands for a drive. */
  readonly drives: ReadonlyMap<string, string>;
  /** What bcdboot puts where the firmware looks: the file's path. */
  readonly bootLoader: () => Promise<string>;
}

export class Programs {
  readonly #host: ProgramHost;

  constructor(host: ProgramHost) {
    this.#host = host;
  }

  readonly programs: Readonly<Record<string, Program>> = {
    'dism.exe': (run) => this.#dism(run),
    'bcdboot.exe': (run) => this.#bcdboot(run),
    'bcdedit.exe': (run) => this.#bcdedit(run),
  };

  async #dism(run: ProgramRun): Promise<number> {
    const { args, cwd, write } = run;
    write('\r\nDeployment Image Servicing and Management tool\r\nVersion: 10.0.26100.1150\r\n\r\n');
    const options = optionsOf(args);
    const known = ['english', 'apply-image', 'get-imageinfo', 'imagefile', 'index', 'applydir', 'swmfile'];
    known.push(
      'scratchdir',
      'logpath',
      'loglevel',
      'checkintegrity',
      'verify',
      'norpfix',
      'compact',
      'ea',
      'quiet',
    );
    const unknown = [...options.keys()].find((name) => !known.includes(name));
    if (unknown !== undefined) {
      return dismError(write, 87, `The ${unknown} option is unknown.`);
    }
    const file = fileAt(options.get('imagefile') ?? '', cwd, this.#host.drives);
    if (!existsSync(file)) return dismError(write, 2, 'The system cannot find the file specified.');
    if (options.has('apply-image')) return this.#apply(file, options, run);
    if (options.has('get-imageinfo')) return imageInfo(file, options.get('index'), write);
    return dismError(write, 87, 'The parameter is incorrect.');
  }

  async #apply(file: string, options: ReadonlyMap<string, string>, run: ProgramRun): Promise<number> {
    const { cwd, signal, write } = run;
    const target = await this.#host.storage.volumeAt(absolute(options.get('applydir') ?? '', cwd));
    if (target === null || target.within !== '' || target.volume.fileSystem !== 'NTFS') {
      return dismError(write, 3, 'The system cannot find the path specified.');
    }
    const logPath = options.get('logpath');
    if (logPath !== undefined)
      await writeFile(absolute(logPath, cwd), 'Info DISM DISM.EXE: Executing command line\r\n');
    write('Applying image\r\n');
    const parts = options.get('swmfile');
    const references = parts === undefined ? [] : [`--ref=${absolute(parts, cwd)}`];
    const failure = await target.volume.offline((image) =>
      execute('wimlib-imagex', ['apply', file, options.get('index') ?? '1', image, ...references], {
        signal,
      }).then(
        () => null,
        (error: unknown) => (error as { stderr?: string }).stderr ?? String(error),
      ),
    );
    if (failure !== null) {
      if (/No space left/i.test(failure))
        return dismError(write, 112, 'There is not enough space on the disk.');
      return dismError(write, 13, `The data is invalid.\r\n${failure}`);
    }
    for (const percent of ['34.2', '71.8', '100.0'])
      write(`\r[===========================${percent}%===  ] `);
    write('\r\nThe operation completed successfully.\r\n');
    return 0;
  }

  /** Copies boot files of the installation to the ESP and writes a BCD there. */
  async #bcdboot({ args, cwd, write }: ProgramRun): Promise<number> {
    const [source = '', ...rest] = args;
    const words = new Map<string, string>();
    rest.forEach((word, index) => {
      if (word.startsWith('/')) words.set(word.slice(1).toLowerCase(), rest[index + 1] ?? '');
    });
    const fail = (text: string): number => {
      write(`${text}\r\n`);
      return 193;
    };
    const from = await this.#host.storage.volumeAt(absolute(source, cwd));
    const root = from?.volume.folder ?? null;
    if (from === null || root === null || !existsSync(path.join(root, from.within, 'System32'))) {
      return fail(`BFSVC Error: Failed to validate boot manager of ${source}. Last Error = [0x3]`);
    }
    const esp = await this.#host.storage.volumeAt(absolute(words.get('s') ?? '', cwd));
    if (esp === null || esp.volume.fileSystem !== 'FAT32') {
      return fail('Failure when attempting to copy boot files.');
    }
    if ((words.get('f') ?? 'UEFI').toUpperCase() !== 'UEFI')
      return fail('Failure when attempting to copy boot files.');
    await this.#fillEsp(esp.volume);
    write('Boot files successfully created.\r\n');
    return 0;
  }

  async #fillEsp({ image }: Volume): Promise<void> {
    const folder = await mkdtemp(path.join(this.#host.scratch, 'esp-'));
    const loader = await this.#host.bootLoader();
    const bcd = path.join(folder, 'BCD');
    await writeFile(bcd, buildHive({ keys: { Description: {}, Objects: {} } }));
    const folders = ['::/EFI', '::/EFI/Boot', '::/EFI/Microsoft', '::/EFI/Microsoft/Boot'];
    // A folder that is there already is no error of a second run.
    for (const name of folders) await runPeer('mmd', ['-D', 's', '-i', image, name]).catch(() => null);
    await runPeer('mcopy', ['-o', '-i', image, loader, '::/EFI/Boot/BOOTX64.EFI']);
    await runPeer('mcopy', ['-o', '-i', image, bcd, '::/EFI/Microsoft/Boot/BCD']);
    await rm(folder, { recursive: true });
  }

  async #bcdedit({ args, cwd, write }: ProgramRun): Promise<number> {
    const at = args.findIndex((word) => word.toLowerCase() === '/store');
    const store = await this.#host.storage.volumeAt(absolute(args[at + 1] ?? '', cwd));
    const file = store === null ? null : `::/${store.within}`;
    const isThere =
      at >= 0 &&
      store !== null &&
      file !== null &&
      (await runPeer('mdir', ['-i', store.volume.image, file]).then(
        () => true,
        () => false,
      ));
    if (!isThere) {
      write('The boot configuration data store could not be opened.\r\n');
      write('The system cannot find the file specified.\r\n');
      return 1;
    }
    write('The operation completed successfully.\r\n');
    return 0;
  }
}

/** `/ImageFile:X` as imagefile → X, `/English` as english → "". */
function optionsOf(args: readonly string[]): Map<string, string> {
  return new Map(
    args.map((word) => {
      const [, name = word, value = ''] = /^\/([^:]+)(?::(.*))?$/s.exec(word) ?? [];
      return [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')];
    }),
  );
}

async function imageInfo(
  file: string,
  index: string | undefined,
  write: (text: string) => void,
): Promise<number> {
  const text = await runPeer('wimlib-imagex', ['info', file, ...(index === undefined ? [] : [index])]).catch(
    () => null,
  );
  if (text === null) return dismError(write, 1168, 'Element not found.');
  write(`Details for image : ${file}\r\n\r\n`);
  for (const [, number] of text.matchAll(/^Index:\s+(\d+)$/gm)) write(`Index : ${number}\r\n`);
  write('\r\nThe operation completed successfully.\r\n');
  return 0;
}

/** The exit code is the error's own. */
function dismError(write: (text: string) => void, code: number, text: string): number {
  write(
    `\r\nError: ${code}\r\n\r\n${text}\r\n\r\nThe DISM log file can be found at C:\\Windows\\Logs\\DISM\\dism.log\r\n`,
  );
  return code;
}

/** A file of the host, or one on a drive that a folder stands for. */
function fileAt(place: string, cwd: string, drives: ReadonlyMap<string, string>): string {
  const [, letter = '', rest = ''] = /^([A-Za-z]):\\?(.*)$/s.exec(place) ?? [];
  const folder = drives.get(letter.toUpperCase());
  return folder === undefined ? absolute(place, cwd) : path.join(folder, slashes(rest));
}

function absolute(place: string, cwd: string): string {
  return place.startsWith('\\\\?\\') || place.startsWith('\\??\\') || /^[A-Za-z]:/.test(place)
    ? place
    : path.resolve(cwd, slashes(place));
}
