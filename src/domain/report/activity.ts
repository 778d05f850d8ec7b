import * as z from 'zod';
import { checksOn } from '../checks/keep.js';
import { meaningOf } from '../checks/conclusion.js';
import type { PullRequest } from '../event.js';
import type { Facts } from '../facts.js';
import { byRank } from '../merging.js';
import { isWithin, overlapOf, type Period } from '../period.js';
import { movesAmong } from '../workflow/moves.js';
import { openedAt, pullRequestsOf } from '../workflow/pull-requests.js';
import type { Context } from '../workflow/situation.js';
import { STEP_NAMES, StepName, type Step } from '../workflow/step.js';
import type { Workflow } from '../workflow/workflow.js';

/** What was seen of one agent's work on one issue in a while: told by GitHub, not by the agent. */
export const Activity = z.object({
  /** Moves of the branch or of the pull request's head. */
  pushes: z.number().int(),
  checks: z.object({ passed: z.number().int(), failed: z.number().int() }),
  reviews: z.number().int(),
  /** What became of the pull request meanwhile. */
  pullRequest: z.enum(['opened', 'merged', 'closed']).nullable(),
  /** How long each step took or has taken, ms, as far as it lies in the while. */
  steps: z.array(z.object({ name: StepName, ms: z.number() })),
});
export type Activity = z.infer<typeof Activity>;

export function noActivity(): Activity {
  return { pushes: 0, checks: { passed: 0, failed: 0 }, reviews: 0, pullRequest: null, steps: [] };
}

/** What was seen of a workflow's work in a while. A step that goes on lasts until the end of it. */
export function activityOf({ facts, steps }: Workflow, context: Context, period: Period): Activity {
  const { config } = context;
  const pullRequests = pullRequestsOf({ facts, ...context });
  const reviews = pullRequests.flatMap(({ number }) => Object.values(facts.reviews[String(number)] ?? {}));
  const finished = finishedChecks(facts).filter(({ at }) => isWithin(at, period));
  const meanings = finished.map((check) => meaningOf(check, config.checks.treat_skipped_as));
  return {
    pushes: pushTimes(facts, pullRequests).filter((at) => isWithin(at, period)).length,
    checks: {
      passed: meanings.filter((meaning) => meaning === 'pass').length,
      failed: meanings.filter((meaning) => meaning === 'fail').length,
    },
    // When it was taken back is no time at which somebody looked.
    reviews: reviews.filter(({ state, at }) => state !== 'dismissed' && isWithin(at, period)).length,
    pullRequest: turnOfPullRequest(facts, pullRequests, period),
    steps: steps.flatMap((step) => timeOf(step, period)),
  };
}

/** Whether the work went on, by whatever GitHub told: time that passed is no sign of that. */
export function isMoved({ pushes, checks, reviews, pullRequest }: Activity): boolean {
  return pushes + checks.passed + checks.failed + reviews > 0 || pullRequest !== null;
}

const WEIGHTIEST = ['merged', 'opened', 'closed'] as const;

/** Of one agent over several issues; of several pull requests the weightiest turn is told: a merge, then an opening. */
export function sumOf(activities: readonly Activity[]): Activity {
  const sum = (read: (activity: Activity) => number) =>
    activities.reduce((total, each) => total + read(each), 0);
  const turns = new Set(activities.map(({ pullRequest }) => pullRequest));
  const times = activities.flatMap(({ steps }) => steps);
  return {
    pushes: sum(({ pushes }) => pushes),
    checks: { passed: sum(({ checks }) => checks.passed), failed: sum(({ checks }) => checks.failed) },
    reviews: sum(({ reviews }) => reviews),
    pullRequest: WEIGHTIEST.find((turn) => turns.has(turn)) ?? null,
    steps: STEP_NAMES.flatMap((name) => {
      const ofStep = times.filter((step) => step.name === name);
      return ofStep.length === 0 ? [] : [{ name, ms: ofStep.reduce((total, { ms }) => total + ms, 0) }];
    }),
  };
}

/** A push shows on its branch and on the pull request alike: of the latter only what no branch of ours tells. */
function pushTimes(facts: Facts, pullRequests: readonly PullRequest[]): number[] {
  // The commit that the branch was made from is known of it from the beginning (0 ms) on, so that it is nobody's push.
  const onBranches = Object.values(facts.branches).flatMap(({ heads }) =>
    movesAmong(heads).filter(({ sha }) => sha !== null),
  );
  const known = new Set(onBranches.map(({ sha }) => sha));
  const elsewhere = pullRequests.flatMap(({ number }) =>
    movesAmong(facts.pullRequestTimes[String(number)]?.heads ?? []).filter(({ sha }) => !known.has(sha)),
  );
  return [...onBranches, ...elsewhere].map(({ at }) => at);
}

/** Of the commit that a branch was made from others tell. */
function finishedChecks(facts: Facts) {
  const bases = new Set(Object.keys(facts.branches).map((name) => facts.performed[`branch/${name}`]?.ref));
  return Object.keys(facts.checks)
    .filter((sha) => !bases.has(sha))
    .flatMap((sha) => checksOn(facts, sha).checks)
    .filter(({ key, status }) => status === 'completed' && !key.startsWith('suite:'));
}

/** A merge outweighs all; else the newest pull request of which there is news. */
function turnOfPullRequest(
  facts: Facts,
  pullRequests: readonly PullRequest[],
  period: Period,
): Activity['pullRequest'] {
  const within = (at: number | null | undefined) => at != null && isWithin(at, period);
  const news = [...pullRequests].sort(byRank(({ number }) => [-number])).flatMap((it) => {
    if (within(it.mergedAt)) return ['merged' as const];
    const closedAt = facts.pullRequestTimes[String(it.number)]?.closedAt;
    if (it.state === 'closed' && it.mergedAt === null && within(closedAt)) return ['closed' as const];
    return within(openedAt(facts, it)) ? ['opened' as const] : [];
  });
  return news.includes('merged') ? 'merged' : (news[0] ?? null);
}

function timeOf({ name, startedAt, finishedAt }: Step, period: Period): Activity['steps'] {
  if (startedAt === null) return [];
  const ms = overlapOf({ since: startedAt, until: finishedAt ?? period.until }, period);
  return ms === 0 ? [] : [{ name, ms }];
}
