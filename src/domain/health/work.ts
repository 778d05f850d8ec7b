import { overlapOf, type Period } from '../period.js';
import { isAcknowledged } from '../workflow/acknowledged.js';
import { assess, type Assessment } from '../workflow/assess.js';
import { severityOf } from '../workflow/severity.js';
import type { Context } from '../workflow/situation.js';
import { currentStep } from '../workflow/step.js';
import type { Workflow } from '../workflow/workflow.js';
import { redWithin } from './red-time.js';
import { reviewWaitOf } from './review-wait.js';

/** What one workflow adds to the measures of its project. */
export interface WorkStanding {
  /** Whether it is under way; if not, only its calls count. */
  open: boolean;
  /** Its newest tests failed. */
  red: boolean;
  /** It is blocked, or its agent fell silent. */
  stale: boolean;
  /** How much of the period it was under way, and how much of that its newest tests were red, ms. */
  openMs: number;
  redMs: number;
  /** Calls for a person that nobody has answered. */
  escalations: number;
  /** How long its pull request waited, or has waited, for its first review, ms; null: it waits for none. */
  reviewWaitMs: number | null;
}

/** How one workflow stands at the end of a period. */
export function standingOfWork({ facts }: Workflow, context: Context, period: Period): WorkStanding {
  return standingIn(assess(facts, context, period.until), period);
}

/** The same, where it was assessed for the end of the period already. */
export function standingIn({ situation, view, standing }: Assessment, period: Period): WorkStanding {
  const { status, control, tests, clock } = situation;
  const calls = standing.filter(
    ({ cause, notice }) => severityOf(notice) !== null && !isAcknowledged(situation, cause),
  );
  const escalations = calls.length;
  if (status !== 'active' || control.run === null) {
    return { open: false, red: false, stale: false, openMs: 0, redMs: 0, escalations, reviewWaitMs: null };
  }
  const underWay = { since: Math.max(period.since, control.run.at), until: period.until };
  return {
    open: true,
    red: tests.outcome === 'failed',
    stale: currentStep(view.steps)?.status === 'blocked' || (clock !== null && clock.state !== 'ok'),
    openMs: overlapOf(underWay, period),
    redMs: redWithin(situation, underWay),
    escalations,
    reviewWaitMs: reviewWaitOf(situation),
  };
}
