import type { Because } from '../because.js';
import { decide } from '../decide.js';
import { severityOf } from '../workflow/severity.js';
import type { Context } from '../workflow/situation.js';
import { situationOf } from '../workflow/situate.js';
import { standingOf } from '../workflow/standing.js';
import type { StatusView } from '../workflow/status-view.js';
import type { Workflow } from '../workflow/workflow.js';
import { activityOf, isMoved } from './activity.js';
import type { Need, WorkLine } from './summary.js';

/** One workflow as the day's summary shows it. */
export interface Work {
  line: WorkLine;
  group: 'moved' | 'blocked' | 'quiet';
  need: Need | null;
}

/** A workflow under way, as it stood at the end of a while (ms). */
export function workOf(workflow: Workflow, context: Context, window: { since: number; until: number }): Work {
  const situation = situationOf(workflow.facts, context, window.until);
  const { view } = decide(workflow.facts, context, window.until);
  const title = situation.issue?.title ?? '';
  const { issueNumber } = workflow;
  const activity = activityOf(workflow, context, window);
  const current =
    view.steps.find(({ status }) => status !== 'complete' && status !== 'skipped') ?? view.steps.at(-1);
  const calls = standingOf(situation).some(({ notice }) => severityOf(notice) !== null);
  const because = view.waitingFor.length > 0 ? view.waitingFor : (current?.because ?? []);
  const isBlocked = view.steps.some(({ status }) => status === 'blocked') || calls;
  const [first] = isBlocked || calls ? because : forPerson(view);
  const waitsForPerson = calls ? first : forPerson(view)[0];
  return {
    line: {
      issueNumber,
      title,
      agent: situation.assignment?.agent ?? null,
      step: current?.name ?? 'assign',
      stepStatus: current?.status ?? 'pending',
      because,
      pullRequest: situation.pullRequest?.number ?? null,
      testsRed: situation.tests.outcome === 'failed',
      activity,
    },
    group: isBlocked ? 'blocked' : isMoved(activity) ? 'moved' : 'quiet',
    need: waitsForPerson === undefined ? null : { issueNumber, title, because: waitsForPerson },
  };
}

/** What waits for a person in the ordinary course: a review, a merge by hand, a hold. */
function forPerson({ steps, waitingFor }: StatusView): Because[] {
  const held = waitingFor.filter(({ code }) => code === 'held' || code === 'held-by-label');
  const review = steps.find(({ name, status }) => name === 'review' && status === 'in_progress');
  const merge = steps.flatMap(({ name, because }) => (name === 'merge' ? because : []));
  return [
    ...held,
    ...(review?.because.slice(0, 1) ?? []),
    ...merge.filter(({ code }) => code === 'merge-by-hand'),
  ];
}
