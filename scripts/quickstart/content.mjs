/** Bytes for files, made up: the same name gives the same bytes on every machine. */

import { peFile } from '../../build/test/support/windows-hives.js';

const CHUNK = 32_768;

/** @param {string} seed @returns {() => number} numbers below 2^32 (mulberry32) */
export function randomOf(seed) {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return (value ^ (value >>> 14)) >>> 0;
  };
}

/** @param {string} seed @param {number} size @returns {Uint8Array} */
export function noise(seed, size) {
  const random = randomOf(seed);
  return Uint8Array.from({ length: size }, () => random() & 0xff);
}

/**
 * A program: a PE header, and behind it content that compresses well, so that a disk of a few megabytes holds many.
 *
 * @param {string} seed @param {number} size @param {number} machine @returns {Uint8Array}
 */
export function program(seed, size, machine = 0x8664) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += CHUNK) {
    const motif = Buffer.from(noise(`${seed}@${at}`, 200));
    bytes.fill(motif, at, Math.min(at + CHUNK, size));
  }
  bytes.set(peFile(machine).subarray(0, Math.min(size, 1024)));
  return bytes;
}

const COMPONENTS = ['Servicing', 'Setup', 'Drivers', 'Networking', 'Shell', 'Store'];

/** A log of about `size` bytes. @param {string} title @param {number} size @returns {string} */
export function log(title, size) {
  const random = randomOf(title);
  const lines = [];
  for (let length = 0, second = 0; length < size; second += 1 + (random() % 3)) {
    const time = new Date(Date.UTC(2026, 9, 14, 9, 0, second)).toISOString().replace('T', ' ').slice(0, 19);
    const component = COMPONENTS[random() % COMPONENTS.length];
    const line = `${time}, Info                  ${title}    ${component}: step ${lines.length} completed [0x00000000]\r\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}
