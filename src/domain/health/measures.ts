import { withWait, type Waits } from './waits.js';
import type { WorkStanding } from './work.js';

/** What a project's health is read from: counts and sums, so that they are as small for ten thousand workflows as for one. */
export interface Measures {
  /** The checks of the default branch's head; `unknown`: they could not be read. */
  defaultBranch: 'passed' | 'failed' | 'running' | 'none' | 'unknown';
  /** Workflows under way, of them those whose newest tests are red, and those that do not get on. */
  open: number;
  red: number;
  stale: number;
  /** How long open work stood in the period, and how much of that its newest tests were red, ms. */
  openMs: number;
  redMs: number;
  /** Calls for a person that nobody has answered. */
  escalations: number;
  /** Agents from whom a report was expected, and those of them who gave one. */
  expected: number;
  reported: number;
  /** How long pull requests waited, or have waited, for their first review. */
  reviewWaits: Waits;
  /** Webhooks about this repository that were given up. */
  lostDeliveries: number;
}

/** Before anything was measured. */
export function noMeasures(): Measures {
  return {
    defaultBranch: 'unknown',
    open: 0,
    red: 0,
    stale: 0,
    openMs: 0,
    redMs: 0,
    escalations: 0,
    expected: 0,
    reported: 0,
    reviewWaits: {},
    lostDeliveries: 0,
  };
}

/** Adds one workflow; the order in which they are added does not matter. */
export function addTo(measures: Measures, work: WorkStanding): Measures {
  const { reviewWaits } = measures;
  return {
    ...measures,
    open: measures.open + (work.open ? 1 : 0),
    red: measures.red + (work.red ? 1 : 0),
    stale: measures.stale + (work.stale ? 1 : 0),
    openMs: measures.openMs + work.openMs,
    redMs: measures.redMs + work.redMs,
    escalations: measures.escalations + work.escalations,
    reviewWaits: work.reviewWaitMs === null ? reviewWaits : withWait(reviewWaits, work.reviewWaitMs),
  };
}
