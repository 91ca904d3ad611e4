/** Writes into a build's journal what is about to be made on the host, and what is gone. */

import { hostname } from 'node:os';
import type { HypervisorKind, Ledger, Resource } from '../machine/index.js';
import type { Journal } from './journal.js';

export function ledgerOf(journal: Journal, hypervisor: HypervisorKind): Ledger {
  const write = (event: 'resource' | 'gone', resource: Resource) =>
    journal.write({ event, time: new Date().toISOString(), hypervisor, host: hostname(), resource });
  return {
    intend: (resource) => write('resource', resource),
    gone: (resource) => write('gone', resource),
  };
}

/** Of somebody who only looks. */
export const NO_LEDGER: Ledger = { intend: () => Promise.resolve(), gone: () => Promise.resolve() };
