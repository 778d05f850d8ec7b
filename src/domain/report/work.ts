import type { Because } from '../because.js';
import { standingIn, type WorkStanding } from '../health/work.js';
import type { Period } from '../period.js';
import { assess, type Assessment } from '../workflow/assess.js';
import type { Context } from '../workflow/situation.js';
import type { StatusView } from '../workflow/status-view.js';
import { currentStep } from '../workflow/step.js';
import type { Workflow } from '../workflow/workflow.js';
import { activityOf, isMoved } from './activity.js';
import type { Need, WorkLine } from './summary.js';

/** One workflow as the day's summary shows it, and what it adds to its project's health. */
export interface Work {
  line: WorkLine;
  group: 'moved' | 'blocked' | 'quiet';
  need: Need | null;
  /** Its agent was asked for the report of that day. */
  asked: boolean;
  standing: WorkStanding;
}

/** A workflow under way, as it stood at the end of a period. */
export function workOf(
  workflow: Workflow,
  context: Context,
  { date, ...period }: Period & { date: string },
): Work {
  const assessment = assess(workflow.facts, context, period.until);
  const { situation, view } = assessment;
  const standing = standingIn(assessment, period);
  const { issueNumber, facts } = workflow;
  const title = situation.issue?.title ?? '';
  const step = currentStep(view.steps) ?? view.steps.at(-1);
  const activity = activityOf(workflow, context, period);
  const isBlocked = step?.status === 'blocked' || standing.escalations > 0;
  const [because] = standing.escalations > 0 ? view.waitingFor : forPerson(assessment);
  return {
    line: {
      issueNumber,
      title,
      agent: situation.assignment?.agent ?? null,
      step: step?.name ?? 'assign',
      stepStatus: step?.status ?? 'pending',
      because: view.waitingFor,
      pullRequest: situation.pullRequest?.number ?? null,
      testsRed: standing.red,
      activity,
    },
    group: isBlocked ? 'blocked' : isMoved(activity) ? 'moved' : 'quiet',
    need: because === undefined ? null : { issueNumber, title, because },
    asked: facts.performed[`notify/report/${situation.assignment?.id ?? ''}/${date}`] !== undefined,
    standing,
  };
}

/** What waits for a person in the ordinary course: a hold, a review, a merge by hand. */
function forPerson({ situation, view }: Assessment): Because[] {
  const of = (name: string): StatusView['steps'][number]['because'] =>
    view.steps.flatMap((step) => (step.name === name && step.status === 'in_progress' ? step.because : []));
  const merge = of('merge').filter(({ code }) => code === 'merge-by-hand');
  return [...situation.holds.filter(({ code }) => code !== 'paused'), ...of('review').slice(0, 1), ...merge];
}
