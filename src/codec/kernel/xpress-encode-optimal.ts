/**
 * The thorough parser of the XPRESS encoder: all matches of each place are listed once, then the cheapest way through
 * the chunk is computed from its end, at the prices of the code that the parse before came to.
 */

import { makeCode } from './xpress-encode-code';
import { parseLazy } from './xpress-encode-lazy';
import { listMatches, startTrees } from './match-tree';
import { ITEMS, LENGTHS, MAX_CHUNK_LENGTH, MAX_MATCH, SYMBOLS, TABLES, matchItem } from './xpress-encode-memory';

const DEPTH: i32 = 32;
const NICE: u32 = 64;
const PASSES: i32 = 2;
/** Bits of a symbol that the parse before did not use. */
const UNUSED: u8 = 13;
/** Matches that are kept of one place. */
const MOST: u32 = 16;

/** u32 a position and one more: the bits from there to the end. */
const COSTS: usize = TABLES;
/** u32 a position: the item that begins there. */
const CHOICES: usize = COSTS + (MAX_CHUNK_LENGTH + 1) * 4;
/** u32 a position and one more: where its matches begin. */
const STARTS: usize = CHOICES + MAX_CHUNK_LENGTH * 4;
/** u32 a match: length << 16 | offset. */
const MATCHES: usize = STARTS + (MAX_CHUNK_LENGTH + 1) * 4;

/** @returns the number of items */
export function parseOptimal(chunk: usize, length: i32): i32 {
  let items = parseLazy(chunk, length);
  listAll(chunk, length);
  for (let pass = 0; pass < PASSES; pass++) {
    makeCode(items);
    for (let symbol: i32 = 0; symbol < SYMBOLS; symbol++) {
      if (load<u8>(LENGTHS + symbol) == 0) store<u8>(LENGTHS + symbol, UNUSED);
    }
    findPath(chunk, length);
    items = followPath(length);
  }
  return items;
}

/** Lists the matches of every place; those inside a nice match have none. */
function listAll(chunk: usize, length: i32): void {
  startTrees();
  let matches = MATCHES;
  let skip: u32 = 0;
  for (let position: u32 = 0; position < <u32>length; position++) {
    store<u32>(STARTS + (<usize>position << 2), <u32>matches);
    const limit = min<u32>(length - position, MAX_MATCH);
    if (limit < 4) continue;
    const end = listMatches(chunk, position, limit, NICE, DEPTH, matches);
    if (skip > 0) {
      skip--;
      continue;
    }
    if (end == matches) continue;
    const longest = load<u32>(end - 4);
    const listed = <u32>((end - matches) >> 2);
    if (longest >> 16 >= NICE) {
      store<u32>(matches, longest);
      matches += 4;
      skip = (longest >> 16) - 1;
    } else if (listed > MOST) {
      store<u32>(matches + ((MOST - 1) << 2), longest);
      matches += MOST << 2;
    } else {
      matches = end;
    }
  }
  store<u32>(STARTS + (<usize>length << 2), <u32>matches);
}

/** From the end to the front: the cheapest item of each place. */
function findPath(chunk: usize, length: i32): void {
  store<u32>(COSTS + (<usize>length << 2), 0);
  for (let position = length - 1; position >= 0; position--) {
    const costs = COSTS + (<usize>position << 2);
    const literal = <u32>load<u8>(chunk + position);
    let cheapest = <u32>load<u8>(LENGTHS + literal) + load<u32>(costs + 4);
    let choice = literal;
    let match = <usize>load<u32>(STARTS + (<usize>position << 2));
    const end = <usize>load<u32>(STARTS + (<usize>position << 2) + 4);
    let from: u32 = 3;
    for (; match < end; match += 4) {
      const longest = load<u32>(match) >> 16;
      const offset = load<u32>(match) & 0xffff;
      const offsetBits = 31 - <u32>clz(offset);
      const prices = LENGTHS + 256 + (offsetBits << 4);
      if (longest >= NICE) from = longest;
      for (let n = from; n <= longest; n++) {
        const rest = n - 3;
        let cost = load<u32>(costs + (<usize>n << 2)) + offsetBits + <u32>load<u8>(prices + min<u32>(rest, 15));
        if (rest >= 15) cost += rest < 15 + 255 ? 8 : 24;
        if (cost < cheapest) {
          cheapest = cost;
          choice = matchItem(n, offset);
        }
      }
      from = longest + 1;
    }
    store<u32>(costs, cheapest);
    store<u32>(CHOICES + (<usize>position << 2), choice);
  }
}

/** @returns the number of items */
function followPath(length: i32): i32 {
  let item = ITEMS;
  for (let position = 0; position < length; item += 4) {
    const choice = load<u32>(CHOICES + (<usize>position << 2));
    store<u32>(item, choice);
    position += choice > 0xffff ? (choice & 0xffff) + 3 : 1;
  }
  return <i32>((item - ITEMS) >> 2);
}
