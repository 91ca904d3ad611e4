/**
 * What a wrapper in the folder of `makeBin` runs: `forward.js CONTRACT PROGRAM ARGUMENT...`. An option that the contract
 * does not list is refused before anybody is asked.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { checkOptions, type Program } from './options.js';

const [contract = '', name = '', ...args] = process.argv.slice(2);
const { programs } = JSON.parse(readFileSync(contract, 'utf8')) as { programs: Record<string, Program> };
const program = programs[name];
const problem = program === undefined ? `${name} is not in the contract` : checkOptions(program, args);
const address = process.env['IMAGE_FACTORY_DOUBLE'];
if (problem !== null) {
  const message = `${name} ${args.join(' ')}: ${problem}`;
  if (address !== undefined) connect(address).end(`${JSON.stringify({ kind: 'violation', message })}\n`);
  stop(message);
} else if (address === undefined) {
  stop(`${name} needs Windows, and IMAGE_FACTORY_DOUBLE names no double that plays it`);
} else {
  const socket = connect(address);
  socket.on('error', (failure) => {
    stop(`${name}: the double does not answer: ${failure.message}`);
  });
  socket.write(`${JSON.stringify({ kind: 'command', name, args, cwd: process.cwd() })}\n`);
  let ended = false;
  createInterface({ input: socket })
    .on('line', (line) => {
      const answer = JSON.parse(line) as {
        stdout?: string;
        error?: { message: string; hresult?: number };
        end?: true;
        exit?: number;
      };
      if (answer.stdout !== undefined) process.stdout.write(answer.stdout);
      if (answer.error !== undefined) {
        ended = true;
        process.stderr.write(`${answer.error.message}\n`);
        process.exitCode = 1;
      }
      if (answer.end === true) {
        ended = true;
        exit(answer.exit ?? 0);
      }
      if (ended) socket.end();
    })
    .on('close', () => {
      if (!ended) stop(`${name}: the double closed the line`);
    });
}

/** Linux keeps eight bits of an exit code: the rest lies beside the double's socket for who started this process. */
function exit(code: number): void {
  process.exitCode = code & 255;
  if (address === undefined || code === process.exitCode) return;
  const folder = path.join(path.dirname(address), 'exits');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, String(process.pid)), String(code | 0));
}

/** 87 is ERROR_INVALID_PARAMETER, what dism.exe says to an option that it does not know. */
function stop(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 87;
}
