/** What the host knows of a run: the newest report, whatever order, number or copies they come in. */

import type { AgentReport } from './types.js';

/** The order in which the agent says things: boots, and within a boot its numbers. */
function isBefore(a: AgentReport, b: AgentReport): boolean {
  return a.boot < b.boot || (a.boot === b.boot && a.seq < b.seq);
}

function isSame(a: AgentReport, b: AgentReport): boolean {
  return a.boot === b.boot && a.seq === b.seq && a.state === b.state && a.message === b.message;
}

/** Follows the reports of one plan. */
export class Progress {
  private newest: AgentReport | null = null;

  /** null: nothing has been heard yet. */
  get last(): AgentReport | null {
    return this.newest;
  }

  /**
   * @returns whether it says something new. A copy, a heartbeat and one that comes late do not; a failure always does, because
   *   an agent that lost its state counts from 1 again.
   */
  take(report: AgentReport): boolean {
    const last = this.newest;
    if (last !== null) {
      if (isSame(report, last)) return false;
      if (last.state === 'failed') return false;
      if (report.state !== 'failed' && isBefore(report, last)) return false;
    }
    this.newest = report;
    return true;
  }
}
